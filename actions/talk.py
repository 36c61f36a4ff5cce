"""The wording of small talk: honest, short, and leading back to films."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from actions.phrases import EXAMPLES

GREETINGS: Final = (
    f"Hello! Describe a film you are looking for, or ask me for a recommendation. For example {EXAMPLES}.",
    "Hi! Tell me what you feel like watching, in your own words, and I will find it.",
    "Hello! Which film shall we look for: one you half remember, or one you will like next?",
)
WELCOMES_BACK: Final = (
    "Welcome back! Shall I recommend something, or are you looking for a certain film?",
    "Good to see you again! What do you feel like watching?",
)
GOODBYES: Final = (
    "Goodbye, and enjoy the film!",
    "See you! Your ratings and your watchlist will be here when you are back.",
    "Bye! Come back when you need another film.",
)
THANKS: Final = (
    "You are welcome! Rate what you have watched and my next picks get better.",
    "Glad to help. Anything else you feel like watching?",
    "My pleasure!",
)
HELP: Final = (
    f"I find films from a description and learn what you like. You can say:\n"
    f"• what the film is about: {EXAMPLES}\n"
    "• “newer”, “not so violent”, “without Tom Cruise”, “less known” or “more” to change what you see\n"
    "• “tell me about the second one”, “who directed it?”, “something like Alien”, “why this one?”\n"
    "• “which of these is the shortest?”, “which one should I start with?”, “compare Alien and Heat”\n"
    "• “4 stars for Heat”, “Alien 5, Heat 3”, “I have seen it”, “not interested”, “no, I meant Heat”, “undo”\n"
    "• “ask me a few questions” to learn your taste, “show my ratings”\n"
    "• “something for me and my wife, she loves Titanic and hates horror”, or “share my taste” for a code\n"
    "• “add it to my watchlist”, “show my watchlist”, “recommend me a comedy”, “what is trending?”"
)
AFFIRM: Final = (
    "Good! What shall we do next: a recommendation, or a film you describe?",
    "All right. Tell me what you feel like watching.",
)
DENY: Final = (
    "No problem. Tell me what you would rather see, or change it: newer, funnier, without somebody.",
    "All right, not that. What would you like instead?",
)
OUT_OF_SCOPE: Final = (
    "I only know about films, so I cannot help with that. I can find one, though, or recommend you one.",
    "That is beyond me: films are all I know. Tell me what you feel like watching.",
)
FALLBACK: Final = (
    "I am not sure what you mean, and I would rather not guess.",
    "I did not understand that well enough to act on it.",
)
LANGUAGE: Final = "English works best with me."
NOTHING_READ: Final = f"I could not read any words in that. Try {EXAMPLES}."

_NO_IDEA: Final = (
    "No matter. Shall I recommend something, or ask you about a few films to learn your taste?",
    "That is fine. Tell me a mood, a genre or an actor, or let me pick something for you.",
)
_DEFAULT: Final = (
    "I am better at films than at small talk. What do you feel like watching?",
    "I will leave that one to you. Shall we find a film?",
)
_CHITCHAT: Final[tuple[tuple[re.Pattern[str], Sequence[str]], ...]] = tuple(
    (re.compile(pattern, re.IGNORECASE), answers)
    for pattern, answers in (
        (
            r"^(?:(?:hm+|um+|well|sorry)[\s,.]+)*(?:i )?(?:really )?(?:do(?:n'?t| not) (?:know|care|mind|remember)|idk|dunno|no (?:idea|clue|preference)|whatever"
            r"|not sure|can'?t remember|cannot remember|doesn'?t matter)\b",
            _NO_IDEA,
        ),
        (
            r"\b(?:bot|robot|human|real|person|machine|ai|a\.i\.|chatgpt|computer|alive)\b",
            (
                "I am a program: I have read a lot of plots. What is yours about?",
                "A bot, yes. No popcorn for me, but I can find you something to go with yours.",
            ),
        ),
        (
            r"\b(?:your name|who are you|what are you|call you|introduce yourself)\b",
            ("I am the film finder here, a program. Describe a film and I look for it.",),
        ),
        (
            r"\bhow(?:'s| is| are|s| r)? (?:you|u|it going|things|life|your day)\b|\bwhat'?s up\b|\bsup\b",
            (
                "Running smoothly, thank you! What do you feel like watching?",
                "All reels turning, thanks for asking. Shall I recommend something?",
            ),
        ),
        (
            r"\b(?:favou?rite|(?:do|have) you (?:ever )?(?:like|love|enjoy|seen|watch)|best film ever)\b",
            (
                "I have never sat in a cinema, so I have none. Tell me yours and I find films like it.",
                "I only read about films, I cannot watch them. Which one do you love?",
            ),
        ),
        (
            r"\b(?:joke|funny|make me laugh|something fun)\b",
            (
                "A horror film walks into a bar. Everybody screams, except one: it had seen the trailer. "
                "Shall I find you a real comedy?",
            ),
        ),
        (
            r"\b(?:who (?:made|built|created|wrote|programmed)|your (?:maker|creator|developer)s?)\b",
            ("People who like films built me. What shall I find for you?",),
        ),
        (
            r"\b(?:how old|your age|birthday|born)\b",
            ("Younger than most films I know. Which decade do you like?",),
        ),
        (
            r"\b(?:love you|like you|marry|cute|smart|clever|awesome|great|amazing|good (?:bot|job|work)"
            r"|the best|well done|cool|nice)\b",
            ("Thank you! That is kind to say to a program. Ready for the next film?",),
        ),
        (
            r"\b(?:stupid|dumb|useless|bad|hate you|suck|sucks|idiot|terrible|worst|annoying)\b",
            ("I am sorry that went badly. Say in other words what you were looking for.",),
        ),
        (
            r"\b(?:bored|boring|tired|sad|lonely|stressed|bad day)\b",
            ("A good film may help with that. Shall I pick one for you?",),
        ),
    )
)


def chitchat(text: str) -> Sequence[str]:
    """The answers that fit what was said."""
    return next((answers for pattern, answers in _CHITCHAT if pattern.search(text)), _DEFAULT)

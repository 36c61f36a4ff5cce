"""How people say what they do not want."""

from __future__ import annotations

from typing import Final

_PLAIN: Final = (
    "not", "no", "without", "nothing", "never", "minus", "except", "except for", "excepting", "excluding", "exclude",
    "non", "zero", "other than", "apart from", "aside from", "besides", "barring", "anything but", "everything but",
    "all but", "instead of", "rather than", "free of", "free from", "neither", "none of", "none of the",
    "none of that", "none of those", "none of this", "no more", "not any", "not another", "enough of", "enough with",
    *(
        f"{any_} {what} {but}"
        for any_ in ("any", "every", "all")
        for what in ("decade", "decades", "era", "year", "time", "country", "language", "genre", "genres", "kind")
        for but in ("but", "except", "other than")
    ),
    *(f"{any_} {but}" for any_ in ("anything", "something", "everything", "all") for but in ("except", "other than",
      "besides", "apart from", "bar")),
    "the opposite of", "opposite of", "isnt", "arent", "wasnt", "werent", "aint", "is not", "are not", "was not",
)  # fmt: skip
_VERBS: Final = (
    "avoid", "avoiding", "skip", "skipping", "hold", "leave out", "leaving out", "leave off", "ditch", "drop", "lose",
    "spare me", "spare us", "steer clear of", "stay away from", "keep away from", "keep out", "filter out", "cut out",
    "cut", "omit", "hate", "despise", "detest", "loathe", "dislike", "abhor",
    "cant stand", "cannot stand", "can not stand", "couldnt stand", "cant bear", "cannot bear", "cant take",
    "cant deal with", "cant do", "dont do", "dont want", "do not want", "doesnt want", "didnt want", "dont like",
    "do not like", "doesnt like", "does not like", "dont need", "do not need", "dont care for", "do not care for",
    "dont enjoy", "do not enjoy", "dont love", "dont fancy", "dont show", "dont show me", "do not show me",
    "dont show us", "dont give me", "do not give me", "dont include", "do not include", "dont suggest",
    "dont recommend", "do not recommend", "dont feel like", "do not feel like", "dont watch", "dont have",
    "do not have", "doesnt have", "does not have", "doesnt involve", "doesnt feature", "doesnt include",
    "doesnt contain", "doesnt star", "does not star", "dont star", "do not star", "didnt star", "does not feature",
    "does not include", "does not involve", "dont involve", "dont feature", "not include", "not including",
    "not featuring", "not starring", "not involving", "not in the mood for", "not into", "not a fan of", "not fans of", "no fan of", "not keen on",
    "not fond of", "not interested in", "not up for", "not after", "not looking for", "not watching", "sick of",
    "tired of", "fed up with", "bored of", "bored with", "had enough of", "done with", "allergic to", "over",
    *(f"my {who} {verb}" for who in ("wife", "husband", "partner", "girlfriend", "boyfriend", "son", "daughter", "mum", "mom", "dad", "friend")
      for verb in ("hates", "dislikes", "cant stand", "doesnt like")),
    *(f"my {who} {verb}" for who in ("kids", "parents", "friends") for verb in ("hate", "dislike", "cant stand", "dont like")),
    "refuse to watch", "wont watch", "will not watch", "never watch", "rather not see", "rather not",
    "rather not watch", "could do without", "can do without", "would skip", "not want", "pass on",
)  # fmt: skip
REFUSALS: Final = frozenset((*_PLAIN, *_VERBS)) - {"over"}
"""Phrases that refuse what follows."""
_SPEAKER: Final = (
    r"(?:(?:but|and|so|please|just|only|also|,|;|that|which|it|its|thats|i|im|id|ive|we|were|i am|we are|really|truly|absolutely"
    r"|definitely|so|totally|kind of|a bit|is|'s|are|was|as long as|my (?:wife|husband|kids|partner|friend))"
    r" )*"
)
REFUSAL: Final = rf"{_SPEAKER}(?:{'|'.join(sorted(REFUSALS, key=len, reverse=True))})"
"""The same as a part of a pattern, with the words of the speaker before it."""
AFTERWARDS: Final = (
    r"(?:(?:(?:is|are|'s|should be|must be|has to be|stay|stays) )?(?:excluded|out of the question|off the table|a no go"
    r"|not (?:welcome|allowed|wanted|needed|required|invited|my thing|for me)|unwelcome|unwanted|need not apply"
    r"|arent my thing|isnt my thing|free|nope)|no(?= [,.;:!?]|$))"
)
"""What refuses the word before it: `horror excluded`, `romance free`, `comedy no`."""

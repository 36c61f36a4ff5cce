"""Shorthand of chats and frequent slips written out: `plz shw me sum scary moviez 2 watch`.

Only what can be part of no title, or stands where no title would: `U Turn` and `The Sum of All Fears` stay.
"""

from __future__ import annotations

import re

_WORDS = {
    "plz": "please", "pls": "please", "plss": "please", "pleez": "please", "shw": "show", "sho": "show", "mor": "more", "moar": "more",
    "moviez": "movies", "mvie": "movie", "mvies": "movies", "moive": "movie", "moives": "movies", "movei": "movie", "moveis": "movies",
    "moovie": "movie", "moovies": "movies", "filmz": "films", "flim": "film", "flims": "films", "flik": "flick",
    "smth": "something", "smthg": "something", "sth": "something", "sumthin": "something", "sumthing": "something", "somethin": "something",
    "somthing": "something", "smthn": "something", "anythin": "anything", "gimme": "give me", "gimmie": "give me", "lemme": "let me",
    "wanna": "want to", "gonna": "going to", "recomend": "recommend", "reccomend": "recommend", "recommand": "recommend", "reccommend": "recommend",
    "sugest": "suggest", "abt": "about", "bout": "about", "wat": "what", "wut": "what", "wht": "what",
    "ppl": "people", "cuz": "because", "coz": "because", "bcuz": "because", "rly": "really", "rlly": "really", "gud": "good", "goood": "good",
    "gr8": "great", "b4": "before", "2nite": "tonight", "2night": "tonight", "tonite": "tonight", "2day": "today", "skary": "scary", "scarry": "scary",
    "funy": "funny", "horrer": "horror", "comdy": "comedy", "commedy": "comedy", "sori": "sorry", "thx": "thanks", "thnx": "thanks", "tnx": "thanks",
    "ty": "thank you", "yea": "yeah", "ya'll": "you all", "simular": "similar", "similiar": "similar", "watchd": "watched", "luvd": "loved",
    "didnt": "didn't", "dont": "don't", "havent": "haven't", "cant": "can't",
}  # fmt: skip
_PLACED = tuple(
    (re.compile(pattern, re.IGNORECASE), words)
    for pattern, words in (
        (r"\br u\b", "are you"),
        (r"\bu r\b", "you are"),
        (r"\b(can|could|did|do|would) u\b", r"\1 you"),
        (r"\bu (recommend|suggest|show|know|have|think|like|got|suck|rock|find|tell|are)\b", r"you \1"),
        (r"\b(show me|give me|find me|want|need|show) sum (?!of\b)", r"\1 some "),
        (r"\b2 (watch|see|find|be|go|laugh|cry)\b", r"to \1"),
        (r"\b(something|anything|one|film|movie|films|movies) 4 (me|us|my|kids|tonight)\b", r"\1 for \2"),
        (r"\b(i|we|i really) luv\b", r"\1 love"),
    )
)
_WORD = re.compile(r"[\w']+")


def written_out(text: str) -> str:
    """`text` with shorthand as words; a message without any comes back as it is."""
    plain = _WORD.sub(
        lambda found: (
            _WORDS.get(found[0], found[0]) if found[0].islower() or found[0] in _WORDS else found[0]
        ),
        text,
    )
    for pattern, words in _PLACED:
        plain = pattern.sub(words, plain)
    return plain

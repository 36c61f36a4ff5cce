"""Messages in other languages than English, told by their small words and their script."""

from __future__ import annotations

import re
from typing import Final

_SMALL_WORDS: Final = {
    "German": "ein eine einen einem einer der die das den dem und oder ist sind mit über von für auf nicht ich wo wie wird sich auch im"
    " zum zur suche möchte bitte seine seiner seinen ihre ihrer ihren als aus bei nach werden hat ihn ihm sie er es wenn"
    " dass durch bis nur noch aber vom beim alle doch am",
    "Spanish": "un una el los las del y que es con por para sobre en no se su una película peliculas busco quiero como donde hay muy lo le al sus él ella más"
    " pero hasta después cuando mientras todo está",
    "French": "un une le les des du et est dans avec pour sur qui que je il elle au aux ne pas ce cette où cherche veux très d l qu s n leur leurs ses sa"
    " par mais ils elles comme sont sans chez après avant lui jusqu tout fait a se",
    "Portuguese": "um uma o os as do da dos das e é em com por para sobre que não se seu sua filme quero procuro onde muito na nas nos à ao pelo pela seus"
    " suas ele ela mais mas até depois sem quando todo está",
    "Italian": "un una il lo gli le del della dei e è di che con per su non si suo sua vorrei cerco dove molto nel",
    "Dutch": "een het de en is van met over die dat niet ik wil waar wordt zijn ook naar voor zoek",
    "Polish": "i w na z się że do jest to o film który nie jak dla szukam",
    "Swedish": "en ett och är som med om på för inte jag det den söker vill där",
}  # fmt: skip
_OF: Final = {name: frozenset(words.split()) for name, words in _SMALL_WORDS.items()}
_ENGLISH: Final = frozenset(
    """the a an and of to is are was in on with for that who i you it he she they his her their not but from at by about
    film movie films movies something me my show like where when what""".split()  # noqa: SIM905 - words read better in a row
)
_SCRIPTS: Final = (
    ("Russian", re.compile(r"[\u0400-\u04ff]")),
    ("Greek", re.compile(r"[\u0370-\u03ff]")),
    ("Arabic", re.compile(r"[\u0600-\u06ff]")),
    ("Hebrew", re.compile(r"[\u0590-\u05ff]")),
    ("Hindi", re.compile(r"[\u0900-\u097f]")),
    ("Japanese", re.compile(r"[\u3040-\u30ff]")),
    ("Korean", re.compile(r"[\uac00-\ud7af]")),
    ("Chinese", re.compile(r"[\u4e00-\u9fff]")),
    ("Thai", re.compile(r"[\u0e00-\u0e7f]")),
)
_WORD: Final = re.compile(r"[^\W\d_]+")
_FEWEST: Final = 2
_SHARE: Final = 0.2
_LETTERS: Final = 0.3


def language_of(text: str) -> str:
    """The name of the language `text` seems to be in, in English; empty for English, and where it is not clear."""
    words = [word.casefold() for word in _WORD.findall(text)]
    letters = max(1, sum(map(len, words)))
    for name, script in _SCRIPTS:
        if len(script.findall(text)) / letters > _LETTERS:
            return name
    english = sum(word in _ENGLISH for word in words)
    counts = {name: sum(word in small for word in words) for name, small in _OF.items()}
    best = max(counts, key=lambda name: counts[name])
    clear = counts[best] >= _FEWEST and counts[best] > english and counts[best] / len(words) >= _SHARE
    return best if clear else ""

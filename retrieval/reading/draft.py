"""A text while it is being read: its words, and which of them have been understood."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Final, NamedTuple

from retrieval.filters import Filters, Hint
from retrieval.reading.genre_names import GENRE_WORDS
from retrieval.reading.origin_names import LANGUAGES, NATIONALITIES
from retrieval.reading.stance import Stance, stance
from retrieval.reading.vocabulary import ANY_FILM, DESCRIBING, FILM_TRADE, FOLLOWING, SAID_OF_FILM, TIME
from retrieval.text import STOPWORDS, fold

_TOKEN: Final = re.compile(
    r"(?P<decade>['’]?\d{1,3}0['’]?s\b)"
    r"|(?P<year>(?<!\w)['’]\d\d\b)"
    r"|(?P<number>\d+(?:[.,]\d+)?)"
    r"|(?P<possessive>['’]s\b|(?<=s)['’](?=\s))"
    r"|(?P<word>[^\W\d_]+(?:['’](?!s\b)[^\W\d_]+)*)"
    r"|(?P<mark>[^\w\s])"
)
_HYPHEN: Final = re.compile(r"(?<=[^\W\d_])[-–](?=\w)|(?<=\w)[-–](?=[^\W\d_])")

_LABEL_WORDS: Final = 2
_NEWEST_SHORT_YEAR: Final = 29


def _key(found: re.Match[str]) -> str:
    if found["possessive"]:
        return "'s"
    if found["year"]:  # '84
        digits = found["year"][1:]
        return f"{19 if int(digits) > _NEWEST_SHORT_YEAR else 20}{digits}"
    if found.group() == "US":  # not "us"
        return "usa"
    return found.group() if found["mark"] else fold(found.group()).replace("'", "")


class Token(NamedTuple):
    """A word, number or mark: `key` is its folded form, `start` and `end` its place in the text."""

    key: str
    start: int
    end: int


@dataclass
class Draft:
    """Words not yet understood, and what was read so far.

    `line` is the keys joined by blanks, against which readers match patterns. Beyond the token `limit`
    the text tells a plot: nothing there is read as a wish. Before the token `opened` is only talk.
    """

    text: str
    wished: Filters = field(default_factory=Filters)
    hints: list[Hint] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    relative: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        dehyphenated = _HYPHEN.sub(" ", self.text)
        self.tokens = [Token(_key(found), *found.span()) for found in _TOKEN.finditer(dehyphenated)]
        self.keys = [token.key for token in self.tokens]
        self.used = [False] * len(self.tokens)
        self.limit = len(self.tokens)
        self.opened = 0
        self.line = " ".join(self.keys)
        lengths = accumulate((len(token.key) + 1 for token in self.tokens), initial=0)
        self._starts = list(lengths)
        self._at = {start: number for number, start in enumerate(self._starts)}

    def find(self, pattern: re.Pattern[str]) -> Iterator[tuple[re.Match[str], int, int]]:
        """Matches of whole unused tokens within the limit, with the numbers of their first and last token."""
        end = self._starts[self.limit] if self.limit < len(self.tokens) else len(self.line)
        for found in pattern.finditer(self.line, 0, end):
            first, after = self._at.get(found.start()), self._at.get(found.end() + 1)
            if first is not None and after is not None and not any(self.used[first:after]):
                yield found, first, after - 1

    def use(self, first: int, last: int, note: str = "") -> None:
        """Take tokens out of what is left, and note what they meant."""
        for number in range(first, last + 1):
            self.used[number] = True
        if note and note not in self.notes:
            self.notes.append(note)

    def stance(self, first: int, last: int) -> Stance:
        """How these tokens are meant: stated, hedged or refused."""
        return stance(self.keys, self.used, first, last, self._same_film)

    def wish(self, change: Filters, first: int, last: int, note: str, opposite: str = "") -> None:
        """Take the tokens as a condition, or as its opposite or a hint where the words around say so."""
        meant = self.stance(first, last)
        if meant.refused:
            change, note = change.refused(), opposite or f"not {note}"
        if meant.weight < 1:
            self.hint(change, meant.weight, meant.first, meant.last, f"maybe {note}")
        else:
            self.wished = self.wished.joined(change)
            self.use(meant.first, meant.last, note)

    def hint(self, change: Filters, weight: float, first: int, last: int, note: str) -> None:
        """Take the tokens (none where `last` is before `first`) as something that is only likely."""
        self.hints.append(Hint(change, weight, note))
        self.use(first, last)

    def insist(self) -> None:
        """Turn hints into conditions: with nothing else to go by, "maybe a French one" is a wish."""
        for hint in self.hints:
            self.wished = self.wished.joined(hint.filters)
            self.notes.append(hint.note.removeprefix("maybe "))
        self.hints = []

    def key(self, number: int) -> str:
        """Key of a token, "" outside the text."""
        return self.tokens[number].key if 0 <= number < len(self.tokens) else ""

    def is_film_noun(self, number: int) -> bool:
        """Whether the token means a film: movie, flick, something."""
        return bool(ANY_FILM.match(self.key(number))) and self.key(number + 1) not in FILM_TRADE

    def next_unused(self, number: int) -> int:
        """The first token from `number` on that has not been understood."""
        while number < len(self.tokens) and self.used[number]:
            number += 1
        return number

    def leads(self, first: int) -> bool:
        """Whether only describing words stand before: the token opens the wish (`a good old thriller`)."""
        return all(self.describes(number) for number in range(first))

    def closes(self, last: int) -> bool:
        """Whether nothing follows that the token could describe: `thriller about`, not `thriller writer`."""
        following = last + 1
        return following >= len(self.tokens) or self.used[following] or self.key(following) in FOLLOWING

    def after_film(self, first: int) -> bool:
        """Whether what stands before, articles aside, is a film or an understood word: `movies from`."""
        before = first - 1
        while before >= 0 and self.key(before) in {
            "the",
            "a",
            "an",
            ",",
            "and",
            "but",
            "or",
            "is",
            "are",
            "was",
        }:
            before -= 1
        return before < 0 or self.used[before] or self.is_film_noun(before)

    def is_said_of_film(self, first: int) -> bool:
        """Whether the words before say it of the film: `it was`, `the film might have been`, `that is not`."""
        return bool(SAID_OF_FILM.search(" ".join(self.keys[max(0, first - 9) : first])))

    def is_whole(self, first: int, last: int) -> bool:
        """Whether nothing else but describing or understood words stands in the text."""
        return self.leads(first) and all(
            self.describes(number) for number in range(last + 1, len(self.tokens))
        )

    def is_label(self, first: int, last: int) -> bool:
        """Whether the text is a kind of film in a few words that ends here: `korean revenge thriller`."""
        own = [self.key(number) for number in range(first) if not self.describes(number)]
        plain = not any(self.key(number) in STOPWORDS for number in range(first) if not self.used[number])
        ends = all(self.describes(number) for number in range(last + 1, len(self.tokens)))
        return plain and ends and len(own) <= _LABEL_WORDS

    def labels(self, first: int, last: int) -> bool:
        """Whether the token opens such a label, with what was understood not far behind: `korean revenge …`."""
        following = [
            self.key(number) for number in range(last + 1, len(self.tokens)) if not self.used[number]
        ]
        ends = self.used[len(self.tokens) - 1]
        return (
            self.leads(first)
            and ends
            and 0 < len(following) <= _LABEL_WORDS
            and STOPWORDS.isdisjoint(following)
        )

    def describes(self, number: int) -> bool:
        """Whether the token may stand before what it describes: articles, qualities, times, nations."""
        key = self.key(number)
        if key in {"about", "around"} and not self.used[number]:
            return bool(TIME.match(self.key(number + 1)))
        return (
            self.used[number]
            or key in DESCRIBING
            or key in LANGUAGES
            or key in NATIONALITIES
            or not key.isalnum()
            or self.is_film_noun(number)
            or bool(TIME.match(key))
        )

    def _same_film(self, number: int) -> bool:
        """Whether a token describes the film beside it, so that a hedge before counts for both."""
        if number < self.opened:
            return False
        key = self.key(number)
        kind = self.used[number] or key in LANGUAGES or key in NATIONALITIES or key in GENRE_WORDS
        return kind and key.isalnum() and not TIME.match(key)

    def rest(self) -> str:
        """What has not been understood, as it was written."""
        parts: list[str] = []
        end = None
        for token, used in zip(self.tokens, self.used, strict=True):
            if used:
                continue
            if end is not None:
                gap = self.text[end : token.start]
                parts.append(gap if not gap.strip() or gap in "-–" else " ")
            parts.append(self.text[token.start : token.end])
            end = token.end
        return "".join(parts)

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
from retrieval.text import STOPWORDS, fold, word_set

_TOKEN: Final = re.compile(
    r"(?P<decade>['’]?\d{1,3}0['’]?s\b)"
    r"|(?P<number>\d+(?:[.,]\d+)?)"
    r"|(?P<possessive>['’]s\b)"
    r"|(?P<word>[^\W\d_]+(?:['’](?!s\b)[^\W\d_]+)*)"
    r"|(?P<mark>[^\w\s])"
)
_HYPHEN: Final = re.compile(r"(?<=[^\W\d_])[-–](?=\w)|(?<=\w)[-–](?=[^\W\d_])")

FILM_NOUN: Final = r"(?:movies?|films?|flicks?|pictures?|cinema|features?|titles?)"
_FILM_NOUN: Final = re.compile(rf"^(?:{FILM_NOUN}|ones?|something|anything|stuff|things?)$")
_DESCRIBING: Final = word_set(
    """a an the some any one few more other another good great best better nice top fine really very pretty
    quite so most new newer old older recent classic modern short long funny scary sad smart dark light
    lighter happy cute cool epic underrated famous popular obscure cult weird strange violent beautiful
    feel feelgood well made made up heartwarming uplifting gritty bloody creepy spooky stupid silly slow
    black white low high budget big psychological supernatural slasher teen teenage epic historical
    medieval romantic musical erotic indie independent foreign animated political legal spy heist space
    superhero zombie vampire martial arts coming age buddy gangster detective noir dystopian post
    apocalyptic and or & , something anything hollywood hidden gem award winning i want me give show
    like d highly rated reviewed acclaimed critically maybe perhaps probably possibly around about circa language speaking
    roughly from only purely strictly"""
) | frozenset(word for phrase in GENRE_WORDS for word in phrase.split())
_FOLLOWING: Final = word_set(
    """about with without from by starring directed featuring set where that which and or but like for under
    over before after between in of not no made released please tonight now involving rated less more
    shorter longer at based around since made having has have who's is are around to max - on i you , .
    ! ? ; : ( ) must it should that's thats"""
)
_SAID_OF_FILM: Final = re.compile(
    rf"(?:^|(?:^| )(?:,|it|its|this|that|thats|which|and|but|{FILM_NOUN}) )(?:(?:was|is|isnt|wasnt|'s|might|may|could|must|have|has|be"
    r"|been|being|i|id|think|believe|guess|say|probably|maybe|perhaps|possibly|definitely|also|not|in|a|an|either|it|its"
    r"|looked|seemed|pretty|fairly|sure|im|am) )*(?:was|is|isnt|wasnt|'s|be|been|not|its|thats|looked|seemed)(?: (?:a|an|in|not|probably|maybe|all|possibly|either|definitely))*$"
)
_TIME: Final = re.compile(
    r"^(?:(?:19|20)?\d0s|\d{4}|early|mid|late|'s|twenties|thirties|forties|fifties|sixties|seventies"
    r"|eighties|nineties)$"
)


_LABEL_WORDS: Final = 2


class Token(NamedTuple):
    """A word, number or mark: `key` is its folded form, `start` and `end` its place in the text."""

    key: str
    start: int
    end: int


@dataclass
class Draft:
    """Words not yet understood, and what was read so far.

    `line` is the keys joined by blanks, against which readers match patterns. Beyond the token `limit`
    the text tells a plot: nothing there is read as a wish.
    """

    text: str
    wished: Filters = field(default_factory=Filters)
    hints: list[Hint] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    relative: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        dehyphenated = _HYPHEN.sub(" ", self.text)
        self.tokens = [
            Token(
                fold(found.group()).replace("'", "") if found["mark"] is None else found.group(),
                *found.span(),
            )
            if found["possessive"] is None
            else Token("'s", *found.span())
            for found in _TOKEN.finditer(dehyphenated)
        ]
        self.keys = [token.key for token in self.tokens]
        self.used = [False] * len(self.tokens)
        self.limit = len(self.tokens)
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
        return bool(_FILM_NOUN.match(self.key(number)))

    def next_unused(self, number: int) -> int:
        """The first token from `number` on that has not been understood."""
        while number < len(self.tokens) and self.used[number]:
            number += 1
        return number

    def leads(self, first: int) -> bool:
        """Whether only describing words stand before: the token opens the wish (`a good old thriller`)."""
        return all(self._describes(number) for number in range(first))

    def closes(self, last: int) -> bool:
        """Whether nothing follows that the token could describe: `thriller about`, not `thriller writer`."""
        following = last + 1
        return following >= len(self.tokens) or self.used[following] or self.key(following) in _FOLLOWING

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
        return bool(_SAID_OF_FILM.search(" ".join(self.keys[max(0, first - 9) : first])))

    def is_whole(self, first: int, last: int) -> bool:
        """Whether nothing else but describing or understood words stands in the text."""
        return self.leads(first) and all(
            self._describes(number) for number in range(last + 1, len(self.tokens))
        )

    def is_label(self, first: int, last: int) -> bool:
        """Whether the text is a kind of film in a few words that ends here: `korean revenge thriller`."""
        own = [self.key(number) for number in range(first) if not self._describes(number)]
        plain = not any(self.key(number) in STOPWORDS for number in range(first) if not self.used[number])
        ends = all(self._describes(number) for number in range(last + 1, len(self.tokens)))
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

    def _describes(self, number: int) -> bool:
        key = self.key(number)
        return (
            self.used[number]
            or key in _DESCRIBING
            or key in LANGUAGES
            or key in NATIONALITIES
            or not key.isalnum()
            or self.is_film_noun(number)
            or bool(_TIME.match(key))
        )

    def _same_film(self, number: int) -> bool:
        """Whether a token describes the film beside it, so that a hedge before counts for both."""
        key = self.key(number)
        kind = self.used[number] or key in LANGUAGES or key in NATIONALITIES or key in GENRE_WORDS
        return kind and key.isalnum() and not _TIME.match(key)

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

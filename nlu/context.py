"""Whether words that spell a name are meant as that name, judged by what stands around them.

"Heat", "Up" and "Her" are films and everyday words. The commoner the words, the more is asked of the
context: quotes or capitals, a word that takes a title (`rate`, `watched`), or nothing else in the message.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import IntEnum
from functools import cached_property

from nlu import cues, lexicon
from nlu.constraints.facets import GENRES, MOODS
from nlu.gazetteer import Match
from nlu.text import ARTICLES, Word, key, without_article, words

SHORT = 12
"""Words in a message of which any title of several words is believed."""
LONG = 25
"""Words in a message beyond which only clear titles are believed: people are telling a story."""

_YEAR = re.compile(r"\s*\(?(?:18|19|20)\d\d\b")


class Kind(IntEnum):
    """How much a title says by its words alone."""

    FUNCTION = 0
    COMMON = 1
    PHRASE = 2
    DISTINCT = 3


def kind_of(norms: Sequence[str]) -> Kind:
    """The kind of a title of these folded words."""
    content = without_article(norms)
    if all(
        word in cues.PRONOUNS
        or word in cues.CONTROLS
        or word.isdigit()
        or word in GENRES
        or word in MOODS
        or word in ARTICLES
        for word in content
    ):
        return Kind.FUNCTION
    ranks = [lexicon.rank(word) for word in content]
    if max(ranks) >= lexicon.COMMON:
        return Kind.DISTINCT
    telling = sum(
        rank > lexicon.BASIC // 2 and word not in cues.CONTROLS
        for word, rank in zip(content, ranks, strict=True)
    )
    return Kind.PHRASE if telling >= 2 or len(content) >= 4 else Kind.COMMON


class Context:
    """A message, asked about the runs of words in it."""

    def __init__(self, text: str, message: Sequence[Word]) -> None:
        self.text = text
        self.message = message
        self.norms = [word.norm for word in message]

    @cached_property
    def cased(self) -> bool:
        """Whether capitals mean anything: some words are lower case, as few do in a HEADLINE or A Headline."""
        later = [word.text for word in self.message[1:]]
        lower = sum(text[:1].islower() for text in later)
        return lower > 0 and not all(text.isupper() for text in later)

    def quoted(self, match: Match) -> bool:
        """Whether quotation marks hold just this."""
        before = self.text[: self.message[match.first].start].rstrip()
        after = self.text[self.message[match.after - 1].end :].lstrip(" .,!?")
        return before[-1:] in tuple("\"“”'‘«*_") and after[:1] in tuple("\"“”'’»*_")

    def capitalised(self, match: Match) -> bool:
        """Whether every word but small ones starts with a capital where it need not."""
        if not self.cased:
            return False
        held = [
            word
            for word in self.message[match.first : match.after]
            if lexicon.rank(word.norm) > 30 or len(word.norm) < 3
        ]
        held = held or list(self.message[match.first : match.after])
        telling = held if match.first else held[1:]
        if not telling:
            return False
        alone_i = len(held) == 1 and held[0].norm == "i"
        return (
            not alone_i
            and all(not word.text[:1].islower() for word in held)
            and not all(word.text.isdigit() for word in held)
        )

    def alone(self, match: Match) -> bool:
        """Whether nothing else is said, politeness and the word film aside."""
        rest = self.norms[: match.first] + self.norms[match.after :]
        return all(norm in cues.FILM or norm in {"please", "pls", "the"} for norm in rest)

    def followed_by_year(self, match: Match) -> bool:
        """Whether a year comes next: `Heat (1995)`."""
        return bool(_YEAR.match(self.text[self.message[match.after - 1].end :]))

    def cued(self, match: Match) -> bool:
        """Whether the words before or after ask for a title here."""
        if not self._ends_well(match):
            return False
        before = [
            norm for norm in self.norms[: match.first] if norm not in {"the", "to", "up"} or norm == "to"
        ]
        last = before[-1] if before else ""
        previous = before[-2] if len(before) > 1 else ""
        if last in cues.BEFORE or last in cues.FILM:
            return True
        if last in {"for", "to"} and previous in {
            "stars",
            "star",
            "up",
            "down",
            "similar",
            "close",
            "5",
            "10",
            "rating",
            "score",
        }:
            return True
        if last == "to" and previous in cues.BEFORE:
            return True
        if last == "about":
            return not previous or previous in cues.ASKED
        if before and len(before) <= 6 and all(norm in cues.QUESTION for norm in before):
            return True
        return (
            not before
            and match.after < len(self.norms)
            and (self.norms[match.after] in cues.SUBJECT_OF or self.norms[match.after].isdigit())
        )

    @staticmethod
    def _goes_on(following: str) -> bool:
        return following in cues.AFTER or following.isdigit()

    def only_content(self, match: Match) -> bool:
        """Whether a short message says nothing else: all other words are commands, small words or shorthand."""
        before = self.norms[: match.first][-2:]
        if len(self.message) > 8 or (before and before[-1] in cues.COMPARED):
            return False
        if len(before) == 2 and before[1] == "about" and before[0] in cues.STORY:
            return False
        if any(
            norm in cues.BEFORE or norm in cues.COMMANDS or lexicon.rank(norm) < 100
            for norm in match.name.words
        ):
            return False
        rest = self.norms[: match.first] + self.norms[match.after :]
        return all(
            norm in cues.BEFORE
            or norm in cues.CONTROLS
            or norm in cues.AFTER
            or norm in cues.COMMANDS
            or norm in MOODS
            or lexicon.rank(norm) < 60
            or not lexicon.is_english(norm)
            for norm in rest
        )

    def _ends_well(self, match: Match) -> bool:
        """Whether the title can end here: the end, punctuation, or a word that goes on about it."""
        if match.after == len(self.norms):
            return True
        between = self.text[self.message[match.after - 1].end : self.message[match.after].start]
        following = self.norms[match.after]
        return any(char in between for char in ",.;:!?()-–—\"'") or self._goes_on(following)

    def _described(self, match: Match) -> bool:
        """Whether an indefinite article makes it a thing rather than a title: `a dark knight`."""
        before = self.norms[match.first - 1] if match.first else ""
        return before in {"a", "an", "some", "any", "my", "his", "their", "every", "each", "no", "of"}

    def _counts_stars(self, match: Match) -> bool:
        """Whether its last word is the number of a rating: `rate Rocky 2 stars`."""
        return (
            key([self.norms[match.after - 1]]).isdigit()
            and match.after < len(self.norms)
            and self.norms[match.after] in {"star", "stars", "out"}
        )

    def is_title(self, match: Match) -> bool:
        """Whether this run of words is meant as the title it spells."""
        if self._counts_stars(match):
            return False
        kind = kind_of(match.name.words)
        strong = self.quoted(match) or self.followed_by_year(match)
        if kind is Kind.FUNCTION:
            pronoun = all(word in cues.PRONOUNS for word in match.name.words)
            if self.alone(match):
                return (
                    match.name.whole
                    and not set(match.name.words) & cues.CONTROLS
                    and not match.name.words[0].isdigit()
                )
            held = self.message[match.first : match.after]
            number = all(word.norm.isdigit() and int(word.norm) > 10 for word in held)
            last = self.norms[match.first - 1] if match.first else ""
            return (
                strong
                or last in {"called", "titled", "named"}
                or (not pronoun and self.capitalised(match) and match.first > 0 and self.cued(match))
                or (pronoun and self.capitalised(match) and match.first > 0)
                or (number and last in cues.BEFORE - {"like", "give", "see"} and self._ends_well(match))
            )
        if (
            strong
            or self.alone(match)
            or (self.capitalised(match) and not (kind is Kind.COMMON and match.first == 0))
        ):
            return True
        length = len(self.message)
        if self._described(match) and kind is not Kind.DISTINCT:
            return False
        if kind is Kind.DISTINCT and self._is_rare_word(match, length):
            kind = Kind.COMMON
        if kind is Kind.COMMON:
            return (length <= 20 and self.cued(match)) or self.only_content(match)
        if self.norms[match.first] == "about" and match.first and self.norms[match.first - 1] in cues.STORY:
            return False
        if kind is Kind.PHRASE:
            return (length <= SHORT and match.name.whole) or (length <= LONG and self.cued(match))
        several = match.after - match.first > 1
        if match.likeness < 1:
            return length <= LONG and (several or length <= SHORT or self.cued(match))
        return length <= LONG or several

    def _is_rare_word(self, match: Match, length: int) -> bool:
        """Whether it is one English word, if a rare one, in a long message or without the article of the title."""
        content = without_article(match.name.words)
        if len(content) > 1 or not lexicon.is_english(content[0]):
            return False
        said, named = match.after - match.first, len(words(match.name.value))
        return length > SHORT or (match.name.whole and said < named)

    def is_person(self, match: Match) -> bool:
        """Whether this run of words is meant as the person it names."""
        held = self.message[match.first : match.after]
        several = len(held) > 1
        odd = any(lexicon.rank(word.norm) >= lexicon.COMMON for word in held)
        if match.name.whole and several:
            return odd or self.capitalised(match) or lexicon.rank(held[-1].norm) > 300
        if self.capitalised(match) and (odd or match.name.popularity > 0):
            return match.first > 0 and (odd or self._named(match, odd))
        if several:
            return odd or self._named(match, odd)
        if not match.name.whole and self._first_name_before(match):
            return False
        if not odd and lexicon.rank(held[0].norm) < 3000:
            return False
        return self._named(match, odd) or (odd and match.name.whole)

    def _first_name_before(self, match: Match) -> bool:
        """Whether the word before may be the first name of somebody else: `bing crosby`."""
        before = self.norms[match.first - 1] if match.first else ""
        return bool(before) and before not in cues.NAME_BEFORE and lexicon.rank(before) > 2000

    def _named(self, match: Match, odd: bool) -> bool:
        """Whether the words around ask for a person here."""
        before = self.norms[match.first - 1] if match.first else ""
        after = self.norms[match.after] if match.after < len(self.norms) else ""
        possessive = self.message[match.after - 1].text.casefold().endswith(("'s", "’s"))
        if before in cues.NAME_BEFORE or (odd and before in cues.ODD_NAME_BEFORE):
            return True
        return after in cues.NAME_AFTER or possessive or len(self.message) == match.after - match.first

"""Actors and directors by name, also mistyped or by surname alone."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Final

from rapidfuzz import fuzz, process

from retrieval.documents import Document
from retrieval.results import PersonMatch
from retrieval.text import name_key

_MAX_CHARS: Final = 80
_CUTOFF: Final = 78.0
_SURNAME_SCORE: Final = 90.0
_GIVEN_NAME_SCORE: Final = 84.0
_MISTYPED_PENALTY: Final = 8.0  # of a name of which one mistyped word is given
_FAME_POINTS: Final = 3.0  # what the best-known person has before an unknown one, to settle close calls
_LENGTH_SLACK: Final = 3  # a mistyped name is at most this much longer or shorter
_BILLING_DEPTH: Final = 5  # the fame of a film goes to its directors and leading actors


PARTICLES: Final = frozenset(
    [
        "de",
        "del",
        "della",
        "di",
        "da",
        "dos",
        "du",
        "la",
        "le",
        "van",
        "von",
        "der",
        "den",
        "ten",
        "el",
        "al",
        "bin",
    ]
)


class PeopleIndex:
    """Typo-tolerant lookup over everyone who directed or acted."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self._names: dict[str, str] = {}
        films: Counter[str] = Counter()
        fame: defaultdict[str, float] = defaultdict(float)
        for document in documents:
            leading = {name_key(member.name) for member in document.cast[:_BILLING_DEPTH]}
            leading.update(name_key(name) for name in document.directors)
            for key, name in {name_key(name): name for name in document.people}.items():
                if not key:
                    continue
                self._names.setdefault(key, name)
                films[key] += 1
                fame[key] += document.popularity if key in leading else 0.0
        self._films = films
        top = max(fame.values(), default=0.0) or 1.0
        self._fame = {key: value / top for key, value in fame.items()}
        self._by_surname: defaultdict[str, list[str]] = defaultdict(list)
        self._by_given_name: defaultdict[str, list[str]] = defaultdict(list)
        # Names by length: a typo changes the length little, so most names need no comparison.
        self._by_length: defaultdict[int, list[str]] = defaultdict(list)
        for key in self._names:
            self._by_length[len(key)].append(key)
            given, _, surname = key.rpartition(" ")
            if given:
                self._by_surname[surname].append(key)
                self._by_given_name[given].append(key)
            # "De Niro", "von Trier", "van der Berg" are surnames of more than one word.
            parts = key.split()
            particle = next((at for at, part in enumerate(parts[:-1]) if at and part in PARTICLES), None)
            if particle is not None:
                self._by_surname[" ".join(parts[particle:])].append(key)

    def __contains__(self, name: str) -> bool:
        return name_key(name) in self._names

    def find(self, text: str, limit: int = 5) -> list[PersonMatch]:
        """Best first: the exact name, then surnames and close spellings, the better known first."""
        key = name_key(text)
        if not key or len(text) > _MAX_CHARS:
            return []
        scores = self._by_one_word(key) if " " not in key else {}
        near = (self._by_length.get(len(key) + step, ()) for step in range(-_LENGTH_SLACK, _LENGTH_SLACK + 1))
        names = [name for bucket in near for name in bucket]
        for name, score, _ in process.extract(
            key, names, scorer=fuzz.ratio, limit=4 * limit, score_cutoff=_CUTOFF
        ):
            scores[name] = max(scores.get(name, 0.0), score)
        ranked = sorted(scores, key=lambda name: (name != key, -self._rank(name, scores[name])))
        return [
            PersonMatch(self._names[name], round(scores[name], 1), name == key, self._films[name])
            for name in ranked[:limit]
        ]

    def _by_one_word(self, word: str) -> dict[str, float]:
        """Scores of names whose surname or given name is `word`, also mistyped."""
        scores = dict.fromkeys(self._by_given_name.get(word, ()), _GIVEN_NAME_SCORE)
        scores.update(dict.fromkeys(self._by_surname.get(word, ()), _SURNAME_SCORE))
        if not scores and len(word) >= _LENGTH_SLACK + 2:
            close = process.extract(
                word, list(self._by_surname), scorer=fuzz.ratio, limit=3, score_cutoff=_CUTOFF + 5
            )
            for surname, score, _ in close:
                scores.update(dict.fromkeys(self._by_surname[surname], score - _MISTYPED_PENALTY))
        return scores

    def _rank(self, name: str, score: float) -> float:
        return score + _FAME_POINTS * self._fame[name]

    def named(self, text: str) -> str | None:
        """The name as spelt in the catalogue of who is called exactly this, without case or accents."""
        return self._names.get(name_key(text))

    def surname_owner(self, surname: str, dominance: float = 3.0) -> str | None:
        """The one person meant by a surname: `dominance` times as well known as the next of that name."""
        owners = sorted(self._by_surname.get(name_key(surname), ()), key=lambda name: -self._fame[name])
        if not owners or (len(owners) > 1 and self._fame[owners[0]] < dominance * self._fame[owners[1]]):
            return None
        return self._names[owners[0]]

    def films(self, name: str) -> int:
        """How many films have the person of this name."""
        return self._films[name_key(name)]

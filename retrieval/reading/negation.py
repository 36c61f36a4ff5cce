"""What is not wanted: genres and contents (people are read with the other names)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from retrieval.filters import Filters
from retrieval.reading.draft import Draft
from retrieval.reading.genre_names import GENRE_WORDS, UNWANTED, Kind
from retrieval.reading.origin_names import LANGUAGES
from retrieval.reading.refusal_words import AFTERWARDS, REFUSAL
from retrieval.reading.vocabulary import FILM_NOUN

_FILLER: Final = (
    r"(?:(?:a|an|any|too|so|that|those|very|really|more|another|one of those|overly|super|as|graphic|with|in|of|just"
    r"|much|lots of|all|all the|anything|something|things|stuff|films|movies|ones|to see|to watch|see|watch|seeing"
    r"|watching|the|be|like|either|both|typical|usual|kind of|sort of|cheesy|silly|stupid|cheap|overly|explicit) )*"
)
_GENRES: Final = "|".join(sorted(GENRE_WORDS, key=len, reverse=True))
_UNWANTED: Final = "|".join(sorted(UNWANTED, key=len, reverse=True))
_WHAT: Final = (
    rf"(?:(?P<genre>{_GENRES})|(?P<content>{_UNWANTED}))"
    rf"(?P<film>(?: 's)? (?:{FILM_NOUN}|stuff|ones?|please|thanks|whatsoever|at all|elements?|scenes?|parts?|bits?|plots?"
    r"|subplots?|stor(?:y|ies)|tales?|themes?|content|things?|side|angle|allowed|involved|in it|(?:based|driven|heavy)))*"
)
_REFUSED: Final = re.compile(rf"\b(?P<not>{REFUSAL}) {_FILLER}{_WHAT}(?= |$)")
_MORE: Final = re.compile(
    rf"(?<= )(?:(?:, )?(?:or|and|nor|but)|,|/) (?P<not>{REFUSAL} )?{_FILLER}{_WHAT}(?= |$)"
)
_ARTICLE: Final = re.compile(r"^(?:,|and) (?:an?|the) ")
_OR: Final = re.compile(rf"\b{REFUSAL} (?:\w+ ){{1,3}}(?P<or>(?:or|nor) {_FILLER}{_WHAT})(?= |$)")
_AFTERWARDS: Final = re.compile(rf"\b{_WHAT} (?P<not>{AFTERWARDS})(?= |$)")
_FOR_KIDS: Final = re.compile(
    rf"\b{REFUSAL} (?:(?:one|a|{FILM_NOUN}|something|anything|made|meant|suitable|aimed|just|only|really) )*(?:for|at) "
    r"(?:(?:my|the|our|young|little|small|whole) )*(?:kids|children|families|family|toddlers|little ones|young ones|ones|youngsters)\b"
)
_LESS: Final = re.compile(rf"\bless (?P<content>{_UNWANTED})\b")
_NO_SUBTITLES: Final = re.compile(
    rf"\b{REFUSAL} (?:(?:any|with|anything|stuff|films|movies|things|to|read|reading|have|be) )*(?:subtitle[sd]?|dubbed|dubbing)(?: {FILM_NOUN})?\b"
)
_PLOT_AFTER: Final = frozenset(("for", "of", "in", "who", "between", "on"))
_IN_PLOT: Final = re.compile(r"\b(?:who|whose|where|when|his|her|their)\b")
_PEOPLE: Final = frozenset(("Family",))


def read_refusals(draft: Draft) -> None:
    """Add what is refused; `a man with no family` refuses nothing."""
    for _, first, last in draft.find(_NO_SUBTITLES):
        draft.wished = draft.wished.joined(Filters(languages=frozenset(("en",))))
        draft.use(first, last, "in English")
    for _, first, last in draft.find(_FOR_KIDS):
        if draft.closes(last):
            draft.wished = draft.wished.joined(Filters(without_genres=_PEOPLE))
            draft.use(first, last, "not for children")
    for found, first, last in draft.find(_LESS):
        draft.relative.add(
            "less violent" if "violence" in UNWANTED[found["content"]] else f"less {found['content']}"
        )
        _keep_out(draft, UNWANTED[found["content"]])
        draft.use(first, last, f"less {found['content']}")
    for found, first, last in draft.find(_AFTERWARDS):
        if (draft.closes(last) or draft.key(last) == "free") and not _IN_PLOT.search(draft.line):
            _refuse(draft, found, first, last)
    for found, _, last in draft.find(_OR):
        if draft.closes(last) and not _IN_PLOT.search(draft.line):
            _refuse(draft, found, last + 1 - len(found["or"].split()), last)
    for found, first, last in draft.find(_REFUSED):
        if not _is_wish(draft, found, first, last):
            continue
        end = _refuse(draft, found, first, last)
        for more in _listed(draft, end):
            _refuse(draft, *more)


def _listed(draft: Draft, end: int) -> list[tuple[re.Match[str], int, int]]:
    """What else is refused after token `end`: `no romance, crime or horror`, `no war, no crime`.

    After a mere comma the wish may begin, so that counts only where "or" or another refusal follows:
    `no animation, a family film`.
    """
    listed: list[tuple[re.Match[str], int, int]] = []
    sure = 0
    for found, first, last in draft.find(_MORE):
        if first != end + 1 or not _is_wish(draft, found, first, last, listed=True):
            continue
        joined = draft.key(first) in {"or", "nor", "and", "/"} or draft.key(first + 1) in {"or", "nor", "and"}
        if not found["not"] and (draft.key(first) == "but" or _ARTICLE.search(found.group())):
            break
        listed.append((found, first, last))
        sure = len(listed) if joined or found["not"] else sure
        end = last
    return listed[:sure]


def _is_wish(draft: Draft, found: re.Match[str], first: int, last: int, *, listed: bool = False) -> bool:
    ends = draft.closes(last) and (draft.key(last + 1) not in _PLOT_AFTER or _goes_on(draft, last + 1))
    if found["content"]:
        return ends
    names, kind = GENRE_WORDS[found["genre"]]
    if found["film"] or (found["not"] or "").endswith("non"):
        return True
    stops = draft.key(last + 1) in {
        "",
        ",",
        ".",
        ";",
        ":",
        "!",
        "?",
        ")",
        "-",
        "and",
        "or",
        "but",
        "please",
        "nor",
    }
    told = _IN_PLOT.search(draft.line)
    if any(draft.used) and stops and not told:
        return True
    said = (found["not"] or "").strip()
    # "No family" and "without music" are as likely part of a plot: they need the word film, or to stand apart.
    # "Not war" is a wish.
    apart = first == 0 or draft.used[first - 1] or not draft.key(first - 1).isalnum()
    apart |= not said[:1].isalnum() or said.startswith(("but", "and", "just", "only"))
    clause = stops and not told and (apart or listed) and names != ("Family",)
    return ends and (kind is not Kind.TOPIC or said.endswith(("not", "non")) or clause)


def _goes_on(draft: Draft, number: int) -> bool:
    """Whether `in` leads to more about the film: `no horror in Spanish`, `not a comedy in which`."""
    return draft.key(number) == "in" and draft.key(number + 1) in {"which", *LANGUAGES}


def _refuse(draft: Draft, found: re.Match[str], first: int, last: int) -> int:
    if found["genre"]:
        names = GENRE_WORDS[found["genre"]][0]
        refused = Filters(genres=frozenset(names)).refused()
        draft.wished = draft.wished.joined(refused)
        if "musical" in found["genre"]:
            _keep_out(draft, ("musical",))
        draft.use(first, last, f"not {' '.join(name.lower() for name in names)}")
    else:
        _keep_out(draft, UNWANTED[found["content"]])
        draft.use(
            first,
            last,
            f"not {found['content']}"
            if found["content"].endswith(("ent", "y", "al"))
            else f"no {found['content']}",
        )
    return last


def _keep_out(draft: Draft, keywords: Iterable[str]) -> None:
    draft.wished = draft.wished.joined(Filters(without_keywords=frozenset(keywords)))

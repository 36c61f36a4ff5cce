"""Facts joined by "or": any of them will do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from retrieval.filters import Filters
from retrieval.reading.draft import Draft
from retrieval.text import word_set

_JOINING = word_set("or a an the either maybe perhaps possibly even , from in with by nor")
_CHOICE = frozenset(("or", "nor"))


class Option(NamedTuple):
    """One fact with its place in the text and the words that note it."""

    filters: Filters
    first: int
    last: int
    note: str


def wish_all(draft: Draft, options: Sequence[Option]) -> None:
    """Wish for every option; those joined by "or" for any of them."""
    for run in runs(draft, sorted(options, key=lambda option: option.first)):
        if len(run) == 1:
            draft.wish(*run[0])
        else:
            note = " or ".join(dict.fromkeys(option.note for option in run))
            draft.wish(either(option.filters for option in run), run[0].first, run[-1].last, note)


def either(options: Iterable[Filters]) -> Filters:
    """A filter that lets through what meets one of `options`; languages are alternatives by themselves."""
    distinct = tuple(dict.fromkeys(options))
    codes = frozenset(code for option in distinct for code in option.languages)
    if all(option == Filters(languages=option.languages) for option in distinct):
        return Filters(languages=codes)
    return distinct[0] if len(distinct) == 1 else Filters(any_of=(distinct,))


def runs(draft: Draft, options: Sequence[Option]) -> list[list[Option]]:
    """Options, which come in order, those of one choice together: `comedy, drama or horror`."""
    runs: list[list[Option]] = []
    chosen = False
    for option in options:
        joint = [draft.key(number) for number in range(runs[-1][-1].last + 1, option.first)] if runs else []
        if joint and all(key in _JOINING for key in joint):
            runs[-1].append(option)
            chosen = chosen or not _CHOICE.isdisjoint(joint)
            continue
        runs = _settled(runs, chosen=chosen)
        runs.append([option])
        chosen = False
    return _settled(runs, chosen=chosen)


def _settled(runs: list[list[Option]], *, chosen: bool) -> list[list[Option]]:
    """The last run as one choice, or taken apart where no "or" was in it."""
    if not runs or chosen:
        return runs
    return [*runs[:-1], *([option] for option in runs[-1])]

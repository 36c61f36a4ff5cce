"""How a request changes, without any engine."""

from __future__ import annotations

from dataclasses import replace

import pytest

from actions.constraints import conditions, described
from actions.conversation import Request
from actions.refining import bare_wish, lifts, merge
from bot.catalogue import fame
from bot.domain import Movie
from retrieval.filters import Filters, Hint
from retrieval.query import Query
from retrieval.reading.genre_names import UNWANTED

SHOWN = [Movie(title=f"Film {year}", year=year, runtime=year - 1900, id=year) for year in (1980, 1990, 2000)]
CRIME = Filters(
    genres=frozenset({"Crime"}), year_from=1990, year_to=1999, without_people=frozenset({"Al Pacino"})
)


def merged(text: str, change: Query, kind: str = "search", model: Movie | None = None) -> Request:
    request = Request("search", Query(text="heist", filters=CRIME), offset=5, seen=(1, 2))
    return merge(replace(request, kind=kind), change, text, SHOWN, model)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "change", "expected"),
    [
        (
            "from the 80s",
            Query("", Filters(year_from=1980, year_to=1989)),
            {"year_from": 1980, "year_to": 1989},
        ),
        ("newer", Query("", relative=frozenset({"newer"})), {"year_from": 1991, "year_to": None}),
        ("older", Query("", relative=frozenset({"older"})), {"year_from": None, "year_to": 1989}),
        ("shorter", Query("", relative=frozenset({"shorter"})), {"runtime_max": 89}),
        ("longer", Query("", relative=frozenset({"longer"})), {"runtime_min": 91}),
        ("any year", Query(""), {"year_from": None, "year_to": None}),
        ("any genre", Query(""), {"genres": frozenset()}),
        ("only French", Query("", Filters(languages=frozenset({"fr"}))), {"languages": frozenset({"fr"})}),
        ("funnier", Query("", relative=frozenset({"funnier"})), {"genres": frozenset({"Crime", "Comedy"})}),
        (
            "a comedy instead",
            Query("", Filters(genres=frozenset({"Comedy"}))),
            {"genres": frozenset({"Comedy"})},
        ),
        (
            "with Al Pacino",
            Query("", Filters(people=frozenset({"Al Pacino"}))),
            {"people": frozenset({"Al Pacino"}), "without_people": frozenset()},
        ),
        (
            "no crime",
            Query("", Filters(without_genres=frozenset({"Crime"}))),
            {"genres": frozenset(), "without_genres": frozenset({"Crime"})},
        ),
    ],
)
def test_each_wish_changes_what_it_names_and_nothing_else(
    text: str, change: Query, expected: dict[str, object]
) -> None:
    result = merged(text, change)
    assert result.query.filters == replace(CRIME, **expected)  # type: ignore[arg-type]
    assert (result.offset, result.seen, result.query.text) == (0, (), "heist")


def test_new_words_are_added_to_the_description() -> None:
    assert merged("with more robots", Query("with more robots")).query.text == "heist robots"


def test_browsing_with_words_becomes_a_search() -> None:
    assert merged("about trains", Query("about trains"), kind="browse").kind == "search"


def test_likeness_with_words_becomes_a_search_without_the_model() -> None:
    model = replace(SHOWN[0], keywords=("bank", "mask"))
    result = merged("with robots", Query("robots"), kind="similar", model=model)
    assert (result.kind, result.query.text, result.seen) == ("search", "robots, bank, mask", (1980,))


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("rather from the 80s", "from the 80s"),
        ("only French please", "French"),
        ("any year but French", "but French"),
    ],
)
def test_words_that_only_say_change_it_are_left_out(text: str, wish: str) -> None:
    assert bare_wish(text) == wish


def test_giving_up_needs_a_word_that_says_so() -> None:
    assert lifts("all time classics of the year") == ()
    assert lifts("no matter the decade") == ("year_from", "year_to")


def test_notes_say_the_filters_as_they_are() -> None:
    filters = replace(
        CRIME, languages=frozenset({"fr"}), runtime_max=100, without_keywords=frozenset({"gore"})
    )
    query = described(Query("heist", filters, notes=("2010s", "not violent")))
    assert query.notes == (
        "1990s", "crime", "in French", "at most 100 minutes", "without Al Pacino", "not violent",
    )  # fmt: skip


def test_giving_up_every_condition_leaves_no_filter() -> None:
    filters = replace(
        CRIME, languages=frozenset({"fr"}), rating_min=7.0, without_keywords=frozenset({"gore"})
    )
    for condition in conditions(Query("", filters)):
        filters = condition.lift(filters)
    assert filters == Filters()


RANKED = [
    Movie(title=f"Film {votes}", id=votes, rating=rating, rating_count=votes)
    for votes, rating in ((10, 6.0), (1000, 7.0), (50_000, 8.0))
]


def test_less_known_and_more_popular_count_from_the_middle_of_what_was_shown() -> None:
    request = Request("search", Query(text="heist"))
    middle = fame(RANKED[1])
    less = merge(request, Query("", relative=frozenset({"less known"})), "less popular", RANKED).query.filters
    more = merge(
        request, Query("", relative=frozenset({"more popular"})), "more mainstream", RANKED
    ).query.filters
    assert less.popularity_max is not None
    assert fame(RANKED[0]) < less.popularity_max < middle
    assert more.popularity_min is not None
    assert middle < more.popularity_min < fame(RANKED[2])
    better = merge(request, Query("", relative=frozenset({"better"})), "better rated", RANKED).query.filters
    assert better == Filters(rating_min=7.1)


@pytest.mark.parametrize(
    ("filters", "note"),
    [
        (
            Filters(any_of=((Filters(genres=frozenset({"Comedy"})), Filters(genres=frozenset({"Drama"}))),)),
            "comedy or drama",
        ),
        (Filters(none_of=(Filters(year_from=1980, year_to=1989),)), "not 1980s"),
        (Filters(none_of=(Filters(languages=frozenset({"fr"})),)), "not in French"),
        (Filters(popularity_max=3.0), "less known"),
    ],
)
def test_every_condition_has_a_note_and_can_be_lifted(filters: Filters, note: str) -> None:
    (condition,) = conditions(Query("heist", filters))
    assert condition.note == note
    assert condition.lift(filters) == Filters()


def test_hints_stay_when_a_request_changes() -> None:
    french, drawn = (Hint(Filters(languages=frozenset({code})), 0.6, code) for code in ("fr", "it"))
    request = Request("search", Query("heist", hints=(french,)))
    assert merge(request, Query("", hints=(drawn,)), "maybe Italian", []).query.hints == (french, drawn)


def test_a_refusal_of_many_keywords_is_said_in_one_word() -> None:
    filters = Filters(without_keywords=frozenset((*UNWANTED["violence"], "clown")))
    assert [condition.note for condition in conditions(Query("", filters))] == ["no clown, violence"]

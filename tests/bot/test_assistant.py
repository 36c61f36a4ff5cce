"""What the product does for a person, on the seed catalogue, on both databases."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot import prepare
from bot.assembly import build
from bot.assistant import THUMB_DOWN, THUMB_UP, Assistant
from bot.domain import Mark, Page
from bot.errors import InvalidQuery, InvalidRating, NothingToUndo, UnknownMovie
from bot.settings import Settings
from retrieval.filters import Filters
from tests.conftest import Quiet
from tests.postgres import temporary_database


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def assistant(
    request: pytest.FixtureRequest, template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Assistant]:
    """The whole application on one of the databases, with index and factors as the template has them."""
    home = tmp_path_factory.mktemp("home") / "home"
    shutil.copytree(template, home, ignore=shutil.ignore_patterns("*.lock", "logs", "movies.db*"))
    with temporary_database(request.param, home) as url:
        settings = Settings(home=home, database_url=url, encoder="minilm")
        with prepare.opened(settings) as database:
            prepare.ingest(database, Quiet(), None)
            prepare.bring_up_to_date(settings, database, Quiet())
        made = build(settings)
        yield made
        made.close()


@pytest.fixture
def person(assistant: Assistant) -> int:
    return assistant.new_guest()


def film(assistant: Assistant, title: str) -> int:
    return assistant.titles(title)[0].id


def titles(page: Page) -> list[str]:
    return [suggestion.movie.title for suggestion in page.suggestions]


def test_a_description_finds_its_film(assistant: Assistant) -> None:
    page = assistant.search("a thief who steals secrets through dreams", person=None)
    assert titles(page)[0] == "Inception"
    assert "dreams" in page.suggestions[0].reason
    assert page.more


def test_pages_follow_each_other_without_gap_or_repeat(assistant: Assistant) -> None:
    whole = titles(assistant.search("a heist in a big city", person=None, k=12))
    parts = [titles(assistant.search("a heist in a big city", person=None, k=4, offset=n)) for n in (0, 4, 8)]
    assert [title for part in parts for title in part] == whole


def test_ten_fitting_films_come_where_ten_exist(assistant: Assistant) -> None:
    page = assistant.search("love", person=None, filters=Filters(languages=frozenset({"fr"})), k=10)
    assert len(page.suggestions) == 10
    assert {suggestion.movie.language for suggestion in page.suggestions} == {"fr"}


def test_conditions_in_words_and_given_ones_add_up(assistant: Assistant) -> None:
    page = assistant.search(
        "comedies from the 90s", person=None, filters=Filters(languages=frozenset({"en"}))
    )
    assert page.suggestions
    for suggestion in page.suggestions:
        movie = suggestion.movie
        assert "Comedy" in movie.genres
        assert movie.language == "en"
        assert 1990 <= (movie.year or 0) <= 1999


@pytest.mark.parametrize("text", ["", "   ", "x" * 10_001])
def test_what_cannot_be_searched_for_is_refused(assistant: Assistant, text: str) -> None:
    with pytest.raises(InvalidQuery):
        assistant.search(text, person=None)


def test_a_newcomer_gets_a_mix_of_well_liked_films(assistant: Assistant, person: int) -> None:
    page = assistant.recommend(person=person, k=10)
    assert len(page.suggestions) == 10
    genres = {suggestion.movie.genres[0] for suggestion in page.suggestions}
    assert len(genres) >= 4
    assert all("well liked" in suggestion.reason for suggestion in page.suggestions)


def test_a_rating_changes_the_next_answer_and_is_its_reason(assistant: Assistant, person: int) -> None:
    before = titles(assistant.recommend(person=person))
    assistant.rate(person, film(assistant, "Alien"), 5)
    page = assistant.recommend(person=person)
    assert titles(page) != before
    assert "Alien" not in titles(page)
    assert any("because you gave Alien 5 stars" in suggestion.reason for suggestion in page.suggestions)
    assert "Aliens" in titles(page)


def test_a_low_rating_moves_like_films_down(assistant: Assistant, person: int) -> None:
    assistant.rate(person, film(assistant, "Alien"), 5)
    liked = assistant.recommend(person=person, k=50)
    assistant.rate(person, film(assistant, "The Thing"), 1)
    disliked = titles(assistant.recommend(person=person, k=50))
    horror = next(s.movie.title for s in liked.suggestions if "Horror" in s.movie.genres)
    assert horror not in disliked or disliked.index(horror) >= titles(liked).index(horror)
    assert "The Thing" not in disliked


def test_seen_rejected_and_listed_films_stay_away(assistant: Assistant, person: int) -> None:
    first = [suggestion.movie.id for suggestion in assistant.recommend(person=person, k=3).suggestions]
    assistant.mark_seen(person, first[0])
    assistant.not_interested(person, first[1])
    assistant.add_to_watchlist(person, first[2])
    after = {suggestion.movie.id for suggestion in assistant.recommend(person=person, k=50).suggestions}
    assert after.isdisjoint(first)
    assert first[1] not in {s.movie.id for s in assistant.trending(person=person, k=50).suggestions}
    assistant.unmark(person, first[1], Mark.NOT_INTERESTED)
    again = {suggestion.movie.id for suggestion in assistant.recommend(person=person, k=50).suggestions}
    assert first[1] in again


def test_recommendations_can_be_narrowed(assistant: Assistant, person: int) -> None:
    assistant.rate(person, film(assistant, "Heat"), 5)
    page = assistant.recommend(person=person, text="a comedy from the 80s")
    assert page.suggestions
    assert all("Comedy" in s.movie.genres and 1980 <= (s.movie.year or 0) <= 1989 for s in page.suggestions)


def test_similar_films_are_alike_and_say_how(assistant: Assistant) -> None:
    page = assistant.similar(film(assistant, "Alien"), person=None)
    assert "Aliens" in titles(page)[:3]
    assert "Alien" not in titles(page)
    assert all("Alien" in suggestion.reason for suggestion in page.suggestions)


def test_what_people_do_now_is_trending(assistant: Assistant, person: int) -> None:
    assistant.rate(person, film(assistant, "Metropolis"), 5)
    page = assistant.trending(person=person, k=10)
    assert "Metropolis" in titles(page)
    reasons = {suggestion.movie.title: suggestion.reason for suggestion in page.suggestions}
    assert "these days" in reasons["Metropolis"]


def test_explanations_are_those_of_the_ranking(assistant: Assistant, person: int) -> None:
    assistant.rate(person, film(assistant, "Alien"), 5)
    for suggestion in assistant.recommend(person=person, k=5).suggestions:
        assert assistant.explain(suggestion.movie.id, person=person) == suggestion.reason
    said = assistant.explain(film(assistant, "Inception"), person=person, text="a thief in dreams")
    assert "thief" in said


@pytest.mark.parametrize("stars", [0, 6, 0.5, 3.3, -1, float("nan"), float("inf"), True])
def test_ratings_that_do_not_exist_are_refused(assistant: Assistant, person: int, stars: float) -> None:
    with pytest.raises(InvalidRating):
        assistant.rate(person, film(assistant, "Heat"), stars)
    assert not assistant.taste(person).ratings


def test_thumbs_are_ratings(assistant: Assistant, person: int) -> None:
    heat, alien = film(assistant, "Heat"), film(assistant, "Alien")
    assistant.thumb(person, heat, True)
    assistant.thumb(person, alien, False)
    stars = {movie.id: rating.stars for movie, rating in assistant.ratings(person)}
    assert stars == {heat: THUMB_UP, alien: THUMB_DOWN}


def test_unknown_films_are_named(assistant: Assistant, person: int) -> None:
    with pytest.raises(UnknownMovie, match="999999"):
        assistant.rate(person, 999_999, 4)
    with pytest.raises(UnknownMovie):
        assistant.similar(999_999, person=person)


def test_undo_takes_back_the_latest_change_only(assistant: Assistant, person: int) -> None:
    heat = film(assistant, "Heat")
    assistant.rate(person, heat, 4)
    assert assistant.add_to_watchlist(person, heat)
    assert not assistant.add_to_watchlist(person, heat)
    assistant.undo(person)
    assert assistant.watchlist(person) == []
    assert [rating.stars for _, rating in assistant.ratings(person)] == [4]
    assistant.undo(person)
    with pytest.raises(NothingToUndo):
        assistant.undo(person)


def test_people_are_who_the_channel_says_and_nobody_else(assistant: Assistant) -> None:
    ann, bob = assistant.person_for("telegram", "1"), assistant.person_for("slack", "1")
    assert ann != bob
    assert assistant.person_for("telegram", "1") == ann
    assistant.add_to_watchlist(ann, film(assistant, "Heat"))
    assert assistant.watchlist(bob) == []
    assert assistant.knows(ann)
    assert not assistant.knows(10**9)

"""The order of a page: diversity, calibration and exploration, as set or as an experiment says."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import select, update

from bot import prepare
from bot.assembly import build
from bot.assistant import Assistant
from bot.db import explorations, exposures, models
from bot.db.session import Database
from bot.errors import NotReady
from bot.evaluation import off_policy
from bot.exploration import FEATURES, WINDOW
from bot.film_vectors import FilmVectors
from bot.settings import Settings
from recommender.metrics import intra_list_diversity

Make = Callable[..., Assistant]


@pytest.fixture
def home(template: Path, tmp_path: Path) -> Path:
    ignored = shutil.ignore_patterns("*.lock", "logs", "conversations.db*")
    return Path(shutil.copytree(template, tmp_path / "home", ignore=ignored))


@pytest.fixture
def make(home: Path) -> Iterator[Make]:
    """Builds assistants on one installation, each with settings of its own."""
    built: list[Assistant] = []

    def made(**changed: object) -> Assistant:
        built.append(build(Settings(home=home, database_url=None, encoder="minilm", **changed)))  # type: ignore[arg-type]
        return built[-1]

    yield made
    for assistant in built:
        assistant.close()


@pytest.fixture
def database(home: Path) -> Iterator[Database]:
    with prepare.opened(Settings(home=home, database_url=None)) as opened:
        yield opened


def fan(assistant: Assistant) -> int:
    """A new guest who likes three films of one kind."""
    person = assistant.new_guest()
    for title in ("Alien", "Aliens", "Blade Runner"):
        assistant.rate(person, assistant.titles(title)[0].id, 5)
    return person


def shown(assistant: Assistant, person: int | None, **options: int) -> list[int]:
    return [one.movie.id for one in assistant.recommend(person=person, **options).suggestions]


def test_diversity_settings_diversify(make: Make) -> None:
    plain = make(diversity="off")
    person, vectors = fan(plain), FilmVectors(plain.engine)
    same = intra_list_diversity(vectors.vectors(shown(plain, person)))
    for kind in ("mmr", "dpp"):
        page = shown(make(diversity=kind, diversity_weight=0.7), person)
        assert len(set(page)) == 10
        assert intra_list_diversity(vectors.vectors(page)) > same + 0.02


def test_popularity_is_calibrated_to_what_the_person_likes(make: Make) -> None:
    plain = make(diversity="off")
    vectors, person = FilmVectors(plain.engine), plain.new_guest()
    fame = vectors.percentiles([int(film) for film in plain.engine.ids])
    for place in np.argsort(fame)[:6]:
        plain.rate(person, int(plain.engine.ids[place]), 5)
    bold = make(diversity="off", popularity_calibration=1.0)
    pages = [vectors.percentiles(shown(one, person)).mean() for one in (plain, bold)]
    assert pages[1] < pages[0] - 0.05


@pytest.mark.parametrize("policy", ["thompson", "linucb"])
def test_exploration_takes_the_tail_and_is_logged_with_its_chance(
    make: Make, database: Database, policy: str
) -> None:
    plain, exploring = make(), make(exploration=policy, exploration_share=0.3)
    person = fan(plain)
    before, first, again = shown(plain, person), shown(exploring, person), shown(exploring, person)
    assert first == again  # one draw a day, however often the page is opened
    assert first[:7] == before[:7]
    rest = shown(exploring, person, offset=10)
    assert len({*first, *rest}) == 20
    exploring.close()
    with database.session(read_only=True) as session:
        rows = session.scalars(select(models.Exploration).order_by(models.Exploration.position)).all()
    assert [row.position for row in rows] == [8, 9, 10]
    assert [row.movie_id for row in rows] == first[7:]
    for row in rows:
        assert (row.person_id, row.policy) == (person, policy)
        assert 0 < row.propensity <= 1
        assert np.array(row.features).shape == (len(row.candidates), len(FEATURES))
        assert row.movie_id in row.candidates
        assert not set(row.candidates) & set(first[:7])


def test_nobody_known_is_not_explored_with(make: Make, database: Database) -> None:
    exploring = make(exploration="thompson")
    film = exploring.titles("Alien")[0].id
    pages = [exploring.recommend_from([film]), make().recommend_from([film])]
    assert [one.movie.id for one in pages[0].suggestions] == [one.movie.id for one in pages[1].suggestions]
    shown(exploring, None)
    exploring.close()
    with database.session(read_only=True) as session:
        assert session.scalars(select(models.Exploration)).all() == []


def test_what_was_taken_up_teaches_and_judges(make: Make, database: Database) -> None:
    exploring = make(exploration="thompson", exploration_share=0.5)
    people = [fan(exploring) for _ in range(12)]
    tails = {person: shown(exploring, person)[5:] for person in people}
    for person in people[:6]:
        exploring.rate(person, tails[person][0], 5)
        exploring.add_to_watchlist(person, tails[person][1])
        exploring.rate(person, tails[person][2], 2)  # seen, not liked
    exploring.rate(people[7], tails[people[7]][0], 5)
    exploring.undo(people[7])
    exploring.close()
    now = datetime.now(UTC) + WINDOW + timedelta(hours=1)
    with database.session() as session:
        assert not list(explorations.tried(session, WINDOW, datetime.now(UTC), 1000))  # too early to tell
        rows = list(explorations.tried(session, WINDOW, now, 1000))
        assert len(rows) == 60
        assert sum(row.reward for row in rows) == 12
        assert len(list(explorations.tried(session, WINDOW, now, 7))) == 7
        session.execute(update(models.ChangeEntry).values(created_at=now + timedelta(days=9)))
        assert not any(row.reward for row in explorations.tried(session, WINDOW, now, 1000))  # too late
    report = off_policy.judge(rows)
    assert report.taken_up == 0.2
    assert set(report.estimates) == {"first", "uniform", "greedy", "thompson", "linucb"}
    uniform = report.estimates["uniform"]["SNIPS"]
    assert uniform.low <= 0.2 <= uniform.high
    assert report.as_dict()["policies"]["greedy"]["effective_choices"] >= 0
    with pytest.raises(NotReady, match="MOVIES_EXPLORATION"):
        off_policy.judge(rows[:5])


def test_an_experiment_changes_the_page_and_notes_who_saw_it(
    make: Make, database: Database, home: Path
) -> None:
    (home / "experiments.toml").write_text(
        """
        [[experiment]]
        name = "variety"
        arms = [{name = "as it is", share = 0.5},
                {name = "mmr", share = 0.5, settings = {diversity = "mmr", diversity_weight = 0.8}}]
        """
    )
    running = make()
    (home / "experiments.toml").unlink()
    plain, mmr = make(), make(diversity="mmr", diversity_weight=0.8)
    people = [fan(plain) for _ in range(8)]
    expected = {"as it is": shown(plain, people[0]), "mmr": shown(mmr, people[0])}
    pages = {person: shown(running, person) for person in people}
    running.close()
    with database.session(read_only=True) as session:
        arms = {row.person_id: row.arm for row in exposures.exposures(session, "variety")}
    assert set(arms.values()) == {"as it is", "mmr"}
    assert pages == {person: expected[arms[person]] for person in people}

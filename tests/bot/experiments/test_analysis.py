"""From what people did to what an experiment shows."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from sqlalchemy import update

from bot.background import BackgroundWriter
from bot.db import exposures, models, people
from bot.db import movies as movie_store
from bot.db.session import Database
from bot.domain import Change, ChangeKind, Mark, MovieDraft
from bot.experiments.analysis import evaluate, judge
from bot.experiments.config import Arm, Experiment, Guardrail
from bot.experiments.outcomes import measure
from bot.experiments.variants import Variants
from bot.slate_options import SlateOptions

TEST = Experiment(
    name="variety",
    arms=(Arm(name="control", share=0.5), Arm(name="dpp", share=0.5, settings={"diversity": "dpp"})),
    guardrails=(Guardrail(metric="rejected", worse="higher", margin=0.05),),
)
RATE, LIST, MARK = ChangeKind.RATE, ChangeKind.WATCHLIST_ADD, ChangeKind.MARK


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ([], {"liked": 0, "likes": 0, "ratings": 0, "watchlisted": 0, "rejected": 0, "active": 0}),
        (
            [Change(RATE, 1, after=4.0), Change(RATE, 1, after=5.0), Change(RATE, 2, after=2.0)],
            {"liked": 1, "likes": 1, "ratings": 2, "watchlisted": 0, "rejected": 1, "active": 1},
        ),
        (
            [Change(LIST, 1), Change(MARK, 2, mark=Mark.NOT_INTERESTED), Change(MARK, 3, mark=Mark.SEEN)],
            {"liked": 1, "likes": 0, "ratings": 0, "watchlisted": 1, "rejected": 1, "active": 1},
        ),
        (
            [Change(ChangeKind.UNRATE, 1, before=3.0)],
            {"liked": 0, "likes": 0, "ratings": 0, "watchlisted": 0, "rejected": 0, "active": 1},
        ),
    ],
)
def test_outcomes_of_a_person(changes: list[Change], expected: dict[str, float]) -> None:
    assert measure(changes) == expected


def _films(database: Database) -> list[int]:
    with database.session() as session:
        movie_store.upsert(session, [MovieDraft(f"Film {n}", tmdb_id=n) for n in (1, 2, 3)])
        session.commit()
        return [film.id for film in movie_store.all_movies(session)]


def test_people_count_when_their_window_is_over_and_only_for_what_followed(database: Database) -> None:
    first, second, third = _films(database)
    with database.session() as session:
        early, quiet, late, undecided, crossed = (people.new_guest(session) for _ in range(5))
        people.rate(session, early, first, 5)  # before exposure: does not count
        session.commit()
    with database.session() as session:
        for person, arm in ((early, "control"), (quiet, "dpp"), (late, "dpp"), (undecided, "dpp")):
            exposures.log_exposure(session, TEST.name, person, arm, 0.5)
        for arm in ("control", "dpp"):
            exposures.log_exposure(session, TEST.name, crossed, arm, 0.5)
        exposures.log_exposure(session, "another", quiet, "dpp", 0.5)
        people.rate(session, early, second, 2)
        people.rate(session, late, third, 5)
        people.rate(session, undecided, third, 5)
        people.undo(session, undecided)
        session.commit()
    now = datetime.now(UTC) + timedelta(days=8)
    with database.session() as session:
        # The one who is exposed later has a window that is still open.
        session.execute(
            update(models.Exposure)
            .where(models.Exposure.person_id == late)
            .values(exposed_at=now - timedelta(days=2))
        )
        report = evaluate(session, TEST, now)
        assert [(arm.exposed, arm.people) for arm in report.arms] == [(1, 1), (3, 2)]
        control, dpp = (arm.means for arm in report.arms)
        assert (control["ratings"], control["liked"], control["rejected"]) == (1, 0, 1)
        assert (dpp["ratings"], dpp["liked"]) == (0, 0)
        assert report.crossed == 1
        later = evaluate(session, TEST, now + timedelta(days=10))
        assert [arm.people for arm in later.arms] == [1, 3]
        assert later.arms[1].means["liked"] == 0  # late's rating came before their (moved) exposure
    assert json.loads(json.dumps(report.as_dict(), allow_nan=False))["crossed"] == 1
    assert "too few people" in "\n".join(report.lines())


def test_what_happens_after_the_window_does_not_count(database: Database) -> None:
    [film, *_] = _films(database)
    with database.session() as session:
        person = people.new_guest(session)
        exposures.log_exposure(session, TEST.name, person, "control", 0.5)
        people.rate(session, person, film, 5)
        session.execute(
            update(models.ChangeEntry).values(created_at=datetime.now(UTC) + timedelta(days=7, hours=1))
        )
        report = evaluate(session, TEST, datetime.now(UTC) + timedelta(days=30))
    assert report.arms[0].means["likes"] == 0


@pytest.mark.parametrize(("harm", "verdict"), [(0.4, "breached"), (0.0, "kept")])
def test_guardrails_and_effects(harm: float, verdict: str) -> None:
    generator, n = np.random.default_rng(5), 6000
    arms = generator.integers(0, 2, n)
    liked = (generator.random(n) < 0.3 + 0.1 * arms).astype(float)
    rejected = (generator.random(n) < 0.1 + harm * arms).astype(float)
    report = judge(TEST, arms, arms, {"liked": liked, "rejected": rejected})
    effect = report.effects["dpp"]
    assert effect.low < 0.1 < effect.high
    assert effect.p_value < 0.05
    assert report.guardrails[0].verdict == verdict
    assert report.split_ok
    assert verdict in report.lines()[-1]


def test_several_arms_share_alpha() -> None:
    generator, n = np.random.default_rng(6), 3000
    arms = generator.integers(0, 3, n)
    liked = (generator.random(n) < 0.3).astype(float)
    three = Experiment(
        name="x",
        arms=tuple(Arm(name=name, share=share) for name, share in (("a", 1 / 3), ("b", 1 / 3), ("c", 1 / 3))),
    )
    wide = judge(three, arms, arms, {"liked": liked}, alpha=0.05).effects["b"]
    pair, plain = arms < 2, TEST.model_copy(update={"guardrails": ()})
    alone = judge(plain, arms[pair], arms[pair], {"liked": liked[pair]}, alpha=0.025).effects["dpp"]
    assert (wide.people, wide.low, wide.high) == (
        alone.people,
        pytest.approx(alone.low),
        pytest.approx(alone.high),
    )


def test_a_broken_split_is_shouted() -> None:
    arms = np.repeat([0, 1], [600, 400])
    np.random.default_rng(0).shuffle(arms)
    report = judge(TEST, arms, arms, {"liked": np.zeros(1000), "rejected": np.zeros(1000)})
    assert not report.split_ok
    assert "BROKEN" in report.lines()[1]


def test_exposures_are_logged_once_and_settings_follow_the_arm(database: Database) -> None:
    with database.session() as session:
        guests = [people.new_guest(session) for _ in range(40)]
        session.commit()
    base, resting = SlateOptions(diversity="mmr"), TEST.model_copy(update={"name": "old", "active": False})
    for _ in range(2):  # a second process knows nothing of the first
        writer = BackgroundWriter(database, "exposures")
        variants = Variants(base, [TEST, resting], writer)
        seen = {guest: variants.options(guest).diversity for guest in [*guests, *guests]}
        assert variants.options(None) == base
        writer.close()
    with database.session(read_only=True) as session:
        rows = exposures.exposures(session, TEST.name)
        assert exposures.exposures(session, "old") == []
    assert sorted(row.person_id for row in rows) == guests
    assert {row.person_id: row.arm for row in rows} == {
        guest: "dpp" if diversity == "dpp" else "control" for guest, diversity in seen.items()
    }
    assert {row.propensity for row in rows} == {0.5}
    assert set(seen.values()) == {"mmr", "dpp"}

"""An evaluation on people whose taste is obvious: figures by hand, all splits, and the page."""

from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from bot.errors import InvalidQuery, NotReady
from bot.evaluation.offline.measure import PER_PERSON, Judge, expected_films, judged_rows
from bot.evaluation.offline.page import write_page
from bot.evaluation.offline.report import EvaluationReport
from bot.evaluation.offline.run import evaluate
from bot.evaluation.ratings_protocols.data import RatingData

PEOPLE, FILMS = 40, 30


def ratings() -> RatingData:
    """Everybody gives 5 stars to most films of their parity and 2 stars to one other film."""
    rows = [
        (person, film, 5.0 if (person + film) % 2 == 0 else 2.0, 100 * ((7 * person + 3 * film) % 50) + film)
        for person in range(PEOPLE)
        for film in range(FILMS)
        if ((person + film) % 2 == 0 and (person + film) % 5) or film == (person + 1) % FILMS
    ]
    people, films, stars, times = (np.array(column) for column in zip(*rows, strict=True))
    kinds = np.zeros((FILMS, 3), np.float32)
    kinds[np.arange(FILMS), np.arange(FILMS) % 2] = 1
    kinds[:, 2] = 0.1
    return RatingData(
        "tests", people, films, stars, times, PEOPLE, FILMS, csr_matrix(kinds), np.hstack([kinds, kinds])
    )


@pytest.fixture(scope="module")
def report() -> EvaluationReport:
    return evaluate(ratings(), k=5, models="popularity,ease", stars="baseline", settings_of="ease", seed=1)


def test_taste_is_found_where_popularity_cannot(report: EvaluationReport) -> None:
    assert [split.name for split in report.splits] == ["time", "last", "random"]
    for split in report.splits:
        assert 0 < split.people <= PEOPLE
        ease, popularity = split.models["ease"], split.models["popularity"]
        assert ease.means["ndcg"] > popularity.means["ndcg"]
        assert ease.means["recall"] > popularity.means["recall"]
        assert popularity.means["serendipity"] == 0  # nothing it shows is unexpected
        assert ease.coverage > popularity.coverage
        assert ease.gini < popularity.gini
        for name in PER_PERSON:
            low, high = ease.intervals[name]
            assert low <= ease.means[name] <= high


def test_stars_are_judged(report: EvaluationReport) -> None:
    [stars] = report.stars
    assert 0 < stars.mae <= stars.rmse < 3
    assert stars.ratings == 3 * PEOPLE  # of the 13 of each


def test_settings_start_from_the_model_and_diversify(report: EvaluationReport) -> None:
    rows = {(one.kind, one.weight): one.figures for one in report.settings}
    start = rows["mmr", 0.0].means
    assert rows["dpp", 0.0].means == rows["calibration", 0.0].means == start
    assert start["ndcg"] == pytest.approx(report.splits[2].models["ease"].means["ndcg"])
    for kind in ("mmr", "dpp"):
        assert rows[kind, 0.7].means["diversity"] > start["diversity"]


def test_the_page_and_its_plots(report: EvaluationReport, tmp_path: Path) -> None:
    page = write_page(report, tmp_path / "report")
    html = page.read_text("utf-8")
    assert f"{report.splits[0].models['ease'].means['ndcg']:.3f}" in html
    images = [piece.split('"')[0] for piece in html.split('src="')[1:]]
    assert len(images) == 6
    for name in images:
        assert (page.parent / name).read_bytes().startswith(b"\x89PNG")
    assert "http" not in html  # nothing from elsewhere


def test_programs_get_everything(report: EvaluationReport) -> None:
    answer = json.loads(json.dumps(report.as_dict(), allow_nan=False))
    ease = answer["splits"][0]["models"]["ease"]
    assert ease["ndcg"] == round(report.splits[0].models["ease"].means["ndcg"], 4)
    assert set(ease["ci95"]) == set(PER_PERSON)
    assert len(answer["settings"]["rows"]) == 18
    assert "RMSE" in report.lines()[-1]


def test_figures_of_one_list_by_hand() -> None:
    known = csr_matrix(np.array([[1, 1, 0, 0], [1, 0, 0, 0], [1, 0, 0, 1]], np.float32))
    wanted = csr_matrix(np.array([[0, 0, 1, 0], [0, 1, 0, 1], [0, 0, 0, 0]], np.float32))
    rows = judged_rows(known, wanted)
    assert rows.tolist() == [0, 1]
    simple = {"popularity": np.array([[2, -1], [1, -1]]), "content": np.array([[3, -1], [2, -1]])}
    expected = expected_films(simple, rows)
    assert expected == {0: {2, 3}, 1: {1, 2}}
    vectors = np.array([[1, 0], [1, 0], [0, 1], [0, 1]], np.float32)
    judge = Judge(rows, known, wanted, vectors, expected, k=2)
    values = dict(zip(PER_PERSON, judge.values(np.array([[2, 3], [3, 1]])).T, strict=True))
    assert values["precision"].tolist() == [1 / 2, 1]
    assert values["mrr"].tolist() == [1, 1]
    assert values["map_over_relevant"].tolist() == [1, 1]
    assert values["serendipity"].tolist() == [0, 1 / 2]  # of the second person's finds, 1 was expected
    assert values["diversity"] == pytest.approx([0, 1])
    # Known by: film 0 all three, films 1 and 3 one each, film 2 nobody (counted as one).
    assert values["novelty"] == pytest.approx([math.log2(3), math.log2(3)])
    assert values["popularity"] == pytest.approx([(1 / 8 + 4 / 8) / 2, 4 / 8])
    figures = judge.figures(np.array([[2, 3], [3, 1]]), seed=0)
    assert figures.coverage == 3 / 4
    assert figures.gini == pytest.approx((-3 * 0 - 1 * 1 + 1 * 1 + 3 * 2) / (4 * 4))


def test_mistakes_are_named() -> None:
    with pytest.raises(InvalidQuery, match="nonsense"):
        evaluate(ratings(), models="nonsense")
    data = ratings()
    data.stars[:] = 1.0
    with pytest.raises(NotReady, match="nothing to judge"):
        evaluate(data, models="popularity")

"""The published protocols on a small folder whose answer is obvious."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from scipy.sparse import csr_matrix
from typer.testing import CliRunner

from bot.cli import app
from bot.errors import DataError, InvalidQuery
from bot.evaluation.ratings_protocols.data import RatingData, one_hot
from bot.evaluation.ratings_protocols.folders import read_folder
from bot.evaluation.ratings_protocols.lists import RANKING, differences, per_person
from bot.evaluation.ratings_protocols.run import run_protocol
from recommender.validation import liked
from tests.bot.evaluation.movielens_samples import N_FILMS, N_PEOPLE, ratings, write_ml_100k, write_ml_latest


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_ml_100k(tmp_path_factory.mktemp("ml-100k"))


@pytest.fixture(scope="module")
def data(folder: Path) -> RatingData:
    return read_folder(folder)


def test_both_layouts_hold_the_same_ratings(data: RatingData, tmp_path: Path) -> None:
    other = read_folder(write_ml_latest(tmp_path))
    assert (data.n_people, data.n_films, len(data)) == (N_PEOPLE, N_FILMS, len(ratings()))
    every = np.arange(len(data))
    assert (data.strengths(every) != other.strengths(every)).nnz == 0
    assert data.times.tolist() == other.times.tolist()
    assert data.person_features is not None
    assert data.person_features.shape[0] == N_PEOPLE
    assert other.film_table[0, 0] == 1981  # the year stands in the title there


@pytest.mark.parametrize("layout", [write_ml_100k, write_ml_latest])
def test_films_of_one_half_share_their_features(layout: object, tmp_path: Path) -> None:
    features = read_folder(layout(tmp_path)).features  # type: ignore[operator]
    likeness = (features @ features.T).toarray()
    assert likeness[0, 2] > likeness[0, 1]
    assert likeness[0, 2] == pytest.approx(likeness[0, 0], rel=1e-5)


def test_a_folder_of_something_else_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"neither u\.data"):
        read_folder(tmp_path)
    (tmp_path / "u.data").write_text("not a number\n")
    with pytest.raises(DataError, match="not readable"):
        read_folder(tmp_path)


def test_stars_are_foretold_better_by_those_who_know_taste(data: RatingData, folder: Path) -> None:
    report = run_protocol("stars-5fold", data, folder, models="baseline,knn_baseline", seed=1)
    rows = {row.model: row.means for row in report.tables[0].rows}
    assert rows["knn_baseline"]["rmse"] < rows["baseline"]["rmse"]
    folds = [rows["baseline"][f"rmse u{fold}"] for fold in range(1, 6)]
    assert np.mean(folds) == pytest.approx(rows["baseline"]["rmse"])
    assert "Surprise" in "\n".join(report.lines())


def test_stars_need_the_published_folds(data: RatingData, tmp_path: Path) -> None:
    with pytest.raises(DataError, match="published folds"):
        run_protocol("stars-5fold", data, tmp_path, models="baseline")


@pytest.mark.parametrize("library_shuffle", [False, True])
def test_lists_of_those_who_know_taste_beat_popularity(data: RatingData, library_shuffle: bool) -> None:
    report = run_protocol(
        "topk-75-25", data, None, models="popularity,ease,ials", library_shuffle=library_shuffle
    )
    rows = {row.model: row for row in report.tables[0].rows}
    assert rows["ials"].means["ndcg"] > rows["popularity"].means["ndcg"]
    assert set(rows["ease"].means) == set(RANKING)
    assert rows["ease"].seconds["fit"] > 0
    assert any("library" in name for name in rows)  # timed in the same run
    low, high = rows["ease"].intervals["ndcg"]
    assert low <= rows["ease"].means["ndcg"] <= high
    assert json.loads(json.dumps(report.as_dict()))["tables"][0]["models"]["ease"]["ndcg"] > 0


def test_hybrids_are_compared_person_by_person(data: RatingData) -> None:
    report = run_protocol("topk-75-25", data, None, models="popularity,weighted")
    gap = report.tables[0].differences["nDCG of weighted less popularity"]
    assert gap.low > 0


def test_time_hides_the_future_twice(data: RatingData) -> None:
    report = run_protocol("time", data, None, models="popularity,item_knn")
    assert len(report.tables) == 2
    for table in report.tables:
        rows = {row.model: row.means["ndcg"] for row in table.rows}
        assert rows["item_knn"] > rows["popularity"]


def test_films_without_ratings_are_found_by_their_content(data: RatingData) -> None:
    report = run_protocol("cold", data, None, models="popularity,content,feature_ials,hybrid", seed=3)
    rows = {row.model: row.means["ndcg"] for row in report.tables[0].rows}
    assert rows["popularity"] < min(rows["content"], rows["feature_ials"], rows["hybrid"])


def test_an_unknown_model_is_named(data: RatingData) -> None:
    with pytest.raises(InvalidQuery, match="oracle"):
        run_protocol("topk-75-25", data, None, models="ease,oracle")


def test_lists_are_judged_by_hand_worked_figures() -> None:
    wanted = liked(_rows([[1, 1, 0, 1], [0, 0, 0, 0], [0, 1, 0, 0]]))
    known = _rows([[0, 0, 1, 0], [1, 0, 0, 0], [1, 0, 0, 0]])
    lists = np.array([[0, 3], [1, 2], [2, -1]])
    values = per_person(lists, known, wanted, 2)
    assert values.shape == (2, 4)  # the second has nothing to find
    assert values[0].tolist() == pytest.approx([1, 1, 2 / 3, 2 / 3])  # both places hit, 2 of 3 found
    assert values[1].tolist() == [0, 0, 0, 0]


def test_differences_are_those_of_pairs() -> None:
    ours = np.column_stack([np.linspace(0, 1, 50)] * 4)
    gaps = differences({"worse": ours - 0.1, "hybrid": ours}, "hybrid", seed=0)
    assert gaps["nDCG of hybrid less worse"] == pytest.approx((0.1, 0.1))


def test_labels_that_few_share_have_no_column() -> None:
    assert one_hot([["a", "b"], ["a"], ["c"]], at_least=2).toarray().tolist() == [[1], [1], [0]]


def _rows(values: list[list[int]]) -> csr_matrix:
    return csr_matrix(np.array(values, np.float32))


def test_the_command_reads_a_folder(folder: Path) -> None:
    arguments = [
        "benchmark",
        "ratings",
        str(folder),
        "--protocol",
        "topk-75-25",
        "--models",
        "ease",
        "--json",
    ]
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 0, result.output
    report = json.loads(result.stdout)
    assert (report["protocol"], report["data"], report["seed"]) == ("topk-75-25", folder.name, 42)
    assert 0 <= report["tables"][0]["models"]["ease"]["map"] <= 1


def test_a_folder_without_protocol_is_a_question_back(folder: Path) -> None:
    result = CliRunner().invoke(app, ["benchmark", "ratings", str(folder)])
    assert result.exit_code == 2
    assert "--protocol" in result.output

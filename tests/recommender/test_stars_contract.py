"""What every model of stars must do, on a grid whose answer is obvious."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from recommender.stars.base import RatingPredictor, Ratings
from recommender.stars.baseline import Baseline
from recommender.stars.bfm import BayesianFM, BFMConfig
from recommender.stars.knn import KNNBaseline, KNNBaselineConfig
from recommender.stars.stack import StarStack, StarStackConfig
from recommender.stars.svd import SVD, SVDConfig
from tests.recommender.stars_samples import N_FILMS, N_PEOPLE, grid, hidden, known

Make = Callable[[], RatingPredictor]


def svd() -> SVD:
    return SVD(SVDConfig(factors=3, epochs=60, batch=100, learning_rate=0.03, factor_penalty=0.02))


def svdpp() -> SVD:
    config = SVDConfig(
        factors=3, epochs=60, batch=100, learning_rate=0.03, factor_penalty=0.02, implicit=True
    )
    return SVD(config)


def knn() -> KNNBaseline:
    return KNNBaseline(KNNBaselineConfig(neighbours=8, shrinkage=2))


def bfm() -> BayesianFM:
    return BayesianFM(BFMConfig(factors=3, iterations=60, burn_in=30))


def informed_bfm() -> BayesianFM:
    """With side features: the group of a person, the half of a film."""
    people, films = (csr_matrix(np.eye(2)[np.arange(n) % 2]) for n in (N_PEOPLE, N_FILMS))
    config = BFMConfig(factors=3, iterations=60, burn_in=30, implicit=False)
    return BayesianFM(config, person_features=people, film_features=films)


def stack() -> StarStack:
    return StarStack({"knn_baseline": knn, "svd": svd, "baseline": Baseline}, StarStackConfig(folds=2))


PERSONAL: dict[str, Make] = {
    "svd": svd, "svdpp": svdpp, "knn": knn, "bfm": bfm, "informed_bfm": informed_bfm, "stack": stack,
}  # fmt: skip
ALL: dict[str, Make] = {**PERSONAL, "baseline": Baseline}


@pytest.fixture(scope="module")
def fitted() -> dict[str, RatingPredictor]:
    """Each model fitted once: no test changes one."""
    return {name: make().fit(known(), seed=1) for name, make in ALL.items()}


@pytest.fixture(params=ALL)
def model(request: pytest.FixtureRequest, fitted: dict[str, RatingPredictor]) -> RatingPredictor:
    return fitted[request.param]


def test_follows_the_protocol(model: RatingPredictor) -> None:
    assert isinstance(model, RatingPredictor)
    people, films, _ = grid()
    predicted = model.predict(people, films)
    assert predicted.shape == people.shape
    assert predicted.min() >= 1
    assert predicted.max() <= 5
    assert len(model.predict(people[:0], films[:0])) == 0


@pytest.mark.parametrize("name", PERSONAL)
def test_hidden_stars_are_foretold(fitted: dict[str, RatingPredictor], name: str) -> None:
    people, films, stars = (column[hidden()] for column in grid())
    errors = np.abs(fitted[name].predict(people, films) - stars)
    assert errors.mean() < 0.6  # the mean of all stars is 2 off


def test_the_baseline_knows_no_taste_but_who_is_strict() -> None:
    people, films, _ = grid()
    strict = Ratings(people, films, np.where(people < 10, 1.0, 4.0), N_PEOPLE, N_FILMS)
    predicted = Baseline().fit(strict).predict(np.array([0, 20]), np.array([0, 0]))
    assert predicted[0] < 1.8
    assert predicted[1] > 3.5


@pytest.mark.parametrize("name", ALL)
def test_the_seed_decides(name: str) -> None:
    people, films, _ = grid()
    first, second = (ALL[name]().fit(known(), seed=4).predict(people, films) for _ in range(2))
    np.testing.assert_array_equal(first, second)


def test_a_saved_model_gives_identical_answers(model: RatingPredictor, tmp_path: Path) -> None:
    people, films, _ = grid()
    model.save(tmp_path / "model")
    assert {file.suffix for file in tmp_path.rglob("*.*")} <= {".npy", ".json"}
    loaded = type(model).load(tmp_path / "model")
    np.testing.assert_array_equal(loaded.predict(people, films), model.predict(people, films))


def test_a_missing_or_damaged_model_is_refused(model: RatingPredictor, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="nowhere"):
        type(model).load(tmp_path / "nowhere")
    model.save(tmp_path)
    for path in tmp_path.rglob("*.npy"):
        np.save(path, np.zeros((2, 5, 1, 1), np.float32))
    with pytest.raises(ValueError, match="fit again"):
        type(model).load(tmp_path)
    for path in tmp_path.rglob("*.npy"):
        path.write_bytes(b"not an array")
    with pytest.raises(ValueError, match="no usable"):
        type(model).load(tmp_path)


@pytest.mark.parametrize(
    ("people", "films"), [([0], [N_FILMS]), ([0], [-1]), ([N_PEOPLE], [0]), ([-1], [0]), ([0, 1], [0])]
)
def test_pairs_outside_the_fit_are_refused(
    model: RatingPredictor, people: list[int], films: list[int]
) -> None:
    with pytest.raises(ValueError, match=r"do not fit|give one film"):
        model.predict(np.array(people), np.array(films))


@pytest.mark.parametrize("name", ALL)
def test_somebody_without_ratings_gets_an_answer(name: str) -> None:
    ratings = known()
    wider = Ratings(ratings.people, ratings.items, ratings.stars, N_PEOPLE + 1, N_FILMS + 1)
    model = ALL[name]().fit(wider, seed=1) if name != "informed_bfm" else bfm().fit(wider, seed=1)
    predicted = model.predict(np.array([N_PEOPLE, N_PEOPLE, 0]), np.array([0, N_FILMS, N_FILMS]))
    assert np.isfinite(predicted).all()
    assert (np.abs(predicted - 3) < 1.2).all()


def test_ratings_that_make_no_sense_are_refused() -> None:
    one = np.zeros(1, np.int64)
    with pytest.raises(ValueError, match="nothing to learn"):
        Ratings(one[:0], one[:0], np.zeros(0), 1, 1)
    with pytest.raises(ValueError, match="give one each"):
        Ratings(one, one, np.zeros(2), 1, 1)
    with pytest.raises(ValueError, match="finite"):
        Ratings(one, one, np.full(1, np.nan), 1, 1)
    with pytest.raises(ValueError, match="do not fit"):
        Ratings(one + 1, one, np.ones(1), 1, 1)


def test_side_features_of_other_people_are_refused() -> None:
    with pytest.raises(ValueError, match="one row each"):
        BayesianFM(BFMConfig(iterations=20, burn_in=10), film_features=csr_matrix(np.eye(3))).fit(known())
    with pytest.raises(ValueError, match="burn-in"):
        BayesianFM(BFMConfig(iterations=10, burn_in=10)).fit(known())


def test_the_stack_leans_on_the_better_model() -> None:
    fitted = stack().fit(known(), seed=1)
    assert fitted.config.weights["svd"] + fitted.config.weights["knn_baseline"] > 0.7
    assert abs(fitted.config.weights["baseline"]) < 0.4

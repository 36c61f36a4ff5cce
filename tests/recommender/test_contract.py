"""What every algorithm must do, on a checkerboard whose answer is obvious."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from recommender.als import ALSConfig, ImplicitALS
from recommender.autoencoder import Autoencoder, AutoencoderConfig
from recommender.base import Recommender
from recommender.batch import recommend_all
from recommender.cold import FeatureIALS, FeatureIALSConfig
from recommender.content import ContentBased, ContentConfig
from recommender.ease import EASE, EASEConfig
from recommender.ials import IALS, IALSConfig
from recommender.item_knn import ItemKNN, ItemKNNConfig
from recommender.popularity import Popularity
from recommender.stacked import StackedConfig, StackedHybrid
from recommender.succession import Succession, SuccessionConfig
from recommender.user_knn import UserKNN, UserKNNConfig
from recommender.weighted import WeightedConfig, WeightedHybrid
from tests.recommender.checkerboard import COLOURS, EVEN, N_FILMS, ODD, history, matrix

Make = Callable[[], Recommender]

NOTHING = np.zeros(0, np.int64), np.zeros(0, np.float32)


def als() -> ImplicitALS:
    return ImplicitALS(ALSConfig(factors=3, regularization=0.5, alpha=5, iterations=15))


def ials() -> IALS:
    return IALS(IALSConfig(factors=3, regularization=0.01, unobserved_weight=0.2, iterations=20))


def feature_ials() -> FeatureIALS:
    config = FeatureIALSConfig(
        factors=3, regularization=0.01, unobserved_weight=0.2, iterations=20, ridge=0.1
    )
    return FeatureIALS(PARITY, config)


def ease() -> EASE:
    return EASE(EASEConfig(regularization=5))


def ease_features() -> EASE:
    return EASE(EASEConfig(regularization=5, popularity_exponent=0.3, feature_weight=2), PARITY)


def recent_ease() -> EASE:
    return EASE(EASEConfig(regularization=5, memory=4))


def succession() -> Succession:
    return Succession(SuccessionConfig(reach=20, popularity_exponent=0))


def autoencoder() -> Autoencoder:
    return Autoencoder(AutoencoderConfig(hidden=16, latent=4, epochs=60, batch=13, learning_rate=0.02))


def user_knn() -> UserKNN:
    return UserKNN(UserKNNConfig(neighbours=10, shrinkage=0))


def item_knn() -> ItemKNN:
    return ItemKNN(ItemKNNConfig(neighbours=15, shrinkage=1))


def content() -> ContentBased:
    return ContentBased(PARITY)


def sharp_content() -> ContentBased:
    return ContentBased(PARITY, ContentConfig(power=3))


PARTS: dict[str, Make] = {"ease": ease, "ials": ials, "popularity": Popularity}


def weighted() -> WeightedHybrid:
    return WeightedHybrid(PARTS, WeightedConfig(folds=2))


def stacked() -> StackedHybrid:
    return StackedHybrid(PARTS, StackedConfig(folds=2, trees=30, candidates=15))


def ranked_lists() -> StackedHybrid:
    config = StackedConfig(folds=2, trees=30, candidates=15, objective="rank_xendcg")
    return StackedHybrid(PARTS, config, PARITY.toarray())


PARITY = csr_matrix(np.eye(2, dtype=np.float32)[np.arange(N_FILMS) % 2])
PERSONAL: dict[str, Make] = {
    "als": als,
    "ials": ials,
    "feature_ials": feature_ials,
    "ease": ease,
    "ease_features": ease_features,
    "recent_ease": recent_ease,
    "succession": succession,
    "autoencoder": autoencoder,
    "user_knn": user_knn,
    "item_knn": item_knn,
    "content": content,
    "sharp_content": sharp_content,
    "weighted": weighted,
    "stacked": stacked,
    "ranked_lists": ranked_lists,
}
ALL: dict[str, Make] = {**PERSONAL, "popularity": Popularity}


@pytest.fixture(params=ALL)
def make(request: pytest.FixtureRequest) -> Make:
    return ALL[request.param]


@pytest.fixture(scope="module")
def fitted() -> dict[str, Recommender]:
    """Each model fitted once: no test changes one."""
    return {name: make().fit(matrix(), seed=1) for name, make in ALL.items()}


@pytest.fixture(params=ALL)
def model(request: pytest.FixtureRequest, fitted: dict[str, Recommender]) -> Recommender:
    return fitted[request.param]


@pytest.fixture(params=PERSONAL)
def personal(request: pytest.FixtureRequest, fitted: dict[str, Recommender]) -> Recommender:
    return fitted[request.param]


def test_follows_the_protocol(model: Recommender) -> None:
    assert isinstance(model, Recommender)
    assert model.n_items == N_FILMS
    scores = model.scores(*history(0))
    assert scores.shape == (N_FILMS,)
    assert scores.dtype == np.float32


@pytest.mark.parametrize("person", [0, 4, 18])
def test_recommends_the_right_half_to_the_larger_group(model: Recommender, person: int) -> None:
    films, scores = model.recommend(*history(person), 3)
    assert films[0] == person  # the one film of their half they have not seen
    assert set(films[1:]) <= set(ODD)
    assert scores[0] > scores[1]


@pytest.mark.parametrize("person", [1, 7, 19])
def test_recommends_the_right_half_to_everybody(personal: Recommender, person: int) -> None:
    films, scores = personal.recommend(*history(person), 3)
    assert films[0] == person
    assert scores[0] > scores[1]


@pytest.mark.parametrize("half", [EVEN, ODD], ids=["even", "odd"])
def test_somebody_new_is_understood_by_one_film(personal: Recommender, half: np.ndarray) -> None:
    films, _ = personal.recommend(half[:1], np.ones(1, np.float32), len(half) - 1)
    assert set(films) == set(half[1:])


def test_many_at_once_are_scored_as_one_by_one(model: Recommender) -> None:
    together = model.batch_scores(matrix())
    assert together.dtype == np.float32
    for person in range(len(COLOURS)):
        np.testing.assert_allclose(together[person], model.scores(*history(person)), rtol=1e-3, atol=1e-4)
    lists = recommend_all(model, matrix(), 3)
    for person in (0, 7, 19):
        items, strengths = history(person)
        films, scores = model.recommend(items, strengths, 3)
        assert lists[person][0] == films[0]
        np.testing.assert_allclose(
            model.scores(items, strengths)[lists[person]], scores, rtol=1e-4, atol=1e-4
        )


def test_histories_of_other_films_are_refused(model: Recommender) -> None:
    with pytest.raises(ValueError, match="do not fit"):
        model.batch_scores(csr_matrix(np.ones((2, N_FILMS + 1), np.float32)))


def test_a_new_film_in_the_history_changes_what_is_made_of_a_person(personal: Recommender) -> None:
    items, strengths = history(0)
    before = personal.fold_in(items[:3], strengths[:3])
    after = personal.fold_in(np.append(items[:3], 1), np.append(strengths[:3], np.float32(1)))
    assert before.shape == after.shape
    assert before.dtype == np.float32
    assert not np.array_equal(before, after)


def test_leaves_out_history_and_excluded(model: Recommender) -> None:
    items, strengths = history(0)
    films, _ = model.recommend(items, strengths, 100, exclude=np.array([1, 3]))
    assert sorted(films) == sorted(set(range(N_FILMS)) - set(items) - {1, 3})


def test_recommends_only_candidates(model: Recommender) -> None:
    items, strengths = history(0)
    films, _ = model.recommend(items, strengths, 5, candidates=np.array([17, 0, 3, 2]), exclude=np.array([3]))
    assert films.tolist() == [0, 17]  # 2 is history
    films, scores = model.recommend(items, strengths, 5, candidates=np.zeros(0, np.int64))
    assert len(films) == len(scores) == 0


def test_scores_fall_and_are_those_of_scores(model: Recommender) -> None:
    items, strengths = history(5)
    films, scores = model.recommend(items, strengths, 7)
    assert (np.diff(scores) <= 0).all()
    np.testing.assert_array_equal(scores, model.scores(items, strengths)[films])


@pytest.mark.parametrize("half", [EVEN, ODD], ids=["even", "odd"])
def test_similar_stays_in_the_half(model: Recommender, half: np.ndarray) -> None:
    for item in half:
        films, scores = model.similar(int(item), len(half) - 1)
        assert set(films) == set(half) - {item}
        assert (np.diff(scores) <= 0).all()


def test_the_seed_decides(make: Make) -> None:
    first, second = (make().fit(matrix(), seed=5).scores(*history(3)) for _ in range(2))
    np.testing.assert_array_equal(first, second)


def test_rows_keep_their_order(make: Make) -> None:
    backwards = csr_matrix(matrix()[:, ::-1])
    backwards.sort_indices()
    backwards.indices = (N_FILMS - 1 - backwards.indices).astype(backwards.indices.dtype)
    ordered = backwards.indices.copy()
    model = make().fit(backwards, seed=1)
    model.batch_scores(backwards)
    np.testing.assert_array_equal(backwards.indices, ordered)


def test_fitting_again_forgets_what_was_learnt(make: Make) -> None:
    swapped = matrix()[:, [*range(1, N_FILMS), 0]]
    again = make().fit(swapped, seed=1).fit(matrix(), seed=1)
    np.testing.assert_array_equal(again.scores(*history(0)), make().fit(matrix(), seed=1).scores(*history(0)))


def test_scores_belong_to_the_caller(model: Recommender) -> None:
    before = model.scores(*history(0)).copy()
    model.scores(*history(0))[:] = -1
    np.testing.assert_array_equal(model.scores(*history(0)), before)


def test_a_saved_model_gives_identical_answers(model: Recommender, tmp_path: Path) -> None:
    model.save(tmp_path / "model")
    loaded = type(model).load(tmp_path / "model")
    assert loaded.n_items == model.n_items
    for person in range(len(COLOURS)):
        np.testing.assert_array_equal(loaded.scores(*history(person)), model.scores(*history(person)))
    np.testing.assert_array_equal(loaded.similar(4, 5)[0], model.similar(4, 5)[0])
    items, strengths = history(2)
    np.testing.assert_array_equal(
        loaded.contributions(items, strengths, 2), model.contributions(items, strengths, 2)
    )


def test_nothing_is_pickled(model: Recommender, tmp_path: Path) -> None:
    """A file that would run code when unpickled is refused, and never run."""
    model.save(tmp_path)
    arrays = list(tmp_path.rglob("*.npy"))
    assert arrays
    assert {file.suffix for file in tmp_path.rglob("*.*")} <= {".npy", ".json", ".txt"}
    for path in arrays:
        path.write_bytes(pickle.dumps(_Trap(tmp_path / "sprung")))
    with pytest.raises(ValueError, match=str(tmp_path)):
        type(model).load(tmp_path)
    assert not (tmp_path / "sprung").exists()
    for path in arrays:
        np.save(path, np.array([_Trap(tmp_path / "sprung")], object), allow_pickle=True)
    with pytest.raises(ValueError, match=str(tmp_path)):
        type(model).load(tmp_path)
    assert not (tmp_path / "sprung").exists()


class _Trap:
    def __init__(self, sprung: Path) -> None:
        self._sprung = sprung

    def __reduce__(self) -> tuple[object, ...]:
        return Path.touch, (self._sprung,)


def test_a_missing_or_broken_model_is_named(model: Recommender, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="nowhere"):
        type(model).load(tmp_path / "nowhere")
    model.save(tmp_path)
    for path in tmp_path.rglob("*.npy"):
        path.write_bytes(path.read_bytes()[:-40])
    with pytest.raises(ValueError, match=str(tmp_path)):
        type(model).load(tmp_path)


def test_an_array_of_another_shape_is_not_loaded(model: Recommender, tmp_path: Path) -> None:
    model.save(tmp_path)
    for path in tmp_path.rglob("*.npy"):
        np.save(path, np.zeros((2, 5), np.float32))
    with pytest.raises(ValueError, match="fit again"):
        type(model).load(tmp_path)


@pytest.mark.parametrize(
    ("items", "strengths", "complaint"),
    [
        (np.array([1, 2]), np.ones(1, np.float32), "one strength a film"),
        (np.array([[1, 2]]), np.ones((1, 2), np.float32), "one strength a film"),
        (np.array([N_FILMS]), np.ones(1, np.float32), "do not fit"),
        (np.array([-1]), np.ones(1, np.float32), "do not fit"),
        (np.array([1]), np.array([np.nan], np.float32), "finite"),
    ],
    ids=["lengths", "dimensions", "too high", "negative", "not a number"],
)
def test_a_history_that_does_not_fit_is_refused(
    model: Recommender, items: np.ndarray, strengths: np.ndarray, complaint: str
) -> None:
    with pytest.raises(ValueError, match=complaint):
        model.scores(items, strengths)
    with pytest.raises(ValueError, match=complaint):
        model.recommend(items, strengths, 3)
    with pytest.raises(ValueError, match=complaint):
        model.contributions(items, strengths, 0)


@pytest.mark.parametrize("film", [-1, N_FILMS])
def test_films_that_are_not_the_models_are_refused(model: Recommender, film: int) -> None:
    with pytest.raises(ValueError, match="do not fit"):
        model.similar(film, 3)
    with pytest.raises(ValueError, match="do not fit"):
        model.contributions(*history(0), film)
    with pytest.raises(ValueError, match="do not fit"):
        model.recommend(*history(0), 3, candidates=np.array([0, film]))
    with pytest.raises(ValueError, match="do not fit"):
        model.recommend(*history(0), 3, exclude=np.array([film]))


def test_nothing_to_learn_from_is_refused(make: Make) -> None:
    for shape in ((0, 0), (3, 4)):
        with pytest.raises(ValueError, match="nothing to learn"):
            make().fit(csr_matrix(shape, dtype=np.float32))
    broken = matrix()
    broken.data[0] = np.nan
    with pytest.raises(ValueError, match="finite"):
        make().fit(broken)


def test_no_history_gives_an_answer(model: Recommender) -> None:
    films, _ = model.recommend(*NOTHING, 4)
    assert len(films) == 4
    assert len(model.contributions(*NOTHING, 0)) == 0


def test_contributions_have_one_number_a_film(model: Recommender) -> None:
    items, strengths = history(0)
    assert model.contributions(items, strengths, 0).shape == items.shape

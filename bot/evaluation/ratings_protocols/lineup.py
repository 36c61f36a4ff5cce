"""The models of each protocol by name, and the one table of their hyper-parameters.

Values were searched on parts of the training data alone; docs/recommender.md says how.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from bot.errors import InvalidQuery
from bot.evaluation.ratings_protocols.data import RatingData
from recommender.als import ALSConfig, ImplicitALS
from recommender.autoencoder import Autoencoder
from recommender.base import Recommender
from recommender.cold import FeatureIALS, FeatureIALSConfig
from recommender.content import ContentBased
from recommender.ease import EASE, EASEConfig
from recommender.ials import IALS, IALSConfig
from recommender.item_knn import ItemKNN, ItemKNNConfig
from recommender.popularity import Popularity
from recommender.stacked import StackedConfig, StackedHybrid
from recommender.stars.base import RatingPredictor
from recommender.stars.baseline import Baseline
from recommender.stars.bfm import BayesianFM
from recommender.stars.knn import KNNBaseline
from recommender.stars.stack import StarStack
from recommender.stars.svd import SVD, SVDConfig
from recommender.succession import Succession
from recommender.user_knn import UserKNN, UserKNNConfig
from recommender.validation import HoldOut
from recommender.weighted import WeightedConfig, WeightedHybrid

Makers = dict[str, Callable[[], Recommender]]
StarMakers = dict[str, Callable[[], RatingPredictor]]

HYBRIDS = ("weighted", "stacked")
_BLENDED = ("ease_features", "ials", "user_knn", "item_knn", "popularity")
_BLENDED_BY_TIME = {"recent_ease": 1.0, "succession": 0.3, "feature_ials": 0.2}
_STACKED_STARS = ("knn_baseline", "svd", "svdpp", "bfm")
_IALS_BY_TIME = IALSConfig(regularization=0.005, unobserved_weight=0.8)
_FEATURES_BY_TIME = FeatureIALSConfig(regularization=0.005, unobserved_weight=0.8)
_EASE_BY_TIME = EASEConfig(regularization=300, popularity_exponent=0.25, feature_weight=3)
_RECENT_EASE = _EASE_BY_TIME.model_copy(update={"memory": 20.0})


def top_lists(data: RatingData) -> Makers:
    """Models for `topk-75-25`, where every rating counts as 1."""
    makers: Makers = {
        "popularity": Popularity,
        "content": lambda: ContentBased(data.features),
        "user_knn": lambda: UserKNN(UserKNNConfig(neighbours=200, shrinkage=0, power=2)),
        "item_knn": lambda: ItemKNN(ItemKNNConfig(neighbours=200, shrinkage=50)),
        "als": lambda: ImplicitALS(ALSConfig(factors=64, regularization=30, alpha=5)),
        "ials": lambda: IALS(IALSConfig()),
        "ease": EASE,
        "ease_features": lambda: EASE(EASEConfig(popularity_exponent=0.25, feature_weight=8), data.features),
        "autoencoder": Autoencoder,
    }
    return _with_hybrids(makers, _BLENDED, data, None)


def by_time(data: RatingData, hold_out: HoldOut) -> Makers:
    """Models for `time`, where stars count by strength; `hold_out` is what hybrids learn from."""
    makers: Makers = {
        "popularity": Popularity,
        "content": lambda: ContentBased(data.features),
        "user_knn": lambda: UserKNN(UserKNNConfig(neighbours=200, shrinkage=0, power=2)),
        "item_knn": lambda: ItemKNN(ItemKNNConfig(neighbours=200, shrinkage=50)),
        "als": ImplicitALS,
        "ials": lambda: IALS(_IALS_BY_TIME),
        "feature_ials": lambda: FeatureIALS(data.features, _FEATURES_BY_TIME),
        "ease": lambda: EASE(EASEConfig(regularization=300)),
        "ease_features": lambda: EASE(_EASE_BY_TIME, data.features),
        "recent_ease": lambda: EASE(_RECENT_EASE, data.features),
        "succession": Succession,
        "autoencoder": Autoencoder,
    }
    weighted = WeightedConfig(weights=_BLENDED_BY_TIME)
    return _with_hybrids(makers, _BLENDED_BY_TIME, data, hold_out, weighted)


def cold(data: RatingData, hold_out: HoldOut) -> Makers:
    """Models for `cold`, which all must score films without ratings; `hold_out` hides whole films."""
    makers: Makers = {
        "popularity": Popularity,
        "content": lambda: ContentBased(data.features),
        "feature_ials": lambda: FeatureIALS(data.features, FeatureIALSConfig()),
        "ease_features": lambda: EASE(EASEConfig(popularity_exponent=0.25, feature_weight=8), data.features),
    }
    parts = {name: makers[name] for name in ("content", "feature_ials", "ease_features")}
    return {**makers, "hybrid": lambda: WeightedHybrid(parts, WeightedConfig(), hold_out)}


def stars(data: RatingData) -> StarMakers:
    """Models for `stars-5fold`."""
    makers: StarMakers = {
        "baseline": Baseline,
        "knn_baseline": KNNBaseline,
        "svd": SVD,
        "svdpp": lambda: SVD(SVDConfig(factors=40, epochs=25, implicit=True)),
        "bfm": lambda: BayesianFM(person_features=data.person_features, film_features=data.features),
    }
    parts = {name: makers[name] for name in _STACKED_STARS}
    return {**makers, "stack": lambda: StarStack(parts)}


def chosen(makers: Mapping[str, Callable[[], object]], names: str) -> list[str]:
    """The names in `names` (with commas), or all. Raises InvalidQuery for an unknown one."""
    wanted = [name for name in names.replace(" ", "").split(",") if name] or list(makers)
    unknown = [name for name in wanted if name not in makers]
    if unknown:
        raise InvalidQuery(f"No model is called {', '.join(unknown)} here; known are {', '.join(makers)}.")
    return wanted


def _with_hybrids(
    makers: Makers,
    blended: Iterable[str],
    data: RatingData,
    hold_out: HoldOut | None,
    weighted: WeightedConfig | None = None,
) -> Makers:
    parts = {name: makers[name] for name in blended}
    return {
        **makers,
        "weighted": lambda: WeightedHybrid(parts, weighted, hold_out),
        "stacked": lambda: StackedHybrid(parts, StackedConfig(), data.film_table, hold_out),
    }

"""Every algorithm by name."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from recommender.als import ImplicitALS
from recommender.autoencoder import Autoencoder
from recommender.base import Recommender
from recommender.cold import FeatureIALS
from recommender.content import ContentBased
from recommender.ease import EASE
from recommender.ials import IALS
from recommender.item_knn import ItemKNN
from recommender.popularity import Popularity
from recommender.succession import Succession
from recommender.user_knn import UserKNN

KINDS: dict[str, type[Recommender]] = {
    "popularity": Popularity,
    "content": ContentBased,
    "user_knn": UserKNN,
    "item_knn": ItemKNN,
    "ease": EASE,
    "recent_ease": EASE,
    "succession": Succession,
    "als": ImplicitALS,
    "ials": IALS,
    "feature_ials": FeatureIALS,
    "autoencoder": Autoencoder,
}
"""The class of each single model; hybrids are made of these."""


def load_named(folder: Path, names: Iterable[str]) -> dict[str, Recommender]:
    """Models that a hybrid saved, each in the folder of its name. Raises ValueError for an unknown name."""
    models: dict[str, Recommender] = {}
    for name in names:
        if name not in KINDS:
            raise ValueError(f"{folder}: no model is called {name!r}; known are {', '.join(KINDS)}")
        models[name] = KINDS[name].load(folder / name)
    return models

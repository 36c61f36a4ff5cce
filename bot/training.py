"""Fit the recommender on everything the database knows of who liked what."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from sqlalchemy.orm import Session

from bot.db import people as people_store
from bot.domain import Mark
from bot.errors import NotReady
from bot.ranking import REJECTED_STRENGTH, SEEN_STRENGTH, WATCHLIST_STRENGTH
from bot.storage import replace_folder
from recommender.als import ALSConfig, ImplicitALS
from recommender.interactions import IdMap, Interactions, strength

_MANIFEST = "manifest.json"
_FILMS = "films.npy"


def fingerprint(session: Session, config: ALSConfig) -> str:
    """Changes whenever ratings, marks, lists or hyper-parameters do."""
    content = f"{people_store.rating_fingerprint(session)}:{config.model_dump_json()}"
    return hashlib.sha256(content.encode()).hexdigest()


def fit(session: Session, config: ALSConfig, folder: Path, *, seed: int = 42) -> dict[str, int]:
    """Fit and write the factors to `folder`, replacing what was there in one step; returns sizes."""
    signature = fingerprint(session, config)
    rows = list(triples(session))
    interactions = Interactions.build(rows, {film for _, film, _ in rows})
    model = ImplicitALS(config).fit(interactions.matrix, seed=seed)
    sizes = {
        "people": len(interactions.people),
        "films": len(interactions.films),
        "interactions": int(interactions.matrix.nnz),
    }
    with replace_folder(folder) as draft:
        model.save(draft)
        np.save(draft / _FILMS, interactions.films.ids, allow_pickle=False)
        (draft / _MANIFEST).write_text(
            json.dumps({"fingerprint": signature, "seed": seed, **sizes}, indent=2)
        )
    return sizes


def is_current(session: Session, config: ALSConfig, folder: Path) -> bool:
    """Whether `folder` was fitted on what the database holds now."""
    try:
        manifest = json.loads((folder / _MANIFEST).read_text())
    except (OSError, ValueError):
        return False
    return bool(manifest.get("fingerprint") == fingerprint(session, config))


def load(folder: Path) -> tuple[ImplicitALS, IdMap]:
    """The fitted factors with the films of their columns. Raises NotReady."""
    try:
        return ImplicitALS.load(folder), IdMap(np.load(folder / _FILMS, allow_pickle=False))
    except (OSError, ValueError) as error:
        raise NotReady(f"No usable recommender in {folder}: run `movies fit`. ({error})") from error


def triples(session: Session) -> Iterator[tuple[int, int, float]]:
    """(person, film, strength) of all ratings, then of marks and lists where nothing was rated."""
    rated: set[tuple[int, int]] = set()
    for person, film, stars, _ in people_store.ratings_for_training(session):
        rated.add((person, film))
        yield person, film, strength(stars)
    for person, film, signal, _ in people_store.signals_for_training(session):
        if (person, film) not in rated:
            rated.add((person, film))
            yield person, film, _SIGNALS[signal]


_SIGNALS = {
    Mark.SEEN.value: SEEN_STRENGTH,
    Mark.NOT_INTERESTED.value: REJECTED_STRENGTH,
    "watchlist": WATCHLIST_STRENGTH,
}

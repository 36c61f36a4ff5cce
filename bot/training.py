"""Fit the recommender on everything the database knows of who liked what."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sqlalchemy.orm import Session

from bot import model_files
from bot.db import movies as movie_store
from bot.db import people as people_store
from bot.domain import Mark
from bot.errors import BadModel, NotReady
from bot.ranking import REJECTED_STRENGTH, SEEN_STRENGTH, WATCHLIST_STRENGTH
from bot.storage import replace_folder
from recommender.als import ALSConfig, ImplicitALS
from recommender.interactions import IdMap, Interactions, strength

ALGORITHM = "als"
_FILMS = "films.npy"
_IDENTITIES = "identities.npy"
CHANGED_FILMS = 0.01
"""Share of a model's films whose title or TMDB id may have been corrected since, before it is refused."""


def fingerprint(session: Session, config: ALSConfig) -> str:
    """Changes whenever ratings, marks, lists or hyper-parameters do."""
    content = f"{people_store.rating_fingerprint(session)}:{config.model_dump_json()}"
    return hashlib.sha256(content.encode()).hexdigest()


def fit(session: Session, config: ALSConfig, folder: Path, *, seed: int = 42) -> dict[str, int]:
    """Fit and write the factors to `folder`, replacing what was there in one step; returns sizes."""
    signature, started = fingerprint(session, config), time.monotonic()
    rows = list(triples(session))
    interactions = Interactions.build(rows, {film for _, film, _ in rows})
    model = ImplicitALS(config).fit(interactions.matrix, seed=seed)
    sizes = {
        "people": len(interactions.people),
        "films": len(interactions.films),
        "interactions": int(interactions.matrix.nnz),
    }
    films = interactions.films.ids
    with replace_folder(folder) as draft:
        model.save(draft)
        np.save(draft / _FILMS, films, allow_pickle=False)
        np.save(draft / _IDENTITIES, _identities(session, films.tolist()), allow_pickle=False)
        manifest = model_files.Manifest(
            format=model_files.FORMAT,
            algorithm=ALGORITHM,
            fingerprint=signature,
            seed=seed,
            sizes=sizes,
            parameters=config.model_dump(),
            metrics={"fit_seconds": round(time.monotonic() - started, 3)},
        )
        model_files.seal(draft, manifest)
    return sizes


def is_current(session: Session, config: ALSConfig, folder: Path) -> bool:
    """Whether `folder` holds a whole model, fitted on what the database holds now."""
    try:
        current = model_files.verify(folder).fingerprint == fingerprint(session, config)
        check_catalogue(session, folder)
    except BadModel:
        return False
    return current


def usable(session: Session, folder: Path) -> bool:
    """Whether `folder` holds a whole model of the format this program reads, of this database's films."""
    try:
        model_files.verify(folder)
        check_catalogue(session, folder)
    except BadModel:
        return False
    return True


def load(folder: Path) -> tuple[ImplicitALS, IdMap]:
    """The fitted factors with the films of their columns. Raises NotReady, and BadModel for a damaged one."""
    if not folder.is_dir():
        raise NotReady(f"There is no recommender in {folder}: run `movies fit`.")
    model_files.verify(folder)
    try:
        model, films = ImplicitALS.load(folder), IdMap(np.load(folder / _FILMS, allow_pickle=False))
    except (OSError, ValueError) as error:
        raise BadModel(f"The recommender in {folder} cannot be used: run `movies fit`. ({error})") from error
    if model.n_items != len(films):
        raise BadModel(f"{folder} has {model.n_items} columns for {len(films)} films: run `movies fit`.")
    return model, films


def check_catalogue(session: Session, folder: Path) -> None:
    """Raise BadModel where the films a model was fitted on are others than the database has by their ids."""
    try:
        films = np.load(folder / _FILMS, allow_pickle=False)
        fitted = np.load(folder / _IDENTITIES, allow_pickle=False)
    except (OSError, ValueError) as error:
        raise BadModel(f"{folder} does not say which films it knows: run `movies fit`. ({error})") from error
    present = _identities(session, films.tolist())
    if fitted.shape != present.shape or np.mean(fitted != present) > CHANGED_FILMS:
        raise BadModel(f"The model in {folder} was fitted on another catalogue: run `movies fit`.")


def _identities(session: Session, films: Iterable[int]) -> NDArray[np.uint64]:
    """A number for each film that tells whether an id still means the same film; 0 for an unknown id."""
    keys = movie_store.identities(session)
    hashed = (
        int.from_bytes(hashlib.sha256(keys[film].encode()).digest()[:8]) if film in keys else 0
        for film in films
    )
    return np.fromiter(hashed, np.uint64)


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

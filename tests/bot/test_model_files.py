"""A model whose files are not exactly those that were fitted is refused, and so is one of other films."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from bot import model_files, prepare, training
from bot.db import movies as movie_store
from bot.db.session import Database
from bot.domain import MovieDraft
from bot.errors import BadModel, NotReady
from bot.settings import Settings
from tests.bot.small import FILMS, SMALL, fit, installation


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return installation(tmp_path / "home")


@pytest.fixture
def database(settings: Settings) -> Iterator[Database]:
    with prepare.opened(settings) as opened:
        fit(settings, opened)
        yield opened


def _flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(bytes(content))


def _reformat(folder: Path) -> None:
    path = folder / model_files.MANIFEST
    path.write_text(json.dumps({**json.loads(path.read_text()), "format": 1}))


DAMAGE: dict[str, tuple[Callable[[Path], object], str]] = {
    "one bit": (lambda folder: _flip(folder / "als_items.npy"), "als_items.npy has been changed"),
    "missing": (lambda folder: (folder / "films.npy").unlink(), "films.npy is missing"),
    "added": (lambda folder: (folder / "more.npy").write_bytes(b""), "more.npy does not belong"),
    "format": (_reformat, "format 1"),
    "manifest": (lambda folder: (folder / model_files.MANIFEST).write_text("{"), "cannot be read"),
    "no manifest": (lambda folder: (folder / model_files.MANIFEST).unlink(), "cannot be read"),
}


@pytest.mark.parametrize("kind", DAMAGE)
def test_damage_is_found_and_named(settings: Settings, database: Database, kind: str) -> None:
    training.load(settings.factors_folder)
    damage, says = DAMAGE[kind]
    damage(settings.factors_folder)
    with pytest.raises(BadModel, match=says):
        training.load(settings.factors_folder)
    with database.session(read_only=True) as session:
        assert not training.usable(session, settings.factors_folder)
        assert not training.is_current(session, SMALL, settings.factors_folder)


def test_the_manifest_says_what_the_model_is(settings: Settings, database: Database) -> None:
    manifest = model_files.verify(settings.factors_folder)
    assert (manifest.algorithm, manifest.seed, manifest.sizes["films"]) == ("als", 42, FILMS)
    assert manifest.parameters["factors"] == SMALL.factors
    with database.session(read_only=True) as session:
        assert manifest.fingerprint == training.fingerprint(session, SMALL)
        assert training.is_current(session, SMALL, settings.factors_folder)


def test_a_model_of_another_catalogue_is_refused(
    settings: Settings, database: Database, tmp_path: Path
) -> None:
    other = installation(tmp_path / "other", first_tmdb_id=1000)
    with (
        prepare.opened(other) as elsewhere,
        elsewhere.session(read_only=True) as session,
        pytest.raises(BadModel, match="another catalogue"),
    ):
        training.check_catalogue(session, settings.factors_folder)


def test_a_catalogue_that_grew_or_was_corrected_is_the_same(settings: Settings, database: Database) -> None:
    with database.session() as session:
        grown = [MovieDraft("A corrected title", tmdb_id=1, year=2001), MovieDraft("New", tmdb_id=99_999)]
        movie_store.upsert(session, grown)
        session.commit()
        training.check_catalogue(session, settings.factors_folder)


def test_columns_without_films_are_refused(settings: Settings, database: Database) -> None:
    folder = settings.factors_folder
    np.save(folder / "films.npy", np.arange(3), allow_pickle=False)
    model_files.seal(folder, model_files.read(folder))
    with pytest.raises(BadModel, match="3 films"):
        training.load(folder)


def test_nothing_fitted_names_the_command(tmp_path: Path) -> None:
    with pytest.raises(NotReady, match="movies fit"):
        training.load(tmp_path / "nowhere")

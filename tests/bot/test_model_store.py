"""The model store on a real MLflow database: register, promote, go back, and never serve a bad model."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from bot import model_files, model_store, prepare, serving
from bot.cli import app
from bot.db.session import Database
from bot.errors import BadModel, InvalidQuery, NotReady
from bot.model_store import ModelStore, open_store
from bot.settings import Settings
from tests.bot.small import fit, installation


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An installation whose store is made but empty: MLflow takes seconds to make its tables."""
    settings = installation(tmp_path_factory.mktemp("template") / "home")
    open_store(settings).versions()
    return settings.home


@pytest.fixture
def settings(template: Path, tmp_path: Path) -> Settings:
    shutil.copytree(template, tmp_path / "home")
    return Settings(home=tmp_path / "home", database_url=None, model_store=None)


@pytest.fixture
def database(settings: Settings) -> Iterator[Database]:
    with prepare.opened(settings) as opened:
        yield opened


@pytest.fixture
def store(settings: Settings) -> ModelStore:
    return open_store(settings)


def seed_served(settings: Settings) -> int:
    return model_files.verify(settings.factors_folder).seed


def three_versions(settings: Settings, database: Database, store: ModelStore) -> None:
    """Versions 1, 2 and 3 with seeds 1, 2 and 3, each in production after the other."""
    for seed in (1, 2, 3):
        fit(settings, database, seed=seed)
        assert serving.adopt(settings, store).number == seed


def tamper(settings: Settings, store: ModelStore, number: int, *, reseal: bool = False) -> None:
    """Change a model's registered file, and its manifest to match where told."""
    folder = settings.models_folder / store.version(number).run_id / "artifacts" / "model"
    items = np.load(folder / "als_items.npy")
    np.save(folder / "als_items.npy", items * 2, allow_pickle=False)
    if reseal:
        model_files.seal(folder, model_files.read(folder))


def test_what_was_fitted_is_registered_once_with_all_that_is_known(
    settings: Settings, database: Database, store: ModelStore
) -> None:
    fit(settings, database)
    first, again = serving.adopt(settings, store), serving.adopt(settings, store)
    assert first == again
    assert [one.number for one in store.versions()] == [1]
    manifest = model_files.verify(settings.factors_folder)
    assert (first.aliases, first.digest, first.fingerprint) == (
        ("production",), manifest.digest, manifest.fingerprint,
    )  # fmt: skip
    run = store._client.get_run(first.run_id).data
    assert run.params["factors"] == "3"
    assert run.metrics["interactions"] == manifest.sizes["interactions"]
    assert settings.models_folder in (settings.models_folder / first.run_id).parents


def test_promote_and_roll_back(settings: Settings, database: Database, store: ModelStore) -> None:
    three_versions(settings, database, store)
    serving.promote(settings, database, store, store.version(1))
    assert seed_served(settings) == 1
    assert store.history() == [1, 2, 3, 1]
    assert serving.pinned(settings) == "1"
    assert serving.rollback(settings, database, store).number == 3
    assert serving.rollback(settings, database, store).number == 2
    assert seed_served(settings) == 2
    under = store.under("production")
    assert under is not None
    assert under.number == 2
    serving.rollback(settings, database, store)
    with pytest.raises(InvalidQuery, match="nothing to roll back"):
        serving.rollback(settings, database, store)
    assert seed_served(settings) == 1


@pytest.mark.parametrize("reseal", [False, True], ids=["file", "file and manifest"])
def test_a_tampered_version_is_refused_and_nothing_changes(
    settings: Settings, database: Database, store: ModelStore, reseal: bool
) -> None:
    three_versions(settings, database, store)
    tamper(settings, store, 2, reseal=reseal)
    with pytest.raises(BadModel, match="changed"):
        serving.promote(settings, database, store, store.version(2))
    with pytest.raises(BadModel):
        serving.rollback(settings, database, store)
    assert seed_served(settings) == 3
    assert store.history() == [1, 2, 3]
    assert serving.pinned(settings) is None


def test_the_last_good_model_serves_when_the_folder_was_tampered_with(
    settings: Settings, database: Database, store: ModelStore
) -> None:
    three_versions(settings, database, store)
    (settings.factors_folder / "als_items.npy").write_bytes(b"nonsense")
    tamper(settings, store, 3)
    model, films = serving.load(settings, database)
    assert seed_served(settings) == 2
    assert model.n_items == len(films)
    for number in (1, 2):
        tamper(settings, store, number)
    (settings.factors_folder / "als_items.npy").write_bytes(b"nonsense")
    with pytest.raises(BadModel, match=r"als_items\.npy has been changed"):
        serving.load(settings, database)


def test_a_model_of_another_catalogue_is_not_served(
    settings: Settings, database: Database, store: ModelStore, tmp_path: Path
) -> None:
    fit(settings, database, seed=1)
    serving.adopt(settings, store)
    other = installation(tmp_path / "other", first_tmdb_id=5000)
    with prepare.opened(other) as elsewhere:
        fit(other, elsewhere, seed=9)
    foreign = store.register(other.factors_folder)
    with pytest.raises(BadModel, match="another catalogue"):
        serving.promote(settings, database, store, foreign)
    assert seed_served(settings) == 1


def test_files_are_found_after_the_home_was_moved(
    settings: Settings, database: Database, store: ModelStore, tmp_path: Path
) -> None:
    three_versions(settings, database, store)
    settings.home.rename(tmp_path / "moved")
    moved = Settings(home=tmp_path / "moved", database_url=None, model_store=None)
    with prepare.opened(moved) as opened:
        serving.rollback(moved, opened, open_store(moved))
    assert seed_served(moved) == 2


def test_commands(settings: Settings, database: Database, store: ModelStore) -> None:
    three_versions(settings, database, store)
    run, home = CliRunner(), ("--json", "--home", str(settings.home))
    listed = json.loads(run.invoke(app, ["models", "list", *home]).stdout)["models"]
    assert [one["version"] for one in listed] == [3, 2, 1]
    assert [one["aliases"] for one in listed] == [["production"], [], []]
    assert json.loads(run.invoke(app, ["models", "promote", "1", *home]).stdout)["version"] == 1
    assert seed_served(settings) == 1
    assert run.invoke(app, ["models", "promote", "2", "--alias", "trial", *home]).exit_code == 0
    assert seed_served(settings) == 1
    assert json.loads(run.invoke(app, ["models", "serve-alias", "trial", *home]).stdout)["version"] == 2
    assert seed_served(settings) == 2
    assert json.loads(run.invoke(app, ["models", "rollback", *home]).stdout)["version"] == 3
    assert isinstance(run.invoke(app, ["models", "promote", "9", *home]).exception, InvalidQuery)
    assert isinstance(run.invoke(app, ["models", "serve-alias", "x", *home]).exception, InvalidQuery)


def test_a_store_out_of_reach_is_named(settings: Settings) -> None:
    bad = settings.model_copy(update={"model_store": "sqlite:////proc/nowhere/mlflow.db"})
    with pytest.raises(NotReady, match="/proc/nowhere"):
        model_store.open_store(bad)

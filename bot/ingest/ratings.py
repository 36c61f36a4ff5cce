"""What all MovieLens ratings have in common, whatever file brings them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import groupby

from bot.db.people import ImportedRating
from bot.ingest.report import IngestReport


def star_rating(value: str | float) -> float:
    """MovieLens' stars, 0.5 to 5 in halves; raises ValueError."""
    try:
        stars = float(value)
    except ValueError:
        stars = 0.0
    if not 0.5 <= stars <= 5 or not (stars * 2).is_integer():
        raise ValueError(f"rating is not from 0.5 to 5 stars in halves: {str(value)[:40]!r}")
    return stars


def instant(value: str | int) -> datetime:
    """Seconds since 1970 as a time; raises ValueError."""
    try:
        return datetime.fromtimestamp(int(value), UTC)
    except (ValueError, OverflowError, OSError):
        raise ValueError(f"timestamp is not in seconds since 1970: {str(value)[:40]!r}") from None


def newest_only(ratings: Iterable[ImportedRating], report: IngestReport) -> Iterator[ImportedRating]:
    """One rating a person and film, the newest.

    A film may be rated twice because several of the data set's films are one of ours. The ratings
    of a person must stand together, as they do in MovieLens' files.
    """
    rated: set[int] = set()
    people = matched = 0
    for _, group in groupby(ratings, key=lambda rating: rating.subject):
        newest: dict[int, ImportedRating] = {}
        for rating in group:
            matched += 1
            known = newest.get(rating.movie_id)
            if known is not None:
                report.mended["film rated twice by one person, newest rating kept"] += 1
            if known is None or rating.rated_at > known.rated_at:
                newest[rating.movie_id] = rating
        people += 1
        rated |= newest.keys()
        yield from newest.values()
    report.figures["ratings matched"] = matched
    report.figures["films with ratings"] = len(rated)
    report.figures["people with matched ratings"] = people

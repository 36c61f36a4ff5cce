"""Single values of data sets: read, put right, counted where missing."""

from __future__ import annotations

import json
import math
from datetime import date
from typing import Any

from bot.domain import MovieDraft
from bot.ingest.report import IngestReport

LANGUAGES = {"cn": "zh", "xx": ""}
"""TMDB's own codes for Cantonese and for films without words, as ISO 639-1."""


def natural(text: str, name: str) -> int:
    """A positive whole number; raises ValueError naming the column."""
    try:
        value = int(text.strip())
    except ValueError:
        raise ValueError(f"{name} is not a whole number: {text[:40]!r}") from None
    if not 0 < value < 2**31:
        raise ValueError(f"{name} is out of range: {value}")
    return value


def number_or_none(text: str, name: str, report: IngestReport) -> float | None:
    """A number above 0; None for 0 and nothing, which stand for unknown, and for a mended fault."""
    if not text.strip():
        return None
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not math.isfinite(value) or value < 0:
        report.mended[f"{name} unreadable, taken as unknown"] += 1
        return None
    return value or None


def year_or_none(text: str, report: IngestReport) -> int | None:
    """The year of an ISO date; None for nothing and for a mended fault."""
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip()).year
    except ValueError:
        report.mended["release date unreadable, taken as unknown"] += 1
        return None


def language_code(text: str, report: IngestReport) -> str:
    """An ISO 639-1 code, TMDB's own codes put right."""
    code = text.strip().lower()
    if code in LANGUAGES:
        report.mended[f"language {code} read as {LANGUAGES[code] or 'none'}"] += 1
        return LANGUAGES[code]
    return code


def json_list(text: str, name: str) -> list[dict[str, Any]]:
    """A JSON array of objects in a column; raises ValueError naming the column."""
    try:
        value = json.loads(text) if text.strip() else []
    except json.JSONDecodeError as error:
        raise ValueError(f"{name} is not valid JSON: {error.msg} at character {error.pos}") from None
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise ValueError(f"{name} is not a JSON list of objects")
    return value


def texts(items: list[dict[str, Any]], key: str, name: str) -> tuple[str, ...]:
    """One text of each object, in order, without repeats and blanks; raises ValueError naming the column."""
    found = [item.get(key) for item in items]
    if not all(isinstance(value, str) for value in found):
        raise ValueError(f"{name} has an entry without {key}")
    return tuple(dict.fromkeys(text for value in found if (text := str(value).strip())))


def count_missing(film: MovieDraft, report: IngestReport) -> None:
    """Count the fields that a film does not have."""
    values: dict[str, object] = {
        "overview": film.overview,
        "year": film.year,
        "runtime": film.runtime,
        "language": film.language,
        "country": film.countries,
        "genres": film.genres,
        "keywords": film.keywords,
        "cast": film.cast,
        "director": film.directors,
    }
    report.missing.update(name for name, value in values.items() if not value)

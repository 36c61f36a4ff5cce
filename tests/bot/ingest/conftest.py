"""Ingest runs on both databases; small data sets are written by the tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.postgres import database, database_url

__all__ = ["database", "database_url"]

PROJECT = Path(__file__).parents[3]


@pytest.fixture
def shared_data() -> Path:
    """The full data sets beside the project; skips where they are not."""
    folder = PROJECT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip(f"the full data sets are not in {folder}")
    return folder

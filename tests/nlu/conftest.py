"""A small catalogue of names, full of films called as everyday words are."""

from __future__ import annotations

from pathlib import Path

import pytest

from nlu.gazetteer import Gazetteer
from nlu.gazetteer_files import GazetteerFiles

NAMES = Path(__file__).with_name("gazetteer")


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return GazetteerFiles(NAMES).current()

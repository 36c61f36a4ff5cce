"""Names are read from files that come, change and may be broken."""

from __future__ import annotations

import json
import logging
import os
from pathlib import Path

import pytest

from nlu.gazetteer_files import GazetteerFiles
from nlu.names import find_names


def write(folder: Path, *titles: str, seconds: int) -> None:
    path = folder / "titles.json"
    path.write_text(json.dumps([{"title": title, "popularity": 1.0} for title in titles]))
    os.utime(path, (seconds, seconds))


def known(files: GazetteerFiles, text: str) -> list[str]:
    return [span.value for span in find_names(text, files.current())]


def test_a_changed_file_is_read_again(tmp_path: Path) -> None:
    files = GazetteerFiles(tmp_path)
    assert known(files, "rate Gattaca 5") == []
    write(tmp_path, "Gattaca", seconds=1_000)
    assert known(files, "rate Gattaca 5") == ["Gattaca"]
    write(tmp_path, "Zoolander", seconds=2_000)
    assert known(files, "rate Gattaca 5") == []
    assert known(files, "rate Zoolander 5") == ["Zoolander"]


def test_an_unchanged_file_is_not_read_again(tmp_path: Path) -> None:
    write(tmp_path, "Gattaca", seconds=1_000)
    files = GazetteerFiles(tmp_path)
    assert files.current() is files.current()


def test_a_broken_file_leaves_the_last_names(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    write(tmp_path, "Gattaca", seconds=1_000)
    files = GazetteerFiles(tmp_path)
    files.current()
    (tmp_path / "titles.json").write_text('[{"title": "Gatt')
    with caplog.at_level(logging.WARNING):
        assert known(files, "rate Gattaca 5") == ["Gattaca"]
    assert str(tmp_path) in caplog.text


@pytest.mark.parametrize("folder", [None, Path("/nonexistent/folder")])
def test_without_files_a_warning_says_so(folder: Path | None, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        assert known(GazetteerFiles(folder), "rate Gattaca 5") == []
    assert "not recognised" in caplog.text

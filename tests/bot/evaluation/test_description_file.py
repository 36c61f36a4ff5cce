"""Reading test descriptions line by line."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import DataError
from bot.evaluation.description_file import NumberedDescription, read_descriptions

GOOD = '{"query_text": " a heist in dreams ", "tmdb_id": 27205, "query_id": "x", "year": 2010}'


def write(folder: Path, *lines: str | bytes) -> Path:
    file = folder / "descriptions.jsonl"
    file.write_bytes(b"\n".join(line.encode() if isinstance(line, str) else line for line in lines))
    return file


def test_lines_keep_their_numbers(tmp_path: Path) -> None:
    file = write(tmp_path, GOOD, "", '{"query_text": "café \\u00e9", "tmdb_id": 7}\r', "")
    usable, broken = read_descriptions(file)
    assert usable == [NumberedDescription(1, "a heist in dreams", 27205), NumberedDescription(3, "café é", 7)]
    assert broken == []


def test_a_byte_order_mark_is_no_part_of_the_first_line(tmp_path: Path) -> None:
    assert len(read_descriptions(write(tmp_path, b"\xef\xbb\xbf" + GOOD.encode()))[0]) == 1


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("not json", "Invalid JSON"),
        ('{"query_text": "cut of', "Invalid JSON"),
        ("[1, 2]", "object"),
        ("null", "object"),
        ('{"tmdb_id": 7}', "query_text: Field required"),
        ('{"query_text": "a"}', "tmdb_id: Field required"),
        ('{"query_text": "  ", "tmdb_id": 7}', "query_text: "),
        ('{"query_text": "a", "tmdb_id": "seven"}', "tmdb_id: "),
        ('{"query_text": "a", "tmdb_id": 0}', "tmdb_id: "),
        ('{"query_text": "a", "tmdb_id": null}', "tmdb_id: "),
        (b'{"query_text": "\xff\xfe", "tmdb_id": 7}', "Invalid JSON"),
    ],
)
def test_a_broken_line_is_named_and_the_rest_goes_on(tmp_path: Path, line: str | bytes, problem: str) -> None:
    file = write(tmp_path, GOOD, line, GOOD)
    usable, broken = read_descriptions(file)
    assert [row.line for row in usable] == [1, 3]
    assert len(broken) == 1
    assert broken[0].startswith(f"{file}:2: ")
    assert problem in broken[0]


@pytest.mark.parametrize("lines", [[], ["", " "], ["not json"]])
def test_a_file_without_a_usable_line_is_an_error(tmp_path: Path, lines: list[str]) -> None:
    with pytest.raises(DataError, match="no usable line"):
        read_descriptions(write(tmp_path, *lines))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"nowhere\.jsonl cannot be read"):
        read_descriptions(tmp_path / "nowhere.jsonl")
    with pytest.raises(DataError, match="cannot be read"):
        read_descriptions(tmp_path)

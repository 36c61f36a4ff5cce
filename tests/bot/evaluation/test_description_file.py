"""Reading test descriptions line by line."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import DataError
from bot.evaluation.description_file import NumberedDescription, read_descriptions, read_folder
from bot.evaluation.holds import Holds

GOOD = '{"query_text": " a heist in dreams ", "tmdb_id": 27205, "query_id": "x", "year": 2010}'


def write(folder: Path, *lines: str | bytes) -> Path:
    file = folder / "descriptions.jsonl"
    file.write_bytes(b"\n".join(line.encode() if isinstance(line, str) else line for line in lines))
    return file


def test_lines_keep_their_numbers(tmp_path: Path) -> None:
    file = write(tmp_path, GOOD, "", '{"query_text": "café \\u00e9", "tmdb_id": 7}\r', "")
    read = read_descriptions(file)
    assert read.file == file
    assert read.queries == (
        NumberedDescription(1, "a heist in dreams", frozenset({27205}), query_id="x"),
        NumberedDescription(3, "café é", frozenset({7})),
    )
    assert read.broken == ()


def test_several_right_films_conditions_and_the_language_are_read(tmp_path: Path) -> None:
    read = read_descriptions(
        write(
            tmp_path,
            '{"query_text": "a", "tmdb_ids": [3, 5, 3], "language": "de"}',
            '{"query_text": "b", "holds": {"genres": ["Crime"], "year_to": 1999}}',
            '{"query_text": "c", "tmdb_id": 4, "tmdb_ids": [5], "query_id": 12, "language": null}',
        )
    )
    assert read.queries == (
        NumberedDescription(1, "a", frozenset({3, 5}), language="de"),
        NumberedDescription(2, "b", holds=Holds(genres=frozenset({"Crime"}), year_to=1999)),
        NumberedDescription(3, "c", frozenset({4, 5}), query_id="12"),
    )


def test_a_byte_order_mark_is_no_part_of_the_first_line(tmp_path: Path) -> None:
    assert len(read_descriptions(write(tmp_path, b"\xef\xbb\xbf" + GOOD.encode())).queries) == 1


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("not json", "Invalid JSON"),
        ('{"query_text": "cut of', "Invalid JSON"),
        ("[1, 2]", "object"),
        ("null", "object"),
        ('{"tmdb_id": 7}', "query_text: Field required"),
        ('{"query_text": "a"}', "tmdb_id, tmdb_ids or holds is missing"),
        ('{"query_text": "a", "tmdb_ids": []}', "tmdb_ids: "),
        ('{"query_text": "a", "tmdb_ids": [7, -1]}', "tmdb_ids.1: "),
        ('{"query_text": "a", "holds": {}}', "holds: Value error, give at least one condition"),
        ('{"query_text": "a", "holds": {"genre": ["Crime"]}}', "holds.genre: Extra inputs"),
        ('{"query_text": "a", "holds": {"genres": []}}', "holds.genres: "),
        ('{"query_text": "a", "holds": {"year_to": "soon"}}', "holds.year_to: "),
        ('{"query_text": "  ", "tmdb_id": 7}', "query_text: "),
        ('{"query_text": "a", "tmdb_id": "seven"}', "tmdb_id: "),
        ('{"query_text": "a", "tmdb_id": 0}', "tmdb_id: "),
        ('{"query_text": "a", "tmdb_id": null}', "tmdb_id: "),
        (b'{"query_text": "\xff\xfe", "tmdb_id": 7}', "Invalid JSON"),
    ],
)
def test_a_broken_line_is_named_and_the_rest_goes_on(tmp_path: Path, line: str | bytes, problem: str) -> None:
    file = write(tmp_path, GOOD, line, GOOD)
    read = read_descriptions(file)
    assert [row.line for row in read.queries] == [1, 3]
    assert len(read.broken) == 1
    assert read.broken[0].startswith(f"{file}:2: ")
    assert problem in read.broken[0]


@pytest.mark.parametrize("lines", [[], ["", " "], ["not json"]])
def test_a_file_without_a_usable_line_is_an_error(tmp_path: Path, lines: list[str]) -> None:
    with pytest.raises(DataError, match="no usable line"):
        read_descriptions(write(tmp_path, *lines))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"nowhere\.jsonl cannot be read"):
        read_descriptions(tmp_path / "nowhere.jsonl")
    with pytest.raises(DataError, match="cannot be read"):
        read_descriptions(tmp_path)


def test_a_folder_is_read_by_name_and_other_files_are_left_alone(tmp_path: Path) -> None:
    for name in ("b.jsonl", "a.jsonl"):
        (tmp_path / name).write_text(GOOD)
    (tmp_path / "README.md").write_text("not a query set")
    assert [query_set.file.name for query_set in read_folder(tmp_path)] == ["a.jsonl", "b.jsonl"]


def test_a_folder_without_query_sets_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"no file that ends in \.jsonl"):
        read_folder(tmp_path)

"""CSV as found in the wild: every good row comes, every bad one is named with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import DataError
from bot.ingest.report import MAX_LISTED, IngestReport
from bot.ingest.tables import Row, read_rows


def read(path: Path, content: bytes) -> tuple[list[Row], IngestReport]:
    path.write_bytes(content)
    report = IngestReport("test")
    return list(read_rows(path, ("id", "name"), report)), report


def ids(rows: list[Row]) -> list[tuple[int, str]]:
    return [(row.line, row.values["id"]) for row in rows]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "films.csv"


@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"], ids=["plain", "BOM"])
@pytest.mark.parametrize("end", [b"\n", b"\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("last", [True, False], ids=["last line ended", "last line open"])
def test_line_ends_and_byte_order_mark_do_not_matter(file: Path, bom: bytes, end: bytes, last: bool) -> None:
    lines = [b"id,name", b'1,"Good, the Bad"', b"2,Am\xc3\xa9lie", b'3,"say ""hi"""']
    rows, report = read(file, bom + end.join(lines) + (end if last else b""))
    assert [row.values["name"] for row in rows] == ["Good, the Bad", "Amélie", 'say "hi"']
    assert ids(rows) == [(2, "1"), (3, "2"), (4, "3")]
    assert (report.read, report.rejected) == (3, 0)


def test_lines_are_those_of_the_file_after_a_field_of_several_lines(file: Path) -> None:
    rows, _ = read(file, b'id,name\n1,"one\r\ntwo\n\nthree"\n\n2,next\n')
    assert ids(rows) == [(2, "1"), (7, "2")]
    assert rows[0].values["name"] == "one\r\ntwo\n\nthree"


def test_rows_too_short_or_long_are_named(file: Path) -> None:
    rows, report = read(file, b"id,name\n1,a\n2\n3,c,more\n4,d\n")
    assert ids(rows) == [(2, "1"), (5, "4")]
    assert [str(rejection) for rejection in report.rejections] == [
        "films.csv:3: 1 columns where the header has 2",
        "films.csv:4: 3 columns where the header has 2",
    ]
    assert (report.read, report.rejected) == (4, 2)


def test_a_quote_never_closed_costs_one_row(file: Path) -> None:
    rows, report = read(file, b'id,name\n1,a\n2,"open\n3,c\n4,"fine\nstill"\n5,e\n')
    assert ("films.csv", 3) in [(rejection.file, rejection.line) for rejection in report.rejections]
    assert {"1", "3", "5"} <= {row.values["id"] for row in rows}


def test_a_quote_open_at_the_end_costs_one_row(file: Path) -> None:
    rows, report = read(file, b'id,name\n1,a\n2,"open\n' + b"3,c\n" * 500)
    assert len(rows) == 501
    assert [str(r) for r in report.rejections] == ["films.csv:3: a quote is opened and not closed"]


def test_text_after_a_quoted_field_is_named(file: Path) -> None:
    rows, report = read(file, b'id,name\n1,"a"b"c"\n2,b\n')
    assert ids(rows) == [(3, "2")]
    assert "films.csv:2: not valid CSV" in str(report.rejections[0])


def test_a_latin_1_byte_is_mended_and_told(file: Path) -> None:
    rows, report = read(file, b"id,name\n1,Am\xe9lie\n2,Am\xc3\xa9lie\n3,\xe9\x81\n")
    assert [row.values["name"] for row in rows] == ["Amélie", "Amélie", "é\ufffd"]
    assert report.mended == {"lines not UTF-8, read as Windows-1252": 2}
    assert report.notes == ["films.csv:2: the first line that is not UTF-8"]


def test_many_broken_rows_are_counted_and_some_listed(file: Path) -> None:
    rows, report = read(file, b"id,name\n" + b"broken\n" * 500 + b"1,a\n")
    assert ids(rows) == [(502, "1")]
    assert report.rejected == 500
    assert len(report.rejections) == MAX_LISTED
    assert report.lines()[-1] == f"  ... and {500 - MAX_LISTED} more rejected rows"


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"", "is empty"), (b"id;name\n1;a\n", "no column id, name"), (b'id,"name\n', "header cannot be read")],
)
def test_an_unusable_header_is_an_error(file: Path, content: bytes, said: str) -> None:
    with pytest.raises(DataError, match=said) as caught:
        read(file, content)
    assert str(file) in str(caught.value)


def test_a_missing_file_is_an_error(file: Path) -> None:
    with pytest.raises(DataError, match=r"films\.csv cannot be read: No such file"):
        list(read_rows(file, ("id",), IngestReport("test")))


def test_progress_reaches_the_size_of_the_file(file: Path) -> None:
    file.write_bytes(b"id,name\n" + b"1,a\n" * 2500)
    told: list[tuple[int, int]] = []
    assert len(list(read_rows(file, ("id",), IngestReport("test"), lambda *done: told.append(done)))) == 2500
    assert told == sorted(told)
    assert told[-1] == (file.stat().st_size, file.stat().st_size)
    assert len(told) == 3

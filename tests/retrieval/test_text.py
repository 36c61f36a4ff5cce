"""Words of every script, as they are compared."""

from __future__ import annotations

import pytest

from retrieval.text import fold, name_key, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Don't, Amélie's CAFÉ_au_lait", ["dont", "amelies", "cafe", "au", "lait"]),
        ("गॉडफ़ादर एक फिल्म है।", ["गॉडफादर", "एक", "फिल्म", "है"]),
        ("हम आपके हैं कौन..!", ["हम", "आपके", "हैं", "कौन"]),
        ("教父 2", ["教父", "2"]),
        ("《肖申克的救赎》", ["肖申克的救赎"]),
        ("เดอะ ก็อดฟาเธอร์", ["เดอะ", "ก็อดฟาเธอร์"]),
        ("Крёстный отец", ["крестныи", "отец"]),
        ("הַסַּנְדָּק", ["הסנדק"]),
        ("العَرَّاب", ["العراب"]),
        ("Bố già", ["bo", "gia"]),
    ],
)
def test_words_are_whole_in_every_script(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("AMÉLIE", "amelie"),
        ("गॉडफ़ादर", "गॉडफादर"),
        ("Straße", "strasse"),
        ("ＡＢＣ", "abc"),
        ("대부", "대부"),
    ],
)
def test_spellings_of_one_name_are_equal(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("リング", "リンク"), ("क्या", "कया"), ("दिल", "दाल"), ("教父", "教母"), ("มา", "มี")]
)
def test_words_that_differ_stay_apart(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


def test_folding_twice_changes_nothing() -> None:
    for text in ("गॉडफ़ादर", "リング", "올드보이", "Ægir's Œuvre", "ก็อดฟาเธอร์"):
        assert fold(fold(text)) == fold(text)

"""Films by what they are called in other languages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from retrieval.documents import Document, OtherTitle
from retrieval.encoder import SentenceEncoder, Vectors
from retrieval.engine import SearchEngine
from retrieval.other_titles import known_as
from retrieval.renewal import renewed
from retrieval.titles import TitleIndex
from retrieval.vectors.choose import LOCAL, VectorIndexes
from tests.retrieval.corpus import CORPUS, film

CALLED: dict[int, dict[str, Sequence[str]]] = {
    101: {"es": ["Origen"], "de": ["Inception"], "zh": ["盗梦空间"]},
    103: {"de": ["Die Verurteilten"], "zh": ["肖申克的救赎"], "pt": ["Um Sonho de Liberdade"]},
    104: {
        "de": ["Der Pate"],
        "fr": ["Le Parrain"],
        "es": ["El padrino"],
        "it": ["Il padrino"],
        "pt": ["O Poderoso Chefão"],
        "zh": ["教父"],
        "hi": ["गॉडफ़ादर"],
        "th": ["เดอะ ก็อดฟาเธอร์"],
    },
    105: {"de": ["Der Pate – Teil II"], "zh": ["教父2"]},
    111: {"zh": ["盗火线"], "pt": ["Fogo Contra Fogo"]},
    117: {"de": ["Heat"], "fr": ["Love"]},
    118: {"fr": ["Love"]},
    121: {"fr": ["La Marche de l'empereur: Le film"]},
}
FILMS = tuple(
    replace(
        document,
        other_titles=tuple(
            OtherTitle(title, language)
            for language, titles in CALLED.get(document.id, {}).items()
            for title in titles
        ),
    )
    for document in CORPUS
)


@pytest.fixture(scope="module")
def index() -> TitleIndex:
    return TitleIndex(FILMS)


@pytest.mark.parametrize(
    "typed",
    [
        *("Der Pate", "DER PATE", "Le Parrain", "le parrain (1972)", "El padrino", "padrino"),
        *(
            "O Poderoso Chefão",
            "o poderoso chefao",
            "教父",
            "《教父》",
            "गॉडफ़ादर",
            "गॉडफादर",
            "เดอะก็อดฟาเธอร์",
        ),
    ],
)
def test_a_title_in_another_language_is_exact(index: TitleIndex, typed: str) -> None:
    best = index.find(typed)[0]
    assert (best.id, best.title, best.exact, best.score) == (104, "The Godfather", True, 100.0)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("El padrinno", 104),
        ("Der Patte", 104),
        ("poderoso chefao", 104),
        ("गाडफादर", 104),
        ("die verurteilen", 103),
        ("肖申克的求赎", 103),
        ("der pate 2", 105),
        ("la marche de l'empereur", 121),
        ("quiero ver El padrino", 104),
        ("ich möchte Der Pate sehen", 104),
        ("我想看教父", 104),
        ("推荐一部像盗梦空间的电影", 101),
    ],
)
def test_it_is_found_mistyped_in_part_and_among_words(index: TitleIndex, typed: str, expected: int) -> None:
    best = index.find(typed)[0]
    assert best.id == expected
    assert best.score >= 80


def test_a_title_of_the_catalogue_comes_before_an_equal_one_of_another_language(index: TitleIndex) -> None:
    found = index.find("Heat")
    assert [(match.id, match.exact) for match in found[:2]] == [(111, True), (112, True)]
    assert not any(match.exact for match in found if match.id == 117)


def test_films_of_one_title_come_all(index: TitleIndex) -> None:
    assert {match.id for match in index.find("Love", limit=1) if match.exact} == {117, 118}


def test_everyday_words_of_the_catalogues_language_are_no_title() -> None:
    told = [
        film(n, f"Told {n}", 2000, "A sailor dreams of home. His dreams come true.", genres="")
        for n in range(3)
    ]
    called = film(4, "Told at Last", 2000, "", genres="")
    called = replace(called, other_titles=(OtherTitle("Dreams", "es"),))
    assert TitleIndex([called]).find("dreams")[0].exact
    index = TitleIndex([*told, called, *FILMS])
    assert not any(match.exact for match in index.find("dreams"))
    assert all(match.id != 4 for match in index.find("sailor dreams"))
    assert index.find("Der Pate")[0].exact


def test_a_film_is_known_by_its_title_in_the_languages_that_share_it() -> None:
    godfather = next(document for document in FILMS if document.id == 104)
    assert known_as(godfather, "Der Pate") == "known as Der Pate in German"
    assert known_as(godfather, "我想看教父") == "known as 教父 in Chinese"
    assert known_as(godfather, "the padrino of them all") == ""
    assert known_as(godfather, "el padrinno") == "known as El padrino in Spanish"
    assert known_as(godfather, "The Godfather, O Poderoso Chefão") == ""
    shared = replace(
        godfather, other_titles=tuple(OtherTitle("Kummisetä", language) for language in ("fi", "de", "xx"))
    )
    assert known_as(shared, "kummiseta") == "known as Kummisetä in Finnish, German and xx"


def test_searching_says_under_which_title_a_film_is_known(encoder: SentenceEncoder) -> None:
    engine = SearchEngine.build(FILMS, encoder)
    for text, expected in (("Der Pate", 104), ("肖申克的救赎", 103), ("quiero ver El padrino", 104)):
        best = engine.search(engine.understand(text).text, k=1)[0]
        assert best.id == expected
        assert best.matched[0].startswith("known as ")
    assert engine.search("Heat", k=1)[0].matched[0] == "Heat"


class Counting:
    """The real encoder, counting the texts of films it is given."""

    def __init__(self, encoder: SentenceEncoder) -> None:
        self.name, self.dimension = encoder.name, encoder.dimension
        self.encode_queries = encoder.encode_queries
        self._encoder = encoder
        self.encoded = 0

    def encode_documents(self, texts: Sequence[str], on_progress: object = None) -> Vectors:
        self.encoded += len(texts)
        return self._encoder.encode_documents(texts)


def test_new_titles_are_indexed_without_encoding_again(encoder: SentenceEncoder, tmp_path: Path) -> None:
    counting = Counting(encoder)
    SearchEngine.build(CORPUS, counting).save(tmp_path / "index")
    before, counting.encoded = counting.encoded, 0
    assert before > len(CORPUS)
    assert SearchEngine.fingerprint(FILMS, "minilm") != SearchEngine.fingerprint(CORPUS, "minilm")
    engine = renewed(tmp_path / "index", FILMS, counting, LOCAL)
    assert engine is not None
    assert counting.encoded == 0
    engine.save(tmp_path / "index")
    loaded = SearchEngine.load(tmp_path / "index", encoder)
    assert loaded.content_fingerprint == SearchEngine.fingerprint(FILMS, "minilm")
    assert loaded.find_titles("Der Pate")[0].id == 104
    assert loaded.document(104).other_titles == FILMS[3].other_titles
    plot = "a thief who steals secrets through dreams"
    assert loaded.search(plot, k=5) == SearchEngine.build(CORPUS, encoder).search(plot, k=5)


@pytest.mark.parametrize("change", ["story", "films", "order", "encoder", "kind", "none"])
def test_vectors_of_other_texts_are_not_reused(encoder: SentenceEncoder, tmp_path: Path, change: str) -> None:
    if change != "none":
        SearchEngine.build(CORPUS[:4], encoder).save(tmp_path / "index")
    films: Sequence[Document] = CORPUS[:4]
    if change == "story":
        films = [replace(CORPUS[0], overview="Another story."), *CORPUS[1:4]]
    elif change == "films":
        films = CORPUS[:3]
    elif change == "order":
        films = CORPUS[3::-1]
    other = Counting(encoder)
    other.name = "other" if change == "encoder" else other.name
    indexes = VectorIndexes("hnsw") if change == "kind" else LOCAL
    assert renewed(tmp_path / "index", films, other, indexes) is None

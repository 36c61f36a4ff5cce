"""Search, similarity, browsing, and keeping an index on disk."""

from __future__ import annotations

import json
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from retrieval.encoder import Encoder, SentenceEncoder
from retrieval.engine import SearchEngine
from retrieval.filters import Filters
from tests.retrieval.corpus import CORPUS


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a thief who steals secrets through dreams", 101),
        ("stuck reliving one morning over and over", 124),
        ("reality is a computer program", 102),
        ("lonely man talks to a volleyball after his plane goes down", 113),
        ("birds walking over the ice", 121),
        ("haunted videotape", 118),
        ("caretaker goes mad in a snowed-in resort", 117),
        ("Mary Jane Watson", 110),
        ("Luke Skywalker trains with a master in a swamp", 107),
        ("Heat", 111),
        ("the matirx", 102),
        ("amelie", 108),
    ],
)
def test_finds_the_film_described(engine: SearchEngine, text: str, expected: int) -> None:
    assert engine.search(text, k=3)[0].id == expected


def test_scores_fall_and_films_are_distinct(engine: SearchEngine) -> None:
    hits = engine.search("a crime family", k=len(CORPUS))
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert len({hit.id for hit in hits}) == len(CORPUS)


def test_tells_what_matched(engine: SearchEngine) -> None:
    hit = engine.search("time loop with Tom Cruise against aliens", k=1)[0]
    assert hit.id == 123
    assert hit.matched[:2] == ("Tom Cruise", "time loop")


def test_leaves_out_what_is_excluded(engine: SearchEngine) -> None:
    assert 101 not in {hit.id for hit in engine.search("Inception", k=len(CORPUS), exclude={101, 999})}


def test_more_results_continue_the_first(engine: SearchEngine) -> None:
    few, many = engine.search("love", k=5), engine.search("love", k=20)
    assert few == many[:5]


@pytest.mark.parametrize("text", ["", "   ", "😀🎬", "?!...", "\x00"])
def test_no_words_find_nothing(engine: SearchEngine, text: str) -> None:
    assert engine.search(text) == []
    assert engine.understand(text).filters == Filters()


@pytest.mark.parametrize(
    "text",
    [
        "asdf qwer zxcv",
        "<script>alert(1)</script>",
        "'; DROP TABLE films; --",
        "un voleur qui vole des rêves",
        "夢を盗む泥棒",
        "%s %d {0} \\",
    ],
)
def test_odd_texts_are_searched_like_others(engine: SearchEngine, text: str) -> None:
    assert len(engine.search(engine.understand(text).text or text, k=5)) == 5


@pytest.mark.parametrize("text", ["a thief " * 1_250, "x" * 10_000, "with " * 2_000, "90s or " * 1_400])
def test_very_long_texts_are_fast(engine: SearchEngine, text: str) -> None:
    engine.search("warm up")
    start = time.process_time()
    query = engine.understand(text)
    engine.search(query.text or text, query.filters)
    assert time.process_time() - start < 2.0


def test_browses_in_the_order_asked(engine: SearchEngine) -> None:
    horror = Filters(genres=frozenset({"Horror"}))
    assert engine.browse(horror, 5) == [117, 118]
    assert engine.browse(horror, 5, order="newest") == [118, 117]
    assert engine.browse(horror, 5, order="oldest") == [117, 118]
    assert engine.browse(Filters(), 2, order="rating") == [103, 104]
    assert engine.browse(Filters(), len(CORPUS), order="oldest")[-1] == 126  # its year is unknown
    with pytest.raises(ValueError, match="sideways"):
        engine.browse(Filters(), 1, order="sideways")  # type: ignore[arg-type]


def test_similar_films_share_story_and_makers(engine: SearchEngine) -> None:
    assert engine.similar({104: 1.0}, k=1)[0].id == 105
    assert engine.similar({124: 1.0}, k=3, exclude={114})[0].matched
    assert 116 in {hit.id for hit in engine.similar({115: 1.0}, k=3)}
    assert 123 in {hit.id for hit in engine.similar({124: 1.0}, k=5)}
    assert engine.similar({999: 1.0}) == []


def test_dislike_turns_similarity_round(engine: SearchEngine) -> None:
    liked = engine.affinity([104], [1.0])
    disliked = engine.affinity([104], [-1.0])
    np.testing.assert_allclose(liked, -disliked, atol=1e-6)
    assert engine.ids[int(liked.argmax())] == 104
    with pytest.raises(KeyError):
        engine.affinity([999], [1.0])


def test_threads_get_the_answers_of_one(engine: SearchEngine) -> None:
    texts = [f"{document.overview} {document.title}" for document in CORPUS[:12]]
    alone = [engine.search(text) for text in texts]
    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(engine.search, texts)) == alone


def test_equal_ids_are_refused(encoder: SentenceEncoder) -> None:
    with pytest.raises(ValueError, match="same id"):
        SearchEngine.build([CORPUS[0], CORPUS[0]], encoder)


def test_progress_counts_up_to_the_total(encoder: SentenceEncoder) -> None:
    seen: list[tuple[int, int]] = []
    SearchEngine.build(CORPUS[:2], encoder, on_progress=lambda done, total: seen.append((done, total)))
    assert seen[-1][0] == seen[-1][1] > 0


def test_fingerprint_follows_content_and_encoder() -> None:
    base = SearchEngine.fingerprint(CORPUS, "minilm")
    assert SearchEngine.fingerprint(CORPUS[::-1], "minilm") == base
    assert SearchEngine.fingerprint(CORPUS[1:], "minilm") != base
    assert SearchEngine.fingerprint(CORPUS, "other") != base


@pytest.fixture
def saved(engine: SearchEngine, tmp_path: Path) -> Path:
    engine.save(tmp_path / "index")
    return tmp_path / "index"


def test_saved_index_answers_alike(engine: SearchEngine, encoder: SentenceEncoder, saved: Path) -> None:
    loaded = SearchEngine.load(saved, encoder)
    assert loaded.search("a heist in dreams", k=10) == engine.search("a heist in dreams", k=10)
    assert loaded.content_fingerprint == engine.content_fingerprint
    assert loaded.understand("with tom hnks") == engine.understand("with tom hnks")


def test_saving_again_replaces_and_leaves_no_scratch(
    engine: SearchEngine, encoder: SentenceEncoder, saved: Path
) -> None:
    SearchEngine.build(CORPUS[:3], encoder).save(saved)
    assert len(SearchEngine.load(saved, encoder)) == 3
    assert [path.name for path in saved.parent.iterdir()] == [saved.name]


def test_a_failed_save_keeps_the_old_index(
    engine: SearchEngine, encoder: SentenceEncoder, saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(folder: Path) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(engine.lexical, "save", fail)
    with pytest.raises(OSError, match="disk full"):
        engine.save(saved)
    assert len(SearchEngine.load(saved, encoder)) == len(CORPUS)
    assert [path.name for path in saved.parent.iterdir()] == [saved.name]


def test_every_damaged_file_is_named(encoder: SentenceEncoder, saved: Path) -> None:
    files = [path for path in saved.rglob("*") if path.is_file()]
    assert len(files) > 5
    for path in files:
        content = path.read_bytes()
        path.write_bytes(content[:-3] + b"\x00\x01\x02")
        with pytest.raises(ValueError, match=path.name):
            SearchEngine.load(saved, encoder)
        path.unlink()
        with pytest.raises(ValueError, match=path.name):
            SearchEngine.load(saved, encoder)
        path.write_bytes(content)
    assert len(SearchEngine.load(saved, encoder)) == len(CORPUS)


class Renamed:
    """The same model under another name."""

    name = "other"

    def __init__(self, encoder: SentenceEncoder) -> None:
        self.dimension = encoder.dimension
        self.multilingual = encoder.multilingual
        self.encode_queries = encoder.encode_queries
        self.encode_documents = encoder.encode_documents


def test_an_index_of_another_encoder_is_refused(encoder: SentenceEncoder, saved: Path) -> None:
    other = Renamed(encoder)
    assert isinstance(other, Encoder)
    with pytest.raises(ValueError, match=r"manifest\.json.*'minilm'.*'other'"):
        SearchEngine.load(saved, other)


def test_another_format_is_refused(encoder: SentenceEncoder, saved: Path) -> None:
    path = saved / "manifest.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), "format": 99}))
    with pytest.raises(ValueError, match="format 99"):
        SearchEngine.load(saved, encoder)

"""The pairs an encoder learns from."""

from __future__ import annotations

from dataclasses import replace

from retrieval.documents import CastMember, Document
from retrieval.pairs import pairs
from retrieval.text import words

FILM = Document(
    id=1,
    title="Zanzibar Nights",
    overview="A sailor loses his compass in a storm. He looks for it in every harbour of the coast.",
    keywords=("sailor", "compass", "storm", "harbour"),
    cast=(CastMember("Ann Actor", "Wilhelmina"),),
    synopsis="Wilhelmina sells old maps on the beach. The sailor buys one of them. It leads him back to where he was.",
)


def test_the_same_seed_gives_the_same_pairs() -> None:
    films = [replace(FILM, id=number) for number in range(5)]
    assert pairs(films, 3) == pairs(films, 3)
    assert pairs(films, 3) != pairs(films, 4)


def test_what_is_said_never_holds_the_title() -> None:
    for seed in range(20):
        for pair in pairs([FILM], seed):
            assert not {"zanzibar", "nights"} & set(words(pair.said))


def test_names_are_forgotten_about_half_of_the_time() -> None:
    said = [pair.said for seed in range(60) for pair in pairs([FILM], seed) if "maps" in pair.said]
    named = sum("Wilhelmina" in text for text in said)
    assert 0.2 < named / len(said) < 0.6


def test_a_film_without_a_story_still_gives_pairs() -> None:
    assert len(pairs([replace(FILM, synopsis="")], 0)) == 2
    assert pairs([Document(id=2, title="Nothing known")], 0) == []


def test_rows_are_those_of_the_films() -> None:
    found = pairs([Document(id=2, title="Nothing known"), FILM], 0)
    assert {pair.row for pair in found} == {1}

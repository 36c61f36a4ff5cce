"""One film under two ids, and films that only share a name."""

from __future__ import annotations

import pytest

from retrieval.documents import Document
from retrieval.duplicates import folded, same_film
from retrieval.results import Hit
from tests.retrieval.corpus import film

STORY = "Explorers of a frozen continent find a creature that takes the shape of whoever it kills, and trust nobody."
THING = film(1, "The Thing", 1982, STORY, genres="Horror", directors="John Carpenter", cast="Kurt Russell")


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (film(2, "The Thing", 1982, "", genres="Horror", directors="John Carpenter"), True),
        (film(2, "Thing", 1983, "", genres="Horror", directors="John Carpenter"), True),
        (film(2, "The Thing", 1982, "", genres="Horror", cast="Kurt Russell"), True),
        (film(2, "The Thing", 2002, STORY, genres="Horror", directors="John Carpenter"), True),
        (film(2, "The Thing", 2011, STORY, genres="Horror", directors="Matthijs van Heijningen"), False),
        (film(2, "The Thing", 2011, "A fair in Vienna.", genres="Horror", directors="John Carpenter"), False),
        (film(2, "The Thing", 1982, "", genres="Horror", cast="Somebody Else"), False),
        (film(2, "The Fog", 1982, STORY, genres="Horror", directors="John Carpenter"), False),
    ],
)
def test_what_is_one_film(other: Document, same: bool) -> None:
    assert same_film(THING, other) is same
    assert same_film(other, THING) is same


def test_the_better_hit_stays() -> None:
    films = {1: THING, 2: film(2, "The Thing", 1982, "", genres="Horror", directors="John Carpenter")}
    films[3] = film(3, "Another", 1982, "", genres="Horror")
    hits = [Hit(2, 0.9), Hit(3, 0.8), Hit(1, 0.7)]
    assert folded(hits, films.__getitem__) == hits[:2]

"""Things people could say about films, no two alike."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

_OPENINGS = ("a film about", "a movie where", "the one in which", "I am looking for a film in which")
_LENGTHS = (6, 8, 10, 12)  # words taken from an overview


def descriptions(overviews: Sequence[str], n: int, seed: int) -> list[str]:
    """`n` distinct descriptions, each a stretch of some overview; the seed decides which.

    Distinct, so that a cache of answers or vectors cannot flatter a measurement. Raises ValueError
    where the overviews do not yield so many.
    """
    chooser = random.Random(seed)
    found = (re.findall(r"[\w'’-]+", overview) for overview in overviews)
    sources = [words for words in found if len(words) >= max(_LENGTHS)]
    made: dict[str, None] = {}
    for _ in range(20 * n if sources else 0):
        if len(made) == n:
            break
        words = chooser.choice(sources)
        length = chooser.choice(_LENGTHS)
        start = chooser.randint(0, len(words) - length)
        made[f"{chooser.choice(_OPENINGS)} {' '.join(words[start : start + length])}"] = None
    if len(made) < n:
        raise ValueError(f"{len(sources)} overviews yield only {len(made)} distinct descriptions, not {n}")
    return list(made)

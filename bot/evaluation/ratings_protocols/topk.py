"""Protocol `topk-75-25`: which films did they rate besides? As in published tables on MovieLens 100K."""

from __future__ import annotations

from dataclasses import replace

from bot.evaluation.ratings_protocols import lineup, published
from bot.evaluation.ratings_protocols.data import RatingData
from bot.evaluation.ratings_protocols.lists import judge_library
from bot.evaluation.ratings_protocols.report import ProtocolReport
from bot.evaluation.ratings_protocols.tables import K, Progress, compare
from recommender import splits


def topk_75_25(
    data: RatingData,
    models: str,
    seed: int,
    progress: Progress | None = None,
    *,
    library_shuffle: bool = False,
) -> ProtocolReport:
    """Lists of 10: a quarter of each person's ratings is to be found, whatever its stars.

    The quarter is drawn by our own shuffle, or with `library_shuffle` as Microsoft recommenders draws it.
    """
    split = (splits.stratified_per_person if library_shuffle else splits.random_per_person)(
        data.people, 0.25, seed
    )
    known, wanted = data.ones(split.train), data.ones(split.test)
    makers = lineup.top_lists(data)
    title = f"75/25 a person, {'library' if library_shuffle else 'own'} shuffle, k={K}, every test rating relevant"
    table = compare(title, makers, models, known, wanted, seed, progress, quoted=published.TOP_LISTS)
    library, _ = judge_library(64, known, wanted, K, seed)
    table = replace(table, rows=[*table.rows, library])
    return ProtocolReport("topk-75-25", data.name, seed, [table])

"""`movies benchmark index`: vector indexes at a size."""

from __future__ import annotations

from typing import Annotated, cast, get_args

import typer

from bot import prepare
from bot.cli.output import AsJson, Home, Steps, settings_for, show
from bot.evaluation.index_scale import benchmark_index
from retrieval.vectors.choose import Kind


def index(
    home: Home = None,
    as_json: AsJson = False,
    films: Annotated[int, typer.Option(min=1_000, help="How many films are made up.")] = 1_000_000,
    kinds: Annotated[
        str, typer.Option(help="With commas: flat, hnsw, ivf, pgvector, milvus (these two need a server).")
    ] = "flat,hnsw,ivf",
    queries: Annotated[int, typer.Option(min=10, help="Queries, and as many more for tuning.")] = 500,
    seed: Annotated[int, typer.Option(help="Seed of everything drawn at random.")] = 0,
) -> None:
    """How well and how fast each vector index finds films among many, beside exact search.

    The films are made up from the installation's own; a million of them need 8 GB of memory.
    """
    chosen = [name for name in kinds.replace(" ", "").split(",") if name]
    if unknown := sorted(set(chosen) - set(get_args(Kind))):
        raise typer.BadParameter(f"{', '.join(unknown)}: choose from {', '.join(get_args(Kind))}")
    settings, bar = settings_for(home), Steps()
    with prepare.opened(settings) as database:
        prepare.bring_up_to_date(settings, database, bar)
    bar.step(f"{films:,} films in {', '.join(chosen)}")
    report = benchmark_index(
        settings,
        films,
        [cast(Kind, name) for name in chosen],
        queries=queries,
        seed=seed,
        on_progress=bar.advance,
    )
    bar.done("done")
    show(report.as_dict(), report.lines(), as_json)

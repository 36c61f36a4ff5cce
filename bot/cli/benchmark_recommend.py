"""The command that measures recommending at scale."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.cli.output import AsJson, Steps, show
from bot.evaluation.recommend_speed import measure_recommend


def recommend(
    films: Annotated[int, typer.Option(min=100, help="Films of the synthetic catalogue.")] = 100_000,
    people: Annotated[int, typer.Option(min=1, help="People with a synthetic history each.")] = 1_000_000,
    factors: Annotated[int, typer.Option(min=2, help="Dimensions of the film factors.")] = 64,
    n: Annotated[int, typer.Option("-n", min=1, help="Requests timed.")] = 500,
    as_json: AsJson = False,
    seed: Annotated[int, typer.Option(help="Seed of everything drawn at random.")] = 0,
) -> None:
    """p50 and p95 of one person's recommendations in a large catalogue, folded in from their history."""
    bar = Steps()
    bar.step(f"{films:,} films, {people:,} people")
    speed = measure_recommend(films, people, n=n, factors=factors, seed=seed, progress=bar.advance)
    bar.done(f"{n} requests")
    show(speed.as_dict(), speed.lines(), as_json)

"""`movies benchmark interview`: what a newcomer's interview is worth."""

from __future__ import annotations

from typing import Annotated

import typer

from bot import prepare
from bot.cli.output import AsJson, Home, Steps, settings_for, show
from bot.evaluation.interview import benchmark_interview
from bot.interview import QUESTIONS


def interview(
    home: Home = None,
    as_json: AsJson = False,
    questions: Annotated[
        int, typer.Option(min=1, max=50, help="Questions each newcomer is asked.")
    ] = QUESTIONS,
    seed: Annotated[int, typer.Option(help="Seed of everything drawn at random.")] = 0,
) -> None:
    """nDCG@10 of recommendations after an interview, beside random popular questions and none."""
    settings, bar = settings_for(home), Steps()
    with prepare.opened(settings) as database:
        prepare.bring_up_to_date(settings, database, bar)
        bar.step(f"Interviewing newcomers, {questions} questions each")
        report = benchmark_interview(
            settings, database, questions=questions, seed=seed, on_progress=bar.advance
        )
    bar.done("done")
    show(report.as_dict(), report.lines(), as_json)

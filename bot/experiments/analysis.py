"""From exposures and outcomes to what an experiment has shown so far."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

import numpy as np
from numpy.typing import NDArray
from sqlalchemy.orm import Session

from bot.db import exposures as store
from bot.experiments import sequential
from bot.experiments.config import Experiment, Guardrail, Metric
from bot.experiments.outcomes import table
from bot.experiments.report import ArmResult, Effect, ExperimentReport, GuardrailResult, Verdict

ALPHA = 0.05
BAD_SPLIT = 0.001
"""Below this p-value the split itself is broken, and no other figure can be trusted."""


def evaluate(
    session: Session, experiment: Experiment, now: datetime, *, alpha: float = ALPHA
) -> ExperimentReport:
    """What an experiment shows; may be looked at as often as one likes.

    People count from the end of their window on, in the order they were exposed. Who met two arms,
    since shares or salt were changed on the way, is left out and counted.
    """
    names = [arm.name for arm in experiment.arms]
    window = timedelta(days=experiment.window_days)
    met = [row for row in store.exposures(session, experiment.name) if row.arm in names]
    arms_of: dict[int, set[str]] = {}
    for row in met:
        arms_of.setdefault(row.person_id, set()).add(row.arm)
    single = [row for row in met if len(arms_of[row.person_id]) == 1]
    ripe = [row for row in single if row.at + window <= now]
    outcomes = table([row.person_id for row in ripe], store.changes_after(session, experiment.name, window))
    return judge(
        experiment,
        np.array([names.index(row.arm) for row in single], np.int64),
        np.array([names.index(row.arm) for row in ripe], np.int64),
        outcomes,
        crossed=sum(len(arms) > 1 for arms in arms_of.values()),
        alpha=alpha,
    )


def judge(
    experiment: Experiment,
    exposed: NDArray[np.int64],
    ripe: NDArray[np.int64],
    outcomes: Mapping[Metric, NDArray[np.float64]],
    *,
    crossed: int = 0,
    alpha: float = ALPHA,
) -> ExperimentReport:
    """The same from arrays: arm numbers of all exposed and of those whose window is over, in order.

    `outcomes` follow `ripe`. With several arms beside control, each is tested at its part of `alpha`.
    """
    shares = np.array([arm.share for arm in experiment.arms])
    tested = range(1, len(experiment.arms))
    arms = tuple(
        ArmResult(
            name=arm.name,
            share=arm.share,
            exposed=int((exposed == number).sum()),
            people=int((ripe == number).sum()),
            means={
                metric: float(values[ripe == number].mean()) if (ripe == number).any() else float("nan")
                for metric, values in outcomes.items()
            },
        )
        for number, arm in enumerate(experiment.arms)
    )

    def effect(number: int, metric: Metric, level: float) -> Effect:
        pair = (ripe == 0) | (ripe == number)
        return _effect(
            outcomes[metric][pair],
            ripe[pair] == number,
            float(shares[number] / (shares[number] + shares[0])),
            level,
            experiment.planned_people,
        )

    return ExperimentReport(
        name=experiment.name,
        outcome=experiment.outcome,
        alpha=alpha,
        split_p_value=sequential.sample_ratio_p_value(exposed, shares) if len(exposed) else 1.0,
        split_limit=BAD_SPLIT,
        crossed=crossed,
        arms=arms,
        effects={
            experiment.arms[number].name: effect(number, experiment.outcome, alpha / len(tested))
            for number in tested
        },
        guardrails=tuple(
            GuardrailResult(
                experiment.arms[number].name, rail.metric, rail.worse, rail.margin,
                _verdict(rail, found := effect(number, rail.metric, alpha)), found,
            )
            for rail in experiment.guardrails
            for number in tested
        ),
    )  # fmt: skip


def _effect(
    outcomes: NDArray[np.float64], treated: NDArray[np.bool_], propensity: float, alpha: float, planned: int
) -> Effect:
    if not len(outcomes):
        return Effect(0, 0.0, -np.inf, np.inf, 1.0)
    values = sequential.pseudo_outcomes(outcomes, treated, propensity)
    known = sequential.confidence_sequence(values, alpha=alpha, tightest_at=planned)
    return Effect(
        len(outcomes), float(known.estimate[-1]), float(known.low[-1]), float(known.high[-1]),
        float(known.p_value[-1]),
    )  # fmt: skip


def _verdict(rail: Guardrail, effect: Effect) -> Verdict:
    low, high = (effect.low, effect.high) if rail.worse == "higher" else (-effect.high, -effect.low)
    if low > rail.margin:
        return "breached"
    return "kept" if high <= rail.margin else "undecided"

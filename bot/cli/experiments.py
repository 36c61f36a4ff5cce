"""Commands about experiments: what they have shown, and proof that their statistics hold."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from bot import exploration, prepare
from bot.cli.output import AsJson, Home, Steps, settings_for, show
from bot.db import explorations
from bot.errors import InvalidQuery
from bot.evaluation import off_policy, plots
from bot.experiments import analysis, bandit_simulation, config, simulation

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="A/B experiments of this installation (experiments.toml in its folder), and exploration.",
)
Seed = Annotated[int, typer.Option(help="Seed of everything drawn at random.")]


@app.command()
def report(
    name: Annotated[str | None, typer.Argument(help="One experiment; all when not given.")] = None,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """What the experiments have shown so far. May be looked at any time without raising the error rate."""
    settings = settings_for(home)
    known = config.load(settings.experiments_file)
    chosen = [experiment for experiment in known if name in (None, experiment.name)]
    if not chosen:
        wanted = f"no experiment {name!r}" if name else "no experiments"
        raise InvalidQuery(f"There are {wanted} in {settings.experiments_file}.")
    now = datetime.now(UTC)
    with prepare.opened(settings) as database, database.session(read_only=True) as session:
        reports = [analysis.evaluate(session, experiment, now) for experiment in chosen]
    show(
        {"experiments": [one.as_dict() for one in reports]},
        (line for one in reports for line in one.lines()),
        as_json,
    )


@app.command()
def simulate(
    as_json: AsJson = False,
    effect: Annotated[float, typer.Option(help="What the treated arm adds to a rate of 0.2.")] = 0.05,
    runs: Annotated[int, typer.Option(min=1, help="Experiments with the effect, and as many without.")] = 200,
    people: Annotated[int, typer.Option(min=200, help="People in each.")] = 5000,
    seed: Seed = 0,
) -> None:
    """Made-up experiments: is a planted effect found, and does peeking stay harmless?"""
    bar = Steps()
    bar.step("Simulating")
    try:
        done = simulation.simulate(
            effect=effect, runs=runs, people=people, seed=seed, on_progress=bar.advance
        )
    except ValueError as error:
        raise InvalidQuery(str(error)) from error
    bar.done(f"{runs} runs")
    show(done.as_dict(), done.lines(), as_json)


@app.command("simulate-bandit")
def simulate_bandit(
    as_json: AsJson = False,
    visits: Annotated[int, typer.Option(min=100, help="Visits in each run.")] = 12_000,
    runs: Annotated[int, typer.Option(min=2, help="Worlds to live through.")] = 12,
    plot: Annotated[Path | None, typer.Option(help="Where the curves of regret go, as PNG.")] = None,
    seed: Seed = 0,
) -> None:
    """Made-up visits: the regret of Thompson sampling and LinUCB beside greed, and off-policy estimates."""
    bar = Steps()
    bar.step("Simulating")
    done = bandit_simulation.simulate_bandit(visits=visits, runs=runs, seed=seed, on_progress=bar.advance)
    bar.done(f"{runs} runs")
    if plot is not None:
        # Uniform's regret is ten times as high, and would press the others into one line.
        shown = {name: rows for name, rows in done.regret.items() if name != "uniform"}
        plots.curves(plot, "Regret of choosing films by bandits", "visits", "films not taken up", shown)
    show(done.as_dict(), done.lines(), as_json)


@app.command("off-policy")
def judge_policies(home: Home = None, as_json: AsJson = False, seed: Seed = 0) -> None:
    """How other ways of exploring would have done, from what was tried: IPS, self-normalised, doubly robust."""
    with prepare.opened(settings_for(home)) as database, database.session(read_only=True) as session:
        rows = list(
            explorations.tried(session, exploration.WINDOW, datetime.now(UTC), exploration.REMEMBERED)
        )
    done = off_policy.judge(rows, seed=seed)
    show(done.as_dict(), done.lines(), as_json)

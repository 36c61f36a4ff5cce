"""Commands that measure: quality on named data beside baselines, and speed beside bare costs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from bot import prepare, supervisor
from bot.assembly import build
from bot.cli.benchmark_index import index
from bot.cli.benchmark_interview import interview
from bot.cli.benchmark_recommend import recommend
from bot.cli.output import AsJson, Home, Steps, settings_for, show
from bot.evaluation.baselines import BASELINES, EVERY_SYSTEM, PRODUCT
from bot.evaluation.descriptions import benchmark_descriptions, benchmark_folder
from bot.evaluation.latency import benchmark_latency
from bot.evaluation.load import load_test
from bot.evaluation.ratings import benchmark_ratings
from bot.evaluation.ratings_protocols.folders import read_folder
from bot.evaluation.ratings_protocols.installation import read_installation
from bot.evaluation.ratings_protocols.run import Protocol, run_protocol

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Measure quality and speed. Every figure comes with its baseline and its seed.",
)
app.command()(recommend)
app.command()(interview)
app.command()(index)
Seed = Annotated[int, typer.Option(help="Seed of everything drawn at random.")]


@app.command()
def descriptions(
    file: Annotated[
        Path,
        typer.Argument(
            exists=True,
            help="JSON lines with query_text and tmdb_id, tmdb_ids or holds; or a folder of such files.",
        ),
    ],
    home: Home = None,
    as_json: AsJson = False,
    systems: Annotated[
        str,
        typer.Option(
            help=f"Systems side by side, with commas: {', '.join((PRODUCT, *BASELINES, EVERY_SYSTEM))}. "
            "The product is always measured."
        ),
    ] = "",
    out: Annotated[Path | None, typer.Option(help="Where each query's ranks go, as JSON lines.")] = None,
    seed: Seed = 0,
) -> None:
    """How well films are found by what people say of them: MRR and recall, conditions kept, languages."""
    settings, bar = settings_for(home), Steps()
    names = [name for name in systems.replace(" ", "").split(",") if name]
    with prepare.opened(settings) as database:
        prepare.bring_up_to_date(settings, database, bar)
        assistant = build(settings, record=False)
        bar.step(f"Searching for {file}")
        measure = benchmark_folder if file.is_dir() else benchmark_descriptions
        report = measure(
            assistant, database, file, out=out, systems=names, seed=seed, on_progress=bar.advance
        )
        assistant.close()
    bar.done("done")
    show(report.as_dict(), report.lines(), as_json)


@app.command()
def latency(
    home: Home = None,
    as_json: AsJson = False,
    n: Annotated[int, typer.Option("-n", min=1, help="How often each thing is timed.")] = 50,
    seed: Seed = 0,
) -> None:
    """p50 and p95 of search, recommend and a chat turn, beside the bare costs of the same run.

    Start the installation first (`movies run`), so that chat turns can be timed.
    """
    settings, bar = settings_for(home), Steps()
    with prepare.opened(settings) as database:
        prepare.bring_up_to_date(settings, database, bar)
    bar.step("Timing")
    report = benchmark_latency(settings, n=n, seed=seed, on_progress=bar.advance)
    bar.done(f"{n} rounds")
    show(report.as_dict(), report.lines(), as_json)


@app.command()
def load(
    home: Home = None,
    as_json: AsJson = False,
    url: Annotated[str | None, typer.Option(help="Base URL of a running installation.")] = None,
    people: Annotated[int, typer.Option(min=1, help="How many chat at once.")] = 10,
    turns: Annotated[int, typer.Option(min=1, help="Messages each of them sends.")] = 20,
    seed: Seed = 0,
) -> None:
    """Many people chatting at once: errors, mix-ups between people, and times."""
    bar = Steps()
    bar.step(f"{people} people, {turns} turns each")
    report = load_test(
        url or supervisor.local_address(settings_for(home)), people, turns, seed, on_progress=bar.advance
    )
    bar.done("done")
    show(report.as_dict(), report.lines(), as_json)
    if not report.ok:
        raise typer.Exit(1)


@app.command()
def ratings(
    folder: Annotated[
        Path | None,
        typer.Argument(
            exists=True, file_okay=False, help="A MovieLens folder. Default: the installation's ratings."
        ),
    ] = None,
    home: Home = None,
    as_json: AsJson = False,
    protocol: Annotated[
        Protocol | None,
        typer.Option(
            help="stars-5fold (RMSE on published folds), topk-75-25 (lists, as published), time (what they like "
            "next), cold (films nobody rated). Default: --split on the installation's ratings."
        ),
    ] = None,
    models: Annotated[
        str, typer.Option(help="Which of the protocol's models, with commas. Default: all.")
    ] = "",
    split: Annotated[
        Literal["random", "last", "time"],
        typer.Option(help="Without --protocol: which ratings of each person are hidden."),
    ] = "random",
    k: Annotated[int, typer.Option("-k", min=1, help="Without --protocol: length of the lists judged.")] = 10,
    library_shuffle: Annotated[
        bool, typer.Option(help="topk-75-25 with the shuffle of Microsoft recommenders instead of our own.")
    ] = False,
    seed: Annotated[
        int | None,
        typer.Option(help="Seed of everything drawn at random.", show_default="42 with --protocol, else 0"),
    ] = None,
) -> None:
    """How well ratings are foretold and films recommended, model by model, beside published figures."""
    bar = Steps()
    settings = settings_for(home)
    if protocol is None and folder is not None:
        raise typer.BadParameter("FOLDER needs --protocol: say which published way to measure is meant.")
    if protocol is None:
        bar.step(f"Learning and recommending, split by {split}")
        with prepare.opened(settings) as database:
            quality = benchmark_ratings(database, split=split, k=k, seed=seed or 0, on_progress=bar.advance)
        bar.done("done")
        show(quality.as_dict(), quality.lines(), as_json)
        return
    bar.step(f"Learning and recommending: {protocol}")
    if folder is not None:
        data = read_folder(folder)
    else:
        with prepare.opened(settings) as database:
            data = read_installation(settings, database)
    report = run_protocol(
        protocol, data, folder, models=models, seed=42 if seed is None else seed,
        library_shuffle=library_shuffle, progress=bar.advance,
    )  # fmt: skip
    bar.done("done")
    show(report.as_dict(), report.lines(), as_json)

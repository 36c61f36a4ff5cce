"""An evaluation as a page with plots: a folder that opens in any browser, with nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from math import isfinite
from pathlib import Path

from bot.evaluation import plots
from bot.evaluation.offline.measure import PER_PERSON, Figures
from bot.evaluation.offline.report import EvaluationReport, Setting, SplitResult
from bot.evaluation.plots import Bar, Point

_STYLE = """
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 78rem; padding: 0 1rem; color: #222 }
table { border-collapse: collapse; margin: 1rem 0; font-variant-numeric: tabular-nums; font-size: 13px }
th, td { padding: .25rem .6rem; text-align: right; border-bottom: 1px solid #ddd; white-space: nowrap }
th:first-child, td:first-child { text-align: left } small { color: #666; display: block }
img { max-width: 100%; height: auto } .best { font-weight: 700 } .wide { overflow-x: auto }
"""
_ABOUT = {
    "ndcg": "place-weighted finds",
    "map": "of possible places",
    "map_over_relevant": "of all relevant",
    "serendipity": "found and not obvious",
    "diversity": "cosine distance",
    "novelty": "bits",
    "popularity": "mean percentile",
}
_AGAINST = {"diversity": "diversity (cosine distance)", "novelty": "novelty (bits)", "coverage": "coverage"}


def write_page(report: EvaluationReport, folder: Path) -> Path:
    """Write `index.html` and its plots to `folder`; returns the page."""
    folder.mkdir(parents=True, exist_ok=True)
    parts = [
        "<h1>Evaluation of the recommendations</h1>",
        f"<p>{report.ratings:,} ratings of {report.films:,} films, lists of {report.k}, seed {report.seed}. "
        "A film with 4 stars or more is to be found. Under each figure: its 95% bootstrap interval over "
        "people. Coverage and Gini belong to all lists together and have none.</p>",
    ]
    for split in report.splits:
        parts += _split(split, report.k, folder)
    if report.settings:
        parts += _settings(report.settings_of, report.settings, report.k, folder)
    if report.stars:
        rows = [[one.model, f"{one.rmse:.4f}", f"{one.mae:.4f}"] for one in report.stars]
        parts += [
            f"<h2>Predicted stars</h2><p>{report.stars[0].ratings:,} ratings, a random fifth of each person's.</p>",
            _table(["model", "RMSE", "MAE"], rows),
        ]
    page = folder / "index.html"
    page.write_text(
        '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" '
        f'content="width=device-width"><title>Evaluation</title><style>{_STYLE}</style>'
        + "\n".join(parts)
        + "</html>",
        "utf-8",
    )
    return page


def _split(split: SplitResult, k: int, folder: Path) -> list[str]:
    best = max(split.models, key=lambda name: split.models[name].means["ndcg"])
    bars = [
        Bar(name, one.means["ndcg"], *one.intervals["ndcg"])
        for name, one in sorted(split.models.items(), key=lambda item: -item[1].means["ndcg"])
    ]
    plots.bars(folder / f"ndcg-{split.name}.png", f"nDCG@{k}, {split.name} ({split.people} people)", bars)
    header = ["model", *(_headed(name) for name in PER_PERSON), "coverage", "gini", "fit (s)"]
    rows = [
        [
            f'<span class="{"best" if name == best else ""}">{escape(name)}</span>',
            *(_cell(one, metric) for metric in PER_PERSON),
            f"{one.coverage:.3f}",
            f"{one.gini:.3f}",
            f"{split.seconds[name]:.1f}",
        ]
        for name, one in split.models.items()
    ]
    return [
        f"<h2>{escape(split.title)}</h2><p>{split.people} people with a history and something to find.</p>",
        f'<img src="ndcg-{split.name}.png" alt="nDCG of every model">',
        f'<div class="wide">{_table(header, rows)}</div>',
    ]


def _settings(model: str, settings: Sequence[Setting], k: int, folder: Path) -> list[str]:
    kinds = list(dict.fromkeys(one.kind for one in settings))
    parts = [
        f"<h2>What settings cost and bring</h2><p>The lists of <b>{escape(model)}</b> on the random split, "
        "re-ordered by maximal marginal relevance (mmr), a determinantal point process (dpp) or calibrated "
        "popularity (calibration); the number at each point is the weight.</p>"
    ]
    for against, label in _AGAINST.items():
        lines = {
            kind: [
                Point(f"{one.weight:g}", _figure(one.figures, against), one.figures.means["ndcg"])
                for one in settings
                if one.kind == kind
            ]
            for kind in kinds
        }
        plots.trade_off(
            folder / f"settings-{against}.png", f"nDCG@{k} against {against}", label, f"nDCG@{k}", lines
        )
        parts.append(f'<img src="settings-{against}.png" alt="nDCG against {against}">')
    rows = [
        [
            f"{one.kind} {one.weight:g}",
            *(_cell(one.figures, metric) for metric in ("ndcg", "recall", "diversity", "novelty", "serendipity", "popularity")),
            f"{one.figures.coverage:.3f}",
            f"{one.figures.gini:.3f}",
        ]
        for one in settings
    ]  # fmt: skip
    header = [
        "setting",
        "ndcg",
        "recall",
        "diversity",
        "novelty",
        "serendipity",
        "popularity",
        "coverage",
        "gini",
    ]
    return [*parts, f'<div class="wide">{_table(header, rows)}</div>']


def _figure(figures: Figures, name: str) -> float:
    return figures.coverage if name == "coverage" else figures.means[name]


def _headed(metric: str) -> str:
    return f"{metric}<small>{_ABOUT.get(metric, '')}</small>"


def _cell(figures: Figures, metric: str) -> str:
    low, high = figures.intervals[metric]
    interval = f"<small>{low:.3f} – {high:.3f}</small>" if isfinite(low) else ""
    return f"{figures.means[metric]:.3f}{interval}"


def _table(header: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Cells are HTML already."""
    head = "".join(f"<th>{cell}</th>" for cell in header)
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"

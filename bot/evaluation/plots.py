"""Plots of reports, as PNG files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

SIZE = (6.4, 4.0)
DPI = 110


class Bar(NamedTuple):
    """A value with its interval."""

    label: str
    value: float
    low: float
    high: float


class Point(NamedTuple):
    """One setting of a trade-off."""

    label: str
    x: float
    y: float


def bars(path: Path, title: str, rows: Sequence[Bar]) -> None:
    """Horizontal bars with intervals, in the order given from the top."""
    figure, axes = _new(title, height=1.2 + 0.32 * len(rows))
    places = np.arange(len(rows))[::-1]
    values = np.array([row.value for row in rows])
    errors = np.array([[row.value - row.low for row in rows], [row.high - row.value for row in rows]])
    axes.barh(places, values, xerr=np.maximum(errors, 0), color="#7aa6c2", ecolor="#333333", capsize=3)
    axes.set_yticks(places, [row.label for row in rows])
    _write(figure, path)


def curves(path: Path, title: str, x: str, y: str, lines: Mapping[str, NDArray[np.float64]]) -> None:
    """One curve a name, each the mean of its rows with the spread of the middle 90% of them."""
    figure, axes = _new(title)
    axes.set_xlabel(x)
    axes.set_ylabel(y)
    for name, rows in lines.items():
        at = np.arange(1, rows.shape[1] + 1)
        [line] = axes.plot(at, rows.mean(axis=0), label=name)
        low, high = np.percentile(rows, [5, 95], axis=0)
        axes.fill_between(at, low, high, color=line.get_color(), alpha=0.15, linewidth=0)
    axes.legend()
    _write(figure, path)


def trade_off(path: Path, title: str, x: str, y: str, lines: Mapping[str, Iterable[Point]]) -> None:
    """Settings as points, those of one name joined, so that one sees what each step costs."""
    figure, axes = _new(title)
    axes.set_xlabel(x)
    axes.set_ylabel(y)
    for name, points in lines.items():
        steps = list(points)
        axes.plot([one.x for one in steps], [one.y for one in steps], marker="o", markersize=4, label=name)
        for one in steps:
            axes.annotate(one.label, (one.x, one.y), fontsize=7, xytext=(3, 3), textcoords="offset points")
    axes.legend()
    _write(figure, path)


def _new(title: str, height: float = SIZE[1]) -> tuple[Figure, Axes]:
    # matplotlib takes a second to import: only reports wait for it. A figure of its own, since pyplot
    # keeps every figure in a global list.
    from matplotlib.figure import Figure

    figure = Figure(figsize=(SIZE[0], height), dpi=DPI, layout="constrained")
    axes = figure.subplots()
    axes.set_title(title, fontsize=10)
    axes.grid(alpha=0.3)
    return figure, axes


def _write(figure: Figure, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path)

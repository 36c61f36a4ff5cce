"""The descriptions benchmark as people and programs read it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.evaluation.description_figures import (
    CONDITION_METRICS,
    METRICS,
    LanguageQuality,
    Quality,
    Satisfaction,
)

NOTE = "In brackets: 95% bootstrap intervals."


@dataclass(frozen=True, slots=True)
class DescriptionReport:
    """One query set. The first system is the product.

    `n` queries have right films; queries about films we do not have are in `missing`, not in `n`.
    `n_conditions` queries have conditions; those that no film here can meet are in `unsatisfiable`.
    """

    file: Path
    n: int
    missing: int
    refused: int
    broken: tuple[str, ...]
    systems: Mapping[str, Quality]
    n_conditions: int = 0
    unsatisfiable: int = 0
    conditions: Mapping[str, Satisfaction] = field(default_factory=dict)
    languages: Mapping[str, Mapping[str, LanguageQuality]] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """For programs: the product's figures on top, those of all systems below; undefined is null."""
        all_figures = {name: _figures(quality) for name, quality in self.systems.items()}
        answer = {
            "file": str(self.file),
            "n": self.n,
            **next(iter(all_figures.values()), dict.fromkeys(METRICS)),
            "missing": self.missing,
            "refused": self.refused,
            "broken": list(self.broken),
            "systems": all_figures,
        }
        if self.n_conditions or self.unsatisfiable:
            answer["conditions"] = {
                "n": self.n_conditions,
                "unsatisfiable": self.unsatisfiable,
                "systems": {
                    name: {**_figures(kept.quality), "empty": kept.empty}
                    for name, kept in self.conditions.items()
                },
            }
        if self.languages:
            answer["languages"] = {
                name: {language: _language(quality) for language, quality in by_language.items()}
                for name, by_language in self.languages.items()
            }
        return answer

    def lines(self) -> list[str]:
        """For people."""
        lines = [f"{self.n} descriptions from {self.file}"] if self.n or not self.n_conditions else []
        if self.n_conditions:
            lines.append(f"{self.n_conditions} queries with conditions from {self.file}")
        lines += self.remarks()
        lines += places_table({(name,): quality for name, quality in self.systems.items()})
        lines += conditions_table({(name,): kept for name, kept in self.conditions.items()})
        lines += languages_table(self.languages)
        return [*lines, *([NOTE] if self.systems or self.conditions else []), *self.problems()]

    def remarks(self) -> list[str]:
        """What was left out, and what counts as not found."""
        return [
            f"{count} {what}"
            for count, what in (
                (self.missing, "more are of films this catalogue does not have; they are left out"),
                (self.unsatisfiable, "more ask for what no film here is; they are left out"),
                (self.refused, "were too long to be searched for and count as not found"),
            )
            if count
        ]

    def problems(self) -> list[str]:
        """The lines that could not be used."""
        if not self.broken:
            return []
        return [f"{len(self.broken)} lines could not be used:", *(f"  {problem}" for problem in self.broken)]


def places_table(rows: Mapping[tuple[str, ...], Quality]) -> list[str]:
    """Right films' places: one row a label, a header above; nothing for no rows."""
    cells = {label: [_cell(quality, metric) for metric in METRICS] for label, quality in rows.items()}
    return _table(METRICS, cells)


def conditions_table(rows: Mapping[tuple[str, ...], Satisfaction]) -> list[str]:
    """Conditions met: one row a label, a header above; nothing for no rows."""
    cells = {
        label: [*(_cell(kept.quality, metric) for metric in CONDITION_METRICS), str(kept.empty)]
        for label, kept in rows.items()
    }
    return _table((*CONDITION_METRICS, "empty"), cells)


def languages_table(languages: Mapping[str, Mapping[str, LanguageQuality]]) -> list[str]:
    """Recall a language beside English: one row a system and language; nothing for none."""
    cells: dict[tuple[str, ...], list[str]] = {
        (name, language): [
            str(quality.n),
            f"{quality.recall:.3f}",
            f"{quality.ratio:.3f} [{quality.interval.low:.3f}, {quality.interval.high:.3f}]",
        ]
        for name, by_language in languages.items()
        for language, quality in by_language.items()
    }
    return _table(("n", "recall@10", "ratio to English"), cells)


def _table(header: Sequence[str], rows: Mapping[tuple[str, ...], Sequence[str]]) -> list[str]:
    if not rows:
        return []
    widths = [max(len(part) for part in column) for column in zip(*rows, strict=True)]
    labels = ["  ".join(map(str.ljust, label, widths)) for label in rows]
    lines = [" " * len(labels[0]) + "".join(f"  {name:>20}" for name in header)]
    for label, cells in zip(labels, rows.values(), strict=True):
        lines.append(label + "".join(f"  {cell:>20}" for cell in cells))
    return lines


def _cell(quality: Quality, metric: str) -> str:
    low, high = quality.intervals[metric]
    return f"{quality.means[metric]:.3f} [{low:.3f}, {high:.3f}]"


def _figures(quality: Quality) -> dict[str, Any]:
    bounds = {name: [_rounded(bound) for bound in quality.intervals[name]] for name in quality.means}
    return {**{name: _rounded(mean) for name, mean in quality.means.items()}, "ci95": bounds}


def _language(quality: LanguageQuality) -> dict[str, Any]:
    return {
        "n": quality.n,
        "recall@10": _rounded(quality.recall),
        "ratio": _rounded(quality.ratio),
        "ratio_ci95": [_rounded(bound) for bound in quality.interval],
    }


def _rounded(value: float) -> float | None:
    return None if math.isnan(value) else round(value, 4)

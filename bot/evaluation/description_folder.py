"""Several query sets in one table."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.evaluation.description_report import (
    NOTE,
    DescriptionReport,
    conditions_table,
    languages_table,
    places_table,
)


@dataclass(frozen=True, slots=True)
class FolderReport:
    """One report a query set, by the name of its file."""

    folder: Path
    reports: tuple[DescriptionReport, ...]

    def as_dict(self) -> dict[str, Any]:
        """For programs: each set as it is reported by itself."""
        sets = {report.file.stem: report.as_dict() for report in self.reports}
        return {"folder": str(self.folder), "sets": sets}

    def lines(self) -> list[str]:
        """For people: one table of right films' places, one of conditions, one of languages."""
        lines = [f"{len(self.reports)} query sets from {self.folder}"]
        for report in self.reports:
            lines += [f"{report.file.stem}: {remark}" for remark in report.remarks()]
        lines += places_table(
            {
                (report.file.stem, f"n={report.n}", name): quality
                for report in self.reports
                for name, quality in report.systems.items()
            }
        )
        lines += conditions_table(
            {
                (report.file.stem, f"n={report.n_conditions}", name): kept
                for report in self.reports
                for name, kept in report.conditions.items()
            }
        )
        for report in self.reports:
            lines += languages_table(report.languages)
        lines.append(NOTE)
        return lines + [problem for report in self.reports for problem in report.problems()]

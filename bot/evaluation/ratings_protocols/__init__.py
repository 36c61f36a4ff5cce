"""Published ways to measure recommendations on ratings: splits, models, baselines quoted, and a report."""

from __future__ import annotations

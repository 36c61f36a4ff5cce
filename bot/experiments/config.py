"""What an experiment is: its arms, whom each gets, what is measured, and what must not get worse."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from bot.errors import DataError
from bot.slate_options import SlateOptions

Metric = Literal["liked", "likes", "ratings", "watchlisted", "rejected", "active"]


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Arm(_Strict):
    """One variant; the first arm of an experiment is the control."""

    name: str = Field(min_length=1, max_length=60)
    share: float = Field(gt=0, le=1, description="Part of all people who get this arm")
    settings: dict[str, str | float] = Field(
        default_factory=dict, description="Slate settings that differ from the installation's"
    )


class Guardrail(_Strict):
    """A metric that an arm may not make worse than control by more than `margin`."""

    metric: Metric
    worse: Literal["higher", "lower"]
    margin: float = Field(0.0, ge=0, description="Difference of means that is still tolerated")


class Experiment(_Strict):
    """People are split by a hash of `salt` and their id, so that each always gets the same arm."""

    name: str = Field(min_length=1, max_length=60)
    arms: tuple[Arm, ...] = Field(min_length=2)
    salt: str = Field("", description="Another salt is another split; the name when empty")
    outcome: Metric = Field("liked", description="What the experiment wants to change")
    window_days: float = Field(7.0, gt=0, description="Days after first exposure that count for a person")
    planned_people: int = Field(1000, gt=0, description="Where the intervals shall be tightest")
    guardrails: tuple[Guardrail, ...] = ()
    active: bool = True

    @model_validator(mode="after")
    def _check(self) -> Self:
        if abs(sum(arm.share for arm in self.arms) - 1) > 1e-9:
            raise ValueError(f"the shares of the arms of {self.name} add up to something else than 1")
        if len({arm.name for arm in self.arms}) < len(self.arms):
            raise ValueError(f"two arms of {self.name} have one name")
        for arm in self.arms:
            SlateOptions.model_validate(arm.settings)
        return self


class _File(_Strict):
    experiment: tuple[Experiment, ...] = ()

    @model_validator(mode="after")
    def _check(self) -> Self:
        if len({one.name for one in self.experiment}) < len(self.experiment):
            raise ValueError("two experiments have one name")
        return self


def load(path: Path) -> tuple[Experiment, ...]:
    """The experiments of a TOML file with `[[experiment]]` tables; none where there is no file.

    Raises DataError naming what is wrong.
    """
    if not path.exists():
        return ()
    try:
        return _File.model_validate(tomllib.loads(path.read_text("utf-8"))).experiment
    except (tomllib.TOMLDecodeError, ValidationError, UnicodeDecodeError) as error:
        raise DataError(f"{path}: {error}") from error

"""How an answer is made of what ranks well: the settings that installations and experiments may change."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Diversity = Literal["off", "genres", "mmr", "dpp"]
Exploration = Literal["off", "thompson", "linucb"]


class SlateOptions(BaseModel):
    """Diversity, popularity and exploration of a list of recommendations."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    diversity: Diversity = Field("genres", description="What keeps a page from being all alike")
    diversity_weight: float = Field(0.3, ge=0, le=1, description="How much, for mmr and dpp; 0 is not at all")
    popularity_calibration: float = Field(
        0.0,
        ge=0,
        le=1,
        description="How strongly lists match how well known the films are that a person likes",
    )
    exploration: Exploration = "off"
    exploration_share: float = Field(
        0.2, ge=0, le=0.5, description="Part of a page, its end, given to exploring"
    )

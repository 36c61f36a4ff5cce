"""Who gets which arm: decided by a hash, so that nothing need be stored and every machine agrees."""

from __future__ import annotations

import hashlib

from bot.experiments.config import Arm, Experiment


def unit(salt: str, person: int) -> float:
    """A number in [0, 1) that is the same each time, uniform over people, unrelated between salts."""
    digest = hashlib.sha256(f"{salt}:{person}".encode()).digest()
    return int.from_bytes(digest[:7]) / 2**56  # more bits than a float holds could round up to 1


def assign(experiment: Experiment, person: int) -> Arm:
    """The arm this person gets, now and always; arms have their shares of all people."""
    point, reached = unit(experiment.salt or experiment.name, person), 0.0
    for arm in experiment.arms:
        reached += arm.share
        if point < reached:
            return arm
    return experiment.arms[-1]  # shares that add up to a hair less than 1

"""The training loop of SVD and SVD++: the only part of them that needs torch."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import torch
from numpy.typing import NDArray

from recommender.stars.base import Ratings

if TYPE_CHECKING:
    from recommender.stars.svd import SVDConfig

Table = NDArray[np.float32]


def train(ratings: Ratings, config: SVDConfig, seed: int) -> tuple[Table, Table]:
    """Tables of people and films: the bias, then the factors (in SVD++ a person's full ones)."""
    generator = torch.Generator().manual_seed(seed)
    people, items = torch.from_numpy(ratings.people), torch.from_numpy(ratings.items)
    target = torch.from_numpy((ratings.stars - ratings.stars.mean()).astype(np.float32))

    def table(rows: int, columns: int, spread: float) -> torch.Tensor:
        return (torch.randn(rows, columns, generator=generator) * spread).requires_grad_()

    person_bias, film_bias = table(ratings.n_people, 1, 0.0), table(ratings.n_items, 1, 0.0)
    person, film = (table(n, config.factors, config.spread) for n in (ratings.n_people, ratings.n_items))
    rated = _mean_of_rated(ratings) if config.implicit else None
    voice = table(ratings.n_items, config.factors, config.spread if config.implicit else 0.0)
    learnt = [person_bias, film_bias, person, film, *([voice] if config.implicit else [])]
    optimizer = torch.optim.Adam(learnt, lr=config.learning_rate)
    steps = config.epochs * -(-len(target) // config.batch)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: max(1.0 - step / steps, 0.02))

    def whole() -> torch.Tensor:
        return person if rated is None else person + torch.sparse.mm(rated, voice)

    for _ in range(config.epochs):
        for rows in torch.split(torch.randperm(len(target), generator=generator), config.batch):
            who, what = people[rows], items[rows]
            factors, other = whole()[who], film[what]
            biases = person_bias[who, 0], film_bias[what, 0]
            error = target[rows] - sum(biases, (factors * other).sum(dim=1))
            penalty = config.factor_penalty * (factors.square().sum() + other.square().sum())
            penalty = penalty + config.bias_penalty * (biases[0].square().sum() + biases[1].square().sum())
            loss = (error.square().sum() + penalty) / len(rows)
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimizer.step()
            schedule.step()
    with torch.no_grad():
        tables = torch.hstack([person_bias, whole()]), torch.hstack([film_bias, film])
    return tables[0].numpy().copy(), tables[1].numpy().copy()


def _mean_of_rated(ratings: Ratings) -> torch.Tensor:
    """People x films: 1 over the root of how many films the person rated, where they rated it."""
    counts = np.bincount(ratings.people, minlength=ratings.n_people)
    values = (1.0 / np.sqrt(counts[ratings.people])).astype(np.float32)
    places = torch.from_numpy(np.stack([ratings.people, ratings.items]))
    shape = (ratings.n_people, ratings.n_items)
    sparse = torch.sparse_coo_tensor(places, torch.from_numpy(values), shape, check_invariants=True)
    return sparse.coalesce()

"""The training loop of the autoencoder: the only part of it that needs torch."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import torch
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from torch import nn
from torch.nn import functional

if TYPE_CHECKING:
    from recommender.autoencoder import AutoencoderConfig

Layer = tuple[NDArray[np.float32], NDArray[np.float32]]


class _Network(nn.Module):
    """films -> hidden -> (mean, log variance) -> hidden -> films."""

    def __init__(self, films: int, config: AutoencoderConfig) -> None:
        super().__init__()
        self.hidden = nn.Linear(films, config.hidden)
        self.latent = nn.Linear(config.hidden, 2 * config.latent)
        self.widen = nn.Linear(config.latent, config.hidden)
        self.output = nn.Linear(config.hidden, films)
        self._dropout = config.dropout
        for layer in (self.hidden, self.latent, self.widen, self.output):
            nn.init.xavier_normal_(layer.weight)
            nn.init.trunc_normal_(layer.bias, std=0.001)

    def forward(self, rows: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Log-probabilities of all films, and the divergence from the prior, for each row."""
        shown = functional.dropout(functional.normalize(rows, dim=1), self._dropout)
        mean, log_variance = self.latent(torch.tanh(self.hidden(shown))).chunk(2, dim=1)
        drawn = mean + torch.randn_like(mean) * torch.exp(0.5 * log_variance)
        logits = self.output(torch.tanh(self.widen(drawn)))
        divergence = 0.5 * (mean.pow(2) + log_variance.exp() - 1 - log_variance).sum(dim=1)
        return functional.log_softmax(logits, dim=1), divergence


def train(liked: csr_matrix, config: AutoencoderConfig, seed: int) -> dict[str, Layer]:
    """Weights (inputs x outputs) and bias of each layer; the latent one gives the mean alone."""
    order = np.random.default_rng(seed)
    with torch.random.fork_rng(devices=[]):  # the caller's random state stays what it was
        torch.manual_seed(seed)
        network = _Network(liked.shape[1], config)
        optimizer = torch.optim.Adam(
            network.parameters(), lr=config.learning_rate, weight_decay=config.weight_decay
        )
        steps = 0
        total = config.epochs * -(-liked.shape[0] // config.batch)
        for _ in range(config.epochs):
            shuffled = order.permutation(liked.shape[0])
            for start in range(0, len(shuffled), config.batch):
                rows = torch.from_numpy(liked[shuffled[start : start + config.batch]].toarray())
                log_probability, divergence = network(rows)
                # The weight of the divergence grows over the first half: annealing, section 2.2.2.
                weight = config.kl_weight * min(1.0, 2 * steps / total)
                loss = (weight * divergence - (log_probability * rows).sum(dim=1)).mean()
                optimizer.zero_grad()
                loss.backward()
                optimizer.step()
                steps += 1
    return _layers(network, config.latent)


def _layers(network: _Network, latent: int) -> dict[str, Layer]:
    layers = {}
    for name in ("hidden", "latent", "widen", "output"):
        layer = getattr(network, name)
        weights, bias = layer.weight.detach().numpy().T, layer.bias.detach().numpy()
        if name == "latent":
            weights, bias = weights[:, :latent], bias[:latent]
        layers[name] = (np.ascontiguousarray(weights), bias.copy())
    return layers

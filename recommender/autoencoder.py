"""Variational autoencoder with a multinomial likelihood (Mult-VAE), trained in torch.

Liang, Krishnan, Hoffman and Jebara (2018), "Variational Autoencoders for Collaborative Filtering".
Training needs torch; a fitted model answers with four matrix products in numpy.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, Field
from scipy.sparse import csr_matrix

from recommender.base import Ids, Scores, check_interactions
from recommender.features import unit_rows
from recommender.files import read_array, read_config, write_model
from recommender.model import HistoryModel, as_row

_NAME = "autoencoder"
_LAYERS = ("hidden", "latent", "widen", "output")
Layer = tuple[NDArray[np.float32], NDArray[np.float32]]


class AutoencoderConfig(BaseModel):
    """Hyper-parameters; the names in brackets are the paper's."""

    hidden: int = Field(300, gt=0, description="Width of the layers between films and latent space")
    latent: int = Field(100, gt=0, description="Dimensions of the latent space (K)")
    dropout: float = Field(0.5, ge=0, lt=1, description="Share of a history hidden in training")
    kl_weight: float = Field(0.2, ge=0, description="Largest weight of the divergence from the prior (beta)")
    epochs: int = Field(
        100, gt=0, description="Passes over all people; the divergence's weight grows over them"
    )
    batch: int = Field(128, gt=0, description="People a gradient step")
    learning_rate: float = Field(1e-3, gt=0, description="Of Adam")
    weight_decay: float = Field(1e-5, ge=0, description="L2 penalty on the network's weights")


class Autoencoder(HistoryModel):
    """Reads which films a person liked, not how much: strengths above 0 become 1, others 0."""

    def __init__(self, config: AutoencoderConfig | None = None) -> None:
        self.config = config or AutoencoderConfig()
        self._layers: dict[str, Layer] = {}

    @property
    def n_items(self) -> int:
        """How many film columns the model was fitted on."""
        return len(self._layers["output"][1]) if self._layers else 0

    def fit(self, interactions: csr_matrix, *, seed: int = 42) -> Self:
        """Train the network on the rows of `interactions` that like anything. Raises ValueError."""
        liked = _liked(check_interactions(interactions))
        liked = liked[np.diff(liked.indptr) > 0]
        if not liked.nnz:
            raise ValueError("nobody likes anything: there is nothing to learn from")
        from recommender.autoencoder_training import train  # torch takes seconds to import

        self._layers = train(liked, self.config, seed)
        return self

    def fold_in(self, items: Ids, strengths: Scores) -> Scores:
        """The mean of the person's place in the latent space; shape (latent,)."""
        latent: Scores = self._encode(as_row(items, strengths, self.n_items))[0]
        return latent

    def save(self, folder: Path) -> None:
        """Write the network's weights and parameters to `folder`."""
        arrays: dict[str, NDArray[Any]] = {}
        for name, (weights, bias) in self._layers.items():
            arrays |= {f"{name}_weights": weights, f"{name}_bias": bias}
        write_model(folder, _NAME, self.config, arrays)

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read what `save` wrote."""
        model = cls(config := read_config(folder, _NAME, AutoencoderConfig))
        sizes = (None, config.hidden, config.latent, config.hidden, None)
        for name, before, after in zip(_LAYERS, sizes, sizes[1:], strict=False):
            weights = read_array(folder, _NAME, f"{name}_weights", (before, after))
            bias = read_array(folder, _NAME, f"{name}_bias", (weights.shape[1],))
            model._layers[name] = (weights, bias)
        if len(model._layers["hidden"][0]) != model.n_items:
            raise ValueError(f"{folder}: the network reads and writes different films; fit again")
        return model

    def _encode(self, histories: csr_matrix) -> Scores:
        (hidden, hidden_bias), (latent, latent_bias) = self._layers["hidden"], self._layers["latent"]
        inside = np.tanh(unit_rows(_liked(histories)) @ hidden + hidden_bias)
        code: Scores = (inside @ latent + latent_bias).astype(np.float32)
        return code

    def _score(self, histories: csr_matrix) -> Scores:
        (widen, widen_bias), (output, output_bias) = self._layers["widen"], self._layers["output"]
        scores: Scores = np.tanh(self._encode(histories) @ widen + widen_bias) @ output + output_bias
        scores[np.diff(histories.indptr) == 0] = 0.0
        return scores

    def _vectors(self) -> Scores:
        return np.asarray(self._layers["output"][0].T, np.float32)


def _liked(matrix: csr_matrix) -> csr_matrix:
    liked = csr_matrix((matrix > 0).astype(np.float32))
    liked.eliminate_zeros()
    return liked

"""Model files: a JSON of parameters and arrays beside it. Nothing is pickled, nothing is trusted."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel
from scipy.sparse import csr_matrix

Config = TypeVar("Config", bound=BaseModel)
Shape = tuple[int | None, ...]


def write_model(folder: Path, name: str, config: BaseModel, arrays: Mapping[str, NDArray[Any]]) -> None:
    """Write `name.json` and one `name_KEY.npy` an array to `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.json").write_text(config.model_dump_json(indent=2))
    for key, array in arrays.items():
        np.save(folder / f"{name}_{key}.npy", array, allow_pickle=False)


def read_config(folder: Path, name: str, kind: type[Config]) -> Config:
    """The parameters that `write_model` wrote. Raises ValueError naming the file."""
    path = folder / f"{name}.json"
    try:
        return kind.model_validate(json.loads(path.read_text()))
    except (OSError, ValueError) as error:
        raise ValueError(f"{path}: no usable {name} model ({error})") from error


def read_array(folder: Path, name: str, key: str, shape: Shape) -> NDArray[Any]:
    """One array, memory-mapped; None in `shape` fits any length.

    Raises ValueError naming the file where it is missing, broken, or of another shape.
    """
    path = folder / f"{name}_{key}.npy"
    try:
        array: NDArray[Any] = np.load(path, mmap_mode="r", allow_pickle=False)
    except (OSError, ValueError, EOFError) as error:
        raise ValueError(f"{path}: no usable {name} model ({error})") from error
    fits = array.ndim == len(shape) and all(
        want is None or want == got for want, got in zip(shape, array.shape, strict=True)
    )
    if not fits:
        raise ValueError(f"{path}: shape {array.shape} does not fit {shape}; fit again")
    return array


def sparse_arrays(key: str, matrix: csr_matrix) -> dict[str, NDArray[Any]]:
    """A sparse matrix as the arrays that `read_sparse` reads."""
    return {
        f"{key}_shape": np.array(matrix.shape, np.int64),
        f"{key}_data": matrix.data,
        f"{key}_indices": matrix.indices.astype(np.int64),
        f"{key}_indptr": matrix.indptr.astype(np.int64),
    }


def read_sparse(folder: Path, name: str, key: str) -> csr_matrix:
    """A sparse matrix from its arrays. Raises ValueError where they do not fit each other."""
    rows, columns = read_array(folder, name, f"{key}_shape", (2,)).tolist()
    starts = np.array(read_array(folder, name, f"{key}_indptr", (int(rows) + 1,)), np.int64)
    length = int(starts[-1]) if len(starts) else 0
    indices = np.array(read_array(folder, name, f"{key}_indices", (length,)), np.int64)
    data = np.array(read_array(folder, name, f"{key}_data", (length,)))
    try:
        matrix = csr_matrix((data, indices, starts), shape=(int(rows), int(columns)))
        matrix.check_format(full_check=True)
    except ValueError as error:
        raise ValueError(f"{folder}: {key} of the {name} model is damaged ({error}); fit again") from error
    return matrix

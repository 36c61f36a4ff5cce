"""A fitted model's folder: its manifest says what it is and holds a checksum of every other file."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.errors import BadModel

FORMAT = 2
"""Rises when older code could not read newer files, or the other way round."""

MANIFEST = "manifest.json"


class Manifest(BaseModel):
    """What a model is, what it learnt from, and what its files must hash to."""

    model_config = ConfigDict(frozen=True)

    format: int
    algorithm: str
    fingerprint: str = Field(description="Hash of the data and the parameters it was fitted on")
    seed: int
    sizes: dict[str, int] = Field(description="People, films and interactions learnt from")
    parameters: dict[str, str | int | float | bool] = Field(default_factory=dict)
    metrics: dict[str, float] = Field(default_factory=dict)
    files: dict[str, str] = Field(default_factory=dict, description="SHA-256 of every file, by its path")

    @property
    def digest(self) -> str:
        """One hash for the whole model."""
        return hashlib.sha256(json.dumps(self.files, sort_keys=True).encode()).hexdigest()


def seal(folder: Path, manifest: Manifest) -> Manifest:
    """Write the manifest with the checksums of all files that are in `folder` now."""
    sealed = manifest.model_copy(update={"files": _checksums(folder)})
    (folder / MANIFEST).write_text(sealed.model_dump_json(indent=2))
    return sealed


def read(folder: Path) -> Manifest:
    """The manifest alone, the files unchecked. Raises BadModel."""
    path = folder / MANIFEST
    try:
        manifest = Manifest.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise BadModel(f"{path} cannot be read: fit again. ({error})") from error
    if manifest.format != FORMAT:
        raise BadModel(f"{folder} has format {manifest.format}, this program reads {FORMAT}: fit again.")
    return manifest


def verify(folder: Path) -> Manifest:
    """The manifest of a model whose files are all there, unchanged, and no others. Raises BadModel."""
    manifest = read(folder)
    actual = _checksums(folder)
    for name in sorted(manifest.files.keys() | actual.keys()):
        if name not in actual:
            raise BadModel(f"{folder / name} is missing.")
        if name not in manifest.files:
            raise BadModel(f"{folder / name} does not belong to the model.")
        if actual[name] != manifest.files[name]:
            raise BadModel(f"{folder / name} has been changed or damaged: its checksum is wrong.")
    return manifest


def _checksums(folder: Path) -> dict[str, str]:
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path != folder / MANIFEST:
            with path.open("rb") as file:
                found[path.relative_to(folder).as_posix()] = hashlib.file_digest(file, "sha256").hexdigest()
    return found

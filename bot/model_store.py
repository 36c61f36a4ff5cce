"""Every model ever fitted, on MLflow: what it is, its files, and which one serves.

MLflow takes seconds to import and keeps a database of its own, so nothing here is needed to start the
service: that reads the folder which `bot.serving` puts in place.
"""

from __future__ import annotations

import logging
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy.exc import SQLAlchemyError

from bot import model_files
from bot.errors import BadModel, InvalidQuery, NotReady
from bot.settings import Settings

if TYPE_CHECKING:
    from mlflow import MlflowClient
    from mlflow.entities.model_registry import ModelVersion

NAME = "recommender"
PRODUCTION = "production"
_FILES = "model"
_HISTORY = "production_history"
_DIGEST = "sha256"


@dataclass(frozen=True, slots=True)
class Version:
    """One registered model."""

    number: int
    digest: str
    run_id: str
    registered_at: datetime
    aliases: tuple[str, ...]
    fingerprint: str

    def as_dict(self) -> dict[str, Any]:
        """For programs."""
        return {
            "version": self.number,
            "aliases": list(self.aliases),
            "registered_at": self.registered_at.isoformat(),
            "sha256": self.digest,
            "data_fingerprint": self.fingerprint,
        }

    def __str__(self) -> str:
        names = f"  {', '.join(self.aliases)}" if self.aliases else ""
        return f"{self.number}  {self.registered_at:%Y-%m-%d %H:%M}  {self.digest[:12]}{names}"


class ModelStore:
    """Registers, names and fetches models."""

    def __init__(self, client: MlflowClient, models: Path) -> None:
        """`models` is where a store without a server keeps the files."""
        self._client = client
        self._models = models.absolute()

    def register(self, folder: Path) -> Version:
        """Keep the model in `folder`; one that is registered already keeps its version. Raises BadModel."""
        manifest = model_files.verify(folder)
        known = next((one for one in self.versions() if one.digest == manifest.digest), None)
        if known is not None:
            return known
        run_id = self._client.create_run(self._experiment()).info.run_id
        for name, value in {
            **manifest.parameters,
            "algorithm": manifest.algorithm,
            "seed": manifest.seed,
        }.items():
            self._client.log_param(run_id, name, value)
        for name, number in {**manifest.metrics, **manifest.sizes}.items():
            self._client.log_metric(run_id, name, number)
        self._client.log_artifacts(run_id, str(folder), _FILES)
        self._client.set_terminated(run_id)
        made = self._client.create_model_version(
            NAME,
            source=f"{self._client.get_run(run_id).info.artifact_uri}/{_FILES}",
            run_id=run_id,
            tags={
                _DIGEST: manifest.digest,
                "data_fingerprint": manifest.fingerprint,
                "format": str(manifest.format),
            },
        )
        return self.version(int(made.version))

    def versions(self) -> list[Version]:
        """All models, newest first."""
        self._registered()
        return sorted(
            (self.version(int(one.version)) for one in self._client.search_model_versions(f"name='{NAME}'")),
            key=lambda one: -one.number,
        )

    def version(self, number: int) -> Version:
        """One model. Raises InvalidQuery where there is none of this number."""
        from mlflow.exceptions import MlflowException

        try:
            return _version(self._client.get_model_version(NAME, str(number)))
        except MlflowException as error:
            raise InvalidQuery(f"There is no model version {number}: see `movies models list`.") from error

    def under(self, alias: str) -> Version | None:
        """The model that carries this name, or None."""
        return next((one for one in self.versions() if alias in one.aliases), None)

    def history(self) -> list[int]:
        """Versions that were in production, latest last; the last one is there now."""
        return [int(number) for number in self._registered().tags.get(_HISTORY, "").split()]

    def promote(self, version: Version, alias: str = PRODUCTION) -> None:
        """Give a model a name; production remembers whose place it took."""
        if alias == PRODUCTION and self.history()[-1:] != [version.number]:
            self._remember([*self.history(), version.number])
        self._client.set_registered_model_alias(NAME, alias, str(version.number))

    def before(self) -> Version:
        """The model that was in production before the present one. Raises InvalidQuery where none was."""
        former = self.history()[:-1]
        if not former:
            raise InvalidQuery("No earlier model was in production: there is nothing to roll back to.")
        return self.version(former[-1])

    def rollback(self) -> Version:
        """Put the model that was in production before back there. Raises InvalidQuery where none was."""
        version = self.before()
        self._remember(self.history()[:-1])
        self._client.set_registered_model_alias(NAME, PRODUCTION, str(version.number))
        return version

    @contextmanager
    def fetched(self, version: Version) -> Iterator[Path]:
        """A copy of a model's files, for as long as the block runs. Raises BadModel where they were changed.

        The checksums are compared with what the store noted when the model was registered, so that
        changing a file together with its manifest is found as well.
        """
        from mlflow.exceptions import MlflowException

        with tempfile.TemporaryDirectory(prefix="movies-model-") as folder:
            copy = Path(folder) / _FILES
            here = self._models / version.run_id / "artifacts" / _FILES  # also after the home was moved
            try:
                if here.is_dir():
                    shutil.copytree(here, copy)
                else:
                    self._client.download_artifacts(version.run_id, _FILES, folder)
            except (OSError, MlflowException) as error:
                raise BadModel(f"The files of model version {version.number} are gone. ({error})") from error
            if model_files.verify(copy).digest != version.digest:
                raise BadModel(f"Model version {version.number} is not what was registered: it was changed.")
            yield copy

    def _experiment(self) -> str:
        known = self._client.get_experiment_by_name(NAME)
        if known is not None:
            return str(known.experiment_id)
        local = self._client.tracking_uri.startswith("sqlite:")
        return str(
            self._client.create_experiment(NAME, artifact_location=str(self._models) if local else None)
        )

    def _registered(self) -> Any:  # noqa: ANN401 - MLflow's RegisteredModel, which is imported late
        from mlflow.exceptions import MlflowException

        try:
            return self._client.get_registered_model(NAME)
        except MlflowException:
            return self._client.create_registered_model(NAME)

    def _remember(self, numbers: list[int]) -> None:
        self._client.set_registered_model_tag(NAME, _HISTORY, " ".join(map(str, numbers)))


def open_store(settings: Settings) -> ModelStore:
    """The model store of this installation, made where it is missing. Raises NotReady where unreachable."""
    os.environ.setdefault("MLFLOW_DISABLE_TELEMETRY", "true")
    os.environ.setdefault("DO_NOT_TRACK", "true")
    settings.home.mkdir(parents=True, exist_ok=True)
    # MLflow takes seconds to import: only commands that use the store wait for it.
    from mlflow import MlflowClient
    from mlflow.exceptions import MlflowException

    logging.getLogger("mlflow").setLevel(logging.WARNING)
    logging.getLogger("alembic").setLevel(logging.WARNING)
    uri = settings.resolved_model_store
    try:
        client = MlflowClient(uri, uri)
        client.get_experiment_by_name(NAME)
    except (MlflowException, SQLAlchemyError, OSError) as error:
        shown = uri if uri.startswith("sqlite:") else uri.rpartition("@")[2]  # an address may hold a password
        raise NotReady(f"The model store {shown} cannot be used: {error}") from error
    return ModelStore(client, settings.models_folder)


def has_store(settings: Settings) -> bool:
    """Whether there is a store to ask, without asking it."""
    return settings.model_store is not None or (settings.home / "mlflow.db").exists()


def _version(made: ModelVersion) -> Version:
    return Version(
        number=int(made.version),
        digest=made.tags.get(_DIGEST, ""),
        run_id=str(made.run_id),
        registered_at=datetime.fromtimestamp(made.creation_timestamp / 1000, UTC),
        aliases=tuple(made.aliases),
        fingerprint=made.tags.get("data_fingerprint", ""),
    )

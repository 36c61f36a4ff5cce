"""All settings in one place, from the environment (prefix `MOVIES_`) or a `.env` file."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from functools import cached_property
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.slate_options import Diversity, Exploration, SlateOptions

PROJECT = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """Every path, port, address and secret. `.env.example` shows them all."""

    model_config = SettingsConfigDict(env_prefix="MOVIES_", env_file=".env", extra="ignore")

    home: Path = Field(Path("var"), description="Database, index, models and logs of one installation")
    database_url: str | None = Field(None, description="SQLAlchemy URL; SQLite in `home` when unset")
    encoder: str = Field("minilm", description="minilm, a folder, or a sentence-transformers name")

    vector_index: Literal["auto", "flat", "hnsw", "ivf", "pgvector", "milvus"] = Field(
        "auto", description="Where vectors are kept; auto is in files, of a kind that suits their number"
    )
    vector_url: SecretStr | None = Field(
        None,
        description="PostgreSQL (when unset, that of the database) or Milvus server, or a Milvus Lite file",
    )
    vector_prefix: str = Field("movies", description="Begins the names of tables on a shared vector server")

    host: str = "127.0.0.1"
    port: int = Field(8000, ge=0, le=65535)
    public_url: str | None = Field(None, description="Where people reach the service, https for webhooks")
    widget_origins: str = Field("", description="Space-separated sites that may embed the chat widget")

    rasa_port: int = Field(5005, ge=0, le=65535)
    rasa_url: str | None = Field(None, description="Where Rasa answers; loopback at `rasa_port` when unset")
    rasa_python: Path = Field(Path(".venv-rasa/bin/python"), description="Python of Rasa's environment")
    rasa_timeout: float = Field(20.0, gt=0, description="Seconds to wait for one dialogue turn")
    tracker_url: str | None = Field(
        None, description="Database URL of Rasa's conversations; SQLite in `home` when unset"
    )

    secret_key: SecretStr | None = Field(None, description="Signs sessions; kept in `home` when unset")

    rest_api_keys: SecretStr = Field(SecretStr(""), description="REST webhook keys as name:key,name:key")
    telegram_token: SecretStr | None = None
    telegram_secret: SecretStr | None = Field(None, description="Secret token Telegram sends with webhooks")
    telegram_mode: Literal["polling", "webhook"] = "polling"
    telegram_base_url: str = "https://api.telegram.org/bot"
    slack_bot_token: SecretStr | None = None
    slack_signing_secret: SecretStr | None = None
    slack_base_url: str = "https://slack.com/api/"

    diversity: Diversity = Field("genres", description="What keeps a page from being all alike")
    diversity_weight: float = Field(0.3, ge=0, le=1, description="How much, for mmr and dpp; 0 is not at all")
    popularity_calibration: float = Field(
        0.0, ge=0, le=1, description="How strongly lists match how well known a person's films are"
    )
    exploration: Exploration = Field(
        "off", description="Give the end of a page to films still to learn about"
    )
    exploration_share: float = Field(0.2, ge=0, le=0.5, description="Part of a page given to exploring")

    model_store: str | None = Field(
        None, description="MLflow: a server's or database's URL; SQLite in `home` when unset"
    )
    refit_minutes: float = Field(30.0, ge=0, description="Between looks for new ratings to learn; 0 is never")

    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"

    @property
    def resolved_database_url(self) -> str:
        """The database's URL, the SQLite default spelt out."""
        return self.database_url or f"sqlite:///{(self.home / 'movies.db').absolute()}"

    @property
    def resolved_rasa_url(self) -> str:
        """Base URL of Rasa without a trailing slash."""
        return (self.rasa_url or f"http://127.0.0.1:{self.rasa_port}").rstrip("/")

    @property
    def index_folder(self) -> Path:
        """The search index."""
        return self.home / "index"

    def written_folder(self, what: str) -> Path:
        """The `synopses` or `titles` that this installation brought, beside those that come with the project."""
        return self.home / what

    @property
    def factors_folder(self) -> Path:
        """The fitted recommender."""
        return self.home / "factors"

    @property
    def models_folder(self) -> Path:
        """Every registered model, where the store keeps no files of its own."""
        return self.home / "models"

    @property
    def resolved_model_store(self) -> str:
        """The model store's URL, the SQLite default spelt out."""
        return self.model_store or f"sqlite:///{(self.home / 'mlflow.db').absolute()}"

    @property
    def experiments_file(self) -> Path:
        """What experiments run."""
        return self.home / "experiments.toml"

    @property
    def slates(self) -> SlateOptions:
        """How lists of recommendations are made where no experiment says otherwise."""
        return SlateOptions(
            diversity=self.diversity,
            diversity_weight=self.diversity_weight,
            popularity_calibration=self.popularity_calibration,
            exploration=self.exploration,
            exploration_share=self.exploration_share,
        )

    @property
    def gazetteer_folder(self) -> Path:
        """Titles and names exported for Rasa."""
        return self.home / "gazetteer"

    @property
    def rasa_model(self) -> Path:
        """The trained dialogue model."""
        return self.home / "rasa" / "dialogue.tar.gz"

    @property
    def logs_folder(self) -> Path:
        """What the two processes print."""
        return self.home / "logs"

    @cached_property
    def signing_key(self) -> bytes:
        """Key that signs sessions: the setting, or one made once and kept in `home` for this user only."""
        if self.secret_key is not None and self.secret_key.get_secret_value():
            return self.secret_key.get_secret_value().encode()
        path = self.home / "secret.key"
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            draft = path.with_name(f"secret.{secrets.token_hex(4)}")
            draft.touch(mode=0o600)
            draft.write_text(secrets.token_urlsafe(48))
            try:
                path.hardlink_to(draft)  # fails, rather than replaces, when another process was first
            except FileExistsError:
                pass
            finally:
                draft.unlink()
        return path.read_text().strip().encode()

    @property
    def actions_token(self) -> str:
        """Bearer token Rasa shows at `/webhook`; derived from the signing key, so both sides know it."""
        return hmac.new(self.signing_key, b"rasa-actions", hashlib.sha256).hexdigest()

"""Where the installation's vectors are kept."""

from __future__ import annotations

from bot.errors import NotReady
from bot.settings import Settings
from retrieval.vectors.choose import VectorIndexes


def vector_indexes(settings: Settings) -> VectorIndexes:
    """What makes and opens vector indexes. Raises NotReady where the server's URL is missing."""
    url = settings.vector_url.get_secret_value() if settings.vector_url is not None else None
    database = settings.resolved_database_url
    if url is None and settings.vector_index == "pgvector" and database.startswith("postgresql"):
        url = database
    if settings.vector_index in ("pgvector", "milvus") and not url:
        raise NotReady(
            f"MOVIES_VECTOR_INDEX is {settings.vector_index}: set MOVIES_VECTOR_URL to where the server is."
        )
    # SQLAlchemy names its driver in the scheme; PostgreSQL's own client does not know that.
    return VectorIndexes(
        settings.vector_index,
        url and url.replace("postgresql+psycopg:", "postgresql:", 1),
        settings.vector_prefix,
    )

"""The composition root: settings in, a working assistant out. Nothing else builds the parts."""

from __future__ import annotations

import numpy as np

from bot import training
from bot.assistant import Assistant
from bot.catalogue import fame
from bot.db import movies as movie_store
from bot.db.session import Database, open_database
from bot.errors import NotReady
from bot.impressions import ImpressionLog
from bot.ranking import Ranker
from bot.settings import Settings
from retrieval.encoder import SentenceEncoder
from retrieval.engine import SearchEngine


def build(settings: Settings, *, record: bool = True) -> Assistant:
    """Load what `movies prepare` built and wire it; without `record` no impressions are kept.

    Raises NotReady where a part is missing.
    """
    database = open_database(settings.resolved_database_url)
    try:
        engine = load_engine(settings)
        factors, films = training.load(settings.factors_folder)
        ranker = Ranker(engine, factors, films, _prior(database, engine))
    except BaseException:
        database.close()
        raise
    return Assistant(database, engine, ranker, ImpressionLog(database) if record else None)


def load_engine(settings: Settings) -> SearchEngine:
    """The search index with its encoder. Raises NotReady."""
    try:
        return SearchEngine.load(settings.index_folder, SentenceEncoder(settings.encoder))
    except ValueError as error:
        raise NotReady(f"The search index cannot be used: run `movies index`. ({error})") from error


def _prior(database: Database, engine: SearchEngine) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    """How well known and liked each film is, in the engine's row order."""
    with database.session(read_only=True) as session:
        known = {movie.id: fame(movie) for movie in movie_store.all_movies(session)}
    return np.array([known.get(int(film), 0.0) for film in engine.ids], np.float32)

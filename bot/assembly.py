"""The composition root: settings in, a working assistant out. Nothing else builds the parts."""

from __future__ import annotations

import numpy as np

from bot import training
from bot.assistant import Assistant
from bot.db.session import open_database
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
        # The index holds each film's fame as its popularity: no need to read the catalogue again.
        prior = np.array([engine.document(int(film)).popularity for film in engine.ids], np.float32)
        ranker = Ranker(engine, factors, films, prior)
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

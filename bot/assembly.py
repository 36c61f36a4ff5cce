"""The composition root: settings in, a working assistant out. Nothing else builds the parts."""

from __future__ import annotations

import numpy as np

from bot import serving
from bot.assistant import Assistant
from bot.db.session import open_database
from bot.errors import NotReady
from bot.experiments import config
from bot.experiments.variants import Variants
from bot.exploration import Explorer
from bot.film_vectors import FilmVectors
from bot.impressions import ImpressionLog
from bot.interview import Interviewer
from bot.ranking import Ranker
from bot.settings import Settings
from bot.slates import Slates
from bot.taste_codes import TasteCodes
from bot.vectors import vector_indexes
from recommender.base import Recommender
from recommender.interactions import IdMap
from retrieval.encoder import SentenceEncoder
from retrieval.engine import SearchEngine


def build(settings: Settings, *, record: bool = True) -> Assistant:
    """Load what `movies prepare` built and wire it; without `record` no impressions are kept.

    Raises NotReady where a part is missing, BadModel where no fitted model can be used, DataError for
    an experiments file with mistakes.
    """
    database = open_database(settings.resolved_database_url)
    try:
        engine = load_engine(settings)
        ranker = make_ranker(engine, *serving.load(settings, database))
        experiments = config.load(settings.experiments_file)
    except BaseException:
        database.close()
        raise
    impressions = ImpressionLog(database) if record else None
    writer = impressions.writer if impressions else None
    vectors = FilmVectors(engine)
    return Assistant(
        database,
        engine,
        ranker,
        Slates(vectors, Variants(settings.slates, experiments, writer), Explorer(database, writer)),
        impressions,
        Interviewer(database, engine, vectors),
        TasteCodes(settings.signing_key),
    )


def make_ranker(engine: SearchEngine, model: Recommender, films: IdMap) -> Ranker:
    """The blend of an index and a fitted model."""
    # The index holds each film's fame as its popularity: no need to read the catalogue again.
    prior = np.array([engine.document(int(film)).popularity for film in engine.ids], np.float32)
    return Ranker(engine, model, films, prior)


def load_engine(settings: Settings) -> SearchEngine:
    """The search index with its encoder. Raises NotReady."""
    indexes = vector_indexes(settings)
    try:
        return SearchEngine.load(settings.index_folder, SentenceEncoder(settings.encoder), indexes)
    except ValueError as error:
        raise NotReady(f"The search index cannot be used: run `movies index`. ({error})") from error
    except ConnectionError as error:
        raise NotReady(f"The search index cannot be reached. {error}") from error

"""Read MovieLens folders: ml-100k and ml-latest-small."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
from scipy.sparse import csr_matrix

from bot.errors import DataError
from bot.evaluation.ratings_protocols.data import (
    UNKNOWN_YEAR,
    RatingData,
    film_features,
    numbered,
    one_hot,
    table,
)
from bot.ingest.titles import split_year

_GENRES_FROM = 5
"""Column of `u.item` where its genre flags begin."""


def read_folder(folder: Path) -> RatingData:
    """Ratings, films and people of a MovieLens folder. Raises DataError for one of another layout."""
    try:
        if (folder / "u.data").exists():
            return _ml_100k(folder)
        if (folder / "ratings.csv").exists():
            return _ml_latest(folder)
    except (OSError, ValueError, KeyError) as error:
        raise DataError(f"{folder}: not readable as MovieLens data ({error})") from error
    raise DataError(f"{folder}: neither u.data (ml-100k) nor ratings.csv (ml-latest-small) is there")


def _ml_100k(folder: Path) -> RatingData:
    ratings = np.loadtxt(folder / "u.data", dtype=np.int64, delimiter="\t")
    films = pd.read_csv(folder / "u.item", sep="|", header=None, encoding="latin-1")
    people = pd.read_csv(folder / "u.user", sep="|", header=None, names=["id", "age", "sex", "job", "zip"])
    dates = pd.to_datetime(films[2], format="%d-%b-%Y", errors="coerce")
    years = dates.dt.year.fillna(UNKNOWN_YEAR).astype(int).tolist()
    genres = csr_matrix(films.iloc[:, _GENRES_FROM:].to_numpy(np.float32))
    groups = [
        [f"age {age // 5}", f"sex {sex}", f"job {job}"]
        for age, sex, job in zip(people["age"], people["sex"], people["job"], strict=True)
    ]
    return RatingData(
        name=folder.name,
        people=ratings[:, 0] - 1,
        films=ratings[:, 1] - 1,
        stars=ratings[:, 2].astype(np.float64),
        times=ratings[:, 3],
        n_people=len(people),
        n_films=len(films),
        features=film_features(genres, years),
        film_table=table(genres, years),
        person_features=one_hot(groups),
    )


def _ml_latest(folder: Path) -> RatingData:
    ratings = pd.read_csv(folder / "ratings.csv")
    ids, columns = numbered(ratings["movieId"].to_numpy())
    films = pd.read_csv(folder / "movies.csv").set_index("movieId").loc[ids]
    years = [split_year(title)[1] or UNKNOWN_YEAR for title in films["title"]]
    genres = one_hot([value.split("|") for value in films["genres"]])
    tags = pd.read_csv(folder / "tags.csv").groupby("movieId")["tag"].agg(list).to_dict()
    words = one_hot([[tag.lower() for tag in tags.get(film, [])] for film in ids.tolist()], at_least=3)
    people, rows = numbered(ratings["userId"].to_numpy())
    return RatingData(
        name=folder.name,
        people=rows,
        films=columns,
        stars=ratings["rating"].to_numpy(np.float64),
        times=ratings["timestamp"].to_numpy(np.int64),
        n_people=len(people),
        n_films=len(ids),
        features=film_features(genres, years, words),
        film_table=table(genres, years),
    )

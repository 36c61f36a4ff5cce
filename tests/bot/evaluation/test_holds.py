"""Conditions judged on one film's facts."""

from __future__ import annotations

import json

import pytest
from pydantic import ValidationError

from bot.domain import Movie
from bot.evaluation.holds import Holds
from retrieval.documents import CastMember

FILM = Movie(
    title="Volver",
    year=2006,
    runtime=121,
    language="es",
    countries=("ES",),
    genres=("Comedy", "Drama"),
    directors=("Pedro Almodóvar",),
    cast=(CastMember("Penélope Cruz", "Raimunda"), CastMember("Carmen Maura", "Irene")),
    rating=7.3,
)
UNKNOWN = Movie(title="A film of which nothing is known")


@pytest.mark.parametrize(
    "conditions",
    [
        {"genres": ["comedy", "Drama"]},
        {"genres_any": ["War", "Drama"]},
        {"without_genres": ["War", "Horror"]},
        {"people": ["pedro almodovar", "Penelope Cruz"]},
        {"without_people": ["Tom Hanks"]},
        {"languages": ["fr", "es"]},
        {"without_languages": ["en"]},
        {"countries": ["ES", "FR"]},
        {"without_countries": ["US"]},
        {"year_from": 2006, "year_to": 2006},
        {"without_years": [[1980, 1989], [2007, 2010]]},
        {"runtime_min": 121, "runtime_max": 121},
        {"rating_min": 7.3},
    ],
)
def test_a_film_that_meets_the_conditions(conditions: dict[str, object]) -> None:
    assert Holds.model_validate_json(json.dumps(conditions)).satisfied_by(FILM)


@pytest.mark.parametrize(
    "conditions",
    [
        {"genres": ["Comedy", "War"]},
        {"genres_any": ["War", "Horror"]},
        {"without_genres": ["War", "Drama"]},
        {"people": ["Pedro Almodóvar", "Antonio Banderas"]},
        {"people": ["Penélope"]},
        {"without_people": ["carmen maura"]},
        {"without_people": ["Pedro Almodóvar"]},
        {"languages": ["fr"]},
        {"without_languages": ["es"]},
        {"countries": ["FR"]},
        {"without_countries": ["ES"]},
        {"year_from": 2007},
        {"year_to": 2005},
        {"without_years": [[1980, 1989], [2006, 2010]]},
        {"runtime_min": 122},
        {"runtime_max": 120},
        {"rating_min": 7.4},
        {"genres": ["Comedy"], "year_to": 1999},
    ],
)
def test_a_film_that_fails_one(conditions: dict[str, object]) -> None:
    assert not Holds.model_validate_json(json.dumps(conditions)).satisfied_by(FILM)


@pytest.mark.parametrize(
    ("conditions", "met"),
    [
        ({"without_genres": ["War"]}, True),
        ({"without_people": ["Tom Hanks"]}, True),
        ({"languages": ["es"]}, False),
        ({"without_languages": ["en"]}, False),
        ({"without_countries": ["US"]}, False),
        ({"year_from": 1900}, False),
        ({"without_years": [[1980, 1989]]}, False),
        ({"runtime_max": 500}, False),
        ({"rating_min": 0}, False),
    ],
)
def test_what_is_unknown_cannot_be_shown_to_hold(conditions: dict[str, object], met: bool) -> None:
    assert Holds.model_validate_json(json.dumps(conditions)).satisfied_by(UNKNOWN) is met


def test_no_condition_at_all_is_refused() -> None:
    with pytest.raises(ValidationError, match="at least one condition"):
        Holds()

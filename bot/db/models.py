"""The tables. Only the repositories in this package read or write them."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from bot.db.types import UtcDateTime

NAMING = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class PersonKind(StrEnum):
    """How a person came to be here."""

    GUEST = "guest"
    MEMBER = "member"
    IMPORTED = "imported"


class Base(DeclarativeBase):
    """Common base; constraints are named so that migrations can alter them on every database."""

    metadata = MetaData(naming_convention=NAMING)


class Movie(Base):
    """A film. Lists are JSON: they are read whole, and facet queries are the search engine's job.

    `digest` is a hash of what the data set said, so that a re-ingest can tell an unchanged film;
    `figures_derived` is true where rating, rating_count and popularity were computed from stored
    ratings because the data set has none.
    """

    __tablename__ = "movies"
    # Ids are never reused: conversations and signed sessions may still hold an old one.
    __table_args__ = (Index("ix_movies_title_key_year", "title_key", "year"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(primary_key=True)
    tmdb_id: Mapped[int | None] = mapped_column(Integer, unique=True)
    imdb_id: Mapped[str | None] = mapped_column(String(20))
    title: Mapped[str] = mapped_column(Text)
    title_key: Mapped[str] = mapped_column(Text)
    original_title: Mapped[str] = mapped_column(Text)
    year: Mapped[int | None] = mapped_column(Integer)
    runtime: Mapped[int | None] = mapped_column(Integer)
    language: Mapped[str] = mapped_column(String(10))
    countries: Mapped[list[str]] = mapped_column(JSON)
    genres: Mapped[list[str]] = mapped_column(JSON)
    directors: Mapped[list[str]] = mapped_column(JSON)
    cast: Mapped[list[list[str]]] = mapped_column(JSON)
    keywords: Mapped[list[str]] = mapped_column(JSON)
    overview: Mapped[str] = mapped_column(Text)
    tagline: Mapped[str] = mapped_column(Text)
    rating: Mapped[float | None] = mapped_column(Float)
    rating_count: Mapped[int] = mapped_column(Integer)
    popularity: Mapped[float] = mapped_column(Float)
    figures_derived: Mapped[bool] = mapped_column(default=False)
    digest: Mapped[str] = mapped_column(String(32))


class Person(Base):
    """Someone with a taste: a guest, later a member with an account, or a rater of an imported data set."""

    __tablename__ = "persons"
    __table_args__ = (
        CheckConstraint("kind IN ('guest', 'member', 'imported')", name="kind"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(10))
    display_name: Mapped[str | None] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    last_seen_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Identity(Base):
    """What a provider (Telegram, Slack, MovieLens...) calls a person."""

    __tablename__ = "identities"

    provider: Mapped[str] = mapped_column(String(50), primary_key=True)
    subject: Mapped[str] = mapped_column(String(255), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id", ondelete="CASCADE"), index=True)


class Rating(Base):
    """The stars a person gives a film now. Imported people may have given half a star."""

    __tablename__ = "ratings"
    __table_args__ = (CheckConstraint("stars >= 0.5 AND stars <= 5", name="stars"),)

    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id", ondelete="CASCADE"), primary_key=True)
    movie_id: Mapped[int] = mapped_column(ForeignKey("movies.id"), primary_key=True, index=True)
    stars: Mapped[float] = mapped_column(Float)
    rated_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


class WatchlistEntry(Base):
    """A film a person wants to see."""

    __tablename__ = "watchlist"

    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id", ondelete="CASCADE"), primary_key=True)
    movie_id: Mapped[int] = mapped_column(ForeignKey("movies.id"), primary_key=True)
    added_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


class MarkEntry(Base):
    """Seen, or not interested; a film may carry both."""

    __tablename__ = "marks"
    __table_args__ = (CheckConstraint("mark IN ('seen', 'not_interested')", name="mark"),)

    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id", ondelete="CASCADE"), primary_key=True)
    movie_id: Mapped[int] = mapped_column(ForeignKey("movies.id"), primary_key=True)
    mark: Mapped[str] = mapped_column(String(20), primary_key=True)
    marked_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


class ChangeEntry(Base):
    """One change a person made, with all that is needed to take it back. Rows are only ever added.

    `before_at` is when the state before had come about, None where there was none; taking a change
    back sets `undone_at`.
    """

    __tablename__ = "changes"
    __table_args__ = (Index("ix_changes_person_id_id", "person_id", "id"),)

    id: Mapped[int] = mapped_column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id", ondelete="CASCADE"))
    movie_id: Mapped[int] = mapped_column(ForeignKey("movies.id"))
    kind: Mapped[str] = mapped_column(String(20))
    mark: Mapped[str | None] = mapped_column(String(20))
    before: Mapped[float | None] = mapped_column(Float)
    before_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    after: Mapped[float | None] = mapped_column(Float)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    undone_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Impression(Base):
    """One film shown to one person (or to nobody known) in one answer."""

    __tablename__ = "impressions"
    __table_args__ = (Index("ix_impressions_person_id_shown_at", "person_id", "shown_at"),)

    id: Mapped[int] = mapped_column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True)
    request_id: Mapped[str] = mapped_column(String(64), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id", ondelete="CASCADE"))
    surface: Mapped[str] = mapped_column(String(30))
    movie_id: Mapped[int] = mapped_column(ForeignKey("movies.id"))
    position: Mapped[int] = mapped_column(Integer)
    score: Mapped[float] = mapped_column(Float)
    source: Mapped[str] = mapped_column(String(50))
    shown_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Exposure(Base):
    """An experiment's arm first met by a person; the propensity is the share of people who get that arm."""

    __tablename__ = "exposures"

    experiment: Mapped[str] = mapped_column(String(60), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id", ondelete="CASCADE"), primary_key=True)
    arm: Mapped[str] = mapped_column(String(60), primary_key=True)
    propensity: Mapped[float] = mapped_column(Float)
    exposed_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Exploration(Base):
    """One place of an answer given to a film by a random draw, with all that judging it later takes.

    `candidates` are the films that might have had the place and `features` one row of numbers for each;
    `propensity` is the chance with which `policy` gave it to `movie_id`. `draw` names the answer: showing
    the same one again is not another draw.
    """

    __tablename__ = "explorations"

    draw: Mapped[str] = mapped_column(String(32), primary_key=True)
    position: Mapped[int] = mapped_column(Integer, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id", ondelete="CASCADE"), index=True)
    policy: Mapped[str] = mapped_column(String(30))
    movie_id: Mapped[int] = mapped_column(ForeignKey("movies.id"))
    propensity: Mapped[float] = mapped_column(Float)
    candidates: Mapped[list[int]] = mapped_column(JSON)
    features: Mapped[list[list[float]]] = mapped_column(JSON)
    drawn_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)

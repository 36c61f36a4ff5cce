"""The first tables: films, people and what they did."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "movies",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tmdb_id", sa.Integer(), nullable=True),
        sa.Column("imdb_id", sa.String(length=20), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("title_key", sa.Text(), nullable=False),
        sa.Column("original_title", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("runtime", sa.Integer(), nullable=True),
        sa.Column("language", sa.String(length=10), nullable=False),
        sa.Column("countries", sa.JSON(), nullable=False),
        sa.Column("genres", sa.JSON(), nullable=False),
        sa.Column("directors", sa.JSON(), nullable=False),
        sa.Column("cast", sa.JSON(), nullable=False),
        sa.Column("keywords", sa.JSON(), nullable=False),
        sa.Column("overview", sa.Text(), nullable=False),
        sa.Column("tagline", sa.Text(), nullable=False),
        sa.Column("rating", sa.Float(), nullable=True),
        sa.Column("rating_count", sa.Integer(), nullable=False),
        sa.Column("popularity", sa.Float(), nullable=False),
        sa.Column("figures_derived", sa.Boolean(), nullable=False),
        sa.Column("digest", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_movies"),
        sa.UniqueConstraint("tmdb_id", name="uq_movies_tmdb_id"),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("movies") as batch_op:
        batch_op.create_index("ix_movies_title_key_year", ["title_key", "year"], unique=False)

    op.create_table(
        "persons",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("display_name", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind IN ('guest', 'member', 'imported')", name=op.f("ck_persons_kind")),
        sa.PrimaryKeyConstraint("id", name="pk_persons"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "changes",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("movie_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("mark", sa.String(length=20), nullable=True),
        sa.Column("before", sa.Float(), nullable=True),
        sa.Column("before_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("after", sa.Float(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["movie_id"], ["movies.id"], name="fk_changes_movie_id_movies"),
        sa.ForeignKeyConstraint(
            ["person_id"], ["persons.id"], name="fk_changes_person_id_persons", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_changes"),
    )
    with op.batch_alter_table("changes") as batch_op:
        batch_op.create_index("ix_changes_person_id_id", ["person_id", "id"], unique=False)

    op.create_table(
        "identities",
        sa.Column("provider", sa.String(length=50), nullable=False),
        sa.Column("subject", sa.String(length=255), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["persons.id"], name="fk_identities_person_id_persons", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("provider", "subject", name="pk_identities"),
    )
    with op.batch_alter_table("identities") as batch_op:
        batch_op.create_index("ix_identities_person_id", ["person_id"], unique=False)

    op.create_table(
        "impressions",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("request_id", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("surface", sa.String(length=30), nullable=False),
        sa.Column("movie_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("source", sa.String(length=50), nullable=False),
        sa.Column("shown_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["movie_id"], ["movies.id"], name="fk_impressions_movie_id_movies"),
        sa.ForeignKeyConstraint(
            ["person_id"], ["persons.id"], name="fk_impressions_person_id_persons", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_impressions"),
    )
    with op.batch_alter_table("impressions") as batch_op:
        batch_op.create_index("ix_impressions_person_id_shown_at", ["person_id", "shown_at"], unique=False)
        batch_op.create_index("ix_impressions_request_id", ["request_id"], unique=False)

    op.create_table(
        "marks",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("movie_id", sa.Integer(), nullable=False),
        sa.Column("mark", sa.String(length=20), nullable=False),
        sa.Column("marked_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("mark IN ('seen', 'not_interested')", name=op.f("ck_marks_mark")),
        sa.ForeignKeyConstraint(["movie_id"], ["movies.id"], name="fk_marks_movie_id_movies"),
        sa.ForeignKeyConstraint(
            ["person_id"], ["persons.id"], name="fk_marks_person_id_persons", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", "movie_id", "mark", name="pk_marks"),
    )
    with op.batch_alter_table("marks") as batch_op:
        batch_op.create_index("ix_marks_marked_at", ["marked_at"], unique=False)

    op.create_table(
        "ratings",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("movie_id", sa.Integer(), nullable=False),
        sa.Column("stars", sa.Float(), nullable=False),
        sa.Column("rated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("stars >= 0.5 AND stars <= 5", name=op.f("ck_ratings_stars")),
        sa.ForeignKeyConstraint(["movie_id"], ["movies.id"], name="fk_ratings_movie_id_movies"),
        sa.ForeignKeyConstraint(
            ["person_id"], ["persons.id"], name="fk_ratings_person_id_persons", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", "movie_id", name="pk_ratings"),
    )
    with op.batch_alter_table("ratings") as batch_op:
        batch_op.create_index("ix_ratings_movie_id", ["movie_id"], unique=False)
        batch_op.create_index("ix_ratings_rated_at", ["rated_at"], unique=False)

    op.create_table(
        "watchlist",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("movie_id", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["movie_id"], ["movies.id"], name="fk_watchlist_movie_id_movies"),
        sa.ForeignKeyConstraint(
            ["person_id"], ["persons.id"], name="fk_watchlist_person_id_persons", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", "movie_id", name="pk_watchlist"),
    )
    with op.batch_alter_table("watchlist") as batch_op:
        batch_op.create_index("ix_watchlist_added_at", ["added_at"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("watchlist") as batch_op:
        batch_op.drop_index("ix_watchlist_added_at")

    op.drop_table("watchlist")
    with op.batch_alter_table("ratings") as batch_op:
        batch_op.drop_index("ix_ratings_rated_at")
        batch_op.drop_index("ix_ratings_movie_id")

    op.drop_table("ratings")
    with op.batch_alter_table("marks") as batch_op:
        batch_op.drop_index("ix_marks_marked_at")

    op.drop_table("marks")
    with op.batch_alter_table("impressions") as batch_op:
        batch_op.drop_index("ix_impressions_request_id")
        batch_op.drop_index("ix_impressions_person_id_shown_at")

    op.drop_table("impressions")
    with op.batch_alter_table("identities") as batch_op:
        batch_op.drop_index("ix_identities_person_id")

    op.drop_table("identities")
    with op.batch_alter_table("changes") as batch_op:
        batch_op.drop_index("ix_changes_person_id_id")

    op.drop_table("changes")
    op.drop_table("persons")
    with op.batch_alter_table("movies") as batch_op:
        batch_op.drop_index("ix_movies_title_key_year")

    op.drop_table("movies")

"""Experiments and exploration: who met which arm, and which places were given at random."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0002"
down_revision: str | None = "0001"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "exposures",
        sa.Column("experiment", sa.String(length=60), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("arm", sa.String(length=60), nullable=False),
        sa.Column("propensity", sa.Float(), nullable=False),
        sa.Column("exposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["persons.id"], name="fk_exposures_person_id_persons", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("experiment", "person_id", "arm", name="pk_exposures"),
    )
    op.create_table(
        "explorations",
        sa.Column("draw", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("policy", sa.String(length=30), nullable=False),
        sa.Column("movie_id", sa.Integer(), nullable=False),
        sa.Column("propensity", sa.Float(), nullable=False),
        sa.Column("candidates", sa.JSON(), nullable=False),
        sa.Column("features", sa.JSON(), nullable=False),
        sa.Column("drawn_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["movie_id"], ["movies.id"], name="fk_explorations_movie_id_movies"),
        sa.ForeignKeyConstraint(
            ["person_id"], ["persons.id"], name="fk_explorations_person_id_persons", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("draw", "position", name="pk_explorations"),
    )
    with op.batch_alter_table("explorations") as batch_op:
        batch_op.create_index("ix_explorations_drawn_at", ["drawn_at"], unique=False)
        batch_op.create_index("ix_explorations_person_id", ["person_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("explorations") as batch_op:
        batch_op.drop_index("ix_explorations_person_id")
        batch_op.drop_index("ix_explorations_drawn_at")

    op.drop_table("explorations")
    op.drop_table("exposures")

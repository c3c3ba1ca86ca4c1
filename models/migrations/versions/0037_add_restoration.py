"""That a ledger was put back from a copy, and what is held since."""

import sqlalchemy as sa
from alembic import op

from models.kinds import HoldAnswer, RestoredHow, UtcDateTime, words

revision = "0037_add_restoration"
down_revision = "0036_ask_for_accounts"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "restoration",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("how", words(RestoredHow), nullable=False),
        sa.Column("taken_at", UtcDateTime(), nullable=False),
        sa.Column("lost_at", UtcDateTime(), nullable=False),
        sa.Column("restored_at", UtcDateTime(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "restored_hold",
        sa.Column("message_id", sa.Integer(), nullable=False),
        sa.Column("restoration_id", sa.Integer(), nullable=False),
        sa.Column("meant_at", UtcDateTime(), nullable=False),
        sa.Column("held_at", UtcDateTime(), nullable=False),
        sa.Column("looked_at", UtcDateTime(), nullable=True),
        sa.Column("answer", words(HoldAnswer), nullable=True),
        sa.Column("answered_at", UtcDateTime(), nullable=True),
        sa.Column("answered_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["message_id"], ["message.id"]),
        sa.ForeignKeyConstraint(["restoration_id"], ["restoration.id"]),
        sa.PrimaryKeyConstraint("message_id"),
    )


def downgrade() -> None:
    op.drop_table("restored_hold")
    op.drop_table("restoration")

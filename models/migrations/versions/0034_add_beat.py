"""When regular work was last done, and who was told that it stopped."""

import sqlalchemy as sa
from alembic import op

from models.kinds import UtcDateTime

revision = "0034_add_beat"
down_revision = "0033_add_scoring"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "beat",
        sa.Column("name", sa.String(32), primary_key=True),
        sa.Column("begun_at", UtcDateTime(), nullable=True),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.Column("well_at", UtcDateTime(), nullable=True),
        sa.Column("failing_since", UtcDateTime(), nullable=True),
        sa.Column("next_by", UtcDateTime(), nullable=True),
    )
    op.create_table(
        "silence",
        sa.Column("kind", sa.String(32), primary_key=True),
        sa.Column("since_at", UtcDateTime(), nullable=False),
        sa.Column("claimed_at", UtcDateTime(), nullable=True),
        sa.Column("told_at", UtcDateTime(), nullable=True),
        sa.Column("over_at", UtcDateTime(), nullable=True),
        sa.Column("failed", sa.String(), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("silence")
    op.drop_table("beat")

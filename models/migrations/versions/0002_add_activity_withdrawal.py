"""Count continuous duties: an activity can be withdrawn and flagged, a round has a threshold."""

import sqlalchemy as sa
from alembic import op

revision = "0002_add_activity_withdrawal"
down_revision = "0001_create_ledger"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("activity", sa.Column("flags", sa.String(), nullable=False, server_default=""))
    op.add_column("activity", sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("round", sa.Column("threshold", sa.Integer(), nullable=True))


def downgrade() -> None:
    op.drop_column("round", "threshold")
    op.drop_column("activity", "withdrawn_at")
    op.drop_column("activity", "flags")

"""The day on which a unit says that it sent a report, and when an officer checked that."""

import sqlalchemy as sa
from alembic import op

from models.kinds import UtcDateTime

revision = "0023_add_sent_on"
down_revision = "0022_add_call_note"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("submission", sa.Column("sent_on", sa.Date(), nullable=True))
    op.add_column("submission", sa.Column("sent_checked_at", UtcDateTime(), nullable=True))


def downgrade() -> None:
    op.drop_column("submission", "sent_checked_at")
    op.drop_column("submission", "sent_on")

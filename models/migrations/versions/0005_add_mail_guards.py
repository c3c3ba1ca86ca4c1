"""Count the mail account's rate by the attempts' time; tell of a paused channel once."""

import sqlalchemy as sa
from alembic import op

revision = "0005_add_mail_guards"
down_revision = "0004_add_service_token"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_attempt_at", "attempt", ["at"])
    op.add_column("channel", sa.Column("alarm_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    op.drop_column("channel", "alarm_at")
    op.drop_index("ix_attempt_at", table_name="attempt")

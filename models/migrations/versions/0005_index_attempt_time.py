"""Find the attempts of the last minute and day: the mail account's rate is counted from them."""

from alembic import op

revision = "0005_index_attempt_time"
down_revision = "0002_add_activity_withdrawal"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_attempt_at", "attempt", ["at"])


def downgrade() -> None:
    op.drop_index("ix_attempt_at", table_name="attempt")

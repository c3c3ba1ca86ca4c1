"""What went on air has the hour at which it did."""

import sqlalchemy as sa
from alembic import op

revision = "0006_add_activity_hour"
down_revision = "0005_add_mail_guards"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("activity", sa.Column("hour", sa.String(), nullable=True))


def downgrade() -> None:
    op.drop_column("activity", "hour")

"""What is asked in an account's name waits for that account; the ledger knows its installation."""

import sqlalchemy as sa
from alembic import op

from models.kinds import UtcDateTime

revision = "0018_add_asked_act"
down_revision = "0017_add_rest"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "asked_act",
        sa.Column("hash", sa.String(), primary_key=True),
        sa.Column("form", sa.String(32), nullable=False),
        sa.Column("typed", sa.String(), nullable=False),
        sa.Column("run_key", sa.String(), nullable=False),
        sa.Column("account_id", sa.Integer(), sa.ForeignKey("account.id"), nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.Column("done_at", UtcDateTime(), nullable=True),
        sa.UniqueConstraint("run_key"),
    )
    op.create_table(
        "installation",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("mark", sa.String(), nullable=False),
        sa.Column("key_fingerprint", sa.String(), nullable=True),
    )


def downgrade() -> None:
    op.drop_table("installation")
    op.drop_table("asked_act")

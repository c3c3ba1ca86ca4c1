"""Which slot completes with the report that consolidates its round; messages that were lost."""

import sqlalchemy as sa
from alembic import op

revision = "0024_add_consolidated"
down_revision = "0023_add_sent_on"
branch_labels = None
depends_on = None

_LOST = "state IN ('refused', 'expired')"

_OWN_SLOTS = """
UPDATE assignment SET consolidated = :yes
WHERE chased = :no AND parent_id IS NULL AND subject = '' AND unit_code = 'so-noi-vu'
AND round_id IN (SELECT id FROM round WHERE duty = 'III.1.1.c')
"""
"""The one such duty of the plans that were ever shipped before."""


def upgrade() -> None:
    column = sa.Column("consolidated", sa.Boolean(), nullable=False, server_default=sa.false())
    op.add_column("assignment", column)
    filled = sa.text(_OWN_SLOTS).bindparams(
        sa.bindparam("yes", True, sa.Boolean()), sa.bindparam("no", False, sa.Boolean())
    )
    op.get_bind().execute(filled)
    op.create_index(
        "ix_message_lost",
        "message",
        ["created_at"],
        sqlite_where=sa.text(_LOST),
        postgresql_where=sa.text(_LOST),
    )


def downgrade() -> None:
    op.drop_index("ix_message_lost", table_name="message")
    op.drop_column("assignment", "consolidated")  # a table rebuilt would lose its foreign keys

"""What trial mode holds is found by the index of the messages that may still leave."""

import sqlalchemy as sa
from alembic import op

revision = "0007_index_held_messages"
down_revision = "0006_add_activity_hour"
branch_labels = None
depends_on = None

_BEFORE = "state IN ('pending', 'sending', 'unknown')"
_AFTER = "state IN ('pending', 'sending', 'unknown', 'held')"


def upgrade() -> None:
    _index(_AFTER)


def downgrade() -> None:
    _index(_BEFORE)


def _index(where: str) -> None:
    op.drop_index("ix_message_due", table_name="message")
    op.create_index(
        "ix_message_due",
        "message",
        ["next_attempt_at", "id"],
        sqlite_where=sa.text(where),
        postgresql_where=sa.text(where),
    )

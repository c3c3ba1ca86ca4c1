"""A channel keeps that its server is out of reach; a message that its letter was begun."""

import sqlalchemy as sa
from alembic import op

from models.kinds import UtcDateTime

revision = "0017_add_rest"
down_revision = "0016_add_refusal"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("channel", sa.Column("unreached_since", UtcDateTime(), nullable=True))
    op.add_column("channel", sa.Column("rests_until", UtcDateTime(), nullable=True))
    op.add_column("channel", sa.Column("rests_why", sa.String(), nullable=True))
    op.add_column("message", sa.Column("begun_at", UtcDateTime(), nullable=True))
    # who holds a lease at this moment is an older program: its letters may be on their way
    op.execute("UPDATE message SET begun_at = lease_until WHERE state = 'sending'")


def downgrade() -> None:
    op.drop_column("message", "begun_at")
    op.drop_column("channel", "rests_why")
    op.drop_column("channel", "rests_until")
    op.drop_column("channel", "unreached_since")

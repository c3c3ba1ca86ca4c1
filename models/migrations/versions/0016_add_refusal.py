"""What a refusal is about stands beside it; a channel keeps when somebody last released it."""

import sqlalchemy as sa
from alembic import op

from models.kinds import UtcDateTime

revision = "0016_add_refusal"
down_revision = "0015_add_reading_steps"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("attempt", sa.Column("about", sa.String(32), nullable=True))
    op.add_column("channel", sa.Column("released_at", UtcDateTime(), nullable=True))


def downgrade() -> None:
    op.drop_column("channel", "released_at")
    op.drop_column("attempt", "about")

"""Until when a notice waits to go along with another message to its reader."""

import sqlalchemy as sa
from alembic import op

from models.kinds import UtcDateTime

revision = "0025_add_alone_from"
down_revision = "0024_add_consolidated"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("notice") as batch:
        batch.add_column(sa.Column("alone_from", UtcDateTime(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("notice") as batch:
        batch.drop_column("alone_from")

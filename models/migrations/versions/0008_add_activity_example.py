"""A good example names the unit that it is about and what came of it, in figures."""

import sqlalchemy as sa
from alembic import op

revision = "0008_add_activity_example"
down_revision = "0007_index_held_messages"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("activity", sa.Column("about_unit", sa.String(), nullable=True))
    op.add_column("activity", sa.Column("figure", sa.String(), nullable=True))


def downgrade() -> None:
    op.drop_column("activity", "figure")
    op.drop_column("activity", "about_unit")

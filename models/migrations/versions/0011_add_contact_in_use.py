"""A contact keeps since when it is in use: an earlier day's figures do not change with it."""

import sqlalchemy as sa
from alembic import op

revision = "0011_add_contact_in_use"
down_revision = "0010_state_out_of_prose"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("contact", sa.Column("in_use_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    op.drop_column("contact", "in_use_at")

"""When a contact was in use before, so that a day past knows whom it could reach."""

import sqlalchemy as sa
from alembic import op

from models.kinds import UtcDateTime

revision = "0019_add_contact_use"
down_revision = "0018_add_asked_act"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "contact_use",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("from_at", UtcDateTime(), nullable=True),
        sa.Column("until_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_contact_use_contact_id", "contact_use", ["contact_id"])


def downgrade() -> None:
    op.drop_index("ix_contact_use_contact_id", "contact_use")
    op.drop_table("contact_use")

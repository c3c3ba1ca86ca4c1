"""What units ask about their contacts, until an officer decides; the document of a demand."""

import sqlalchemy as sa
from alembic import op

from models.kinds import UtcDateTime

revision = "0021_add_contact_request"
down_revision = "0020_add_decided_days"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "contact_request",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("wish", sa.String(32), nullable=False),
        sa.Column("unit_code", sa.String(), sa.ForeignKey("unit.code"), nullable=False),
        sa.Column("contact_id", sa.Integer(), sa.ForeignKey("contact.id"), nullable=False),
        sa.Column("assignment_id", sa.Integer(), sa.ForeignKey("assignment.id"), nullable=True),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("telephone", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("decided_at", UtcDateTime(), nullable=True),
        sa.Column("decided_by", sa.String(), nullable=True),
        sa.Column("accepted", sa.Boolean(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("new_contact_id", sa.Integer(), sa.ForeignKey("contact.id"), nullable=True),
    )
    op.create_index("ix_contact_request_contact_id", "contact_request", ["contact_id"])
    op.create_index("ix_contact_request_assignment_id", "contact_request", ["assignment_id"])
    waiting = sa.text("decided_at IS NULL")
    op.create_index(
        "ix_contact_request_waiting",
        "contact_request",
        ["id"],
        sqlite_where=waiting,
        postgresql_where=waiting,
    )
    op.create_table(
        "demand_file",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("round_id", sa.Integer(), sa.ForeignKey("round.id"), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("added_at", UtcDateTime(), nullable=False),
        sa.Column("added_by", sa.String(), nullable=False),
        sa.UniqueConstraint("round_id", "sha256"),
    )


def downgrade() -> None:
    op.drop_table("demand_file")
    op.drop_index("ix_contact_request_waiting", "contact_request")
    op.drop_index("ix_contact_request_assignment_id", "contact_request")
    op.drop_index("ix_contact_request_contact_id", "contact_request")
    op.drop_table("contact_request")

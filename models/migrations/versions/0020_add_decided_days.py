"""Days off decided by an administrator; an account's last sign-in; documents found by number."""

import sqlalchemy as sa
from alembic import op

from models.kinds import UtcDateTime

revision = "0020_add_decided_days"
down_revision = "0019_add_contact_use"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "decided_days",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("whole_year", sa.Boolean(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=True),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("confirmed", sa.Boolean(), nullable=False),
        sa.Column("days_off", sa.String(), nullable=False),
        sa.Column("worked", sa.String(), nullable=False),
        sa.Column("recorded_at", UtcDateTime(), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("withdrawn_at", UtcDateTime(), nullable=True),
        sa.Column("withdrawn_by", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_submission_document_number", "submission", ["document_number"])
    op.add_column("account", sa.Column("signed_in_at", UtcDateTime(), nullable=True))


def downgrade() -> None:
    op.drop_index("ix_submission_document_number", "submission")
    op.drop_column("account", "signed_in_at")
    op.drop_table("decided_days")

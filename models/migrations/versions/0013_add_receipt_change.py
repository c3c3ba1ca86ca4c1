"""When the office got a submission may be corrected: what stood before is kept."""

import sqlalchemy as sa
from alembic import op

revision = "0013_add_receipt_change"
down_revision = "0014_add_asked_at"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "receipt_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["submission_id"], ["submission.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_receipt_change_submission_id", "receipt_change", ["submission_id"])


def downgrade() -> None:
    op.drop_index("ix_receipt_change_submission_id", "receipt_change")
    op.drop_table("receipt_change")

"""What a unit declares of its office posting, and what an inspector saw of it."""

import sqlalchemy as sa
from alembic import op

revision = "0031_add_posting"
down_revision = "0030_add_official_index"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("submission", sa.Column("list_number", sa.String(), nullable=True))
    op.add_column("submission", sa.Column("list_on", sa.Date(), nullable=True))
    op.create_table(
        "declaration_check",
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("check_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["check_id"], ["publication_check.id"]),
        sa.ForeignKeyConstraint(["submission_id"], ["submission.id"]),
        sa.PrimaryKeyConstraint("submission_id"),
    )
    op.create_table(
        "spot_check",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("check_id", sa.Integer(), nullable=False),
        sa.Column("seen_on", sa.Date(), nullable=False),
        sa.Column("missing", sa.JSON(), nullable=False),
        sa.Column("outdated", sa.JSON(), nullable=False),
        sa.Column("revoked", sa.JSON(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["assignment_id"], ["assignment.id"]),
        sa.ForeignKeyConstraint(["check_id"], ["publication_check.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("check_id"),
    )
    op.create_index(
        op.f("ix_spot_check_assignment_id"), "spot_check", ["assignment_id"], unique=False
    )


def downgrade() -> None:
    op.drop_index(op.f("ix_spot_check_assignment_id"), table_name="spot_check")
    op.drop_table("spot_check")
    op.drop_table("declaration_check")
    op.drop_column("submission", "list_on")
    op.drop_column("submission", "list_number")

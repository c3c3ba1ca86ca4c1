"""The official index 766, which unit takes over which decision, and the day of its entry."""

import sqlalchemy as sa
from alembic import op

revision = "0030_add_official_index"
down_revision = "0029_add_conference"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "index_766",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("unit_code", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("scores", sa.JSON(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("imported_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["unit_code"], ["unit.code"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("period", "unit_code", "version"),
    )
    op.create_table(
        "decision_review",
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("unit_code", sa.String(), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opened_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["assignment_id"], ["assignment.id"]),
        sa.ForeignKeyConstraint(["decision_id"], ["procedure_decision.id"]),
        sa.ForeignKeyConstraint(["unit_code"], ["unit.code"]),
        sa.PrimaryKeyConstraint("decision_id", "unit_code"),
    )
    op.create_index(
        op.f("ix_decision_review_assignment_id"), "decision_review", ["assignment_id"], unique=False
    )
    op.add_column("decision_item", sa.Column("entered_on", sa.Date(), nullable=True))


def downgrade() -> None:
    op.drop_column("decision_item", "entered_on")
    op.drop_index(op.f("ix_decision_review_assignment_id"), table_name="decision_review")
    op.drop_table("decision_review")
    op.drop_table("index_766")

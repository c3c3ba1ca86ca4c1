"""What the scoring software's exports say, and the explanations asked of units."""

import sqlalchemy as sa
from alembic import op

revision = "0033_add_scoring"
down_revision = "0032_drop_question_date"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "scoring_export",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("index_year", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("exported_on", sa.Date(), nullable=False),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("imported_by", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("index_year", "sha256"),
    )
    op.create_table(
        "scoring_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("export_id", sa.Integer(), nullable=False),
        sa.Column("unit_code", sa.String(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("scored", sa.Boolean(), nullable=True),
        sa.Column("scored_on", sa.Date(), nullable=True),
        sa.Column("filed", sa.Boolean(), nullable=True),
        sa.Column("filed_on", sa.Date(), nullable=True),
        sa.Column("explained", sa.Boolean(), nullable=True),
        sa.Column("explained_on", sa.Date(), nullable=True),
        sa.Column("self_score", sa.Float(), nullable=True),
        sa.Column("appraised_score", sa.Float(), nullable=True),
        sa.ForeignKeyConstraint(["export_id"], ["scoring_export.id"]),
        sa.ForeignKeyConstraint(["unit_code"], ["unit.code"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("export_id", "unit_code"),
    )
    op.create_index(op.f("ix_scoring_line_export_id"), "scoring_line", ["export_id"], unique=False)
    op.create_table(
        "scoring_explanation",
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("index_year", sa.Integer(), nullable=False),
        sa.Column("result_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["assignment_id"], ["assignment.id"]),
        sa.PrimaryKeyConstraint("assignment_id"),
    )
    op.create_index(
        op.f("ix_scoring_explanation_index_year"),
        "scoring_explanation",
        ["index_year"],
        unique=False,
    )


def downgrade() -> None:
    op.drop_index(op.f("ix_scoring_explanation_index_year"), table_name="scoring_explanation")
    op.drop_table("scoring_explanation")
    op.drop_index(op.f("ix_scoring_line_export_id"), table_name="scoring_line")
    op.drop_table("scoring_line")
    op.drop_table("scoring_export")

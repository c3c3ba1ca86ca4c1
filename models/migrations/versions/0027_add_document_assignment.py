"""A letter that urges names the assignments it is about: once issued, they are not drafted again."""

import sqlalchemy as sa
from alembic import op

revision = "0027_add_document_assignment"
down_revision = "0026_add_document"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "document_assignment",
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["assignment_id"], ["assignment.id"]),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"]),
        sa.PrimaryKeyConstraint("document_id", "assignment_id"),
    )
    op.create_index(
        "ix_document_assignment_assignment_id", "document_assignment", ["assignment_id"]
    )


def downgrade() -> None:
    op.drop_table("document_assignment")

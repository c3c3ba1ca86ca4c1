"""What hangs under another has an index over just these rows, what is open one by its end and date."""

import sqlalchemy as sa
from alembic import op

revision = "0035_index_what_is_open"
down_revision = "0034_add_beat"
branch_labels = None
depends_on = None

CHILD = sa.text("parent_id IS NOT NULL")


def upgrade() -> None:
    op.drop_index("ix_assignment_parent_id", table_name="assignment")
    op.create_index(
        "ix_assignment_child",
        "assignment",
        ["parent_id"],
        unique=False,
        sqlite_where=CHILD,
        postgresql_where=CHILD,
    )
    op.create_index("ix_assignment_completed_at", "assignment", ["completed_at"], unique=False)
    op.create_index("ix_assignment_due_on", "assignment", ["due_on"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_assignment_due_on", table_name="assignment")
    op.drop_index("ix_assignment_completed_at", table_name="assignment")
    op.drop_index("ix_assignment_child", table_name="assignment")
    op.create_index("ix_assignment_parent_id", "assignment", ["parent_id"], unique=False)

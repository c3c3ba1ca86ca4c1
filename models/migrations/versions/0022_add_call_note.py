"""What was said on the telephone about an assignment is kept beside its letters."""

import sqlalchemy as sa
from alembic import op

from models.kinds import UtcDateTime

revision = "0022_add_call_note"
down_revision = "0021_add_contact_request"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "call_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("called_at", UtcDateTime(), nullable=False),
        sa.Column("spoken_to", sa.String(), nullable=False),
        sa.Column("said", sa.String(), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("recorded_at", UtcDateTime(), nullable=False),
        sa.Column("form_key", sa.String(), nullable=True),
        sa.Column("struck_at", UtcDateTime(), nullable=True),
        sa.Column("struck_by", sa.String(), nullable=True),
        sa.Column("struck_why", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["assignment_id"], ["assignment.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("form_key"),
    )
    op.create_index("ix_call_note_assignment_id", "call_note", ["assignment_id"])


def downgrade() -> None:
    op.drop_index("ix_call_note_assignment_id", "call_note")
    op.drop_table("call_note")

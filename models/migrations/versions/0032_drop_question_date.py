"""A question's date is its assignment's: it is kept once."""

import sqlalchemy as sa
from alembic import op

revision = "0032_drop_question_date"
down_revision = "0031_add_posting"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_column("conference_question", "due_on")  # a table rebuilt would lose its foreign keys


def downgrade() -> None:
    op.add_column("conference_question", sa.Column("due_on", sa.Date(), nullable=True))

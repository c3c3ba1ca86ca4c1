"""Mail that came in is read in steps, and what one of them could not do is a row's own state.

`stuck_in` names the step, `stranger` puts mail of nobody we know into a folder of its own. Rows
that stand were read whole: nothing is filled in.
"""

import sqlalchemy as sa
from alembic import op

revision = "0015_add_reading_steps"
down_revision = "0012_add_opposites"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("incoming", sa.Column("stuck_in", sa.String(32), nullable=True))
    op.add_column(
        "incoming", sa.Column("stranger", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    _index_open("outcome IN ('new', 'understood', 'held')")


def downgrade() -> None:
    """What is understood and not acted on is read again from its beginning."""
    op.execute("UPDATE incoming SET outcome = 'new' WHERE outcome = 'understood'")
    _index_open("outcome IN ('new', 'held')")
    for column in ("stranger", "stuck_in"):
        op.drop_column("incoming", column)


def _index_open(which: str) -> None:
    op.drop_index("ix_incoming_open", table_name="incoming")
    only = sa.text(which)
    op.create_index(
        "ix_incoming_open", "incoming", ["id"], sqlite_where=only, postgresql_where=only
    )

"""What takes an earlier act back: decisions, answers and entries that held until an instant.

Who asked by hand becomes a column; until now only the audit knew.
"""

import sqlalchemy as sa
from alembic import op

revision = "0012_add_opposites"
down_revision = "0013_add_receipt_change"
branch_labels = None
depends_on = None

_AT = sa.DateTime(timezone=True)
_ASKED = ("yêu cầu báo cáo đột xuất", "giao việc phát sinh", "yêu cầu khắc phục")
_assignment = sa.table("assignment", sa.column("id"), sa.column("asked_by"))
_audit = sa.table("audit", *map(sa.column, ("id", "actor", "act", "target")))


def upgrade() -> None:
    op.add_column("decision", sa.Column("undone_at", _AT, nullable=True))
    op.add_column("submission", sa.Column("withdrawn_at", _AT, nullable=True))
    op.add_column("activity", sa.Column("withdrawn_by", sa.String(), nullable=True))
    op.add_column("activity", sa.Column("withdrawn_why", sa.String(), nullable=True))
    op.add_column("assignment", sa.Column("asked_by", sa.String(), nullable=True))
    _name_who_asked()


def downgrade() -> None:
    op.drop_column("assignment", "asked_by")
    op.drop_column("activity", "withdrawn_why")
    op.drop_column("activity", "withdrawn_by")
    op.drop_column("submission", "withdrawn_at")
    op.drop_column("decision", "undone_at")


def _name_who_asked() -> None:
    asked = (
        sa.select(_audit.c.target, _audit.c.actor)
        .where(_audit.c.act.in_(_ASKED), _audit.c.target.like("assignment:%"))
        .order_by(_audit.c.id.desc())
    )
    for target, actor in list(op.get_bind().execute(asked)):
        this = _assignment.c.id == int(target.removeprefix("assignment:"))
        op.execute(_assignment.update().where(this).values(asked_by=actor))

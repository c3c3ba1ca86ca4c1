"""Every assignment has the moment since which it exists.

It is filled from what the ledger knows: of what was asked by hand the first line of its audit, of
what was taken over the decision that says so, of what was drawn for an inspection the draw, else
the opening of its round.
"""

import sqlalchemy as sa
from alembic import op

from models.kinds import UtcDateTime

revision = "0014_add_asked_at"
down_revision = "0011_add_contact_in_use"
branch_labels = None
depends_on = None

_BY_HAND = "-E"
_INSPECTED = "duoc_kiem_tra"

_assignment = sa.table(
    "assignment",
    sa.column("id"),
    sa.column("round_id"),
    sa.column("role"),
    sa.column("asked_at", UtcDateTime()),
)
_round = sa.table(
    "round", sa.column("id"), sa.column("period"), sa.column("opened_at", UtcDateTime())
)
_draw = sa.table("draw", sa.column("round_id"), sa.column("drawn_at", UtcDateTime()))
_decision = sa.table(
    "decision",
    sa.column("assignment_id"),
    sa.column("kind"),
    sa.column("decided_at", UtcDateTime()),
)
_audit = sa.table("audit", sa.column("at", UtcDateTime()), sa.column("target"))


def upgrade() -> None:
    # SQLite adds no column that must be filled without a value for the rows that stand.
    long_ago = sa.text("'1970-01-01 00:00:00+00:00'")
    column = sa.Column("asked_at", UtcDateTime(), nullable=False, server_default=long_ago)
    op.add_column("assignment", column)
    _fill()


def downgrade() -> None:
    op.drop_column("assignment", "asked_at")


def _fill() -> None:
    here = _assignment.c
    of_round = _round.c.id == here.round_id
    opened = sa.select(_round.c.opened_at).where(of_round).scalar_subquery()
    op.execute(_assignment.update().values(asked_at=opened))
    drawn = sa.select(_draw.c.drawn_at).where(_draw.c.round_id == here.round_id)
    visited = (here.role == _INSPECTED) & drawn.exists()
    op.execute(_assignment.update().where(visited).values(asked_at=drawn.scalar_subquery()))
    named = sa.literal("assignment:") + sa.cast(here.id, sa.String())
    first = sa.select(sa.func.min(_audit.c.at)).where(_audit.c.target == named)
    by_hand = sa.select(_round.c.id).where(of_round, _round.c.period.contains(_BY_HAND)).exists()
    told = sa.select(_audit.c.target).where(_audit.c.target == named).exists()
    asked = _assignment.update().where(by_hand, told)
    op.execute(asked.values(asked_at=first.scalar_subquery()))
    taken = sa.select(sa.func.min(_decision.c.decided_at)).where(
        _decision.c.assignment_id == here.id, _decision.c.kind == "taken_over"
    )
    heirs = sa.select(_decision.c.assignment_id).where(_decision.c.kind == "taken_over")
    op.execute(
        _assignment.update().where(here.id.in_(heirs)).values(asked_at=taken.scalar_subquery())
    )

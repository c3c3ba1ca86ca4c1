"""An assignment about to be changed: held by one writer."""

from __future__ import annotations

from sqlmodel import Session, col, select

from dondoc.problems import Problem, Refused
from models import Assignment


def lock_assignment(session: Session, assignment_id: int) -> Assignment:
    """The assignment, held against a second writer until this transaction ends.

    SQLite's writer holds the whole database already; `FOR UPDATE` is left out there by itself.
    """
    this = col(Assignment.id) == assignment_id
    parent_id = session.exec(select(Assignment.parent_id).where(this)).first()
    if parent_id is not None:  # the parent first, as everybody does: nobody waits in a ring
        above = select(Assignment.id).where(col(Assignment.id) == parent_id)
        session.exec(above.with_for_update()).one()
    held = select(Assignment).where(this).with_for_update()
    # As it is now: this session may have read it before it waited.
    assignment = session.exec(held.execution_options(populate_existing=True)).first()
    if assignment is None:
        wanted = "không có việc này; hãy mở lại đường dẫn trong thư"
        raise Refused(Problem("assignment", str(assignment_id), wanted, "Việc được giao"))
    return assignment


def lock_round_of(session: Session, assignment_id: int) -> None:
    """Hold all that the round of this assignment asks, in one order, before any one of them.

    For an act on all of them: whoever took them as they come would wait in a ring with another.
    """
    of_round = select(Assignment.round_id).where(col(Assignment.id) == assignment_id)
    every = select(Assignment.id).where(col(Assignment.round_id).in_(of_round))
    session.exec(every.order_by(col(Assignment.id)).with_for_update()).all()

"""An assignment about to be changed: held by one writer, and still open to an answer."""

from __future__ import annotations

from sqlmodel import Session, col, select

from dondoc.problems import Problem, Refused
from models import Assignment, Decision
from models.kinds import INSPECTED, DecisionKind


def lock_assignment(session: Session, assignment_id: int) -> Assignment:
    """The assignment, held against a second writer until this transaction ends.

    SQLite's writer holds the whole database already; `FOR UPDATE` is left out there by itself.
    """
    this = col(Assignment.id) == assignment_id
    parent_id = session.exec(select(Assignment.parent_id).where(this)).first()
    if parent_id is not None:  # the parent first, as everybody does: nobody waits in a ring
        above = select(Assignment.id).where(col(Assignment.id) == parent_id)
        session.exec(above.with_for_update()).one()
    assignment = session.exec(select(Assignment).where(this).with_for_update()).first()
    if assignment is None:
        wanted = "không có việc này; hãy mở lại đường dẫn trong thư"
        raise Refused(Problem("assignment", str(assignment_id), wanted, "Việc được giao"))
    return assignment


def refuse_if_closed(session: Session, assignment: Assignment) -> None:
    """Raises Refused where nothing more can be handed in."""
    if assignment.role == INSPECTED:
        wanted = "cơ quan kiểm tra ghi biên bản; đơn vị không phải gửi gì"
        raise Refused(Problem("assignment", "", wanted, "Kiểm tra"))
    if assignment.waived_at is not None:
        wanted = "việc này đã được miễn hoặc đã rút, không cần gửi nữa"
        raise Refused(Problem("assignment", "", wanted))
    if assignment.completed_at is not None or _paper_accepted(session, assignment):
        wanted = "đã được chấp nhận nên không sửa được nữa; hãy gọi cán bộ theo dõi"
        raise Refused(Problem("assignment", "", wanted, "Báo cáo"))


def _paper_accepted(session: Session, assignment: Assignment) -> bool:
    """Has an officer accepted the document, while some of its children still owe an answer?"""
    accepted = select(Decision.id).where(
        col(Decision.assignment_id) == assignment.id,
        col(Decision.kind) == DecisionKind.ACCEPTED,
        col(Decision.undone_at).is_(None),
    )
    return session.exec(accepted.limit(1)).first() is not None

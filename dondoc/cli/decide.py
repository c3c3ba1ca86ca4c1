"""`dondoc decide`: accept, return, extend, refuse or waive, in an officer's name."""

from __future__ import annotations

from argparse import Namespace

from sqlmodel import Session

from dondoc.calendar.date_words import weekday_date
from dondoc.cli.assignment import describe, find_assignment
from dondoc.cli.ledger import Ledger, open_ledger, the_time
from dondoc.cli.sending import deliver
from dondoc.contacts.find_account import account_of
from dondoc.decisions.decide import decide as rule
from dondoc.decisions.ruling import Ruling
from dondoc.ledger.lock import lock_assignment
from dondoc.problems import Problem, Refused
from models import Assignment
from models.database import transaction
from models.kinds import DecisionKind

_DATED = frozenset({DecisionKind.RETURNED, DecisionKind.EXTENSION_GRANTED})
_SAID = {
    DecisionKind.ACCEPTED: "Đã chấp nhận",
    DecisionKind.RETURNED: "Đã trả lại",
    DecisionKind.EXTENSION_GRANTED: "Đã cho gia hạn",
    DecisionKind.EXTENSION_REFUSED: "Đã không cho gia hạn",
    DecisionKind.WAIVED: "Đã miễn",
}


def decide(arguments: Namespace) -> int:
    ledger, now = open_ledger(), the_time(arguments)
    ruling = _ruling(arguments)
    with transaction(ledger.engine) as session:
        account = account_of(session, arguments.account)
        assignment = _assignment(session, ledger, arguments)
        assert assignment.id is not None
        due_on = rule(
            session,
            ledger.rulebook,
            assignment_id=assignment.id,
            account=account,
            ruling=ruling,
            now=now,
        )
        about = describe(session, ledger.rulebook, assignment)
    until = f"; hạn mới {weekday_date(due_on)}" if ruling.kind in _DATED else ""
    print(f"{_SAID[ruling.kind]} {about}{until}.")
    deliver(ledger, now)
    return 0


def _ruling(arguments: Namespace) -> Ruling:
    if arguments.accept:
        return Ruling(DecisionKind.ACCEPTED)
    if arguments.grant:
        return Ruling(DecisionKind.EXTENSION_GRANTED, new_due_on=arguments.grant)
    if arguments.give_back is not None:
        return Ruling(DecisionKind.RETURNED, arguments.give_back)
    if arguments.refuse is not None:
        return Ruling(DecisionKind.EXTENSION_REFUSED, arguments.refuse)
    return Ruling(DecisionKind.WAIVED, arguments.waive)


def _assignment(session: Session, ledger: Ledger, arguments: Namespace) -> Assignment:
    named = {name: getattr(arguments, name) for name in ("duty", "period", "unit")}
    if arguments.assignment is not None:
        extra = [f"--{name}" for name, given in named.items() if given]
        if extra:
            wanted = f"đã ghi mã việc thì không ghi {', '.join(extra)}"
            raise Refused(Problem("VIỆC", str(arguments.assignment), wanted))
        return lock_assignment(session, arguments.assignment)
    missing = [f"--{name}" for name, given in named.items() if not given]
    if missing:
        wanted = f"thiếu {', '.join(missing)}; hoặc ghi mã việc"
        raise Refused(Problem("dondoc decide", "", wanted))
    return find_assignment(session, ledger.rulebook, **named)

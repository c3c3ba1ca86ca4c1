"""The register of incoming documents, held against what units say that they have sent.

A row that is about nothing of ours is passed over: a register holds the whole office's mail. A row
that cannot be is said, and stops only itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from dondoc import access
from dondoc.calendar.date_words import parse_date
from dondoc.clock import local_date
from dondoc.decisions.rights import require_act
from dondoc.forms.document_number import document_number
from dondoc.plan.find_unit import find_unit
from dondoc.plan.rulebook import Rulebook
from dondoc.plan.schema import Unit
from dondoc.problems import Problem, Refused
from dondoc.rounds.load_facts import load_facts
from dondoc.rounds.standing import standing
from dondoc.submissions.confirm_sending import Arrival, confirm_sending
from dondoc.submissions.correct_receipt import impossible_receipt, received_on
from dondoc.tables.headings import SheetColumn
from dondoc.tables.sheet import SheetRow, read_sheet
from models import Account, Assignment, Submission

COLUMNS = (
    SheetColumn(
        "number", "số, ký hiệu", ("số ký hiệu", "số văn bản", "số và ký hiệu"), required=True
    ),
    SheetColumn("arrived_on", "ngày đến", ("ngày nhận",), required=True),
    SheetColumn("incoming_number", "số đến"),
    SheetColumn("unit", "đơn vị", ("cơ quan ban hành", "nơi gửi", "tác giả")),
    SheetColumn("signed_on", "ngày văn bản", ("ngày ký", "ngày ban hành")),
    SheetColumn("about", "trích yếu", ("trích yếu nội dung", "nội dung")),
    SheetColumn("signer", "người ký"),
)
"""The last three are a register's own: they may stand there, and are not read."""


@dataclass(frozen=True)
class RegisterMatch:
    """A row of the register that says when something came that a unit says it has sent."""

    assignment_id: int
    unit: Unit
    number: str
    arrival: Arrival


@dataclass(frozen=True)
class Matched:
    """What the register says: which days of sending it settles, which it leaves, what is odd."""

    found: tuple[RegisterMatch, ...]
    left: tuple[str, ...]  # «Sở Tài chính, 12/BC-STC»
    problems: tuple[Problem, ...]


def match_register(
    session: Session,
    rulebook: Rulebook,
    content: bytes,
    *,
    account: Account,
    now: datetime,
    sheet: str = "",
) -> Matched:
    """Hold the file against what waits. Raises Refused for a file that is no register, and for an
    account that may confirm nothing.
    """
    registry, today = rulebook.registry, local_date(now)
    who = access.who(account, registry, today)
    if wanted := access.why_never(who, access.Act.RECEIPT, registry, today):
        raise Refused(Problem("account", account.address, wanted, "Tài khoản"))
    waiting = _waiting(session, rulebook, account, now=now)
    found: dict[int, RegisterMatch] = {}
    problems: list[Problem] = []
    for row in read_sheet(content, COLUMNS, sheet):
        number = document_number(row["number"]) or ""
        try:
            for one in _of_row(rulebook, row, waiting.get(number, ()), now=now):
                found.setdefault(one.assignment_id, one)
        except Refused as refused:
            problems += refused.problems
    left = [
        f"{unit.name}, {number}"
        for number, rows in waiting.items()
        for submission, unit in rows
        if submission.assignment_id not in found
    ]
    return Matched(tuple(found.values()), tuple(left), tuple(problems))


def confirm_matched(
    session: Session, rulebook: Rulebook, matched: Matched, *, account: Account, now: datetime
) -> None:
    """Confirm every day that was found. Raises Refused, as one confirmation by hand would."""
    for one in matched.found:
        confirm_sending(
            session,
            rulebook,
            assignment_id=one.assignment_id,
            account=account,
            arrival=one.arrival,
            now=now,
        )


def _waiting(
    session: Session, rulebook: Rulebook, account: Account, *, now: datetime
) -> Mapping[str, Sequence[tuple[Submission, Unit]]]:
    """By number, what is on time or late by its day of sending, and this account's to confirm."""
    query = select(Submission).where(
        col(Submission.sent_on).is_not(None),
        col(Submission.sent_checked_at).is_(None),
        col(Submission.withdrawn_at).is_(None),
        col(Submission.document_number).is_not(None),
    )
    newest = {row.assignment_id: row for row in session.exec(query.order_by(col(Submission.id)))}
    depends = {
        facts.id
        for facts in load_facts(session, col(Assignment.id).in_(list(newest)), as_of=now)
        if standing(facts, now).unproven
    }
    by_number: dict[str, list[tuple[Submission, Unit]]] = defaultdict(list)
    for row in newest.values():
        if row.assignment_id not in depends:
            continue
        assignment = session.get_one(Assignment, row.assignment_id)
        if _may(session, rulebook, assignment, account, now=now):
            unit = rulebook.registry.unit(assignment.unit_code)
            by_number[row.document_number or ""].append((row, unit))
    return by_number


def _may(
    session: Session, rulebook: Rulebook, assignment: Assignment, account: Account, *, now: datetime
) -> bool:
    try:
        require_act(session, rulebook, assignment, account, access.Act.RECEIPT, now=now)
    except Refused:
        return False
    return True


def _of_row(
    rulebook: Rulebook, row: SheetRow, waiting: Sequence[tuple[Submission, Unit]], *, now: datetime
) -> list[RegisterMatch]:
    if not waiting:
        return []
    units = {unit.code: unit for _submission, unit in waiting}
    if row["unit"]:
        among = list(units.values())
        named = find_unit(rulebook.registry, row["unit"], local_date(now), among=among)
        units = {named.code: named}
    if len(units) > 1:
        names = ", ".join(unit.name for unit in units.values())
        wanted = f"nhiều đơn vị đang chờ với số này ({names}); hãy thêm cột «đơn vị»"
        raise Refused(row.problem("number", wanted))
    on = _arrived_on(row)
    arrival = Arrival(on, row["incoming_number"] or None)
    found = []
    for submission, unit in waiting:
        if unit.code in units:
            if problems := impossible_receipt(submission, received_on(submission, on)):
                raise Refused(row.problem("arrived_on", problems[0].wanted))
            number = submission.document_number or ""
            found.append(RegisterMatch(submission.assignment_id, unit, number, arrival))
    return found


def _arrived_on(row: SheetRow) -> date:
    try:
        return parse_date(row["arrived_on"])
    except ValueError as error:
        raise Refused(row.problem("arrived_on", str(error))) from None

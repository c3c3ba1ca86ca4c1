"""A ledger as wide as the country: 3,836 units, two years of every duty, as if it had been lived.

Nothing is simulated letter by letter: rounds are opened by the program, and what became of each
assignment is written beneath it, the same on each run.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy import Engine, insert, select, update
from sqlmodel import Session, SQLModel, col

from dondoc.clock import at
from dondoc.ledger.sync_units import sync_units
from dondoc.plan.bodies import Unit
from dondoc.plan.registry import Registry
from dondoc.plan.rulebook import Rulebook, load_rulebook
from dondoc.rounds.opening import open_period
from models import Account, Activity, Assignment, Contact, Decision, Message, Notice, Round
from models import Submission as Paper
from models.database import transaction
from models.kinds import AccountRole, Answer, DecisionKind, MessageState, NoticeKind, Purpose, Way

UNITS = 3_836
DUTY = "III.1.1.c"
NOW = at(date(2027, 12, 20), 9)
YEARS = (2026, 2027)

Row = dict[str, Any]


def nation_rulebook() -> Rulebook:
    """The same plan with as many communes more as make the units of the report's rounds so many."""
    rulebook = load_rulebook(demo=True)
    registry = rulebook.registry
    missing = UNITS - len(registry.responsible(registry.plan.duty(DUTY), NOW.date()))
    pattern = next(
        one for one in registry.units if one.group == "cap_xa" and one.exists(NOW.date())
    )
    more = [_commune(pattern, number) for number in range(1, missing + 1)]
    widened = Registry(registry.plan, registry.roles, [*registry.units, *more])
    return Rulebook(widened, rulebook.workdays)


def fill(engine: Engine, rulebook: Rulebook) -> None:
    """Two years of rounds with all that came of them, in a ledger that is empty."""
    with transaction(engine) as session:
        sync_units(session, rulebook.registry)
        clerks = give_contacts(session, rulebook)
        for row in _accounts():
            session.add(row)
        _open_everything(session, rulebook)
        _live(session, clerks)


def _commune(pattern: Unit, number: int) -> Unit:
    return pattern.model_copy(
        update={
            "code": f"xa-mau-{number}",
            "official_code": None,
            "name": f"Ủy ban nhân dân xã Mẫu {number}",
            "order": 100_000 + number,
        }
    )


def _accounts() -> Iterator[Account]:
    for number, role in enumerate((AccountRole.OFFICER, AccountRole.ADMINISTRATOR)):
        yield Account(
            name="Đo", address=f"do{number}@snv.example", unit_code="so-noi-vu", role=role
        )


def give_contacts(session: Session, rulebook: Rulebook) -> dict[str, int]:
    """A clerk and a head of each unit, proven; returns the clerks' numbers by unit."""
    rows = [
        {
            "unit_code": unit.code,
            "purpose": purpose,
            "person": f"Đầu mối {unit.code}",
            "channel": "email",
            "address": f"{purpose.value}@{unit.code}.example",
            "position": 1,
            "also": False,
            "verified_at": at(date(2026, 1, 5), 9),
        }
        for unit in rulebook.registry.units
        for purpose in (Purpose.CLERK, Purpose.HEAD)
    ]
    session.execute(insert(Contact), rows)
    clerks = select(col(Contact.unit_code), col(Contact.id))
    found = session.execute(clerks.where(col(Contact.purpose) == Purpose.CLERK))
    return dict(found.tuples().all())


def _open_everything(session: Session, rulebook: Rulebook) -> None:
    for duty in rulebook.registry.plan.duties:
        for year in YEARS:
            for due in rulebook.rounds(duty, year):
                if due.opens_on <= NOW.date():
                    opened_at = at(due.opens_on, 7, 30)
                    open_period(session, rulebook, duty, due.period.key, now=opened_at)


@dataclass
class _Lives:
    """What became of the assignments, gathered table by table."""

    chance: Random = field(default_factory=lambda: Random(15))
    rows: dict[type[SQLModel], list[Row]] = field(
        default_factory=lambda: {one: [] for one in (Paper, Decision, Activity, Message, Notice)}
    )
    ended: list[Row] = field(default_factory=list)
    seen: list[Row] = field(default_factory=list)

    def live(self, row: Any, clerk: int) -> None:
        """Of twenty past their date eighteen were on time, one late, one silent but told."""
        luck = self.chance.random()
        self._told(row, clerk)
        if row.threshold:
            self._counted(row)
        elif row.threshold is not None or row.due_on > NOW.date() + timedelta(days=5):
            return
        elif luck < 0.05:
            self._silent(row)
        elif luck < 0.15 and row.due_on > NOW.date() - timedelta(days=10):
            self._answered(row, days=-1, answer=Answer.NOT_DONE if luck < 0.06 else Answer.DONE)
        else:
            self._answered(row, days=1 if luck > 0.95 else -1)
            self._accepted(row)

    def _told(self, row: Any, clerk: int) -> None:
        number = len(self.rows[Message]) + 1
        self.rows[Message].append(_message(number, clerk, at(row.opens_on, 8)))
        self.rows[Notice].append(_notice(number, row, clerk))

    def _counted(self, row: Any) -> None:
        for _ in range(self.chance.randint(0, min(row.threshold + 1, 4))):
            self.rows[Activity].append(_activity(row))

    def _silent(self, row: Any) -> None:
        self.seen.append({"number": row.id, "then": at(row.opens_on, 9)})
        closed_on = row.due_on + timedelta(days=21)
        if row.chased and closed_on < NOW.date():
            self.rows[Decision].append(_decision(row, DecisionKind.CLOSED, None, at(closed_on, 8)))

    def _answered(self, row: Any, *, days: int, answer: Answer = Answer.DONE) -> None:
        then = min(at(row.due_on + timedelta(days=days), 9), NOW - timedelta(hours=1))
        self.rows[Paper].append(_paper(row, answer, then))

    def _accepted(self, row: Any) -> None:
        then = min(at(row.due_on + timedelta(days=1), 16), NOW - timedelta(minutes=5))
        self.rows[Decision].append(_decision(row, DecisionKind.ACCEPTED, 1, then))
        self.ended.append({"number": row.id, "then": then})


def _live(session: Session, clerks: dict[str, int]) -> None:
    lives = _Lives()
    wanted = (
        *(col(Assignment.id), col(Assignment.unit_code), col(Assignment.due_on)),
        *(col(Assignment.chased), col(Round.opens_on), col(Round.threshold)),
    )
    query = select(*wanted).join(Round, col(Assignment.round_id) == col(Round.id))
    for row in session.execute(query.order_by(col(Assignment.id))).all():
        lives.live(row, clerks[row.unit_code])
    for table, rows in lives.rows.items():
        session.execute(insert(table), rows)
    for column, changes in (("completed_at", lives.ended), ("acknowledged_at", lives.seen)):
        _set(session, column, changes)


def _set(session: Session, column: str, changes: Iterable[Row]) -> None:
    rows = [{"id": one["number"], column: one["then"]} for one in changes]
    session.execute(update(Assignment), rows)


def _message(number: int, clerk: int, then: datetime) -> Row:
    return {
        "id": number,
        "key": f"do|{number}",
        "contact_id": clerk,
        "channel": "email",
        "window": then.isoformat()[:16],
        "any_hour": False,
        "mime_id": f"<{number}@do.example>",
        "subject": "Báo cáo định kỳ: hạn trong tháng",
        "text": "",
        "html": "",
        "ics": "",
        "state": MessageState.SENT,
        "created_at": then,
        "next_attempt_at": then,
        "attempts": 1,
        "possible_duplicate": False,
        "sent_at": then,
        "reason_words": "",
    }


def _notice(number: int, row: Any, clerk: int) -> Row:
    then = at(row.opens_on, 8)
    return {
        "key": f"{row.id}|{clerk}|opening||1",
        "assignment_id": row.id,
        "subject": "",
        "contact_id": clerk,
        "kind": NoticeKind.OPENING.value,
        "rung": "",
        "cycle": 1,
        "not_before": then,
        "immediate": False,
        "created_at": then,
        "detail": "{}",
        "message_id": number,
        "cancelled_words": "",
    }


def _activity(row: Any) -> Row:
    return {
        "assignment_id": row.id,
        "done_on": row.opens_on,
        "title": "Tin về cải cách hành chính",
        "flags": "",
        "recorded_by": "contact:1",
        "recorded_at": min(at(row.opens_on, 15), NOW - timedelta(hours=1)),
    }


def _paper(row: Any, answer: Answer, then: datetime) -> Row:
    return {
        "assignment_id": row.id,
        "version": 1,
        "answer": answer,
        "reason": "chưa có kinh phí" if answer is Answer.NOT_DONE else None,
        "document_number": f"{row.id % 900 + 1}/BC-UBND",
        "document_on": then.date(),
        "received_at": then,
        "recorded_at": then,
        "recorded_by": "contact:1",
        "way": Way.LINK,
        "flags": "",
    }


def _decision(row: Any, kind: DecisionKind, version: int | None, then: datetime) -> Row:
    return {
        "assignment_id": row.id,
        "kind": kind,
        "version": version,
        "decided_by": "account:1",
        "decided_at": then,
    }

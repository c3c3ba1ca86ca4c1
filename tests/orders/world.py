"""A ledger and a clock: acts are done by the functions that portal, commands and tasks call.

Letters go into a list; a refusal comes back as its words.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import Engine
from sqlmodel import Session, SQLModel, col, select

from dondoc.calendar.sending_hours import in_office_hours
from dondoc.clock import ZONE, at
from dondoc.contacts.entries import ContactEntry
from dondoc.contacts.importing import compare, write
from dondoc.contacts.in_use import put_back
from dondoc.decisions.calendar_move import settle_dates
from dondoc.decisions.closing import settle_closed
from dondoc.decisions.decide import ask_extension, decide
from dondoc.decisions.own_slot import settle_completions
from dondoc.decisions.ruling import Ruling
from dondoc.decisions.succession import settle_abolished
from dondoc.delivery.dispatch_window import deliver_immediate, dispatch_window
from dondoc.delivery.envelope import Outcome, OutcomeKind
from dondoc.delivery.letter import ReadyMessage
from dondoc.demands.demand import open_demand
from dondoc.demands.demand_form import Demand
from dondoc.ledger.actors import Actor
from dondoc.ledger.follow_plan import follow_plan
from dondoc.ledger.sync_units import sync_units
from dondoc.notices.fallback_recipient import hand_over, unsaid
from dondoc.notices.unreachable import tell_of_contactless
from dondoc.notices.write import plan_notices
from dondoc.notices.yearly import tell_continuous
from dondoc.plan.rulebook import Rulebook
from dondoc.problems import Refused
from dondoc.rounds.opening import open_rounds
from dondoc.settings import Settings
from dondoc.submissions.correct_receipt import Correction, correct_receipt
from dondoc.submissions.evidence import Given
from dondoc.submissions.record_submission import SubmissionSource, record_submission
from models import Account, Assignment, Contact, Notice, Round
from models.database import transaction
from models.kinds import AccountRole, DecisionKind, NoticeKind, Purpose, Way
from tests.orders import province
from tests.support.cast import VERIFIED

WITHOUT_CONTACT = (province.THIRD, province.HEIR)
CLERK, DECIDER, OTHER, ADMINISTRATOR = 1, 2, 3, 4
"""The accounts by their numbers: who types what came on paper, who decides, another, the last."""
_FIGURES = {"tin_bai": "12", "hoi_nghi": "3", "an_pham": "0", "luot_nguoi": "1.250"}


class NoTime:
    """A watch on which a dispatch takes no time, so that the same acts give the same instants."""

    def elapsed(self) -> float:
        return 0.0

    def wait(self, pause: float) -> None:
        raise AssertionError("nothing waits here")


def furnish(engine: Engine) -> None:
    """Tables, bodies, accounts and contacts: what every example begins with."""
    SQLModel.metadata.create_all(engine)
    with transaction(engine) as session:
        sync_units(session, province.registry())
        furnish_people(session)


def furnish_people(session: Session) -> None:
    roles = (
        AccountRole.OFFICER,
        AccountRole.OFFICER,
        AccountRole.OFFICER,
        AccountRole.ADMINISTRATOR,
    )
    for number, role in enumerate(roles, 1):
        session.add(
            Account(
                name=f"Cán bộ {number}",
                address=f"can-bo-{number}@so-noi-vu.example",
                unit_code=province.OFFICE,
                role=role,
            )
        )
    for unit in province.UNITS:
        if unit not in WITHOUT_CONTACT:
            clerk = Contact(unit_code=unit, address=f"van-thu@{unit}.example")
            head = Contact(unit_code=unit, address=f"lanh-dao@{unit}.example", purpose=Purpose.HEAD)
            for one in (clerk, head):
                one.verified_at = VERIFIED
                session.add(one)
    session.flush()


@dataclass
class World:
    """`now` only goes forward. `letters` are (message, instant) as they left."""

    engine: Engine
    settings: Settings
    now: datetime
    off: frozenset[date] = frozenset()
    ended_on: date | None = None
    lost: frozenset[str] = frozenset()
    letters: list[tuple[int, datetime]] = field(default_factory=list)
    _sheet: int = 0

    @property
    def rulebook(self) -> Rulebook:
        return province.rulebook(self.off, self.ended_on, self.lost)

    @property
    def local(self) -> datetime:
        """The present, as a clock on a wall shows it; naive, as the model has it."""
        return self.now.astimezone(ZONE).replace(tzinfo=None)

    @property
    def today(self) -> date:
        return self.local.date()

    def to(self, on: date, hour: int, minute: int = 0) -> None:
        self.now = max(self.now, at(on, hour, minute))

    def read(self, ask: Callable[[Session], Any]) -> Any:
        with transaction(self.engine, write=False) as session:
            return ask(session)

    def act(self, do: Callable[[Session], Any]) -> str:
        """Do it in one transaction; the words of its refusal, or nothing."""
        try:
            with transaction(self.engine) as session:
                do(session)
        except Refused as refused:
            return str(refused) or "refused"
        return ""

    # A day of the machine

    def morning(self) -> None:
        """What the flows of a morning do, in their order (`flows.follow_up`)."""
        rulebook, now = self.rulebook, self.now
        codes = [one for one in province.LIVED if one not in self.lost]
        duties = [rulebook.registry.plan.duty(code) for code in codes]
        of_duties = col(Round.duty).in_(codes)
        with transaction(self.engine) as session:
            follow_plan(session, rulebook.registry, now=now)
            for duty in duties:
                settle_dates(session, rulebook, duty, now=now)
            for duty in duties:
                open_rounds(session, rulebook, duty, now=now)
            settle_abolished(session, rulebook, codes, now=now)
            for duty in duties:
                settle_completions(session, rulebook, duty, now=now)
            settle_closed(session, rulebook, codes, now)
            plan_notices(session, rulebook, of_duties, now=now, after_due=True)
            tell_continuous(session, rulebook, of_duties, now=now)
            tell_of_contactless(session, rulebook, now=now)

    def window(self) -> None:
        dispatch_window(
            self.engine, self.settings, self.rulebook, self.now, self._send, watch=NoTime()
        )

    def hurries(self) -> bool:
        """Does anything wait that is to leave at once, and may it now?"""
        waits = select(Notice.kind).where(
            col(Notice.immediate).is_(True),
            col(Notice.message_id).is_(None),
            col(Notice.cancelled_at).is_(None),
            col(Notice.not_before) <= self.now,
        )
        kinds = set(self.read(lambda session: session.exec(waits).all()))
        office = in_office_hours(self.now, self.rulebook.workdays)
        return bool(kinds) and (office or NoticeKind.RECEIPT.value in kinds)

    def at_once(self) -> None:
        deliver_immediate(
            self.engine, self.settings, self.rulebook, self.now, self._send, watch=NoTime()
        )

    def _send(self, ready: ReadyMessage) -> Outcome:
        self.letters.append((ready.message_id, self.now))
        return Outcome(OutcomeKind.SENT, 250, "2.0.0 nhận")

    # What people do

    def hand_in(self, number: int, said: str, way: str, received_at: datetime) -> str:
        duty, unit = self.read(lambda s: _of(s, number))
        contact = self.read(lambda s: _clerk(s, unit))
        given = Given(
            answer=said,
            document_number="12/BC-DV",
            document_on="20/02/2027",
            signer="Nguyễn Văn An",
            figures=_FIGURES if duty == province.REPORT and said == "done" else {},
            reason="" if said == "done" else "Xã đang sắp xếp lại",
        )
        by = Actor.contact(contact) if contact else Actor.unit(unit)
        source = {
            "link": SubmissionSource(by, Way.LINK, received_at),
            "mail": SubmissionSource(by, Way.REPLY, received_at),
            "paper": SubmissionSource(Actor.account(CLERK), Way.STAFF, received_at),
        }[way]
        return self.act(
            lambda s: record_submission(
                s, self.rulebook, assignment_id=number, given=given, source=source, now=self.now
            )
        )

    def decide(
        self, number: int, kind: DecisionKind, *, on: date | None = None, by: int = DECIDER
    ) -> str:
        ruling = Ruling(kind, "Lý do để đơn vị đọc", on)
        return self.act(
            lambda s: decide(
                s,
                self.rulebook,
                assignment_id=number,
                account=s.get_one(Account, by),
                ruling=ruling,
                now=self.now,
            )
        )

    def ask(self, number: int, on: date) -> str:
        return self.act(
            lambda s: ask_extension(
                s,
                self.rulebook,
                assignment_id=number,
                by=Actor.unit("x"),
                asked_on=on,
                reason="Chờ số liệu cấp xã",
                now=self.now,
            )
        )

    def correct_receipt(self, number: int, on: date) -> str:
        correction = Correction(on, None, "Dấu đến ghi ngày này")
        return self.act(
            lambda s: correct_receipt(
                s,
                self.rulebook,
                assignment_id=number,
                account=s.get_one(Account, DECIDER),
                correction=correction,
                now=self.now,
            )
        )

    def demand(self, units: list[str], on: date, signed_on: date) -> str:
        names = "; ".join(units)
        demand = Demand(
            subject="Kết quả dịch vụ công trực tuyến",
            units=names,
            due_on=f"{on:%d/%m/%Y}",
            document_number="45/SNV-CCHC",
            document_on=f"{signed_on:%d/%m/%Y}",
            duty=province.DEMAND,
        )
        by = Actor.account(DECIDER)
        return self.act(lambda s: open_demand(s, self.rulebook, demand=demand, by=by, now=self.now))

    def add_contact(self, unit: str, position: int, purpose: Purpose) -> str:
        """By the import, as a file of one row would."""
        self._sheet += 1
        address = f"moi-{self._sheet}@{unit}.example"
        entry = ContactEntry(
            line=2,
            key={"unit_code": unit, "channel": "email", "address": address, "purpose": purpose},
            values={"position": position, "also": False, "verified_at": self.now},
            words=address,
        )
        by = Actor.machine("quan-tri")
        return self.act(
            lambda s: write(s, Contact, compare(s, Contact, [entry]), by=by, now=self.now)
        )

    def switch_contact(self, number: int, *, off: bool) -> str:
        """As `dondoc contacts disable` and `enable` do."""

        def do(session: Session) -> None:
            contact, why = session.get_one(Contact, number), "Nghỉ việc"
            if not off:
                put_back(session, contact, now=self.now)
                return
            contact.disabled_at, contact.disabled_why = self.now, why
            session.add(contact)
            session.flush()
            waiting = unsaid(session, contact, None)
            hand_over(session, self.rulebook, gone=contact, notices=waiting, why=why, now=self.now)

        return self.act(do)


def _of(session: Session, number: int) -> tuple[str, str]:
    query = select(Round.duty, Assignment.unit_code).join(Assignment)
    duty, unit = session.exec(query.where(col(Assignment.id) == number)).one()
    return duty, unit


def _clerk(session: Session, unit: str) -> int | None:
    query = select(Contact.id).where(
        col(Contact.unit_code) == unit, col(Contact.disabled_at).is_(None)
    )
    return session.exec(query.order_by(col(Contact.id))).first()

"""A round under way and a postman that can be told what to bring back."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from dondoc.clock import at
from dondoc.decisions.decide import ask_extension, decide
from dondoc.decisions.ruling import Ruling
from dondoc.delivery import outbox
from dondoc.delivery.batch import make_ready
from dondoc.delivery.build_messages import gather_messages
from dondoc.delivery.dispatch_window import DispatchResult, deliver_immediate, dispatch_window
from dondoc.delivery.envelope import Outcome, OutcomeKind
from dondoc.delivery.lease_owner import this_process
from dondoc.delivery.letter import ReadyMessage
from dondoc.ledger.installation import Context
from dondoc.notices.write import of_duty, plan_notices
from dondoc.plan.rulebook import Rulebook
from dondoc.rounds.opening import open_rounds
from dondoc.settings import Settings
from dondoc.submissions.evidence import Given
from dondoc.submissions.record_submission import SubmissionSource, record_submission
from models import Account, Assignment, Contact, Message, Notice
from models.database import transaction
from models.kinds import DecisionKind, Way
from tests.support.cast import VERIFIED
from tests.support.opened_round import OPENED_AT, open_report_round

DUTY = "III.1.1.c"
SENT = Outcome(OutcomeKind.SENT, 250, "2.0.0 queued")


def letters_leave(engine: Engine, settings: Settings, rulebook: Rulebook, now: datetime) -> None:
    """What goes at once has left: the quiet days after it begin."""
    deliver_immediate(engine, settings, rulebook, now, lambda _: SENT)


class Postman:
    """The fake at the edge: keeps what goes through the door, answers as told per recipient."""

    def __init__(self) -> None:
        self.sent: list[ReadyMessage] = []
        self.answers: dict[str, list[Outcome]] = defaultdict(list)

    def __call__(self, ready: ReadyMessage) -> Outcome:
        self.sent.append(ready)
        told = next((queue for who, queue in self.answers.items() if who in ready.url), [])
        return told.pop(0) if told else SENT

    def to(self, who: str) -> list[ReadyMessage]:
        return [ready for ready in self.sent if who in ready.url]


class Office:
    """The morning of a day: rounds opened, notices planned, a window dispatched."""

    def __init__(self, engine: Engine, settings: Settings, rulebook: Rulebook) -> None:
        self.engine, self.settings, self.rulebook = engine, settings, rulebook
        self.postman = Postman()

    def morning(self, on: date) -> int:
        duty = self.rulebook.registry.plan.duty(DUTY)
        with transaction(self.engine) as session:
            if at(on, 7, 30) == OPENED_AT:
                open_report_round(session, self.rulebook)
            else:
                open_rounds(session, self.rulebook, duty, now=at(on, 7, 30))
            return plan_notices(
                session, self.rulebook, of_duty(DUTY), now=at(on, 7, 30), after_due=True
            ).notices

    def window(self, now: datetime) -> DispatchResult:
        return dispatch_window(self.engine, self.settings, self.rulebook, now, self.postman)

    def dies(self, now: datetime, letters: int = 3) -> None:
        """The window of a process that dies with so many letters on its connections.

        All of them begun: one that was only claimed is free, and would go at once.
        """
        under_way = threading.Barrier(letters)

        def dying(_ready: ReadyMessage) -> Outcome:
            under_way.wait(20)
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            dispatch_window(self.engine, self.settings, self.rulebook, now, dying)

    def at_once(self, now: datetime) -> DispatchResult:
        return deliver_immediate(self.engine, self.settings, self.rulebook, now, self.postman)

    def claimed(self, now: datetime) -> list[ReadyMessage]:
        """What is due, gathered, claimed by this process and written: not yet on a connection."""
        with transaction(self.engine) as session:
            days = self.rulebook.workdays
            gather_messages(
                session, self.settings, now=now, office=True, windowed=True, workdays=days
            )
            claim = {"now": now, "office": True, "owner": this_process(), "limit": 99}
            ids = outbox.claim(session, tried=[], **claim)
        context = Context(self.settings, self.rulebook, self.engine, now)
        return make_ready(self.engine, context, ids).ready

    def assignment(self, unit: str) -> int:
        return self.read(
            lambda s: s.exec(select(Assignment.id).where(col(Assignment.unit_code) == unit)).one()
        )

    def add_contact(self, unit: str, name: str = "", **given: Any) -> None:
        """A further contact of a unit, verified and by mail unless it says otherwise."""
        given = {"address": f"{name}@{unit}.example", "verified_at": VERIFIED, **given}
        with transaction(self.engine) as session:
            session.add(Contact(unit_code=unit, **given))

    def hand_in(
        self, now: datetime, *, unit: str = "so-y-te", by: str = "account:1", way: Way = Way.STAFF
    ) -> None:
        """The unit's report, recorded in the one way there is."""
        given = Given(
            document_number="12/BC-DV",
            document_on="28/02/2027",
            signer="Nguyễn Văn An",
            figures={"tin_bai": "12", "hoi_nghi": "3", "an_pham": "0", "luot_nguoi": "1.250"},
        )
        with transaction(self.engine) as session:
            record_submission(
                session,
                self.rulebook,
                assignment_id=self.assignment(unit),
                given=given,
                source=SubmissionSource(by=by, way=way, received_at=now),
                now=now,
            )

    def confirm_contact(self, address: str, when: datetime = VERIFIED) -> None:
        self._set_verified(address, when)

    def forget_contact(self, address: str) -> None:
        """Nobody has confirmed that address."""
        self._set_verified(address, None)

    def _set_verified(self, address: str, when: datetime | None) -> None:
        mine = select(Contact).where(col(Contact.address) == address)
        with transaction(self.engine) as session:
            session.exec(mine).one().verified_at = when

    def contact(self, address: str) -> Contact:
        mine = select(Contact).where(col(Contact.address) == address)
        return self.read(lambda s: s.exec(mine).one())

    def extend(self, unit: str, officer: Account, asked: date, until: date) -> None:
        """The unit asks in the morning, the officer grants an hour later."""
        about = self.assignment(unit)
        with transaction(self.engine) as session:
            ask_extension(
                session,
                self.rulebook,
                assignment_id=about,
                by="contact:1",
                asked_on=until,
                reason="Chờ số liệu cấp xã",
                now=at(asked, 9),
            )
            decide(
                session,
                self.rulebook,
                assignment_id=about,
                account=officer,
                ruling=Ruling(DecisionKind.EXTENSION_GRANTED, "", until),
                now=at(asked, 10),
            )

    def messages(self) -> list[Message]:
        return self.read(lambda s: list(s.exec(select(Message).order_by(col(Message.id)))))

    def notices(self) -> list[Notice]:
        return self.read(lambda s: list(s.exec(select(Notice).order_by(col(Notice.id)))))

    def read(self, ask: Callable[[Session], Any]) -> Any:
        with transaction(self.engine, write=False) as session:
            return ask(session)

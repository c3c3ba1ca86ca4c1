"""A round under way and a postman that can be told what to bring back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from sqlalchemy import Engine
from sqlmodel import Session, col, select

from dondoc.clock import at
from dondoc.delivery.dispatch import DispatchResult, deliver_immediate, dispatch_window
from dondoc.delivery.envelope import Outcome, OutcomeKind
from dondoc.delivery.letter import Ready
from dondoc.rounds.decision import Ruling, ask_extension, decide
from dondoc.rounds.notices import of_duty, plan_notices
from dondoc.rounds.opening import open_rounds
from dondoc.rounds.rulebook import Rulebook
from dondoc.settings import Settings
from models import Account, Assignment, Message, Notice
from models.database import transaction
from models.kinds import DecisionKind

DUTY = "III.1.1.c"
SENT = Outcome(OutcomeKind.SENT, 250, "2.0.0 queued")


class Postman:
    """The fake at the edge: keeps what goes through the door, answers as told per recipient."""

    def __init__(self) -> None:
        self.sent: list[Ready] = []
        self.answers: dict[str, list[Outcome]] = defaultdict(list)

    def __call__(self, ready: Ready) -> Outcome:
        self.sent.append(ready)
        told = next((queue for who, queue in self.answers.items() if who in ready.url), [])
        return told.pop(0) if told else SENT

    def to(self, who: str) -> list[Ready]:
        return [ready for ready in self.sent if who in ready.url]


class Office:
    """The morning of a day: rounds opened, notices planned, a window dispatched."""

    def __init__(self, engine: Engine, settings: Settings, rulebook: Rulebook) -> None:
        self.engine, self.settings, self.rulebook = engine, settings, rulebook
        self.postman = Postman()

    def morning(self, on: date) -> int:
        duty = self.rulebook.registry.plan.duty(DUTY)
        with transaction(self.engine) as session:
            open_rounds(session, self.rulebook, duty, now=at(on, 7, 30))
            return plan_notices(
                session, self.rulebook, of_duty(DUTY), now=at(on, 7, 30), after_due=True
            ).notices

    def window(self, now: datetime) -> DispatchResult:
        return dispatch_window(self.engine, self.settings, self.rulebook, now, self.postman)

    def at_once(self, now: datetime) -> DispatchResult:
        return deliver_immediate(self.engine, self.settings, self.rulebook, now, self.postman)

    def assignment(self, unit: str) -> int:
        return self.read(
            lambda s: s.exec(select(Assignment.id).where(col(Assignment.unit_code) == unit)).one()
        )

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

"""A conference lived from plan to last answer by a clock argument, each unit in its manner.

The flows' own acts of every working day; mail goes to a list instead of a socket.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import Enum, auto
from typing import Any

from sqlalchemy import Engine
from sqlmodel import Session

from dondoc.clock import at, local_date
from dondoc.conference.conclusions import absent_invitees, ask_reading, set_task
from dondoc.conference.conference_figures import ConferenceFigures, conference_figures
from dondoc.conference.delegates import delegates_of
from dondoc.conference.desk.keep_scan import DeskScan, record_scan
from dondoc.conference.desk.walk_in import WalkInForm, record_walk_in
from dondoc.conference.find_conference import find_conference, invitees
from dondoc.conference.questions import ask_question, give_owner, questions_of, take_answers
from dondoc.conference.remind_of_day import remind_of_day
from dondoc.conference.settle_conference import settle_answers
from dondoc.delivery.dispatch_window import deliver_immediate, dispatch_window
from dondoc.delivery.envelope import Outcome
from dondoc.delivery.letter import ReadyMessage
from dondoc.ledger.actors import Actor
from dondoc.ledger.installation import Context
from dondoc.notices.write import plan_notices
from dondoc.plan.rulebook import Rulebook
from dondoc.portal.board.conference.call_list import call_list
from dondoc.portal.board.conference.conference_state import conference_view
from dondoc.settings import Settings
from dondoc.submissions.evidence import Given
from dondoc.submissions.record_submission import SubmissionSource, record_submission
from models import Assignment, Conference
from models.database import transaction
from models.kinds import Way
from tests.support.cast import give_clerks
from tests.support.conference_hall import CODE, OFFICER, Hall, draft, to_day
from tests.support.post import SENT

CLERK = Actor("contact:1")
MOVED_TO = date(2026, 12, 4)  # a week after the first day
ENDS_ON = date(2026, 12, 22)  # all that was asked is due by then


class GuestManner(Enum):
    """What a unit does with its invitation."""

    PROMPT = auto()  # yes the day after, yes again after the move, comes with two people
    SILENT = auto()  # never says or reads anything
    CHANGES = auto()  # yes, then no; reads what it missed at once
    SUBSTITUTE = auto()  # yes, then a substitute, and somebody else still at the desk
    WALKS_IN = auto()  # silent, and there on the day
    ABSENT = auto()  # yes and yes again, and not there; reads when reminded


@dataclass(frozen=True)
class ConferenceLetter:
    """One mail as it left: what kind its subject says it is of, on which day, to which unit."""

    on: date
    unit: str
    subject: str
    text: str
    ready: ReadyMessage

    @property
    def word(self) -> str:
        """«05/11 Mời họp»"""
        return f"{self.on:%d/%m} {self.subject.partition(']')[0].removeprefix('[')}"


@dataclass
class ConferenceWalk:
    """A hall whose days are lived; what came of it is kept beside the ledger, to be asked."""

    engine: Engine
    settings: Settings
    rulebook: Rulebook
    listed: str
    """The units, as typed on the list."""
    letters: list[ConferenceLetter] = field(default_factory=list)
    manners: dict[str, GuestManner] = field(default_factory=dict)
    called: list[str] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)
    figures: ConferenceFigures | None = None
    read: int = 0
    removed: str = ""
    now: datetime = field(default_factory=lambda: at(date(2026, 11, 2), 9))

    def __post_init__(self) -> None:
        self.hall = Hall(self.engine, self.rulebook)

    def of(self, *manners: GuestManner) -> list[str]:
        return [unit for unit, manner in self.manners.items() if manner in manners]

    def words(self, unit: str) -> tuple[str, ...]:
        return tuple(one.word for one in self.letters if one.unit == unit)

    def live(self, script: dict[date, Callable[[ConferenceWalk], None]], ends_on: date) -> None:
        """Every working day from the plan on: the flow's morning, a window, the office's day."""
        on = local_date(self.now)
        while on <= ends_on:
            if self.rulebook.workdays.is_workday(on):
                self._morning(on)
                self._dispatch(at(on, 8))
                self.now = at(on, 9)
                if on in script:
                    script[on](self)
                    deliver_immediate(*self._context(), at(on, 10), self._post(at(on, 10)))
                    self._dispatch(at(on, 14))
            on += timedelta(days=1)

    def plan_and_invite(self) -> None:
        self.hall.plan(draft(self.listed), self.now)
        rows = self.rows()
        give_clerks(self.engine, [one.unit_code for one in rows])
        self.hall.invite(self.now)
        *guests, self.removed = [one.unit_code for one in rows]
        kinds = list(GuestManner)
        self.manners = {unit: kinds[number % len(kinds)] for number, unit in enumerate(guests)}

    def answer(self, units: Iterable[str], answer: str, *names: str, reason: str = "") -> None:
        for unit in units:
            self.hall.answer(self.now, unit, answer, *names, reason=reason)

    def move_by_a_week(self) -> None:
        self.hall.move(self.now, to_day(MOVED_TO))

    def cancel(self) -> None:
        self.hall.cancel(self.now)

    def rows(self) -> list[Any]:
        return self.hall.read(lambda s: invitees(s, find_conference(s, CODE)))

    def act(self, act: Callable[[Session, Conference], Any]) -> Any:
        with transaction(self.engine) as session:
            return act(session, find_conference(session, CODE, hold=True))

    def check_in(self, units: Iterable[str]) -> None:
        """Everybody of their lists comes, and is tapped twice."""

        def tap(session: Session, conference: Conference) -> None:
            for row in invitees(session, conference):
                if row.unit_code in wanted:
                    for person in delegates_of(session, [row.id or 0])[row.id or 0]:
                        for scan in ("a", "b"):
                            record_scan(
                                session,
                                conference,
                                self._scan(f"{person.code}-{scan}", person.code),
                                by=OFFICER,
                                now=self.now,
                            )

        wanted = set(units)
        self.act(tap)

    def walk_in(self, units: Iterable[str], *, instead: bool = False) -> None:
        """A person on nobody's list; `instead` of the one who is."""
        for unit in units:
            self.act(lambda s, c, unit=unit: self._walk_in(s, c, unit, instead))

    def _walk_in(self, session: Session, conference: Conference, unit: str, instead: bool) -> None:
        typed = {"name": "Phạm Văn Đến", "unit": unit}
        if instead:
            [row] = [one for one in invitees(session, conference) if one.unit_code == unit]
            [person] = delegates_of(session, [row.id or 0])[row.id or 0]
            typed = {"name": "Phạm Văn Đến", "replaces": person.code}
        here = Context(self.settings, self.rulebook, self.engine, self.now)
        form = WalkInForm.read(typed, here)
        scan = self._scan(f"den-{unit}", "")
        record_walk_in(session, conference, form, scan, by=OFFICER, now=self.now)

    def look_up_calls(self) -> None:
        def ask(session: Session) -> list[str]:
            here = Context(self.settings, self.rulebook, self.engine, self.now)
            view = conference_view(session, here, find_conference(session, CODE))
            return [one.unit.code for one in call_list(session, view.rows)]

        self.called = self.hall.read(ask)

    def conclude(self, typed: dict[str, str], units: Sequence[str]) -> None:
        """A task of the conclusions; who was absent is asked to read."""
        bodies = [self.rulebook.registry.unit(code) for code in units]
        self.act(
            lambda s, c: set_task(s, self.rulebook, c, typed, bodies, by=OFFICER, now=self.now)
        )
        on = local_date(self.now)
        absent = self.act(lambda s, c: absent_invitees(s, self.rulebook, c, on=on))
        self.absent = [one.unit_code for one in absent]
        self.act(lambda s, c: ask_reading(s, self.rulebook, c, by=OFFICER, now=self.now))

    def ask(self, unit: str, text: str) -> None:
        self.act(lambda s, c: ask_question(s, c, unit, text, by=CLERK, now=self.now))

    def own(self, owner: str) -> None:
        body = self.rulebook.registry.unit(owner)

        def give(session: Session, conference: Conference) -> None:
            [question] = questions_of(session, conference)
            give_owner(session, self.rulebook, conference, question, body, by=OFFICER, now=self.now)

        self.act(give)

    def hand_in(self, assignment_id: int | None, note: str) -> None:
        with transaction(self.engine) as session:
            record_submission(
                session,
                self.rulebook,
                assignment_id=assignment_id or 0,
                given=Given(note=note),
                source=SubmissionSource(CLERK, Way.LINK, self.now),
                now=self.now,
            )

    def confirm_reading(self, units: Iterable[str]) -> None:
        wanted = set(units)
        for row in self.rows():
            if row.unit_code in wanted:
                self.hand_in(row.reading_id, "Đã đọc.")

    def question_owed(self) -> int | None:
        [one] = self.hall.read(lambda s: questions_of(s, find_conference(s, CODE)))
        return one.assignment_id

    def look_at_figures(self) -> None:
        self.figures = self.hall.read(lambda s: conference_figures(s, find_conference(s, CODE)))
        asked = [one.reading_id for one in self.rows() if one.reading_id is not None]
        self.read = self.hall.read(
            lambda s: sum(s.get_one(Assignment, one).completed_at is not None for one in asked)
        )

    def _scan(self, scan_id: str, code: str) -> DeskScan:
        return DeskScan(scan_id=scan_id, code=code, device="Bàn 1", device_at=self.now)

    def _morning(self, on: date) -> None:
        """The flow's acts over the conference, then `follow_up` over everything."""
        now = at(on, 7, 30)
        with transaction(self.engine) as session:
            remind_of_day(session, self.rulebook, now=now)
            take_answers(session, self.rulebook, now=now)
            settle_answers(session, now=now)
            plan_notices(session, self.rulebook, now=now, after_due=True)

    def _dispatch(self, now: datetime) -> None:
        dispatch_window(*self._context(), now, self._post(now))

    def _context(self) -> tuple[Engine, Settings, Rulebook]:
        return self.engine, self.settings, self.rulebook

    def _post(self, now: datetime) -> Callable[[ReadyMessage], Outcome]:
        def send(ready: ReadyMessage) -> Outcome:
            to = ready.url.rpartition("to=")[2].replace("%40", "@")
            unit = to.partition("@")[2].removesuffix(".example")
            self.letters.append(
                ConferenceLetter(local_date(now), unit, ready.title, ready.body, ready)
            )
            return SENT

        return send

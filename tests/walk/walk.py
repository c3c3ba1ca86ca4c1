"""A year walked day by day with a clock argument: the real planner, ledger and dispatch.

Mail goes to a list instead of a socket; the units are scripted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import Enum, auto

from sqlalchemy import Engine, update
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from dondoc.calendar.date_words import short_date
from dondoc.clock import at, local_date
from dondoc.decisions.calendar_move import settle_dates
from dondoc.decisions.closing import settle_closed
from dondoc.decisions.decide import ask_extension, decide
from dondoc.decisions.own_slot import settle_completions
from dondoc.decisions.ruling import Ruling
from dondoc.decisions.succession import settle_abolished
from dondoc.delivery.dispatch_window import deliver_immediate, dispatch_window
from dondoc.delivery.envelope import Outcome, OutcomeKind
from dondoc.delivery.letter import ReadyMessage
from dondoc.notices.write import plan_notices
from dondoc.notices.yearly import tell_continuous
from dondoc.plan.agenda import agenda
from dondoc.plan.rulebook import Rulebook
from dondoc.plan.schema import Duty
from dondoc.rounds.facts import Facts
from dondoc.rounds.load_facts import load_facts
from dondoc.rounds.opening import open_rounds
from dondoc.rounds.standing import StandingKind, standing
from dondoc.settings import Settings
from dondoc.submissions.evidence import Given
from dondoc.submissions.record_submission import SubmissionSource, record_submission
from models import Account, Assignment, Contact, Notice, Submission
from models.database import transaction
from models.kinds import AccountRole, DecisionKind, Purpose, Way
from tests.support.cast import VERIFIED


class Manner(Enum):
    """How a unit of the cast answers what it is ordered or asked to do by a date."""

    PROMPT = auto()
    LATE = auto()
    SILENT = auto()
    ASKS = auto()  # for two more days, which it gets
    RETURNED = auto()  # once, then again in time


@dataclass(frozen=True)
class Said:
    """One mail as it left."""

    at: datetime
    to: str
    subject: str
    text: str


@dataclass
class Walk:
    """Lives through days; `said` holds every mail, in order."""

    engine: Engine
    settings: Settings
    rulebook: Rulebook
    cast: Mapping[str, Manner]
    without_mail: tuple[str, ...] = ()
    duties: tuple[str, ...] = ()
    """The duties that are lived; none named is all of them."""
    changes: Mapping[date, Rulebook] = field(default_factory=dict)
    """What holds from the morning of a day: another calendar, other units."""
    said: list[Said] = field(default_factory=list)
    _agenda: Mapping[date, list[Duty]] = field(default_factory=dict)
    _now: datetime = field(default_factory=lambda: at(date(2021, 1, 1), 0))

    @property
    def ended_on(self) -> date:
        """The day lived last."""
        return local_date(self._now)

    def prepare(self) -> None:
        """Contacts of the cast and the officers who decide."""
        people = [
            Account(
                name=f"Cán bộ {unit}",
                address=f"can-bo@{unit}.example",
                unit_code=unit,
                role=AccountRole.ADMINISTRATOR,
            )
            for unit in ("so-noi-vu", "van-phong-ubnd")
        ]
        with transaction(self.engine) as session:
            session.add_all(people)
            for unit in (*self.cast, "ubnd-tinh"):
                if unit not in self.without_mail:
                    clerk = Contact(unit_code=unit, address=f"van-thu@{unit}.example")
                    head = f"lanh-dao@{unit}.example"
                    both = (clerk, Contact(unit_code=unit, address=head, purpose=Purpose.HEAD))
                    for contact in both:
                        contact.verified_at = VERIFIED
                    session.add_all(both)

    def days(self, start_on: date, end_on: date) -> Iterator[date]:
        """Every day, days off too: a worker that wakes on a Sunday must say nothing."""
        self._agenda = self._schedules(start_on, end_on)
        for offset in range((end_on - start_on).days + 1):
            on = start_on + timedelta(days=offset)
            if on in self.changes:
                self.rulebook = self.changes[on]
                self._agenda = self._schedules(on, end_on)
            if self.rulebook.workdays.is_workday(on):
                self._morning(on)
            self._dispatch(at(on, 8))
            if self.rulebook.workdays.is_workday(on):
                self._office(on)
                self._dispatch(at(on, 14))
            yield on

    def open_all(self, start_on: date, end_on: date) -> None:
        """Every round of these days opened and nothing more: nobody is told, nobody answers."""
        for on, duties in sorted(self._schedules(start_on, end_on).items()):
            with transaction(self.engine) as session:
                for duty in duties:
                    open_rounds(session, self.rulebook, duty, now=at(on, 7, 30))

    def _schedules(self, start_on: date, end_on: date) -> dict[date, list[Duty]]:
        """Each duty's own days, as its deployment's schedule has them."""
        registry = self.rulebook.registry
        found: dict[date, list[Duty]] = defaultdict(list)
        for duty in self._lived():
            for day in agenda(
                duty,
                registry.plan,
                registry,
                self.rulebook.workdays,
                start_on=start_on,
                end_on=end_on,
            ):
                found[day.on].append(duty)
        return found

    def _lived(self) -> list[Duty]:
        plan = self.rulebook.registry.plan
        return [one for one in plan.duties if not self.duties or one.code in self.duties]

    def _morning(self, on: date) -> None:
        """The duty flows of the day, then `follow_up` over everything."""
        now = at(on, 7, 30)
        with transaction(self.engine) as session:
            for duty in self._lived() if self.changes else []:
                settle_dates(session, self.rulebook, duty, now=now)
            for duty in self._agenda[on]:
                open_rounds(session, self.rulebook, duty, now=now)
            if self.changes:
                codes = [duty.code for duty in self._lived()]
                settle_abolished(session, self.rulebook, codes, now=now)
            self._others_answer(session, now)
            for duty in self._agenda[on]:
                settle_completions(session, self.rulebook, duty, now=now)
            settle_closed(session, self.rulebook, [one.code for one in self._lived()], now)
            plan_notices(session, self.rulebook, now=now, after_due=True)
            tell_continuous(session, self.rulebook, now=now)

    def _others_answer(self, session: Session, now: datetime) -> None:
        """Who is not in the cast is done at once: the walk is about the cast.

        A commune is answered for by its district, where that is in the cast.
        """
        others = col(Assignment.unit_code).not_in(list(self.cast))
        parent = aliased(Assignment)
        of_others = select(parent.id).where(col(parent.unit_code).not_in(list(self.cast)))
        own = col(Assignment.parent_id).is_(None) | col(Assignment.parent_id).in_(of_others)
        session.execute(
            update(Assignment)
            .where(others, own, col(Assignment.completed_at).is_(None))
            .values(completed_at=now)
        )

    def _office(self, on: date) -> None:
        with transaction(self.engine) as session:
            found = self._unfinished(session, at(on, 8, 30))
            # Who asks is answered half an hour after the others have handed in.
            for facts in sorted(found, key=lambda one: self.cast.get(one.unit_code) is Manner.ASKS):
                manner = self.cast.get(facts.unit_code)
                if manner is not None:
                    self._act(session, facts, manner, on)
        self._now = at(on, 10)
        deliver_immediate(self.engine, self.settings, self.rulebook, self._now, self._post)

    def _unfinished(self, session: Session, now: datetime) -> list[Facts]:
        return load_facts(
            session,
            col(Assignment.completed_at).is_(None),
            col(Assignment.waived_at).is_(None),
            col(Assignment.chased).is_(True),
            as_of=now,
        )

    def _act(self, session: Session, facts: Facts, manner: Manner, on: date) -> None:
        here = standing(facts, at(on, 8, 30))
        duty = self.rulebook.registry.plan.duty(facts.duty)
        if here.kind is StandingKind.SUBMITTED:
            self._decide(session, facts, manner, on)
        elif here.waiting_for_unit and duty.ladder != "E3":
            self._answer(session, facts, manner, on)

    def _answer(self, session: Session, facts: Facts, manner: Manner, on: date) -> None:
        if on >= self._answers_on(facts, manner):
            self._submit(session, facts, on)
        elif manner is Manner.ASKS and not facts.decisions:
            self._ask(session, facts, on)

    def _answers_on(self, facts: Facts, manner: Manner) -> date:
        add = self.rulebook.workdays.add
        if manner is Manner.SILENT:
            return date.max
        shift = {Manner.PROMPT: -2, Manner.LATE: 2}.get(manner, 0)
        if facts.submissions:
            shift = 0
        return max(add(facts.due_on, shift), facts.opens_on)

    def _submit(self, session: Session, facts: Facts, on: date) -> None:
        duty = self.rulebook.registry.plan.duty(facts.duty)
        now = at(on, 9)
        given = Given(
            document_number=f"{facts.id}/BC-VP",
            document_on=short_date(on),
            signer="Người ký",
            list_on=short_date(on),
            link="https://trang.cua-don-vi.example/van-ban",
            figures={indicator.code: "1" for indicator in duty.indicators},
        )
        record_submission(
            session,
            self.rulebook,
            assignment_id=facts.id,
            given=given,
            source=SubmissionSource(f"unit:{facts.unit_code}", Way.LINK, now),
            now=now,
        )
        if facts.children is not None:
            self._answer_for_communes(session, facts, now)

    def _answer_for_communes(self, session: Session, facts: Facts, now: datetime) -> None:
        """The district ticks its communes the day it hands in: all did it, but for the first.

        Not those that have answered themselves.
        """
        answered = select(Submission.assignment_id)
        under = select(Assignment.id).where(
            col(Assignment.parent_id) == facts.id, col(Assignment.id).not_in(answered)
        )
        for number, commune in enumerate(session.exec(under.order_by(col(Assignment.id))).all()):
            given = Given(
                document_number=f"{number}/KH-UBND", document_on=short_date(local_date(now))
            )
            if number == 0:
                given = Given(answer="not_done", reason="Xã đang sắp xếp lại cán bộ")
            assert commune is not None
            record_submission(
                session,
                self.rulebook,
                assignment_id=commune,
                given=given,
                source=SubmissionSource(f"unit:{facts.unit_code}", Way.LINK, now),
                now=now,
            )

    def _ask(self, session: Session, facts: Facts, on: date) -> None:
        workdays = self.rulebook.workdays
        wanted = workdays.add(facts.due_on, 2)
        last = self.rulebook.last_day(self.rulebook.registry.plan.duty(facts.duty), facts.period)
        if on != workdays.add(facts.due_on, -2) or (last is not None and wanted > last):
            return
        ask_extension(
            session,
            self.rulebook,
            assignment_id=facts.id,
            by=f"unit:{facts.unit_code}",
            asked_on=wanted,
            reason="Chờ số liệu",
            now=at(on, 9),
        )
        self._rule(
            session, facts, Ruling(DecisionKind.EXTENSION_GRANTED, "", wanted), at(on, 9, 30)
        )

    def _decide(self, session: Session, facts: Facts, manner: Manner, on: date) -> None:
        once = manner is Manner.RETURNED and len(facts.submissions) == 1
        kind = DecisionKind.RETURNED if once else DecisionKind.ACCEPTED
        self._rule(session, facts, Ruling(kind, "Thiếu mục II" if once else ""), at(on, 9, 30))

    def _rule(self, session: Session, facts: Facts, ruling: Ruling, now: datetime) -> None:
        officer = session.exec(select(Account).order_by(col(Account.id))).first()
        assert officer is not None
        decide(
            session,
            self.rulebook,
            assignment_id=facts.id,
            account=officer,
            ruling=ruling,
            now=now,
        )

    def _dispatch(self, now: datetime) -> None:
        self._now = now
        dispatch_window(self.engine, self.settings, self.rulebook, now, self._post)

    def _post(self, ready: ReadyMessage) -> Outcome:
        to = ready.url.rpartition("to=")[2].replace("%40", "@")
        self.said.append(Said(self._now, to, ready.title, ready.body))
        return Outcome(OutcomeKind.SENT, 250, "nhận")

    def notices(self) -> list[Notice]:
        with transaction(self.engine, write=False) as session:
            return list(session.exec(select(Notice).order_by(col(Notice.id))))

"""The demo year: the last twelve months lived again by the real code. Every answer is a sample."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Engine
from sqlmodel import Session, col, select

from dondoc.calendar.date_words import short_date
from dondoc.clock import at
from dondoc.decisions.closing import settle_closed
from dondoc.decisions.decide import ask_extension, decide
from dondoc.decisions.own_slot import settle_completions
from dondoc.decisions.ruling import Ruling
from dondoc.delivery.dispatch_window import Send, deliver_immediate, dispatch_window
from dondoc.ledger.actors import Actor
from dondoc.notices.write import plan_notices
from dondoc.notices.yearly import tell_continuous
from dondoc.plan.agenda import agenda
from dondoc.plan.rulebook import Rulebook
from dondoc.plan.schema import Duty
from dondoc.rounds.facts import Facts
from dondoc.rounds.load_facts import REMINDED, load_facts
from dondoc.rounds.opening import open_rounds
from dondoc.rounds.standing import StandingKind, standing
from dondoc.settings import Settings
from dondoc.simulation.demo_characters import CONSOLIDATED, REPORT
from dondoc.simulation.demo_tempers import DemoTemper, drawn_number, temper_of
from dondoc.submissions.evidence import Given
from dondoc.submissions.record_submission import SubmissionSource, record_submission
from models import Account, Assignment, Contact
from models.database import transaction
from models.kinds import DecisionKind, Way

REPORTS = frozenset({REPORT, CONSOLIDATED})
"""The duties of the whole demo year; the others join on its last days, so that it starts soon."""


def last_speaking_day(rulebook: Rulebook, *, before: date) -> date:
    """The latest day before `before` on which the periodic report had something to say."""
    registry = rulebook.registry
    days = agenda(
        registry.plan.duty(REPORT),
        registry.plan,
        registry,
        rulebook.workdays,
        start_on=before - timedelta(days=180),
        end_on=before - timedelta(days=1),
    )
    return days[-1].on


@dataclass
class Replay:
    """Lives past days again in the order of the flows: reports, chase, windows, answers."""

    engine: Engine
    settings: Settings
    rulebook: Rulebook
    send: Send | None = None
    only: frozenset[str] | None = None  # the duties that are lived; None: all of the plan's
    lived_on: date | None = None

    def days(self, start_on: date, end_on: date) -> Iterator[date]:
        """Live each working day of the range, both ends included, and name it when it is over."""
        for offset in range((end_on - start_on).days + 1):
            on = start_on + timedelta(days=offset)
            if self.rulebook.workdays.is_workday(on):
                self.flows(on)
                self.office_day(on)
                yield on

    def flows(self, on: date) -> None:
        """The morning: what the duty flows and `follow_up` do, then the first window."""
        now = at(on, 7, 30)
        with transaction(self.engine) as session:
            for duty in self.rulebook.registry.plan.duties:
                if self._opens(duty, on):
                    open_rounds(session, self.rulebook, duty, now=now)
                if duty.consolidates or duty.figures_from:
                    settle_completions(session, self.rulebook, duty, now=now)
            settle_closed(session, self.rulebook, self.rulebook.registry.duty_codes, now)
            plan_notices(session, self.rulebook, now=now, after_due=True)
            tell_continuous(session, self.rulebook, now=now)
        self.lived_on = on
        self._dispatch(at(on, 8))

    def _opens(self, duty: Duty, on: date) -> bool:
        """Has a round of the duty come to its opening since the day lived before?"""
        if self.only is not None and duty.code not in self.only:
            return False
        since = self.lived_on or date.min
        years = (on.year - 1, on.year, on.year + 1)
        rounds = (due for year in years for due in self.rulebook.rounds(duty, year))
        return self.lived_on is None or any(since < due.opens_on <= on for due in rounds)

    def office_day(self, on: date) -> None:
        """The day itself: units answer, officers look at what came, the second window."""
        with transaction(self.engine) as session:
            self._decide(session, on)
            self._answer(session, on)
        now = at(on, 10)
        deliver_immediate(self.engine, self.settings, self.rulebook, now, self.send)
        self._dispatch(at(on, 14))

    def _dispatch(self, now: datetime) -> None:
        dispatch_window(self.engine, self.settings, self.rulebook, now, self.send)

    def _answer(self, session: Session, on: date) -> None:
        for facts in self._waiting(session, on):
            temper = temper_of(facts)
            if temper is DemoTemper.ASKS and not facts.decisions:
                self._ask(session, facts, on)
            answer_on = self._answer_on(facts, temper)
            if answer_on is not None and answer_on <= on:
                self._submit(session, facts, temper, on)

    def _waiting(self, session: Session, on: date) -> list[Facts]:
        """What waits for its unit this morning."""
        found = _unfinished(session, at(on, 8, 45))
        return [one for one in found if standing(one, at(on, 8, 45)).waiting_for_unit]

    def _answer_on(self, facts: Facts, temper: DemoTemper) -> date | None:
        if temper is DemoTemper.SILENT or (temper is DemoTemper.NOT_DONE and facts.submissions):
            return None  # who said once that it is not done waits for the officer's word
        if temper is DemoTemper.PROMPT and facts.duty not in (REPORT, CONSOLIDATED):
            # Smaller work is handed in soon after it was asked for.
            soon = self.rulebook.workdays.add(facts.opens_on, 1 + drawn_number(facts.unit_code) % 4)
            return min(soon, facts.target_on)
        early = -(drawn_number(facts.unit_code) % 4) if temper is DemoTemper.PROMPT else 0
        late = 1 + drawn_number(facts.unit_code) % 3 if temper is DemoTemper.LATE else 0
        return self.rulebook.workdays.add(facts.due_on, early + late)

    def _submit(self, session: Session, facts: Facts, temper: DemoTemper, on: date) -> None:
        duty = self.rulebook.registry.duty_of(facts.plan, facts.duty)
        symbol = self.rulebook.registry.unit(facts.unit_code).symbol or "UBND"
        seen = drawn_number(f"{facts.unit_code} {facts.period}")
        asks_link = "link_or_file" in duty.evidence.fields
        now = at(on, 9, seen % 50)
        given = Given(
            document_number=f"{seen % 180 + 5}/BC-{symbol}",
            document_on=short_date(on),
            signer="Người ký mẫu",
            list_on=short_date(on),
            link="https://trang-mau.example/tin-bai" if asks_link else "",
            figures={one.code: str(seen % (37 * n)) for n, one in enumerate(duty.indicators, 1)},
        )
        if temper is DemoTemper.NOT_DONE:
            given = Given(answer="not_done", reason="Chưa bố trí được cán bộ (mẫu).")
        record_submission(
            session,
            self.rulebook,
            assignment_id=facts.id,
            given=given,
            source=SubmissionSource(_clerk(session, facts), Way.LINK, now),
            now=now,
        )

    def _ask(self, session: Session, facts: Facts, on: date) -> None:
        workdays = self.rulebook.workdays
        asked_on = workdays.add(facts.due_on, 1)
        duty = self.rulebook.registry.duty_of(facts.plan, facts.duty)
        last = self.rulebook.last_day(duty, facts.period)
        if (last is not None and asked_on > last) or on != workdays.add(facts.due_on, -2):
            return
        ask_extension(
            session,
            self.rulebook,
            assignment_id=facts.id,
            by=_clerk(session, facts),
            asked_on=asked_on,
            reason="Chờ số liệu của các đơn vị trực thuộc (mẫu).",
            now=at(on, 9),
        )
        ruling = Ruling(DecisionKind.EXTENSION_GRANTED, "Đồng ý (mẫu).", asked_on)
        self._decide_one(session, facts, ruling, at(on, 10))

    def _decide(self, session: Session, on: date) -> None:
        """What came in before today is looked at: most accepted, some returned once; of those who
        report that it is not done, every other one with a reason that is accepted.
        """
        for facts in _unfinished(session, at(on, 8)):
            here = standing(facts, at(on, 8))
            if here.to_rule and drawn_number(f"{facts.period} {facts.unit_code}") % 2:
                ruling = Ruling(DecisionKind.ACCEPTED, "Lý do được chấp nhận (mẫu).")
                self._decide_one(session, facts, ruling, at(on, 8, 30))
            if here.kind is not StandingKind.SUBMITTED:
                continue
            once = temper_of(facts) is DemoTemper.RETURNED and len(facts.submissions) == 1
            kind = DecisionKind.RETURNED if once else DecisionKind.ACCEPTED
            reason = "Báo cáo chưa có mục kết quả tuyên truyền (mẫu)." if once else ""
            self._decide_one(session, facts, Ruling(kind, reason), at(on, 8, 30))

    def _decide_one(self, session: Session, facts: Facts, ruling: Ruling, now: datetime) -> None:
        duty = self.rulebook.registry.duty_of(facts.plan, facts.duty)
        monitor = self.rulebook.registry.monitoring_unit(duty, now.date())
        of_monitor = select(Account).where(col(Account.unit_code) == monitor.code)
        officer = session.exec(of_monitor.order_by(col(Account.id))).first()
        if officer is None:
            return
        decide(
            session,
            self.rulebook,
            assignment_id=facts.id,
            account=officer,
            ruling=ruling,
            now=now,
        )


def _unfinished(session: Session, now: datetime) -> list[Facts]:
    """What is asked and not settled; not what nobody is told of by a date (E3)."""
    open_rows = (
        col(Assignment.completed_at).is_(None),
        col(Assignment.waived_at).is_(None),
        REMINDED,
    )
    return load_facts(session, *open_rows, as_of=now)


def _clerk(session: Session, facts: Facts) -> Actor:
    query = select(Contact.id).where(col(Contact.unit_code) == facts.unit_code)
    return Actor.contact(session.exec(query.order_by(col(Contact.id))).first())

"""Notices turned into what they say: the facts of an assignment as a template wants them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from email.utils import parseaddr
from typing import Any
from urllib.parse import urlencode

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from dondoc.calendar.sending_hours import ANSWER_BEFORE
from dondoc.clock import local, local_date
from dondoc.conference.find_conference import CONFIRMATIONS
from dondoc.conference.meeting_facts import meeting_of
from dondoc.delivery.composing.legal_basis import legal_basis, plan_words
from dondoc.delivery.composing.submission_summary import period_before, submission_summary
from dondoc.demands.demand_files import demand_files
from dondoc.ledger.links import placeholder
from dondoc.messages.environment import phrases
from dondoc.messages.message_facts import (
    Below,
    Item,
    Person,
    Shortfall,
)
from dondoc.notices.shortfall import units_below
from dondoc.plan.example_number import example_number
from dondoc.plan.rulebook import Rulebook
from dondoc.plan.schema import Duty, Unit
from dondoc.rounds.facts import Facts
from dondoc.rounds.load_facts import WHOLE_LEDGER, load_facts
from dondoc.rounds.parents import duty_asked, silent_names
from dondoc.rounds.progress import progress
from dondoc.rounds.standing import standing
from dondoc.settings import Settings
from models import Account, Assignment, Decision
from models.kinds import TAKES_BACK, NoticeKind

_SAYS_WHETHER_OWED = frozenset(
    {NoticeKind.RECEIPT, *(NoticeKind(kind.value) for kind in TAKES_BACK)}
)

_ABOUT_OTHERS = (NoticeKind.BELOW_THRESHOLD, NoticeKind.UNREACHABLE, NoticeKind.ESCALATION)

NIL_PAGE = "khong-phat-sinh"
"""The page, behind an assignment's link, that takes «không phát sinh» in one tap."""

_ANSWERED_IN_ONE_TAP = frozenset(
    {NoticeKind.OPENING, NoticeKind.REMINDER, NoticeKind.DUE_TODAY, NoticeKind.OVERDUE}
)

_EACH = {
    "weekly": "mỗi tuần",
    "monthly": "mỗi tháng",
    "quarterly": "mỗi quý",
    "half_yearly": "mỗi 6 tháng",
    "half_and_year": "mỗi 6 tháng và cả năm",
    "yearly": "mỗi năm",
    "four_reports": "mỗi kỳ báo cáo",
}


@dataclass
class Composer:
    """Composes items in one transaction; what several notices share is looked up once.

    `now` is which day it is; what is known is the whole ledger.
    """

    session: Session
    rulebook: Rulebook
    settings: Settings
    now: datetime
    _calls: dict[str, Person] | None = None
    _shortfalls: dict[int, tuple[Shortfall, str]] = field(default_factory=dict)

    def item(self, facts: Facts, kind: NoticeKind, detail: dict[str, Any] | None = None) -> Item:
        """What one notice says now. `detail` is the notice's own: a submission, a decision."""
        said = detail or {}
        today = local_date(self.now)
        duty = duty_asked(self.rulebook.registry.duty_of(facts.plan, facts.duty), facts.parent_id)
        monitor = self._monitor(duty, kind, today)
        own = monitor.code == facts.unit_code and kind not in _ABOUT_OTHERS
        decision = self._decision(said)
        above_on = self.rulebook.report_above_on(duty, facts.period)
        shortfall, tone = None, facts.tone
        if kind is NoticeKind.BELOW_THRESHOLD:
            shortfall, tone = self.shortfall(facts)
        if kind is NoticeKind.REMINDER and facts.due_on == today:
            kind = NoticeKind.DUE_TODAY
        return Item(
            kind=kind,
            unit_name=self.rulebook.registry.unit(said.get("unit") or facts.unit_code).name,
            tone=tone,
            as_of=today,
            cutoff_on=facts.cutoff_on,
            monitor=phrases("say").own_watch() if own else monitor.name,
            own=own,
            answers_to=parseaddr(self.settings.reply_to)[0],
            call=self._call(duty),
            link=self._link(facts, kind),
            all_link=f"{self.settings.base_url}/bang/qua-han"
            if kind is NoticeKind.ESCALATION
            else "",
            nil_link=self._nil_link(facts, duty, kind),
            opens_on=facts.opens_on,
            monitor_report_on=above_on,
            answer_today=above_on == today and local(self.now).time() < ANSWER_BEFORE,
            superior=self._superior(facts, today),
            attached=self._attached(facts, kind),
            reason=said.get("reason") or (decision.reason if decision else None),
            asked_on=_asked_on(facts),
            **self._waits_for_us(facts),
            handed=submission_summary(self.session, duty, said.get("submission_id"), now=self.now),
            previous=period_before(self.session, duty, facts)
            if kind is NoticeKind.OPENING
            else None,
            catch_up=self._late_rung(said, today),
            entries=_entries(duty, facts),
            proof=_proof(duty),
            sample=example_number(
                self.rulebook.registry.unit(facts.unit_code), duty.title, number="…"
            ),
            each=_each(duty) if kind is NoticeKind.CONTINUOUS else "",
            below=self._below(facts),
            shortfall=shortfall,
            unverified=bool(said.get("unverified")),
            meeting=meeting_of(self.session, self.settings, facts, said)
            if duty.form == "rsvp"
            else None,
            owed=kind not in _SAYS_WHETHER_OWED or standing(facts, self.now).waiting_for_unit,
            **self._dates(facts, said, today),
            **plan_words(self.rulebook, duty, facts, kind),
            **legal_basis(duty, facts, monitor.name),
        )

    def _dates(self, facts: Facts, said: dict[str, Any], today: date) -> dict[str, Any]:
        """By when: the ledger's dates, or the day of a visit, which moves none of them."""
        appointed = said.get("on")
        due_on = date.fromisoformat(appointed) if appointed else facts.due_on
        return {
            "due_on": due_on,
            "target_on": due_on if appointed else facts.target_on,
            "days_left": self.rulebook.workdays.count(today, due_on),
        }

    def _waits_for_us(self, facts: Facts) -> dict[str, Any]:
        """What the unit said that nobody here has decided on."""
        reported = facts.last if standing(facts, self.now).unruled else None
        return {
            "request_on": local_date(facts.request.decided_at) if facts.request else None,
            "not_done_on": local_date(reported.received_at) if reported else None,
        }

    def shortfall(self, facts: Facts) -> tuple[Shortfall, str]:
        """Who is below in this round now, and the tone: a request where all of them are asked."""
        if facts.round_id not in self._shortfalls:
            self._shortfalls[facts.round_id] = self._look_for_shortfall(facts)
        return self._shortfalls[facts.round_id]

    def _look_for_shortfall(self, facts: Facts) -> tuple[Shortfall, str]:
        duty = self.rulebook.registry.duty_of(facts.plan, facts.duty)
        round_now = progress(
            self.session,
            self.rulebook,
            duty=facts.duty,
            period=facts.period,
            as_of=self.now,
            known=WHOLE_LEDGER,
        )
        below = units_below(round_now)
        asked = all(row.facts.tone == "request" for row in below)
        return Shortfall(
            threshold=facts.threshold or 0,
            counted=duty.counted,
            asked=round_now.tally.asked,
            reached=round_now.tally.reached,
            units=tuple((row.unit_name, row.facts.count) for row in below),
        ), "request" if asked else "order"

    def _below(self, facts: Facts) -> Below | None:
        """Which units under this one have not answered yet."""
        if facts.children is None:
            return None
        here = standing(facts, self.now)
        under = load_facts(self.session, col(Assignment.parent_id) == facts.id, as_of=WHOLE_LEDGER)
        return Below(
            paper=here.handed_in or here.paper is not None,
            asked=facts.children.asked,
            silent=tuple(silent_names(self.rulebook.registry, under, self.now)),
        )

    def _monitor(self, duty: Duty, kind: NoticeKind, today: date) -> Unit:
        """Who speaks: the body that watches over the duty; to a unit inspected, the inspectors."""
        registry = self.rulebook.registry
        if kind is NoticeKind.INSPECTION:
            return registry.responsible_unit(duty, today)
        return registry.monitoring_unit(duty, today)

    def _link(self, facts: Facts, kind: NoticeKind) -> str:
        """The unit's own page; who is told of somebody else's work reads it on the board."""
        if kind is NoticeKind.INSPECTION:
            return ""  # nothing is handed in: the unit is visited
        if kind is NoticeKind.BELOW_THRESHOLD:
            slug = self.rulebook.registry.duty_of(facts.plan, facts.duty).slug
            of_round = {"nam": facts.period[:4], "nhiem-vu": slug, "ky": facts.period}
            return f"{self.settings.base_url}/bang?{urlencode({**of_round, 'loc': 'chua-dat'})}"
        if kind in (NoticeKind.ESCALATION, NoticeKind.UNREACHABLE):
            return f"{self.settings.base_url}/bang/viec/{facts.id}"
        return f"{self.settings.base_url}/v/{placeholder(facts.id)}"

    def _nil_link(self, facts: Facts, duty: Duty, kind: NoticeKind) -> str:
        """Where nil is a usual answer, the page that takes it in one tap."""
        offered = duty.nil_at_once and kind in _ANSWERED_IN_ONE_TAP
        return f"{self._link(facts, kind)}/{NIL_PAGE}" if offered else ""

    def _attached(self, facts: Facts, kind: NoticeKind) -> tuple[str, ...]:
        """The document that demands it, to be read on its page: said when it is asked."""
        if kind is not NoticeKind.DEMAND:
            return ()
        found = demand_files(self.session, facts.id, as_of=WHOLE_LEDGER)
        return tuple(file.name for file in found)

    def _call(self, duty: Duty) -> Person | None:
        if self._calls is None:
            self._calls = _officers(self.session)
        return self._calls.get(duty.code)

    def _superior(self, facts: Facts, today: date) -> str | None:
        registry = self.rulebook.registry
        superior = registry.superior(registry.unit(facts.unit_code), today)
        return superior.name if superior else None

    def _decision(self, said: dict[str, Any]) -> Decision | None:
        decision_id = said.get("decision_id")
        return self.session.get(Decision, decision_id) if decision_id else None

    def _late_rung(self, said: dict[str, Any], today: date) -> bool:
        """Was this rung's own day missed by more than a working day? Then say so once."""
        rung_on = said.get("rung_on")
        if not rung_on:
            return False
        return self.rulebook.workdays.count(date.fromisoformat(rung_on), today) > 1


def compose_item(
    session: Session,
    rulebook: Rulebook,
    settings: Settings,
    *,
    assignment_id: int,
    kind: NoticeKind,
    now: datetime,
    detail: Mapping[str, Any] | None = None,
) -> Item:
    """What would be said of an assignment as it now stands: the officer's preview."""
    facts = facts_of(session, [assignment_id])[assignment_id]
    return Composer(session, rulebook, settings, now).item(facts, kind, dict(detail or {}))


def facts_of(session: Session, ids: Iterable[int], *where: ColumnElement[bool]) -> dict[int, Facts]:
    """The facts of the assignments with these ids that `where` selects: all that is known."""
    chosen = col(Assignment.id).in_(list(ids))
    return {facts.id: facts for facts in load_facts(session, chosen, *where, as_of=WHOLE_LEDGER)}


def _entries(duty: Duty, facts: Facts) -> str:
    """How much is logged of what is wanted by a date; empty where nothing is."""
    owed = facts.chased and facts.threshold
    return f"{facts.count}/{facts.threshold} {duty.counted}" if owed else ""


def _proof(duty: Duty) -> str:
    """Is a link or a file wanted, beside a document's number or alone; or no more than a tap?"""
    if duty.conference in CONFIRMATIONS:
        return "tap"
    wanted = duty.evidence.fields
    if "link_or_file" not in wanted or duty.threshold:
        return ""
    return "too" if "number" in wanted else "alone"


def _each(duty: Duty) -> str:
    """«2 chuyên mục mỗi tháng»"""
    return f"{duty.threshold} {duty.counted} {_EACH.get(duty.cadence, '')}".strip()


def _asked_on(facts: Facts) -> date | None:
    asked = [decision.asked_on for decision in facts.decisions if decision.asked_on]
    return asked[-1] if asked else None


def _officers(session: Session) -> dict[str, Person]:
    """The number to call about each duty: of its officer, of the first where there are several."""
    query = select(Account).where(col(Account.disabled_at).is_(None), col(Account.duties) != "")
    found: dict[str, Person] = {}
    for account in session.exec(query.order_by(col(Account.id))):
        person = Person(account.name, account.department, account.telephone)
        for code in account.duties.split(","):
            found.setdefault(code.strip(), person)
    return found

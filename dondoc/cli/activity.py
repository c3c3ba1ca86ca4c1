"""`dondoc activity`: what a unit did of a duty that is counted, entered by an officer."""

from __future__ import annotations

from argparse import Namespace
from datetime import date, datetime

from sqlmodel import Session, col, select

from dondoc.activities.entry import GivenActivity, understand
from dondoc.activities.record_activity import record_activity, refuse_if_not_counted
from dondoc.calendar.date_words import short_date
from dondoc.cli.ledger import Ledger, open_ledger, the_time
from dondoc.cli.submit import check_right
from dondoc.clock import local_date
from dondoc.contacts.find_account import account_of
from dondoc.plan.find_unit import find_unit
from dondoc.plan.schema import Duty, Unit
from dondoc.problems import Problem, Refused
from dondoc.rounds.facts import Facts, load_facts
from dondoc.web.link_check import link_check, once
from models import Activity, Assignment, Round
from models.database import transaction


def add(arguments: Namespace) -> int:
    """One thing done, counted in the period of its date."""
    ledger, now = open_ledger(), the_time(arguments)
    duty = ledger.rulebook.registry.plan.duty(arguments.duty)
    refuse_if_not_counted(duty)
    given = GivenActivity(
        done_on=arguments.on,
        hour=arguments.hour,
        title=arguments.title,
        link=arguments.link,
        number=arguments.number,
        minutes=arguments.minutes,
        people=arguments.people,
        about_unit=arguments.about_unit,
        figure=arguments.figure,
    )
    # Refused before anything goes over the network.
    link = understand(duty, given, registry=ledger.rulebook.registry, now=now).link
    check = link_check(inside=ledger.settings.demo)
    with transaction(ledger.engine, write=False) as session:
        account = account_of(session, arguments.account)
        unit, assignment_id = _whose(session, ledger, duty, arguments.unit, local_date(now))
        assignment = session.get_one(Assignment, assignment_id)
        check_right(ledger, account, assignment, duty=duty, today=local_date(now))
        by = f"account:{account.id}"
    asked_before = once(check, link) if link else check
    with transaction(ledger.engine) as session:
        recorded = record_activity(
            session,
            ledger.rulebook,
            assignment_id=assignment_id,
            given=given,
            by=by,
            now=now,
            link_check=asked_before,
        )
        kept = session.get_one(Activity, recorded.activity_id)
        facts = _facts(session, recorded.assignment_id, now)
        print(_said(ledger, duty, unit, kept, facts, repeated=recorded.repeated))
    return 0


def _whose(session: Session, ledger: Ledger, duty: Duty, text: str, on: date) -> tuple[Unit, int]:
    """The unit, and one of its assignments of the duty. Raises Refused."""
    query = (
        select(Assignment.unit_code, Assignment.id)
        .join(Round)
        .where(col(Round.duty) == duty.code, col(Assignment.subject) == "")
    )
    known = dict(session.exec(query.order_by(col(Assignment.id))).all())
    if not known:
        wanted = "chưa mở kỳ nào; hãy chạy `dondoc rounds open` khi đến ngày mở"
        raise Refused(Problem("--duty", duty.short, wanted))
    registry = ledger.rulebook.registry
    asked = [one for one in registry.units if one.code in known]
    unit = find_unit(registry, text, on, among=asked)
    return unit, known[unit.code] or 0


def _facts(session: Session, assignment_id: int, now: datetime) -> Facts:
    return load_facts(session, col(Assignment.id) == assignment_id, as_of=now)[0]


def _said(
    ledger: Ledger, duty: Duty, unit: Unit, kept: Activity, facts: Facts, *, repeated: bool
) -> str:
    period = ledger.rulebook.period(duty, facts.period).short()
    done = "Đã ghi từ trước" if repeated else "Đã ghi"
    hour = f", {kept.hour}" if kept.hour else ""
    whose = ledger.rulebook.registry.unit(kept.about_unit).name if kept.about_unit else ""
    example = ": ".join(part for part in (whose, kept.figure) if part)
    about = f" ({example})" if example else ""
    flags = "".join(f"\nLưu ý: {flag}" for flag in kept.flags.splitlines())
    return (
        f"{done} «{kept.title}»{about}, ngày {short_date(kept.done_on)}{hour}, của {unit.name};"
        f" {period} được {facts.count}/{facts.threshold} {duty.counted}.{flags}"
    )

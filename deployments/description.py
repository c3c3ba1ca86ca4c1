"""What a deployment's page says of its duty: whose words, who does what, by when, on what basis."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from deployments.schedule import AHEAD, LAST_IN_THE_MORNING, NIGHT
from dondoc.calendar.deadlines import Deadline
from dondoc.calendar.ladder import REPEATED_EVERY, REPETITIONS, SUPERIOR_TOLD, TOLD
from dondoc.calendar.periods import Period
from dondoc.calendar.sending_hours import windows_in_words
from dondoc.messages.environment import phrases
from dondoc.plan.agenda import waits_for_event
from dondoc.plan.rulebook import Rulebook
from dondoc.plan.schema import Duty
from dondoc.retention_periods import KEPT_DAYS, KEPT_MONTHS, KEPT_WEEKS

CADENCES = {
    "once": "một lần",
    "weekly": "hằng tuần",
    "monthly": "hằng tháng",
    "quarterly": "hằng quý",
    "half_yearly": "6 tháng một lần",
    "half_and_year": "6 tháng và năm",
    "yearly": "hằng năm",
    "four_reports": "hằng quý, 6 tháng, năm (quý I, 6 tháng, quý III, năm)",
    "on_event": "khi có việc phát sinh",
    "on_demand": "khi được yêu cầu",
}

MOST_DATES = 14
"""So many due dates are reckoned on a deployment's page; a weekly duty has more."""


def describe_duty(rulebook: Rulebook, duty: Duty, *, from_on: date, to_on: date) -> str:
    """The duty's Markdown description, with every due date that falls in the range."""
    book = phrases("deployment")
    lines = book.duty(
        duty,
        CADENCES[duty.cadence],
        who=_who(rulebook, duty, from_on, to_on),
        monitor=role_name(rulebook, duty.monitored_by, from_on),
        due=_dues(rulebook, duty, from_on, to_on),
        counts=book.counts(duty),
        basis=book.basis(duty.basis),
        notes="\n".join(_plan_notes(rulebook, from_on, to_on)),
    )
    return f"{quote(rulebook, duty.bullet, duty.clause)}\n\n{lines}"


def describe_follow_up() -> str:
    """What follows up every duty: when, and how often it urges."""
    ladder = {
        "told": TOLD,
        "above": SUPERIOR_TOLD,
        "every": REPEATED_EVERY,
        "times": REPETITIONS,
    }
    return phrases("deployment").follow_up(f"{LAST_IN_THE_MORNING:%H:%M}", ladder)


def describe_dispatch() -> str:
    return phrases("deployment").dispatch(windows_in_words())


def describe_housekeeping() -> str:
    months = AHEAD.years * 12 + AHEAD.months
    kept = KEPT_DAYS, KEPT_WEEKS, KEPT_MONTHS
    return phrases("deployment").housekeeping(f"{NIGHT:%H:%M}", months, *kept)


def quote(rulebook: Rulebook, bullet: str, clause: str) -> str:
    """The clause's own words, with the document they stand in."""
    plan = rulebook.registry.plan
    return phrases("deployment").quote(plan, clause, plan.bullet(bullet))


def role_title(rulebook: Rulebook, role: str) -> str:
    """What a role is called."""
    return next(one.title for one in rulebook.registry.roles if one.role == role)


def role_name(rulebook: Rulebook, role: str, on: date) -> str:
    """The unit itself where the role has one unit on that day, else what the role is called."""
    units = rulebook.registry.units_in_role(role, on)
    return units[0].name if len(units) == 1 else role_title(rulebook, role)


def lead_name(rulebook: Rulebook, duty: Duty, on: date) -> str:
    """Who carries the duty: the only role it falls on, else the monitoring body; as a tag."""
    lead = rulebook.registry.role(duty.roles[0] if len(duty.roles) == 1 else duty.monitored_by)
    name = role_name(rulebook, lead.role, on)
    return lead.brief[:1].upper() + lead.brief[1:] if name == lead.title else name


def _who(rulebook: Rulebook, duty: Duty, from_on: date, to_on: date) -> str:
    roles = dict.fromkeys([*duty.roles_on(from_on), *duty.roles_on(to_on)])
    if not roles:
        names = [role_title(rulebook, role) for role in duty.roles]
        return phrases("deployment").nobody(names, duty.to_on)
    parts = {share.role: f" ({share.part})" for share in duty.responsible if share.part}
    return "; ".join(role_name(rulebook, one, from_on) + parts.get(one, "") for one in roles)


def _dues(rulebook: Rulebook, duty: Duty, from_on: date, to_on: date) -> str:
    waits = waits_for_event(duty)
    found = [] if waits else list(_due_dates(rulebook, duty, from_on, to_on))
    return phrases("deployment").dues(waits, duty.continuous, found, MOST_DATES)


def _due_dates(
    rulebook: Rulebook, duty: Duty, from_on: date, to_on: date
) -> Iterator[tuple[Period, str, Deadline]]:
    """Period, role (where there are several) and deadline of every date in the range."""
    for year in range(from_on.year, to_on.year + 1):
        for period in rulebook.periods(duty, year):
            for role in duty.roles_on(rulebook.opens_on(duty, period.key)):
                found = rulebook.deadline(duty, period.key, role)
                if from_on <= found.due_on <= to_on:
                    whom = role_title(rulebook, role) if len(duty.roles) > 1 else ""
                    yield period, whom, found


def _plan_notes(rulebook: Rulebook, from_on: date, to_on: date) -> list[str]:
    plan = rulebook.registry.plan
    years = range(from_on.year, to_on.year + 1)
    found = [applies for year in years if (applies := plan.application(year)) and applies.note]
    return list(map(phrases("deployment").note, found))

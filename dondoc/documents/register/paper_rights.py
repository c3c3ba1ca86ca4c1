"""Who has a hand in a paper, and who reads one: the questions of every door to papers."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from dondoc import access
from dondoc.clock import local_date
from dondoc.documents.register.paper_matter import OF_WHO_OWES, PaperMatter, matter_of
from dondoc.plan.rulebook import Rulebook
from dondoc.problems import Refused
from models import Account, Document
from models.kinds import DocumentKind


def require_papers(
    rulebook: Rulebook, matter: PaperMatter, account: Account, *, now: datetime
) -> None:
    """Raises Refused, saying who may, unless the account may.

    A report that sums up a round, by period or on demand, is of the body that watches over that
    round: it writes it, and whoever it reports to watches over the report.
    """
    who = access.who(account, rulebook.registry, local_date(now))
    access.require(who, access.Act.PAPERS, _writers(rulebook, matter, now))


def may_write(rulebook: Rulebook, matter: PaperMatter, account: Account, *, now: datetime) -> bool:
    """The same as a yes or no, for what a page offers."""
    try:
        require_papers(rulebook, matter, account, now=now)
    except Refused:
        return False
    return True


def why_not_read(rulebook: Rulebook, document: Document, account: Account, *, now: datetime) -> str:
    """Why this account does not read this version; empty where it does.

    A draft is read by the body that writes it; what was issued also by the body that it went to,
    and a letter to one unit by that unit.
    """
    registry, today = rulebook.registry, local_date(now)
    matter = matter_of(document)
    about = _writers(rulebook, matter, now)
    if document.issued_at is not None:
        duty = registry.duty_of(matter.plan, matter.duty)
        above = access.about_duty(registry, duty, today).watchers
        unit = registry.unit(matter.unit_code) if matter.unit_code else None
        about = replace(about, watchers=(*about.watchers, *above), unit=unit)
    return access.why_not(access.who(account, registry, today), access.Act.READ, about)


def _writers(rulebook: Rulebook, matter: PaperMatter, now: datetime) -> access.Matter:
    registry = rulebook.registry
    duty = registry.duty_of(matter.plan, matter.duty)
    if matter.kind is DocumentKind.CONSOLIDATED_REPORT:
        summing = (one for one in registry.plan_of(matter.plan).duties if one.consolidates)
        summed = next((one.consolidates for one in summing), None)
        duty = registry.duty_of(matter.plan, summed) if summed else duty
    if matter.kind in OF_WHO_OWES:
        today = local_date(now)
        return access.Matter((registry.responsible_unit(duty, today),), duty.code)
    return access.about_duty(registry, duty, local_date(now))

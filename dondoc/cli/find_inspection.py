"""What a command about an inspection means: which round, which unit, whose act."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from dondoc.cli.open_ledger import open_ledger
from dondoc.clock import local_date
from dondoc.contacts.find_account import account_of
from dondoc.inspections import sample, visit
from dondoc.ledger.actors import Actor
from dondoc.ledger.installation import Installation
from dondoc.plan.find_unit import find_unit
from dondoc.plan.schema import Duty, Unit
from dondoc.problems import Problem, Refused
from models import Assignment
from models.database import transaction


@dataclass(frozen=True)
class DrawnVisit:
    """What is done at a drawn unit: its row held, and who does it as the audit names him."""

    installation: Installation
    session: Session
    duty: Duty
    period: str
    unit: Unit
    by: Actor
    row: Assignment


@contextmanager
def drawn_visit(
    year: int, quarter: str | None, named: str | None, unit: str, *, account: str, now: datetime
) -> Iterator[DrawnVisit]:
    """In one transaction. Raises Refused for a round, unit or account that is none, in this order,
    for a unit that was not drawn, and where the account may not inspect.
    """
    installation = open_ledger()
    duty, period = which_round(installation, year, quarter, named)
    body = unit_of_today(installation, unit, now)
    with transaction(installation.engine) as session:
        by = inspector_of(session, installation, duty, account, now)
        row = visit.drawn_unit(session, duty, period, body)
        yield DrawnVisit(installation, session, duty, period, body, by, row)


def which_round(
    installation: Installation, year: int, quarter: str | None, named: str | None
) -> tuple[Duty, str]:
    """The duty and the round's period. Raises Refused where they do not go together."""
    known = sample.inspection_duties(installation.rulebook)
    found = [one for one in known if named in (None, one.code, one.slug)]
    if not found:
        names = ", ".join(one.slug for one in known) or "Kế hoạch không có"
        raise Refused(Problem("--duty", named or "", f"hãy ghi một trong: {names}"))
    duty = found[0]
    if (duty.cadence == "quarterly") != bool(quarter):
        need = "thiếu --quarter" if not quarter else "không ghi --quarter"
        wanted = f"nhiệm vụ {duty.slug} {need}"
        raise Refused(Problem("dondoc inspection", "", wanted))
    return duty, f"{year}-Q{quarter}" if quarter else f"{year}"


def inspector_of(
    session: Session, installation: Installation, duty: Duty, address: str, now: datetime
) -> Actor:
    """Whose act it is, as the audit names him. Raises Refused where he may not inspect."""
    account = account_of(session, address)
    return visit.inspector(installation.rulebook, duty, account, now=now)


def unit_of_today(installation: Installation, text: str, now: datetime) -> Unit:
    """The unit by any of its names, if it exists today. Raises Refused."""
    return find_unit(installation.rulebook.registry, text, local_date(now))

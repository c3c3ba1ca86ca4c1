"""How long the board takes where a province is as wide as the country: 3,836 units."""

from __future__ import annotations

from datetime import date, datetime

from fastapi.testclient import TestClient
from sqlalchemy import insert
from sqlmodel import Session, col, select

from dondoc.clock import at
from dondoc.delivery.sign_in_mail import sign_in_link
from dondoc.ledger.sync_units import sync_units
from dondoc.operations.prepare_ledger import prepare_ledger
from dondoc.plan.bodies import Unit
from dondoc.plan.registry import Registry
from dondoc.plan.rulebook import Rulebook, load_rulebook
from dondoc.portal.app import create_app
from dondoc.portal.web_server import spare_the_collector
from dondoc.rounds.opening import open_rounds
from dondoc.settings import Settings
from models import Account, Assignment, Decision, Submission
from models.database import transaction
from models.kinds import AccountRole, Answer, DecisionKind, Way
from tests.bench.measure import cpu, say

UNITS = 3_836
DUTY = "III.1.1.c"
NOW = at(date(2027, 12, 20), 9)
PAGES = (
    "/bang",
    "/bang?nhom=cap-xa&trang=7",
    "/bang?nhiem-vu=bao-cao-dinh-ky",
    "/bang?loc=qua-han",
    "/bang?nhom=cap-xa",
    "/bang?tim=xa+mau+12",
)


def wide(settings: Settings) -> None:
    """The board's pages over the year's four report rounds of all units."""
    rulebook = _widened(load_rulebook(demo=True))
    engine = prepare_ledger(settings, rulebook)
    with transaction(engine) as session:
        sync_units(session, rulebook.registry)
        for month in (3, 6, 9, 12):
            duty = rulebook.registry.plan.duty(DUTY)
            open_rounds(session, rulebook, duty, now=at(date(2027, month, 4), 7, 30))
        _live(session)
        account = Account(
            name="Đo", address="do@snv.example", unit_code="so-noi-vu", role=AccountRole.OFFICER
        )
        session.add(account)
        session.flush()
        link = sign_in_link(session, settings, account, NOW)
    app = create_app(settings, rulebook=rulebook, clock=lambda: NOW)
    spare_the_collector()  # as `dondoc serve` does
    with TestClient(app, base_url=settings.base_url) as client:
        client.post(link.removeprefix(settings.base_url))
        for path in PAGES:
            page = client.get(path)
            assert 200 == page.status_code, path
            times = sorted(cpu(lambda path=path: client.get(path))[1] for _ in range(7))
            size = len(page.content) / 1024
            said = f"{UNITS} đơn vị, {times[3] * 1000:.0f} ms, {size:.0f} KiB"
            say(f"bảng rộng {path}", said, "≤ 150 ms")


def _widened(rulebook: Rulebook) -> Rulebook:
    """The same plan with as many communes more as make the units of the report's rounds so many."""
    registry = rulebook.registry
    duty = registry.plan.duty(DUTY)
    missing = UNITS - len(registry.responsible(duty, NOW.date()))
    pattern = next(
        one for one in registry.units if one.group == "cap_xa" and one.exists(NOW.date())
    )
    more = [_commune(pattern, number) for number in range(1, missing + 1)]
    return Rulebook(
        Registry(registry.plan, registry.roles, [*registry.units, *more]), rulebook.workdays
    )


def _commune(pattern: Unit, number: int) -> Unit:
    return pattern.model_copy(
        update={
            "code": f"xa-mau-{number}",
            "official_code": None,
            "name": f"Ủy ban nhân dân xã Mẫu {number}",
            "order": 100_000 + number,
        }
    )


def _live(session: Session) -> None:
    """Of twenty units eighteen handed in on time, one late, and one is silent but was told."""
    rows = session.exec(select(Assignment).order_by(col(Assignment.id))).all()
    session.execute(insert(Submission), [_submission(row) for row in rows if _answered(row)])
    session.execute(insert(Decision), [_accepted(row) for row in rows if _answered(row)])
    for row in rows:
        if _answered(row):
            row.completed_at = at(row.due_on, 16)
        else:
            row.acknowledged_at = at(row.cycle_from_on, 9)


def _answered(row: Assignment) -> bool:
    return row.id is not None and row.id % 20 != 0


def _accepted(row: Assignment) -> dict[str, object]:
    return {
        "assignment_id": row.id,
        "kind": DecisionKind.ACCEPTED,
        "version": 1,
        "decided_at": at(row.due_on, 16),
        "decided_by": "account:1",
    }


def _submission(row: Assignment) -> dict[str, object]:
    late = row.id is not None and row.id % 20 == 1
    received_at: datetime = at(date.fromordinal(row.due_on.toordinal() + (1 if late else -1)), 9)
    return {
        "assignment_id": row.id,
        "version": 1,
        "answer": Answer.DONE,
        "document_number": "12/BC-UBND",
        "received_at": received_at,
        "recorded_at": received_at,
        "recorded_by": "contact:1",
        "way": Way.LINK,
        "flags": "",
    }

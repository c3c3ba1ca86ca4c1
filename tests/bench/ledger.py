"""How long the ledger takes: planning 10,000 notices, the board over 11,000 assignments."""

from __future__ import annotations

from datetime import date

from fastapi.testclient import TestClient
from sqlalchemy import Engine
from sqlmodel import col, select

from dondoc.clock import at
from dondoc.delivery.sign_in_mail import sign_in_link
from dondoc.notices.write import of_duty, plan_notices
from dondoc.plan.rulebook import Rulebook
from dondoc.portal.app import create_app
from dondoc.rounds.opening import open_rounds
from dondoc.settings import Settings
from models import Account, Assignment, Contact, Notice, Round
from models.database import transaction
from models.kinds import AccountRole, Purpose
from tests.bench.measure import cpu, say

DUTY = "III.1.1.c"


def planning(engine: Engine, rulebook: Rulebook) -> None:
    """10,000 notices: several years of rounds of all units, all due on one day."""
    duty = rulebook.registry.plan.duty(DUTY)
    on = date(2027, 12, 16)
    _copies(engine, rulebook, on)

    def plan() -> int:
        with transaction(engine) as session:
            now = at(on, 7, 30)
            return plan_notices(
                session, rulebook, of_duty(duty.code), now=now, after_due=True
            ).notices

    first, seconds = cpu(plan)
    again, seconds_again = cpu(plan)
    say("lập thông báo", f"{first} thông báo, {seconds:.2f} s CPU", "10.000 trong ≤ 3 s")
    say("lập lại cùng ngày", f"{again} dòng mới, {seconds_again:.2f} s CPU", "0 dòng mới")


def board(engine: Engine, settings: Settings, rulebook: Rulebook) -> None:
    """The board's page with 11,000 assignments in the ledger."""
    now = at(date(2027, 12, 17), 9)
    with transaction(engine) as session:
        account = Account(
            name="Đo", address="do@snv.example", unit_code="so-noi-vu", role=AccountRole.OFFICER
        )
        session.add(account)
        session.flush()
        link = sign_in_link(session, settings, account, now)
        total = len(session.exec(select(Assignment.id)).all())
    app = create_app(settings, rulebook=rulebook, clock=lambda: now)
    with TestClient(app, base_url=settings.base_url) as client:
        client.post(link.removeprefix(settings.base_url))
        page = client.get("/bang")
        cells = page.text.count('class="cell ')
        assert cells >= 4 * 139, f"{page.status_code}: {cells} ô"
        times = sorted(cpu(lambda: client.get("/bang"))[1] for _ in range(7))
    size = len(page.content) / 1024
    say(
        "bảng",
        f"{total} việc trong sổ, {times[3] * 1000:.0f} ms, {size:.0f} KiB",
        "11.000, ≤ 100 ms",
    )


def _copies(engine: Engine, rulebook: Rulebook, on: date) -> None:
    """Open the year's round, give every unit contacts, and repeat it in earlier years."""
    duty = rulebook.registry.plan.duty(DUTY)
    with transaction(engine) as session:
        for unit in rulebook.registry.units:
            for who in (Purpose.CLERK, Purpose.HEAD):
                address = f"{who.value}@{unit.code}.example"
                proven = at(date(on.year, 1, 1), 8)
                session.add(
                    Contact(unit_code=unit.code, address=address, purpose=who, verified_at=proven)
                )
        for month in (3, 6, 9, 12):
            open_rounds(session, rulebook, duty, now=at(date(on.year, month, 4), 7, 30))
        kept = session.exec(select(Round).where(col(Round.duty) == duty.code)).all()
        rows = session.exec(select(Assignment)).all()
        for copy in range(79 // len(kept)):
            for round_ in kept:
                earlier = f"{int(round_.period[:4]) - 1 - copy}{round_.period[4:]}"
                values = round_.model_dump(exclude={"id"}) | {"period": earlier}
                twin = Round(**values)
                session.add(twin)
                session.flush()
                for row in (row for row in rows if row.round_id == round_.id):
                    session.add(
                        Assignment(**row.model_dump(exclude={"id"}) | {"round_id": twin.id})
                    )
        session.flush()
        assert session.exec(select(Notice.id)).first() is None

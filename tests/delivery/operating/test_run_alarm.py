"""An alarm: to the administrators alone, at any hour, once an hour whatever comes."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import col, select

from dondoc.clock import at
from dondoc.delivery.operating.run_alarm import Trouble, queue_alarm
from dondoc.settings import Settings
from models import Account, Message
from models.database import transaction
from models.kinds import AccountRole
from tests.support.cast import Cast

pytestmark = pytest.mark.one_database

NIGHT = at(date(2027, 3, 14), 1, 31)  # a Sunday
RUN = "11111111-2222-3333-4444-555555555555"
TROUBLE = Trouble("Báo cáo quý I/2027 · mở kỳ", "Crashed", "Tiến trình đã mất", RUN)


def _administrators(engine: Engine) -> None:
    role, unit = AccountRole.ADMINISTRATOR, "so-noi-vu"
    left = Account(name="C", address="c@x.example", unit_code=unit, role=role, disabled_at=NIGHT)
    with transaction(engine) as session:
        session.add(Account(name="Lê An", address="an@x.example", unit_code=unit, role=role))
        session.add(Account(name="Bùi Bình", address="binh@x.example", unit_code=unit, role=role))
        session.add(left)


def test_each_administrator_gets_one_an_hour(engine: Engine, settings: Settings, cast: Cast):
    _administrators(engine)
    for minutes, new in ((0, 2), (5, 0), (20, 0), (29, 2)):
        with transaction(engine) as session:
            found = queue_alarm(session, settings, TROUBLE, NIGHT + timedelta(minutes=minutes))
        assert new == found, minutes

    with transaction(engine, write=False) as session:
        query = select(Account.address, Message.any_hour).join(
            Message, col(Message.account_id) == col(Account.id)
        )
        told = session.exec(query.order_by(col(Message.id))).all()
    assert [("an@x.example", True), ("binh@x.example", True)] * 2 == [tuple(one) for one in told]


def test_it_says_which_run_what_and_where_to_look(engine: Engine, settings: Settings, cast: Cast):
    _administrators(engine)
    with transaction(engine) as session:
        queue_alarm(session, settings, TROUBLE, NIGHT)
        [message, _other] = session.exec(select(Message).order_by(col(Message.id))).all()

    assert "[Đôn Đốc] Sự cố: Báo cáo quý I/2027 · mở kỳ" == message.subject
    assert "Lê An" in message.text
    assert "không hoàn thành (trạng thái Crashed)" in message.text
    assert "Hệ thống ghi: Tiến trình đã mất" in message.text
    assert f"{settings.prefect_ui_url}/v2/runs/flow-run/{RUN}" in message.text

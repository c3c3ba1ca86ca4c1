"""`/quan-tri/khoi-phuc`: what may have left, by day, answered all at once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlmodel import select

from dondoc.delivery.after_restore.list_holds import list_holds
from dondoc.delivery.after_restore.mark_restoration import mark_restored
from dondoc.ledger.message_rows import MessageRow, insert_messages
from models import Contact, Message
from models.database import transaction
from models.kinds import MessageState, RestoredHow
from models.reasons import MessagePurpose
from tests.support.admin_desk import AdminDesk
from tests.support.cast import Cast
from tests.support.portal import Portal


@pytest.fixture
def admin(portal: Portal, sqlite_cast: Cast) -> AdminDesk:
    desk = AdminDesk(portal)
    before = portal.now - timedelta(hours=8)
    with transaction(portal.engine) as session:
        contacts = session.exec(select(Contact).order_by(Contact.id).limit(2)).all()
        rows = [
            MessageRow(
                purpose=MessagePurpose.DIGEST,
                key=f"{one.id}|truoc",
                contact_id=one.id,
                channel="email",
                subject="Nhắc hạn báo cáo quý I",
                created_at=before,
                next_attempt_at=before,
            )
            for one in contacts
        ]
        insert_messages(session, portal.settings, rows)
        told = {"taken_at": before, "lost_at": portal.now, "now": portal.now}
        mark_restored(session, how=RestoredHow.RESTORED, **told)
    return desk


def _waiting(portal: Portal) -> list[int]:
    with transaction(portal.engine, write=False) as session:
        return [one.number for one in list_holds(session, portal.rulebook.registry)]


def test_it_is_the_first_thing_an_administrator_reads(admin: AdminDesk) -> None:
    assert (
        "2 tin giữ lại sau khi khôi phục sổ" in admin.read("/quan-tri").links["/quan-tri/khoi-phuc"]
    )


def test_a_day_is_answered_at_once(admin: AdminDesk, portal: Portal) -> None:
    page = admin.get("/quan-tri/khoi-phuc")
    first, second = _waiting(portal)

    nothing = admin.post("/quan-tri/khoi-phuc", tra_loi="da-gui")
    left = admin.post("/quan-tri/khoi-phuc", tin=str(first), tra_loi="da-gui")
    not_left = admin.post("/quan-tri/khoi-phuc", tin=str(second), tra_loi="chua-gui")

    assert "2 tin chờ trả lời sau khi khôi phục" in page
    assert "Nhắc hạn báo cáo quý I" in page
    assert (422, 303, 303) == (nothing.status_code, left.status_code, not_left.status_code)
    assert [] == _waiting(portal)
    with transaction(portal.engine, write=False) as session:
        assert session.get_one(Message, first).state is MessageState.SENT
        assert session.get_one(Message, second).state is not MessageState.HELD
    assert "Không có tin nào chờ trả lời" in admin.get("/quan-tri/khoi-phuc")

"""The sign-in mail in the ledger: its right, its words, how many there may be."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import select

from dondoc.clock import at
from dondoc.delivery.sign_in_mail import queue_sign_in, sign_in_link, too_many
from dondoc.ledger.links import find_token, make_token
from dondoc.settings import Settings
from models import Message
from models.database import transaction
from models.kinds import TokenPurpose
from tests.support.cast import Cast

pytestmark = pytest.mark.one_database

NOW = at(date(2027, 3, 15), 9, 14)


def test_the_mail_waits_with_its_right_kept(engine: Engine, settings: Settings, cast: Cast) -> None:
    with transaction(engine) as session:
        key = queue_sign_in(session, settings, cast.officer, NOW, next_path="/bang/viec/3")

    with transaction(engine, write=False) as session:
        [message] = session.exec(select(Message)).all()
        token = make_token(settings.signing_key(), key, "sign-in")
        right = find_token(session, token, TokenPurpose.SIGN_IN, now=NOW)
        late = find_token(session, token, TokenPurpose.SIGN_IN, now=NOW + timedelta(minutes=30))
    assert (key, "ngay", True) == (message.key, message.window, message.any_hour)
    assert f"{settings.base_url}/dang-nhap/⟦sign-in⟧?tiep=/bang/viec/3" in message.text
    assert "đến 09:44, thứ Hai, ngày 15/03/2027" in message.text
    assert right is not None
    assert cast.officer.id == right.account_id
    assert late is None


def test_a_link_for_who_sits_at_the_machine_is_not_mailed(
    engine: Engine, settings: Settings, cast: Cast
) -> None:
    with transaction(engine) as session:
        link = sign_in_link(session, settings, cast.viewer, NOW)

    with transaction(engine, write=False) as session:
        assert [] == session.exec(select(Message)).all()
        token = link.rsplit("/", 1)[1]
        right = find_token(session, token, TokenPurpose.SIGN_IN, now=NOW)
    assert right is not None
    assert cast.viewer.id == right.account_id


def test_the_fourth_mail_within_a_quarter_of_an_hour_is_one_too_many(
    engine: Engine, settings: Settings, cast: Cast
) -> None:
    with transaction(engine) as session:
        for minutes in (0, 5, 10):
            assert not too_many(session, cast.officer, NOW + timedelta(minutes=minutes))
            queue_sign_in(session, settings, cast.officer, NOW + timedelta(minutes=minutes))

        assert too_many(session, cast.officer, NOW + timedelta(minutes=14))
        assert not too_many(session, cast.viewer, NOW + timedelta(minutes=14))
        assert not too_many(session, cast.officer, NOW + timedelta(minutes=15))

"""Letting go of expired rights."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import Engine
from sqlmodel import select

from dondoc.clock import at
from dondoc.operations.retention import drop_expired
from models import Token
from models.database import transaction
from models.kinds import TokenPurpose

NIGHT = at(date(2027, 3, 1), 1, 30)


def test_rights_that_expired_a_month_ago_are_let_go(engine: Engine):
    ages = {"a" * 64: 31, "b" * 64: 29, "c" * 64: -10}
    with transaction(engine) as session:
        for hashed, days in ages.items():
            session.add(
                Token(
                    hash=hashed,
                    purpose=TokenPurpose.UNIT,
                    created_at=NIGHT - timedelta(days=150),
                    expires_at=NIGHT - timedelta(days=days),
                )
            )
    with transaction(engine) as session:
        assert 1 == drop_expired(session, now=NIGHT)
    with transaction(engine, write=False) as session:
        assert {"b" * 64, "c" * 64} == set(session.exec(select(Token.hash)))

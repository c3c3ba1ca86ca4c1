"""Signed links: deterministic on the wire, only a hash in the ledger, expiring and revocable."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlmodel import select

from dondoc.clock import at
from dondoc.ledger.links import (
    Right,
    find_token,
    keep_tokens,
    make_token,
    placeholder,
    substitute,
)
from models import Token
from models.database import transaction
from models.kinds import TokenPurpose

KEY, NOW = b"khoa", at(date(2027, 3, 1), 8)


@pytest.fixture
def kept(engine):
    right = Right(TokenPurpose.UNIT, unit_code="so-tai-chinh")
    with transaction(engine) as session:
        keep_tokens(session, KEY, {("tin-1", "12"): right}, now=NOW)
        keep_tokens(session, KEY, {("tin-1", "12"): right}, now=NOW)
    return engine


def _find(engine, text, *, now=NOW, purpose=TokenPurpose.UNIT):
    with transaction(engine, write=False) as session:
        return find_token(session, text, purpose, now=now)


def test_a_link_is_found_also_in_capitals(kept):
    token = make_token(KEY, "tin-1", "12")

    assert "so-tai-chinh" == _find(kept, token).unit_code
    assert _find(kept, token.upper()) is not None


@pytest.mark.parametrize("text", ["", "a" * 32, "../../etc/passwd", "⟦12⟧", "x" * 5000])
def test_a_forged_one_is_not(kept, text):
    assert _find(kept, text) is None


def test_one_for_another_purpose_is_not(kept):
    assert _find(kept, make_token(KEY, "tin-1", "12"), purpose=TokenPurpose.SIGN_IN) is None


def test_an_expired_or_revoked_one_is_not(kept):
    token = make_token(KEY, "tin-1", "12")
    assert _find(kept, token, now=NOW + timedelta(days=121)) is None

    with transaction(kept) as session:
        session.exec(select(Token)).one().revoked_at = NOW
    assert _find(kept, token) is None


def test_the_ledger_holds_only_the_hash(kept):
    with transaction(kept, write=False) as session:
        (row,) = session.exec(select(Token)).all()
    assert make_token(KEY, "tin-1", "12") not in str(row)


def test_holes_are_filled_on_the_wire_and_alike_each_time():
    text = f"https://a.example/v/{placeholder(12)} và {placeholder(13)}"

    assert substitute(text, KEY, "tin-1") == substitute(text, KEY, "tin-1")
    assert make_token(KEY, "tin-1", "12") in substitute(text, KEY, "tin-1")
    assert "⟦" not in substitute(text, KEY, "tin-1")
    assert substitute(text, KEY, "tin-1") != substitute(text, KEY, "tin-2")

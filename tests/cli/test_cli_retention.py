"""`dondoc retention`: what is kept how long, what is over; without --dry-run that goes."""

from __future__ import annotations

import json

from sqlmodel import func, select

from dondoc.settings import load_settings
from models import Audit, Token
from models.database import engine_for, transaction
from tests.cli.conftest import Run

LATER = ("--now", "15/03/2032 09:00")
"""Every link that was made before has expired long since."""


def test_a_dry_run_counts_and_changes_nothing(opened: Run) -> None:
    tokens = _link(opened)

    done = opened("retention", "--dry-run", "--json", *LATER)

    rows = {row["key"]: row for row in json.loads(done.out)}
    assert (0, tokens, "2032-02-14T") == (
        done.code,
        rows["links"]["count"],
        rows["links"]["before"][:11],
    )
    assert (None, "giữ", "nobody") == tuple(
        rows["audit"][key] for key in ("count", "how_long", "by")
    )
    assert not any(row["confirmed"] for row in rows.values())
    assert tokens == _tokens()


def test_the_table_says_what_is_not_confirmed(opened: Run) -> None:
    done = opened("retention", "--dry-run", *LATER)

    assert 0 == done.code
    assert "DONDOC_PREFECT_KEEP_DAYS" in done.out
    assert "chưa xác nhận" in done.out


def test_without_it_they_go_and_the_audit_says_who_and_how_many(opened: Run) -> None:
    tokens = _link(opened)

    done = opened("retention", "--json", *LATER)

    assert {"links": tokens, "files": 0, "mails": 0, "delegates": 0} == json.loads(done.out)
    assert 0 == _tokens()
    with transaction(engine_for(load_settings().database), write=False) as session:
        line = session.exec(select(Audit).where(Audit.target == "retention")).one()
    assert line.actor.startswith("machine:")
    assert f"xóa {tokens} đường dẫn hết hạn, 0 tệp không ai nộp, 0 thư máy gửi đã cũ" == line.detail


def _link(opened: Run) -> int:
    """Have a sign-in link made in 2027; how many rights there are then."""
    given = ("--now", "15/03/2027 09:00")
    assert 0 == opened("accounts", "link", "ha@so-noi-vu.example", *given).code
    assert _tokens() > 0
    return _tokens()


def _tokens() -> int:
    with transaction(engine_for(load_settings().database), write=False) as session:
        return session.exec(select(func.count()).select_from(Token)).one()

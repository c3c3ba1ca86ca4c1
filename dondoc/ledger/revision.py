"""Is the ledger at this program's own revision? Every door asks: command line, portal and flows."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError

from dondoc.problems import Problem, Refused
from models.migrations.run import is_known, newest, present

DATABASE = "DONDOC_DATABASE_URL"


def require_newest(engine: Engine) -> None:
    """Raises Refused unless the ledger is at this program's own revision. Makes no file."""
    if not has_ledger(engine):
        raise Refused(_not_ready(engine, "chưa có sổ theo dõi; hãy chạy `dondoc migrate`"))
    revision = present(engine)
    if revision != newest():
        wanted = f"sổ theo dõi ở bản {revision}, cũ hơn chương trình; hãy chạy `dondoc migrate`"
        raise Refused(_not_ready(engine, wanted))


def has_ledger(engine: Engine) -> bool:
    """Is there one, of whatever revision that this program knows? Makes no file."""
    file = engine.url.database if engine.dialect.name == "sqlite" else None
    if file is not None and not Path(file).exists():
        return False
    refuse_newer(engine)
    return present(engine) is not None


def refuse_newer(engine: Engine) -> None:
    """Raises Refused for a ledger that cannot be reached, or that a newer program has migrated."""
    try:
        revision = present(engine)
    except OperationalError:
        wanted = "không mở được cơ sở dữ liệu; hãy kiểm tra địa chỉ, quyền ghi và máy chủ"
        raise Refused(_not_ready(engine, wanted)) from None
    if revision is not None and revision != newest() and not is_known(revision):
        wanted = (
            f"sổ theo dõi đang ở bản {revision}, mới hơn chương trình này ({newest()});"
            " hãy dùng chương trình mới hơn hoặc thư mục dữ liệu khác"
        )
        raise Refused(_not_ready(engine, wanted))


def _not_ready(engine: Engine, wanted: str) -> Problem:
    return Problem(DATABASE, engine.url.render_as_string(hide_password=True), wanted)

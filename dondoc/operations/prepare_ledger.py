"""The ledger made ready: its folder, its tables at this program's revision, its units."""

from __future__ import annotations

from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError

from dondoc.ledger.own_mark import change_key, know_installation
from dondoc.ledger.sync_units import sync_units
from dondoc.plan.rulebook import Rulebook
from dondoc.problems import Problem, Refused
from dondoc.settings import Settings
from models.database import engine_for, transaction
from models.migrations.run import is_known, migrate, newest, present


def prepare_ledger(settings: Settings, rulebook: Rulebook, *, new_key: bool = False) -> Engine:
    """Migrate upwards and bring the units up to the data. Raises Refused; changes nothing then.

    `new_key`: an administrator says that the key of before is lost, and every link with it.
    """
    settings.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    settings.data_dir.chmod(0o700)  # ledger, key and files are of the user that runs us
    engine = engine_for(settings.database)
    refuse_newer(engine)
    migrate(engine)
    with transaction(engine) as session:
        if new_key:
            change_key(session, settings.signing_key())
        know_installation(session, settings.signing_key())
        sync_units(session, rulebook.registry)
    return engine


def refuse_newer(engine: Engine) -> None:
    """Raises Refused for a ledger that cannot be reached, or that a newer program has migrated."""
    shown = engine.url.render_as_string(hide_password=True)
    try:
        revision = present(engine)
    except OperationalError:
        wanted = "không mở được cơ sở dữ liệu; hãy kiểm tra địa chỉ, quyền ghi và máy chủ"
        raise Refused(Problem("DONDOC_DATABASE_URL", shown, wanted)) from None
    if revision is not None and not is_known(revision):
        wanted = (
            f"sổ theo dõi đang ở bản {revision}, mới hơn chương trình này ({newest()});"
            " hãy dùng chương trình mới hơn hoặc thư mục dữ liệu khác"
        )
        raise Refused(Problem("DONDOC_DATABASE_URL", shown, wanted))

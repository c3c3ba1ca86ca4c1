"""`dondoc migrate`: the ledger made, or brought to this program's revision, units with it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from dondoc.cli.command import command, flag
from dondoc.cli.shared_options import with_now
from dondoc.problems import Problem, Refused

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from dondoc.settings import Settings


@command(
    "migrate",
    "lập hoặc nâng cấp sổ theo dõi, cập nhật danh sách đơn vị",
    "Sao lưu trước khi nâng cấp. Mã đã đổi (renamed_from) đổi theo trong sổ. Sổ còn việc mở mà"
    " kế hoạch không còn biết thì nêu ra, mã thoát khác 0.",
)
@flag("--new-key", said="khóa ký cũ đã mất: nhận khóa đang có, mọi đường dẫn đã gửi hết hiệu lực")
@flag("--no-copy", said="không sao lưu trước khi nâng cấp: chỉ khi đã có bản sao khác")
@with_now
def migrate(new_key: bool, no_copy: bool, now: datetime) -> int:
    from sqlmodel import func, select

    from dondoc.clock import local_date
    from dondoc.ledger.follow_plan import follow_plan
    from dondoc.ledger.open_engine import connect
    from dondoc.ledger.plan_gaps import refuse_gaps
    from dondoc.operations.prepare_ledger import prepare_ledger
    from dondoc.plan.rulebook import load_rulebook
    from dondoc.settings import load_settings
    from models import UnitRow
    from models.database import transaction
    from models.migrations.run import newest

    settings = load_settings()
    rulebook = load_rulebook(settings.plan_folder, demo=settings.demo)
    make_folder(settings)
    if not no_copy:
        _copy_first(settings, connect(settings), now)
    engine = prepare_ledger(settings, rulebook, new_key=new_key)
    with transaction(engine) as session:
        renamed = follow_plan(session, rulebook.registry, now=now)
        units = session.exec(select(func.count()).select_from(UnitRow)).one()
    print(f"Sổ theo dõi đã ở bản {newest()}, có {units} đơn vị.")
    if renamed:
        print(f"Đã đổi mã theo kế hoạch ở {renamed} dòng của sổ.")
    with transaction(engine, write=False) as session:
        refuse_gaps(session, rulebook.registry, local_date(now))
    return 0


def _copy_first(settings: Settings, engine: Engine, now: datetime) -> None:
    """What is to be brought up is copied before, and where it lies is said."""
    from dondoc.messages.environment import phrases
    from dondoc.operations.backup.copy_before import copy_before_migrating

    if (copy := copy_before_migrating(engine, settings, now=now)) is not None:
        print(phrases("backup").copied_before(str(copy.path), copy.manifest.revision))


def make_folder(settings: Settings) -> None:
    """The data folder, made if it is not there. Raises Refused where that is not allowed."""
    try:
        settings.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError:
        wanted = "không tạo được thư mục này; hãy sửa quyền hoặc đường dẫn"
        raise Refused(Problem("DONDOC_DATA_DIR", str(settings.data_dir), wanted)) from None

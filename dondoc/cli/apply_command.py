"""`dondoc apply`: the plan as schedules, brought to the Prefect server."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from dondoc.cli.command import command, flag
from dondoc.cli.shared_options import with_now

if TYPE_CHECKING:
    from dondoc.plan.rulebook import Rulebook
    from dondoc.settings import Settings


@command(
    "apply",
    "đưa lịch chạy lên máy chủ Prefect, chỉ đụng vào chỗ khác",
    "Đặt tên các lượt sắp chạy và thôi lịch đã bỏ khỏi kế hoạch. Chạy lại không đổi gì."
    " Sổ còn việc mở mà kế hoạch không còn biết thì không đổi gì, mã thoát khác 0.",
)
@flag("--dry-run", said="chỉ xem sẽ đổi gì")
@with_now
def apply(dry_run: bool, now: datetime) -> int:
    from deployments.apply import apply as bring_up_to_date
    from deployments.apply import plan_changes
    from dondoc.cli.open_plan import rulebook_in_force
    from dondoc.settings import load_settings

    act = plan_changes if dry_run else bring_up_to_date
    settings, rulebook = load_settings(), rulebook_in_force()
    rulebook = _with_ledger(settings, rulebook, now)
    applied = act(rulebook, now, settings)
    print("\n".join(applied.lines()))
    return 0


def _with_ledger(settings: Settings, rulebook: Rulebook, now: datetime) -> Rulebook:
    """The rulebook with the stages of the ledger's conferences, where there is a ledger.

    Raises Refused where open work would be left behind.
    """
    from dondoc.clock import local_date
    from dondoc.conference.stage_runs import with_stages
    from dondoc.ledger.open_engine import connect
    from dondoc.ledger.plan_gaps import refuse_gaps
    from dondoc.ledger.revision import has_ledger, require_newest
    from models.database import transaction

    engine = connect(settings)
    if not has_ledger(engine):
        return rulebook
    require_newest(engine)
    with transaction(engine, write=False) as session:
        refuse_gaps(session, rulebook.registry, local_date(now))
        return with_stages(session, rulebook, today=local_date(now))

"""`dondoc apply`: the plan as schedules, brought to the Prefect server."""

from __future__ import annotations

from datetime import datetime

from dondoc.cli.command import command, flag
from dondoc.cli.shared_options import with_now


@command(
    "apply",
    "đưa lịch chạy lên máy chủ Prefect, chỉ đụng vào chỗ khác",
    "Đặt tên các lượt sắp chạy và thôi lịch đã bỏ khỏi kế hoạch. Chạy lại không đổi gì.",
)
@flag("--dry-run", said="chỉ xem sẽ đổi gì")
@with_now
def apply(dry_run: bool, now: datetime) -> int:
    from deployments.apply import apply as bring_up_to_date
    from deployments.apply import plan_changes
    from dondoc.cli.open_plan import plan_rulebook
    from dondoc.settings import load_settings

    act = plan_changes if dry_run else bring_up_to_date
    applied = act(plan_rulebook(), now, load_settings())
    print("\n".join(applied.lines()))
    return 0

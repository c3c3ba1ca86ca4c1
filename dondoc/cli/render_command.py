"""`dondoc render`: the plan as schedules, written into prefect.yaml."""

from __future__ import annotations

import sys
from datetime import date, datetime

from dondoc.cli import option_values as values
from dondoc.cli.command import command, flag, option
from dondoc.cli.shared_options import with_now

STALE = 1
"""The exit code where prefect.yaml is not what the plan says."""


@command("render", "viết lại prefect.yaml theo kế hoạch")
@flag("--check", said="chỉ xem tệp còn đúng không; khác thì mã thoát là 1")
@option(
    "--from",
    "from_on",
    type=values.DAY,
    metavar="NGÀY",
    said="lịch từ tháng của ngày này; mặc định hôm nay",
)
@with_now
def render(check: bool, from_on: date | None, now: datetime) -> int:
    from deployments import (
        render_prefect_yaml as schedules,  # the outermost ring opens this door here
    )
    from dondoc import clock
    from dondoc.cli.open_plan import plan_rulebook

    rulebook, file = plan_rulebook(), schedules.FILE
    if check:
        different = schedules.check(rulebook, file)
        if different:
            print("\n".join(different))
            print(f"{file} không còn đúng với kế hoạch; hãy chạy `dondoc render`.", file=sys.stderr)
            return STALE
        print(f"{file} đúng với kế hoạch.")
        return 0
    changed = schedules.write(rulebook, file, from_on or clock.local_date(now))
    print(f"{file}: {'đã viết lại' if changed else 'không có gì phải đổi'}.")
    return 0

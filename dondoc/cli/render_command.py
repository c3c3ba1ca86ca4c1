"""`dondoc render`: what the code writes: prefect.yaml by the plan, our templates of papers."""

from __future__ import annotations

import sys
from datetime import date, datetime

from dondoc.cli import option_values as values
from dondoc.cli.command import command, flag, option
from dondoc.cli.shared_options import with_now

STALE = 1
"""The exit code where a file is not what the code says."""


@command(
    "render",
    "viết lại prefect.yaml theo kế hoạch, và các mẫu văn bản kèm theo",
    "prefect.yaml của kế hoạch riêng nằm trong thư mục kế hoạch (DONDOC_PLAN_FOLDER), của kế hoạch"
    " kèm theo nằm trong thư mục dự án; gọi lệnh từ thư mục nào cũng vậy.",
)
@flag("--check", said="chỉ xem các tệp còn đúng không; khác thì mã thoát là 1")
@option(
    "--from",
    "from_on",
    type=values.DAY,
    metavar="NGÀY",
    said="lịch từ tháng của ngày này; mặc định hôm nay",
)
@with_now
def render(check: bool, from_on: date | None, now: datetime) -> int:
    from dondoc import clock

    if check:
        stale = [_stale_schedules(), _stale_papers()]
        return STALE if any(stale) else 0
    _write(from_on or clock.local_date(now))
    return 0


def _write(from_on: date) -> None:
    from deployments import (
        render_prefect_yaml as schedules,  # the outermost ring opens this door here
    )
    from dondoc.cli.open_plan import plan_rulebook
    from dondoc.documents.paper.make_templates.write_templates import write_templates
    from dondoc.documents.paper.paper_templates import FOLDER
    from dondoc.plan.schedule_file import schedule_file
    from dondoc.settings import load_settings

    file = schedule_file(load_settings())
    file.parent.mkdir(parents=True, exist_ok=True)
    changed = schedules.write(plan_rulebook(), file, from_on)
    print(f"{file}: {'đã viết lại' if changed else 'không có gì phải đổi'}.")
    for file in write_templates(FOLDER):
        print(f"{file}: đã viết lại.")


def _stale_schedules() -> bool:
    from deployments import render_prefect_yaml as schedules
    from dondoc.cli.open_plan import plan_rulebook
    from dondoc.plan.schedule_file import schedule_file
    from dondoc.settings import load_settings

    file = schedule_file(load_settings())
    different = schedules.check(plan_rulebook(), file)
    if different:
        print("\n".join(different))
        print(f"{file} không còn đúng với kế hoạch; hãy chạy `dondoc render`.", file=sys.stderr)
    else:
        print(f"{file} đúng với kế hoạch.")
    return bool(different)


def _stale_papers() -> bool:
    from dondoc.documents.paper.make_templates.write_templates import stale_templates
    from dondoc.documents.paper.paper_templates import FOLDER

    stale = stale_templates(FOLDER)
    for file in stale:
        print(f"{file} không như mã viết ra; hãy chạy `dondoc render`.", file=sys.stderr)
    return bool(stale)

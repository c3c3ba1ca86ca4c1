"""`dondoc agenda`: the coming days on which a duty has something to do."""

from __future__ import annotations

from datetime import date, datetime

from dondoc.cli import option_values as values
from dondoc.cli.command import command, option
from dondoc.cli.shared_options import with_duty, with_json, with_now
from dondoc.cli.terminal_text import print_json, table

MONTHS_AHEAD = 13
"""As far as schedules are made (DESIGN §7)."""


@command("agenda", "liệt kê những ngày sắp tới có việc phải làm")
@with_duty()
@option("--from", "start_on", type=values.DAY, metavar="NGÀY", said="từ ngày; mặc định hôm nay")
@option(
    "--to",
    "end_on",
    type=values.DAY,
    metavar="NGÀY",
    said=f"đến ngày; mặc định {MONTHS_AHEAD} tháng sau",
)
@with_json
@with_now
def agenda(
    duty: str | None, start_on: date | None, end_on: date | None, as_json: bool, now: datetime
) -> int:
    from dateutil.relativedelta import relativedelta

    from dondoc import clock
    from dondoc.calendar.date_words import short_date, weekday_date
    from dondoc.cli.open_plan import rulebook_in_force
    from dondoc.plan.agenda import agenda as days_of
    from dondoc.problems import Problem, Refused

    rulebook = rulebook_in_force()
    registry = rulebook.registry
    start_on = start_on or clock.local_date(now)
    end_on = end_on or start_on + relativedelta(months=MONTHS_AHEAD)
    if end_on < start_on:
        wanted = f"trước ngày bắt đầu ({short_date(start_on)}); hãy sửa --from hoặc --to"
        raise Refused(Problem("--to", short_date(end_on), wanted))
    duties = [registry.plan.duty(duty)] if duty else registry.plan.duties
    found = sorted(
        (day.on, one.code, day.name(one))
        for one in duties
        for day in days_of(
            one, registry.plan, registry, rulebook.workdays, start_on=start_on, end_on=end_on
        )
    )
    if as_json:
        return print_json([{"on": on, "duty": code, "name": name} for on, code, name in found])
    print(f"Từ {short_date(start_on)} đến {short_date(end_on)}: {len(found)} việc")
    if found:
        rows = [(weekday_date(on), code, name) for on, code, name in found]
        print("\n" + table(("Ngày", "Nhiệm vụ", "Việc"), rows))
    return 0

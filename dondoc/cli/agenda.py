"""`dondoc agenda`: the coming days on which a duty has something to do."""

from __future__ import annotations

from argparse import Namespace
from datetime import date

from dateutil.relativedelta import relativedelta

from dondoc import clock
from dondoc.calendar.date_words import short_date, weekday_date
from dondoc.cli.command_context import plan_rulebook
from dondoc.cli.text import as_json, table
from dondoc.plan.agenda import agenda as days_of
from dondoc.problems import Problem, Refused

AHEAD = relativedelta(months=13)
"""As far as schedules are made (DESIGN §7)."""


def agenda(arguments: Namespace) -> int:
    rulebook = plan_rulebook()
    registry = rulebook.registry
    today = clock.local_date(arguments.now or clock.now())
    start_on: date = arguments.start_on or today
    end_on: date = arguments.end_on or start_on + AHEAD
    if end_on < start_on:
        wanted = f"trước ngày bắt đầu ({short_date(start_on)}); hãy sửa --from hoặc --to"
        raise Refused(Problem("--to", short_date(end_on), wanted))
    duties = [registry.plan.duty(arguments.duty)] if arguments.duty else registry.plan.duties
    found = sorted(
        (day.on, duty.code, day.name(duty))
        for duty in duties
        for day in days_of(
            duty, registry.plan, registry, rulebook.workdays, start_on=start_on, end_on=end_on
        )
    )
    if arguments.json:
        print(as_json([{"on": on, "duty": code, "name": name} for on, code, name in found]))
        return 0
    print(f"Từ {short_date(start_on)} đến {short_date(end_on)}: {len(found)} việc")
    if found:
        rows = [(weekday_date(on), code, name) for on, code, name in found]
        print("\n" + table(("Ngày", "Nhiệm vụ", "Việc"), rows))
    return 0

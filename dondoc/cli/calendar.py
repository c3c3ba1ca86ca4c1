"""`dondoc calendar`: the days off and the make-up days of a year, and what they rest on."""

from __future__ import annotations

from argparse import Namespace
from datetime import date, timedelta

from dondoc.calendar.date_words import weekday_date
from dondoc.calendar.workdays import Workdays
from dondoc.cli.command_context import plan_rulebook
from dondoc.cli.text import as_json, table, wrapped


def show(arguments: Namespace) -> int:
    workdays, year = plan_rulebook().workdays, arguments.year
    off = [(on, label) for on in _days(year) if (label := workdays.holiday(on))]
    made_up = [(on, label) for on in _days(year) if (label := workdays.made_up(on))]
    worked = len(workdays.between(date(year, 1, 1), date(year, 12, 31)))
    if arguments.json:
        print(as_json(_plain(workdays, year, off, made_up) | {"workdays": worked}))
        return 0
    said = "đã xác nhận" if workdays.confirmed(year) else "tạm tính, chưa xác nhận"
    print(f"Lịch nghỉ năm {year}: {said}. {worked} ngày làm việc.\n")
    print(table(("Ngày nghỉ", "Lý do"), [(weekday_date(on), label) for on, label in off]))
    if made_up:
        rows = [(weekday_date(on), label) for on, label in made_up]
        print("\n" + table(("Ngày làm bù", "Lý do"), rows))
    for note in workdays.notes(year):
        print("\n" + wrapped(note))
    return 0


def _days(year: int) -> list[date]:
    first = date(year, 1, 1)
    count = (date(year, 12, 31) - first).days + 1
    return [first + timedelta(days=index) for index in range(count)]


def _plain(
    workdays: Workdays, year: int, off: list[tuple[date, str]], made_up: list[tuple[date, str]]
) -> dict[str, object]:
    return {
        "year": year,
        "confirmed": workdays.confirmed(year),
        "days_off": [{"on": on, "label": label} for on, label in off],
        "made_up": [{"on": on, "label": label} for on, label in made_up],
        "notes": workdays.notes(year),
    }

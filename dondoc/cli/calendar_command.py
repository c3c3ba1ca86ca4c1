"""`dondoc calendar`: the days off and the make-up days of a year, and what they rest on."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from dondoc.calendar.date_words import weekday_date
from dondoc.cli import option_values as values
from dondoc.cli.command import command, option
from dondoc.cli.shared_options import with_json
from dondoc.cli.terminal_text import print_json, table, wrapped

if TYPE_CHECKING:
    from dondoc.calendar.workdays import Workdays


@command("calendar", "xem ngày nghỉ và ngày làm bù của một năm, lấy từ đâu")
@option("--year", type=values.YEAR, metavar="NĂM", required=True, said="năm")
@with_json
def calendar(year: int, as_json: bool) -> int:
    from dondoc.cli.open_plan import rulebook_in_force

    workdays = rulebook_in_force().workdays
    off = [(on, label) for on in _days(year) if (label := workdays.holiday(on))]
    made_up = [(on, label) for on in _days(year) if (label := workdays.made_up(on))]
    worked = len(workdays.between(date(year, 1, 1), date(year, 12, 31)))
    if as_json:
        return print_json(_plain(workdays, year, off, made_up) | {"workdays": worked})
    said = "đã xác nhận" if workdays.confirmed(year) else "tạm tính, chưa xác nhận"
    print(f"Lịch nghỉ năm {year}: {said}. {worked} ngày làm việc.\n")
    print(table(("Ngày nghỉ", "Lý do"), [(weekday_date(on), label) for on, label in off]))
    if made_up:
        rows = [(weekday_date(on), label) for on, label in made_up]
        print("\n" + table(("Ngày làm bù", "Lý do"), rows))
    for note in workdays.notes(year):
        print("\n" + wrapped(note))
    if recorded := _recorded(workdays, year):
        print("\n" + table(("Số", "Quyết định ghi trong sổ"), recorded))
    return 0


def _recorded(workdays: Workdays, year: int) -> list[tuple[int, str]]:
    """What was recorded in the ledger: the numbers by which it is withdrawn."""
    mine = [one for one in workdays.decisions if one.year == year]
    return [(one.recorded, one.cite()) for one in mine if one.recorded is not None]


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
        "recorded": [{"id": id_, "words": words} for id_, words in _recorded(workdays, year)],
    }

"""`dondoc lint`: what is wrong, doubtful or without a source in the data files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING

from dondoc.cli.command import command, flag
from dondoc.cli.shared_options import with_json, with_now
from dondoc.cli.terminal_text import print_json, wrapped

if TYPE_CHECKING:
    from dondoc.plan.lint.finding import Finding, Severity
    from models import Contact

FOUND = 1
"""The exit code where something forbids deployment."""

_HEADS: dict[Severity, str] = {
    "error": "Lỗi phải sửa",
    "warning": "Cảnh báo",
    "info": "Chưa xác nhận",
}


@command(
    "lint",
    "soát kế hoạch, vai trò, đơn vị và lịch nghỉ",
    "Có lỗi thì mã thoát là 1; cảnh báo và điều chưa xác nhận chỉ để biết.",
)
@flag("--ledger", said="đối chiếu cả với sổ: việc đang mở mà kế hoạch không còn biết")
@with_json
@with_now
def lint(ledger: bool, as_json: bool, now: datetime) -> int:
    from dondoc.cli.open_plan import plan_rulebook
    from dondoc.plan.lint.lint_all import lint as findings_of
    from dondoc.plan.schedule_file import schedule_file
    from dondoc.settings import load_settings

    rulebook = plan_rulebook()
    file = schedule_file(load_settings())
    found = findings_of(rulebook.registry, rulebook.workdays, schedules=file)
    if ledger:
        found = [*_left_behind(now), *found]
    if as_json:
        print_json([asdict(one) for one in found])
    else:
        print("\n".join(_report(found)))
    return FOUND if any(one.severity == "error" for one in found) else 0


def _left_behind(now: datetime) -> list[Finding]:
    from dondoc.cli.open_ledger import open_ledger
    from dondoc.clock import local_date
    from dondoc.contacts.places import doubled_places
    from dondoc.ledger.plan_gaps import plan_gaps
    from dondoc.plan.lint.finding import Finding
    from models.database import transaction

    here = open_ledger()
    with transaction(here.engine, write=False) as session:
        gaps = plan_gaps(session, here.rulebook.registry, local_date(now))
        doubled = [_shared(place, people) for _row, place, people in doubled_places(session)]
    left = [Finding("error", one.file, one.entry, "", one.message, one.remedy) for one in gaps]
    return left + doubled


def _shared(place: int, people: Sequence[Contact]) -> Finding:
    from dondoc.contacts.address import safe_address
    from dondoc.plan.lint.finding import Finding

    names = ", ".join(safe_address(one.channel, one.address) for one in people)
    message = f"thứ tự {place} có {len(people)} người ({names}); chỉ người đầu được báo trước"
    remedy = "nhập lại danh sách đầu mối với thứ tự riêng cho từng người"
    return Finding("warning", "sổ, đầu mối", people[0].unit_code, "thứ tự", message, remedy)


def _report(found: Sequence[Finding]) -> list[str]:
    if not found:
        return ["Không có gì phải sửa."]
    lines = []
    for severity, head in _HEADS.items():
        of_it = [one for one in found if one.severity == severity]
        lines += [f"{head}: {len(of_it)}"]
        lines += [wrapped(one.sentence(), indent="    ", first="  · ") for one in of_it]
        lines += [""] if of_it else []
    return lines[:-1] if not lines[-1] else lines

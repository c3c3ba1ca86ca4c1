"""`dondoc lint`: what is wrong, doubtful or without a source in the data files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from dondoc.cli.command import command
from dondoc.cli.shared_options import with_json
from dondoc.cli.terminal_text import print_json, wrapped

if TYPE_CHECKING:
    from dondoc.plan.lint.finding import Finding, Severity

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
@with_json
def lint(as_json: bool) -> int:
    from dondoc.cli.open_plan import plan_rulebook
    from dondoc.plan.lint.lint_all import lint as findings_of

    rulebook = plan_rulebook()
    found = findings_of(rulebook.registry, rulebook.workdays)
    if as_json:
        print_json([asdict(one) for one in found])
    else:
        print("\n".join(_report(found)))
    return FOUND if any(one.severity == "error" for one in found) else 0


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

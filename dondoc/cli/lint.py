"""`dondoc lint`: what is wrong, doubtful or without a source in the data files."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from dataclasses import asdict

from dondoc.cli.command_context import plan_rulebook
from dondoc.cli.text import as_json, wrapped
from dondoc.plan.lint.finding import Finding, Severity
from dondoc.plan.lint.lint_all import lint as findings_of

FOUND = 1
"""The exit code where something forbids deployment."""

_HEADS: dict[Severity, str] = {
    "error": "Lỗi phải sửa",
    "warning": "Cảnh báo",
    "info": "Chưa xác nhận",
}


def lint(arguments: Namespace) -> int:
    rulebook = plan_rulebook()
    found = findings_of(rulebook.registry, rulebook.workdays)
    if arguments.json:
        print(as_json([asdict(one) for one in found]))
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

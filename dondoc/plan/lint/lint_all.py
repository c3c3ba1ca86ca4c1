"""`dondoc lint`: what files that can be read may still get wrong, and what rests on no source.

What cannot be read at all, a duty without its bullet among it, `load_registry` has refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from dondoc.calendar.ladder import LADDERS, Rung, RungKind
from dondoc.calendar.workdays import Workdays
from dondoc.plan.lint import lint_dates, lint_files, lint_roles
from dondoc.plan.lint.finding import Finding, Severity
from dondoc.plan.registry import Registry
from dondoc.plan.schema import Plan

__all__ = ["Finding", "Severity", "lint"]

_ORDER: list[Severity] = ["error", "warning", "info"]
_ROOT = Path(__file__).resolve().parents[3]


def lint(
    registry: Registry,
    workdays: Workdays,
    *,
    root: Path | None = None,
    schedules: Path | None = None,
) -> list[Finding]:
    """Every finding, errors first. `root` holds flows/ and dondoc/, ours by default; `schedules` is
    the plan's prefect.yaml, by default the one in `root`.

    What is not there yet at all (no prefect.yaml, no folder of flows) is not looked at.
    """
    found = [
        *_bullets(registry.plan),
        *_ladders(),
        *lint_roles.findings(registry),
        *lint_dates.findings(registry, workdays),
        *lint_files.findings(registry.plan, root or _ROOT, schedules),
        *unconfirmed(registry, workdays),
    ]
    return sorted(found, key=lambda finding: _ORDER.index(finding.severity))


def _bullets(plan: Plan) -> Iterator[Finding]:
    """A bullet that nobody was given; a warning until the plan is `complete`."""
    covered = {duty.bullet for duty in plan.duties}
    for bullet in plan.bullets:
        if bullet.clause not in covered:
            yield Finding(
                "error" if plan.complete else "warning",
                "plan.yaml",
                f"bullets ({bullet.clause})",
                "clause",
                "chưa có nhiệm vụ nào thực hiện nội dung này",
                f"hãy thêm vào duties một mục có bullet: {bullet.clause}"
                " (kind: principle nếu không có việc phải làm theo hạn)",
            )


def _ladders() -> Iterator[Finding]:
    for code, rungs in LADDERS.items():
        yield from disorder(code, rungs)


def disorder(code: str, rungs: tuple[Rung, ...]) -> Iterator[Finding]:
    """Rungs that do not climb: a later one must come later, the opening before them all."""
    for before, after in pairwise(rungs):
        if after.kind is RungKind.OPENING or (
            before.kind is not RungKind.OPENING and after.offset <= before.offset
        ):
            yield Finding(
                "error",
                "dondoc/calendar/ladder.py",
                f"LADDERS ({code})",
                after.code,
                f"bậc này đứng sau bậc {before.code} nhưng không muộn hơn",
                "hãy xếp các bậc theo thứ tự ngày, bậc mở đợt đứng đầu",
            )


def unconfirmed(registry: Registry, workdays: Workdays) -> Iterator[Finding]:
    """What rests on no source yet, so that nobody takes a default for a rule (DESIGN §3)."""
    for year in registry.plan.applies:
        if not year.confirmed:
            yield _doubt("plan.yaml", f"applies ({year.year})", "confirmed", year.note)
        for doubt in workdays.unconfirmed(year.year):
            yield _doubt("calendar.yaml", f"năm {year.year}", "confirmed", doubt)
    for duty in registry.plan.duties:
        if not duty.basis.confirmed:
            yield _doubt("plan.yaml", f"duties ({duty.code})", "basis.confirmed", duty.basis.text)
        if not duty.confirmed:
            yield _doubt("plan.yaml", f"duties ({duty.code})", "confirmed", duty.title)
    yield from _unconfirmed_bodies(registry)


def _unconfirmed_bodies(registry: Registry) -> Iterator[Finding]:
    for role in registry.roles:
        for index, one in enumerate(role.units):
            if not one.confirmed:
                field = f"units[{index}].confirmed"
                yield _doubt("roles.yaml", f"roles ({role.role})", field, one.note)
    for unit in registry.units:
        if not unit.confirmed:
            note = f"{unit.name}. {unit.note}"
            yield _doubt("units.yaml", f"units ({unit.code})", "confirmed", note)


def _doubt(file: str, entry: str, field: str, note: str) -> Finding:
    said = note.rstrip(". ").removeprefix("Chưa xác nhận: ")
    remedy = "khi đã có căn cứ, hãy ghi nguồn và confirmed: true"
    return Finding("info", file, entry, field, f"chưa xác nhận: {said}", remedy)

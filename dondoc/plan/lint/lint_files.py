"""Lint of what a duty needs outside the data: a flow, its message templates, a deployment."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import yaml

from dondoc.calendar.ladder import LADDERS
from dondoc.plan.duty import Duty
from dondoc.plan.features import Feature
from dondoc.plan.lint.finding import Finding
from dondoc.plan.schema import Plan

TEMPLATES = Path("dondoc/messages/templates")


def findings(plan: Plan, root: Path, schedules: Path | None = None) -> Iterator[Finding]:
    """Duties without a flow, a template or a deployment, where there are any at all."""
    deployed = _deployed(schedules or root / "prefect.yaml")
    for duty in plan.duties:
        if duty.kind == "principle":
            continue
        yield from _flow(duty, root / "flows")
        yield from _templates(duty, root / TEMPLATES)
        served = duty.flow == Feature.FOLLOW_UP  # by one schedule for every duty
        if deployed is not None and not served and duty.slug not in deployed:
            message = f"prefect.yaml không có lịch chạy tên {duty.slug}"
            yield _finding(duty, "slug", message, "hãy chạy `dondoc render` rồi lưu prefect.yaml")


def _flow(duty: Duty, folder: Path) -> Iterator[Finding]:
    if folder.is_dir() and not (folder / f"{duty.flow}.py").is_file():
        names = sorted(path.stem for path in folder.glob("*.py") if _holds_a_flow(path))
        remedy = f"hãy viết tệp đó, hoặc ghi một trong: {', '.join(names) or '(chưa có tệp nào)'}"
        yield _finding(duty, "flow", f"không có tệp flows/{duty.flow}.py", remedy)


def _holds_a_flow(path: Path) -> bool:
    """A file of `flows/` holds one flow of its own name; the others help them."""
    return f"def {path.stem}(" in path.read_text(encoding="utf-8")


def _templates(duty: Duty, folder: Path) -> Iterator[Finding]:
    if not folder.is_dir():
        return
    for kind in dict.fromkeys(rung.kind.value for rung in LADDERS[duty.ladder]):
        if not (folder / f"{kind}.txt").is_file():
            message = f"bậc thang {duty.ladder} cần mẫu tin {TEMPLATES}/{kind}.txt, chưa có tệp này"
            yield _finding(duty, "ladder", message, "hãy thêm mẫu tin ấy, hoặc chọn bậc thang khác")


def _deployed(path: Path) -> set[str] | None:
    if not path.is_file():
        return None
    given = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {str(entry["name"]) for entry in given.get("deployments") or []}


def _finding(duty: Duty, field: str, message: str, remedy: str) -> Finding:
    return Finding("error", "plan.yaml", f"duties ({duty.code})", field, message, remedy)

"""A folder of data files for another year, drafted from the plan there is."""

from __future__ import annotations

import shutil
from pathlib import Path

from dondoc.calendar.workdays import load_workdays
from dondoc.plan.drafting import draft
from dondoc.plan.lint.lint_all import lint
from dondoc.plan.registry import DATA_FOLDER, EARLIER, load_registry
from dondoc.problems import Problem, Refused
from dondoc.settings import load_settings

_OTHERS = ("roles.yaml", "units.yaml", "calendar.yaml")


def draft_plan(from_year: int, year: int, to: str) -> str:
    """Write it, and what was written as a sentence.

    Raises Refused where something would be overwritten, or no such year is there.
    """
    source = load_settings().plan_folder or DATA_FOLDER
    plan = load_registry(source).plan
    applies = plan.application(from_year)
    if applies is None:
        years = ", ".join(str(one.year) for one in plan.applies)
        wanted = f"Kế hoạch không áp dụng cho năm này; hãy ghi một trong: {years}"
        raise Refused(Problem("--from", str(from_year), wanted))
    if plan.application(year):
        wanted = "Kế hoạch đang dùng đã áp dụng cho năm này; sửa ngay trong plan.yaml"
        raise Refused(Problem("--year", str(year), wanted))
    folder = Path(to or f"ke-hoach-{year}")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Refused(Problem("--to", str(folder), "đã có và không trống; hãy ghi thư mục khác"))
    text = (source / "plan.yaml").read_text(encoding="utf-8")
    issued_on = applies.issued_on.replace(year=year)
    name = f"Kế hoạch số {plan.number} (năm {from_year})"
    written = draft(text, year=year, issued_on=issued_on, source=name)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "plan.yaml").write_text(written, encoding="utf-8")
    for other in _OTHERS:
        shutil.copyfile(source / other, folder / other)
    _keep_earlier(source, plan.code, folder / EARLIER)
    return _said(folder, year)


def _keep_earlier(source: Path, code: str, folder: Path) -> None:
    """The plan there is and those before it: what was opened under them is chased to its end."""
    folder.mkdir()
    for path in (source / EARLIER).glob("*.yaml"):
        shutil.copyfile(path, folder / path.name)
    shutil.copyfile(source / "plan.yaml", folder / f"{code.replace('/', '-')}.yaml")


def _said(folder: Path, year: int) -> str:
    registry = load_registry(folder)
    found = lint(registry, load_workdays(folder / "calendar.yaml"))
    open_questions = sum(one.severity == "info" for one in found)
    wrong = sum(one.severity == "error" for one in found)
    return (
        f"Đã viết dự thảo kế hoạch năm {year} vào {folder}: {len(registry.plan.duties)} mục,"
        f" {open_questions} điều chưa xác nhận, {wrong} lỗi.\n"
        f"Sửa xong thì soát bằng `DONDOC_PLAN_FOLDER={folder} dondoc lint`, rồi đặt"
        " DONDOC_PLAN_FOLDER trong thiết lập khi kế hoạch mới ban hành.\n"
        f"Kế hoạch đang dùng nằm trong {folder / EARLIER}: đợt đã mở theo kế hoạch ấy vẫn được theo"
        " dõi đến hết."
    )

"""The shipped plan cut down to the report and the one made of it: for what puts it on a server.

Each deployment there costs half a second of a processor and more; the whole plan is put there once,
in `tests/deployments/test_apply.py`.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import yaml

from dondoc.plan.registry import DATA_FOLDER

KEPT = frozenset({"III.1.1.c", "III.1.2.a4"})


def cut_plan(folder: Path) -> Path:
    """The plan's files in this new folder, with these duties alone; all else as shipped."""
    shutil.copytree(DATA_FOLDER, folder)
    file = folder / "plan.yaml"
    plan = yaml.safe_load(file.read_text(encoding="utf-8"))
    plan["duties"] = [one for one in plan["duties"] if one["code"] in KEPT]
    file.write_text(yaml.safe_dump(plan, allow_unicode=True), encoding="utf-8")
    return folder

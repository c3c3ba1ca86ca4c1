"""Another province's plan on a machine of its own: three duties, seven units, its own calendar."""

from __future__ import annotations

import shutil
from pathlib import Path

from dondoc.plan.rulebook import Rulebook, load_rulebook
from dondoc.plan.wording_hashes import hash_file

FILES = Path(__file__).parent / "other_plan_files"
OF_OURS = ("Tuyên Quang", "15/KH-UBND", "Sở Nội vụ", "CCHC", "cải cách hành chính")
"""Words of the shipped plan, none of which may leave another."""


def other_plan(folder: Path) -> Path:
    """Its folder, with the hashes of its quotations written."""
    shutil.copytree(FILES, folder)
    hash_file(folder / "plan.yaml")
    return folder


def other_rulebook(folder: Path) -> Rulebook:
    return load_rulebook(other_plan(folder))

"""A folder from which another province begins: a plan of two duties, explained field by field.

Nothing of it is anybody's: the names are samples and nothing is confirmed. The files are texts with
comments, kept beside this module; only the year is put in.
"""

from __future__ import annotations

from pathlib import Path

from dondoc.plan.wording_hashes import with_hashes
from dondoc.problems import Problem, Refused

FILES = ("plan.yaml", "roles.yaml", "units.yaml", "calendar.yaml")
_KEPT = Path(__file__).parent / "starter_files"
_YEAR = "NAM_NAY"


def start_folder(folder: Path, year: int) -> None:
    """Write the files for that year. Raises Refused where something would be overwritten."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Refused(Problem("THƯ_MỤC", str(folder), "đã có và không trống; hãy ghi thư mục khác"))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in FILES:
            text = (_KEPT / name).read_text(encoding="utf-8").replace(_YEAR, str(year))
            done = with_hashes(text)[0] if name == "plan.yaml" else text
            (folder / name).write_text(done, encoding="utf-8")
    except OSError:
        wanted = "không ghi được vào thư mục này; hãy sửa quyền hoặc đường dẫn"
        raise Refused(Problem("THƯ_MỤC", str(folder), wanted)) from None

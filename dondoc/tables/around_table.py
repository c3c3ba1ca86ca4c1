"""What stands around a table that people keep: the names of groups, signatures at its foot. Pure.

It is passed over, and said, so that nobody finds out later that a line was not read.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from dondoc.problems import Problem
from dondoc.tables.book_lines import Lines
from dondoc.text import fold

_FOOT = re.compile(
    r"\(?(nguoi lap|nguoi ky|lap bieu|thu truong|(pho )?giam doc|(pho )?chu tich|chanh van phong"
    r"|(tm|kt|tl|tuq)\.|noi nhan|tong (cong|so)|cong:|danh sach (nay )?(co|gom)|ky[, ]|ghi chu"
    r"|xac nhan cua)"
)
_SIGNED = re.compile(r"\bngay [\d. …]{1,20} ?thang [\d. …]{1,20} ?nam\b")
_GROUP = re.compile(r"([ivx]+|[a-h]|\d+)[.)/:] ?\S|(cac|khoi|cap|nhom|cum|phan) ")
_ROMAN = re.compile(r"[ivx]+|[a-h]")


def reads_like_address(cell: str) -> bool:
    """A mailbox or a link: in a table of people, a cell of a row."""
    return "@" in cell or "://" in cell


def without_foot(
    lines: Lines, of_row: Callable[[str], bool] = reads_like_address
) -> tuple[Lines, list[Problem]]:
    """The lines before the foot: from the first that reads like one, after the last row.

    `of_row` knows a cell that only rows have.
    """
    last = max((at for at, (_n, cells) in enumerate(lines) if any(map(of_row, cells))), default=-1)
    for at in range(last + 1, len(lines)):
        number, cells = lines[at]
        said = next((cell for cell in cells if _is_foot(cell)), "")
        if said:
            wanted = "từ dòng này là phần cuối trang (chữ ký, tổng cộng), không đọc"
            return lines[:at], [Problem(f"dòng {number}", said, wanted)]
    return lines, []


def group_name(numbering: str, others: list[str]) -> str:
    """The name of a group of rows, where a row holds nothing else; "" for a row of the table."""
    if not others:
        return "" if numbering.isdigit() else numbering
    alone = others[0] if len(others) == 1 else ""
    looks = _GROUP.match(fold(alone)) or alone.isupper() or _ROMAN.fullmatch(fold(numbering))
    return alone if looks and not reads_like_address(alone) else ""


def group_problem(line: int, name: str) -> Problem:
    """How a row that is passed over is said."""
    return Problem(f"dòng {line}", name, "dòng này chỉ có tên nhóm, không đọc")


def hidden_problem(numbers: tuple[int, ...]) -> Problem:
    """How rows that Excel does not show are said."""
    shown = ", ".join(map(str, numbers[:10])) + (", …" if len(numbers) > 10 else "")
    wanted = "bị ẩn trong Excel mà vẫn được đọc; hãy xóa nếu không còn dùng"
    return Problem(f"dòng {shown}", "", wanted)


def _is_foot(cell: str) -> bool:
    text = fold(cell)
    return bool(_FOOT.match(text) or _SIGNED.search(text[:200]))

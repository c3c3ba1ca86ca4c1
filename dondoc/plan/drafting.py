"""A plan file for another year, drafted from one that there is: the same duties, nothing confirmed.

A text is made from a text, so comments and layout stay for the editor who goes on by hand. Pure.
"""

from __future__ import annotations

import re
from datetime import date

_HEAD = re.compile(r"\A(?:#[^\n]*\n|\n)*")
_APPLIES = re.compile(r"^applies:\n(?:[ #].*\n|\n)*", re.MULTILINE)
_CONFIRMED = re.compile(r"\bconfirmed: true\b")


def draft(text: str, *, year: int, issued_on: date, source: str) -> str:
    """The text of `plan.yaml` for that year. The number is not known and says so («…/KH-UBND»)."""
    for name, value in (
        ("code", f"KH-UBND-{year}"),
        ("number", "…/KH-UBND"),
        ("issued_on", issued_on.isoformat()),
    ):
        text = re.sub(rf"^{name}: .*$", f"{name}: {value}", text, count=1, flags=re.MULTILINE)
    text = re.sub(r"^(title: .*?)\d{4}$", rf"\g<1>{year}", text, count=1, flags=re.MULTILINE)
    text = _APPLIES.sub(_applies(year, issued_on), text, count=1)
    text = _CONFIRMED.sub("confirmed: false", text)
    return _HEAD.sub(_head(year, source), text, count=1)


def _head(year: int, source: str) -> str:
    return (
        f"# Dự thảo kế hoạch năm {year}, sinh từ {source}.\n"
        "# Chưa điều gì được xác nhận: sửa số, ngày, lời văn (bullets: chép nguyên văn rồi\n"
        "# ghi lại sha256), hạn, người làm; mục nào đã đối chiếu thì ghi confirmed: true.\n"
        "# `dondoc lint` liệt kê những gì còn lại.\n\n"
    )


def _applies(year: int, issued_on: date) -> str:
    day = f"{issued_on:%d/%m/%Y}"
    note = (
        f"Dự thảo; chưa có số, ngày và lời văn của kế hoạch năm {year}, tạm coi như ban hành {day}."
    )
    return (
        f"applies:\n  - year: {year}\n    issued_on: {issued_on.isoformat()}\n"
        f"    confirmed: false\n    note: {note}\n\n"
    )

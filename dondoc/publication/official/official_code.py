"""A procedure's code as a list writes it: whole, short, glued to words, or damaged by Excel. Pure.

Compared is the core alone; the suffix names an organisation (QĐ 20/2020/QĐ-TTg) and stays text.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from dondoc.text import fold, plain_signs, tidy

WITHOUT_CODE = "X-"
"""Begins what stands for the code of a procedure that has none."""

_WHOLE = re.compile(r"([1-9]\.[0-9]{6})(?![0-9A-Za-z])(?!,[0-9])(.*)")
_FLOAT = re.compile(r"([1-9])[.,]([0-9]{1,6})")
_INTEGER = re.compile(r"([1-9])([0-9]{6})")
_THOUSANDS = re.compile(r"([1-9])[.,]([0-9]{3})[.,]([0-9]{3})")
_OLD = re.compile(r"[A-Z]-[A-ZĐ0-9]{2,10}-[0-9]{3,8}-[A-Z]{2}")
_NONE = frozenset({"", "-", "x", "khong", "khong co", "khong co ma", "khong co ma so", "chua co"})
_NONE_BEGINS = ("khong co ma", "chua co ma")


@dataclass(frozen=True)
class OfficialCode:
    """The code by which the ledger knows it; `restored` says that a spreadsheet had damaged it."""

    core: str
    suffix: str = ""
    restored: bool = False


def read_code(text: str) -> OfficialCode | None:
    """None where it is no code; see `says_no_code` for a cell that says that there is none.

    1.00046 is 1.000460: a spreadsheet drops the zeros at the end of a number, and in Vietnamese the
    point of 1000460.
    """
    given = tidy(plain_signs(text)).strip("'\"; ")
    if found := _WHOLE.fullmatch(given):
        return OfficialCode(found[1], found[2].strip(" .-"))
    if _OLD.fullmatch(given.upper()):
        return OfficialCode(given.upper())
    if found := _THOUSANDS.fullmatch(given):
        return OfficialCode(f"{found[1]}.{found[2]}{found[3]}", restored=True)
    if found := _INTEGER.fullmatch(given) or _FLOAT.fullmatch(given):
        return OfficialCode(f"{found[1]}.{found[2].ljust(6, '0')}", restored=True)
    return None


def says_no_code(text: str) -> bool:
    """«Không có mã số», or nothing at all."""
    words = fold(text).strip(" .()")
    return words in _NONE or words.startswith(_NONE_BEGINS)


def code_of_name(name: str) -> str:
    """What stands for the code of a procedure without one: `X-` and a digest of its name."""
    digest = hashlib.sha256(bare_name(name).encode()).hexdigest()
    return f"{WITHOUT_CODE}{digest[:12]}"


def bare_name(name: str) -> str:
    """A name by which two lists mean one procedure: folded, without «thủ tục» in front."""
    words = " ".join(re.findall(r"\w+", fold(plain_signs(name))))
    while words.startswith("thu tuc "):
        words = words.removeprefix("thu tuc ").removeprefix("hanh chinh ")
    return words

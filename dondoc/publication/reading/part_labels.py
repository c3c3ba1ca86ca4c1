"""What pages call the parts of a procedure, folded: the official words are on no real page seen.

«Quy trình 3 bước», «Hồ sơ cần chuẩn bị», «Chi tiết chi phí»: with synonyms six parts were found on
all of 31 pages.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from dondoc.text import fold
from models.publication_kinds import Component


class Label(StrEnum):
    """What is no part of art. 8.2, and yet stands under a label or in a column of its own."""

    CODE = "code"
    NUMBER = "number"
    LEVEL = "level"
    SECTOR = "sector"
    OTHER = "other"  # known, and of no use here: it ends the part before it


_WORDS: dict[Component | Label, str] = {
    Label.CODE: (
        "ma tthc|ma thu tuc|ma thu tuc hanh chinh|ma so|ma so tthc|ma so thu tuc|ma tthc goc"
        "|ma so ho so tthc|ma so thu tuc hanh chinh|ma so ho so|ma tthc/ma dvc|ma"
    ),
    Label.NUMBER: "stt|so tt|tt|so thu tu|#",
    Label.LEVEL: "cap thuc hien|cap|cap giai quyet|muc do|cap quan ly",
    Label.SECTOR: "linh vuc|nganh, linh vuc|linh vuc thong ke",
    Label.OTHER: (
        "ghi chu|tinh trang|trang thai|qd cong bo|so quyet dinh|quyet dinh cong bo|loai thu tuc"
        "|tu khoa|mo ta|co quan phoi hop|hinh thuc|ten vbqppl|chi tiet|thao tac|noi dung sua doi"
        "|ten giay to|so luong|ban chinh|ban sao|so ky hieu|trich yeu"
        "|lien he|luot xem|tai ve|van ban lien quan|tin lien quan|thu tuc lien quan"
    ),
    Component.NAME: (
        "ten tthc|ten thu tuc|ten thu tuc hanh chinh|thu tuc hanh chinh|ten tthc noi bo|thu tuc"
        "|ten dich vu cong|ten thu tuc, hanh chinh|noi dung thu tuc|danh muc thu tuc hanh chinh"
    ),
    Component.STEPS: "trinh tu thuc hien|trinh tu|quy trinh|cac buoc thuc hien|quy trinh thuc hien",
    Component.WAYS: (
        "cach thuc thuc hien|cach thuc|noi nop ho so|hinh thuc nop|cach nop ho so|hinh thuc nop ho"
        " so|noi tiep nhan ho so|noi nop"
    ),
    Component.DOSSIER: (
        "thanh phan ho so|thanh phan, so luong ho so|ho so can chuan bi|ho so|giay to can chuan bi"
        "|thanh phan va so luong ho so|ho so gom|ho so bao gom|so luong ho so|giay to can nop"
    ),
    Component.TIME: (
        "thoi han giai quyet|thoi gian giai quyet|thoi han|thoi gian|thoi gian thuc hien|thoi han"
        " thuc hien|thoi gian xu ly|tg giai quyet"
    ),
    Component.SUBJECTS: (
        "doi tuong thuc hien|doi tuong|doi tuong ap dung|ai duoc lam|nguoi thuc hien|doi tuong thuc"
        " hien tthc"
    ),
    Component.AGENCY: (
        "co quan giai quyet|co quan thuc hien|co quan co tham quyen|co quan co tham quyen quyet"
        " dinh|don vi thuc hien|don vi giai quyet|co quan truc tiep thuc hien|tham quyen giai quyet"
        "|co quan cong khai|co quan chu tri"
    ),
    Component.FORMS: (
        "mau don, to khai|mau don|ten mau don, to khai|bieu mau|to khai|mau don, mau to khai|tai"
        " bieu mau|bieu mau dinh kem|ten mau don, mau to khai"
    ),
    Component.RESULT: (
        "ket qua|ket qua thuc hien|ket qua giai quyet|ket qua thuc hien tthc|ket qua nhan duoc"
    ),
    Component.CONDITIONS: (
        "yeu cau, dieu kien|yeu cau, dieu kien thuc hien|dieu kien|yeu cau|dieu kien thuc hien"
        "|yeu cau, dieu kien thuc hien tthc|yeu cau hoac dieu kien"
    ),
    Component.FEE: (
        "phi, le phi|le phi|phi|chi phi|chi tiet chi phi|phi va le phi|muc phi|muc thu|le phi, phi"
        "|phi, le phi (neu co)|phi/le phi|phi, le phi thuc hien"
    ),
    Component.LEGAL_BASIS: (
        "can cu phap ly|co so phap ly|can cu phap ly cua tthc|van ban quy dinh|can cu|ten van ban"
    ),
    Component.PLACE: (
        "dia diem|dia diem thuc hien|dia chi tiep nhan|dia chi tiep nhan ho so|dia chi"
        "|noi thuc hien|dia diem tiep nhan"
    ),
}

_LABELS = {words: label for label, each in _WORDS.items() for words in each.split("|")}
_NUMBERED = re.compile(r"^(?:[0-9]{1,2}(?:\.[0-9]{1,2})?|[a-zđ]|[ivx]{1,4})[.)] ")
_TAIL = re.compile(
    r" (?:[0-9]{1,2} buoc|cua (?:tthc|thu tuc(?: hanh chinh)?)|tthc|thu tuc hanh chinh)$"
)
_BRACKETS = re.compile(r" ?\([^()]{0,60}\)")
_LONGEST_LABEL = 80


@lru_cache(maxsize=4_096)
def label_of(text: str) -> Component | Label | None:
    """What a heading or the head of a column stands for; None where it is none that is known."""
    if len(text) > _LONGEST_LABEL:
        return None
    folded = _NUMBERED.sub("", fold(text)).strip(" :.-*•+?")
    for said in (folded, _BRACKETS.sub("", folded)):
        label = _LABELS.get(said) or _LABELS.get(_TAIL.sub("", said))
        if label is not None:
            return label
    return None


def labelled(text: str) -> tuple[Component | Label, str] | None:
    """A line that begins with a label and a colon, or is a label alone: it, and the rest."""
    head, colon, rest = text.partition(":")
    label = label_of(head)
    if label is None or (not colon and label_of(text) is None):
        return None
    return label, rest.strip()

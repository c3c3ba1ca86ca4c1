"""Whom Zalo can reach: a follower's number at the account, or a mobile telephone number."""

from __future__ import annotations

import re

OA, ZNS = "zalooa", "zns"
"""The Official Account writes to a contact that follows it; ZNS to a telephone number."""


def refusal(scheme: str, address: str) -> str:
    """Why Zalo cannot reach it, and what to write; empty where it can."""
    return "" if recipient(scheme, address) else _WANTED[scheme]


def recipient(scheme: str, address: str) -> str:
    """The address as Zalo wants it; empty where it is none."""
    if scheme == OA:
        return address if re.fullmatch(r"\d{5,30}", address) else ""
    digits = re.sub(r"[ .+-]", "", address)
    if digits.startswith("0"):
        digits = f"84{digits[1:]}"
    return digits if re.fullmatch(r"84[35789]\d{8}", digits) else ""


_WANTED = {
    OA: "phải là mã người dùng (user_id) mà Zalo cấp khi người ấy quan tâm OA, toàn chữ số",
    ZNS: "phải là số di động, ví dụ 0912345678 hoặc 84912345678",
}

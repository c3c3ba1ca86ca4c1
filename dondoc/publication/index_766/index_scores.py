"""The scores that the official index has, under the letters that its own table calls them by."""

from __future__ import annotations

from collections.abc import Mapping

PUBLICITY = "CKMB"
"""Công khai, minh bạch: the group that publication counts in (publication.md §2.1)."""
TOTAL = "TONG_SCORE"

SCORES: Mapping[str, tuple[str, ...]] = {
    PUBLICITY: ("công khai, minh bạch", "công khai minh bạch"),
    "TDGQ": ("tiến độ giải quyết",),
    "TTTT": ("thanh toán trực tuyến",),
    "CLGQ": ("chất lượng giải quyết",),
    "MDHL": ("mức độ hài lòng",),
    "MDSH": ("mức độ số hóa", "mức độ số hoá"),
    TOTAL: ("tổng điểm", "tổng"),
}
"""Each with the headings that people write for it."""

HIGHEST = 100
"""All groups together have so many points: no one of them has more."""

PUBLICITY_POINTS = 18
"""Of them, those of publicity, as a secondary source tells: not confirmed, and said to be so."""

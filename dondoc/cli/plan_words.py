"""Closed lists of the plan in Vietnamese words."""

from __future__ import annotations

from collections.abc import Mapping

from dondoc.calendar.date_words import short_date
from dondoc.calendar.periods import Cadence
from dondoc.plan.schema import BasisKind, Share

CADENCE: dict[Cadence, str] = {
    "once": "một lần",
    "weekly": "hằng tuần",
    "monthly": "hằng tháng",
    "quarterly": "hằng quý",
    "half_yearly": "6 tháng một lần",
    "half_and_year": "hai lần một năm: 6 tháng, năm",
    "yearly": "hằng năm",
    "four_reports": "bốn báo cáo một năm: quý I, 6 tháng, quý III, năm",
    "on_event": "khi có sự kiện",
    "on_demand": "khi có yêu cầu",
}
BASIS: dict[BasisKind, str] = {
    "plan": "theo Kế hoạch",
    "law": "theo quy định của pháp luật",
    "guidance": "theo văn bản hướng dẫn",
    "default": "mốc mặc định",
}
CONFIRMED = {True: "đã xác nhận", False: "chưa xác nhận"}


def share_words(share: Share, titles: Mapping[str, str]) -> str:
    """«UBND huyện, thành phố (đến hết 30/06/2025)»"""
    span = [f"từ {short_date(share.from_on)}"] if share.from_on else []
    span += [f"đến hết {short_date(share.to_on)}"] if share.to_on else []
    return f"{titles[share.role]} ({' '.join(span)})" if span else titles[share.role]

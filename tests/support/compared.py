"""Official entries and a source, as the comparison takes them."""

from __future__ import annotations

from datetime import date
from typing import Any

from dondoc.publication.official_entry import OfficialEntry
from models import PublicationSource
from models.publication_kinds import ListKind, ReadingWay, SourceKind

SITE = PublicationSource(
    unit_code="so-mau",
    kind=SourceKind.AGENCY_SITE,
    way=ReadingWay.PAGE,
    address="https://so-mau.example/tthc",
    basis="II.3.5",
)


def entry(code: str, name: str, **values: Any) -> OfficialEntry:
    """One procedure that had to be shown from 09/11/2026 on."""
    return OfficialEntry(
        code=code,
        name=name,
        **{
            "level": "",
            "sector": "",
            "agency": "",
            "fee": "",
            "time_limit": "",
            "kind": ListKind.LIST,
            "show_from": date(2026, 11, 9),
            "arithmetic": "ký ngày 02/11/2026, cộng 5 ngày làm việc",
            **values,
        },
    )

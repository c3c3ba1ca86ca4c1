"""One source as tables: what it must show, its looks, its findings, its weeks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from dondoc.clock import local_date
from dondoc.documents.paper.table import Column, Kind, Table
from dondoc.messages.environment import phrases
from dondoc.messages.phrasing import capital
from dondoc.publication.findings.finding_kinds import SEVERITY_NAMES, finding_rule
from dondoc.publication.official_entry import OfficialEntry
from dondoc.publication.place_names import PLACE_NAMES, TROUBLE_NAMES, VERDICT_NAMES
from dondoc.publication.sheets.source_sheet import SourceSheet
from models import PublicationFinding

_ENTRIES = (
    *(Column("Mã thủ tục", 14), Column("Tên thủ tục", 60), Column("Cấp", 10)),
    *(Column("Lĩnh vực", 24), Column("Phải đăng từ", 12, Kind.DATE)),
    *(Column("Phải gỡ sau", 12, Kind.DATE), Column("Quyết định", 20), Column("Cách tính", 60)),
)
_LOOKS = (
    *(Column("Ngày", 12, Kind.DATE), Column("Kết quả", 24), Column("Vì sao", 40)),
    *(Column("Số dòng", 9, Kind.INTEGER), Column("SHA-256 của bản chụp", 66)),
    Column("Lượt quét không hợp lệ vì", 30),
)
_FINDINGS = (
    *(Column("Sai lệch", 32), Column("Mức", 8), Column("Mã thủ tục", 14)),
    *(Column("Xác nhận ngày", 12, Kind.DATE), Column("Hết ngày", 12, Kind.DATE)),
)


def source_tables(
    sheet: SourceSheet, entries: Sequence[OfficialEntry], *, as_of: datetime, on: date | None
) -> list[Table]:
    """Four sheets: every procedure, every look that is kept in sight, every finding."""
    title = f"{sheet.unit.name}: {PLACE_NAMES[sheet.source.kind]}"
    above = (phrases("tables").as_of(as_of, on), sheet.source.address)
    listed = tuple(
        (
            *(one.code if one.has_code else "", one.name, one.level, one.sector),
            *(None if one.remove_by else one.show_from, one.remove_by),
            *(one.decision_number, one.arithmetic),
        )
        for one in entries
    )
    looks = tuple(
        (
            *(local_date(one.check.checked_at), capital(VERDICT_NAMES[one.check.verdict])),
            TROUBLE_NAMES[one.check.trouble] if one.check.trouble else "",
            *(one.check.rows, one.check.snapshot or "", one.scan.invalid_why or ""),
        )
        for one in sheet.looks
    )
    found = tuple(_finding(one) for one in (*sheet.open, *sheet.closed))
    return [
        Table(title, _ENTRIES, listed, above=above, name="Phải đăng"),
        Table("Các lần kiểm tra", _LOOKS, looks, above=above, name="Lần kiểm tra"),
        Table("Sai lệch", _FINDINGS, found, above=above, name="Sai lệch"),
    ]


def _finding(one: PublicationFinding) -> tuple[str | date | None, ...]:
    return (
        *(capital(finding_rule(one.kind).name), SEVERITY_NAMES[one.severity], one.procedure),
        local_date(one.confirmed_at) if one.confirmed_at else None,
        local_date(one.closed_at) if one.closed_at else None,
    )

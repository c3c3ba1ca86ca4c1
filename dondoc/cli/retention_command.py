"""`dondoc retention`: what is kept for how long; lets go of what is over, as the night does."""

from __future__ import annotations

from datetime import datetime

from dondoc.cli.command import command, flag
from dondoc.cli.shared_options import with_json, with_now


@command(
    "retention",
    "xem giữ gì bao lâu; xóa những gì hết thời hạn giữ",
    "Không có --dry-run thì xóa như lượt bảo dưỡng đêm. Kết quả, minh chứng, quyết định, nhật ký"
    " không bao giờ bị xóa.",
)
@flag("--dry-run", "dry", said="chỉ liệt kê bảng, số sẽ xóa và mốc thời gian; không đổi gì")
@with_json
@with_now
def retention(dry: bool, as_json: bool, now: datetime) -> int:
    from dondoc.access import Act
    from dondoc.cli.open_ledger import at_the_machine, open_ledger
    from dondoc.cli.retention_view import let_go, show_table

    here = open_ledger()
    if dry:
        return show_table(here, as_json=as_json, now=now)
    return let_go(here, by=at_the_machine(Act.OPERATE), as_json=as_json, now=now)

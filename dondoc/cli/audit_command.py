"""`dondoc audit`: who did what to what, the newest first; as under /quan-tri, on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dondoc.cli import option_values as values
from dondoc.cli.command import command, option
from dondoc.cli.shared_options import with_json
from dondoc.cli.terminal_text import picked, print_json, table
from dondoc.limits import MOST_AUDIT_LINES, MOST_AUDIT_LINES_PRINTED
from dondoc.problems import Problem, Refused

if TYPE_CHECKING:
    from dondoc.reporting.audit_trail import AuditFilter, AuditLine, AuditLines

_HEADS = ("Số", "Lúc", "Ai làm", "Làm gì", "Với cái gì", "Chi tiết")
_KEYS = ("number", "at", "actor", "who", "act", "target", "about", "detail")


@command(
    "audit",
    "xem nhật ký: ai làm gì, với cái gì, lúc nào; mới nhất ở trên",
    "Nhật ký chỉ được ghi thêm, không sửa, không xóa.",
)
@option(
    "--last",
    type=values.NUMBER,
    default=MOST_AUDIT_LINES,
    metavar="SỐ_DÒNG",
    said=f"bao nhiêu dòng, nhiều nhất {MOST_AUDIT_LINES_PRINTED}; mặc định {MOST_AUDIT_LINES}",
)
@option("--before", type=values.NUMBER, metavar="SỐ", said="chỉ các dòng cũ hơn dòng mang số này")
@option("--target", metavar="CÁI_GÌ", said="với cái gì, như «việc» hoặc assignment:12")
@option("--who", metavar="AI", said="ai làm: họ tên, địa chỉ, «hệ thống» hoặc «máy chủ»")
@with_json
def audit(
    *, last: int, before: int | None, target: str | None, who: str | None, as_json: bool
) -> int:
    from dondoc.cli.open_ledger import open_ledger
    from dondoc.reporting.audit_objects import AuditObjects
    from dondoc.reporting.audit_trail import audit_trail
    from models.database import transaction

    if not 1 <= last <= MOST_AUDIT_LINES_PRINTED:
        raise Refused(Problem("--last", str(last), f"hãy ghi từ 1 đến {MOST_AUDIT_LINES_PRINTED}"))
    asked = _asked(before, target, who)
    installation = open_ledger()
    with transaction(installation.engine, write=False) as session:
        objects = AuditObjects(session, installation.rulebook)
        found = audit_trail(session, objects, asked, most=last)
    if as_json:
        return print_json([picked(line, *_KEYS) for line in found.lines])
    print(_page(found))
    return 0


def _asked(before: int | None, target: str | None, who: str | None) -> AuditFilter:
    """The page's own filter; a kind by its code or by its word."""
    from dondoc.reporting.audit_objects import KINDS
    from dondoc.reporting.audit_trail import AuditFilter

    kind, _, key = (target or "").partition(":")
    typed = {
        "person": who or "",
        "kind": KINDS.get(kind.strip(), kind),
        "key": key,
        "before": "" if before is None else str(before),
    }
    return AuditFilter.read(typed)


def _page(found: AuditLines) -> str:
    more = f"; cũ hơn nữa: --before {found.older}" if found.older else ""
    rows = [_cells(line) for line in found.lines]
    return f"{table(_HEADS, rows)}\n\n{len(rows)} dòng{more}"


def _cells(line: AuditLine) -> tuple[object, ...]:
    from dondoc.calendar.date_words import moment

    return (line.number, moment(line.at), line.who, line.act, line.about, line.detail)

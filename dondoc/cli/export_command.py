"""`dondoc export`: a view of the board as a file, the same that its page hands out."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from dondoc.cli import option_values as values
from dondoc.cli.command import argument, command, flag, option
from dondoc.cli.shared_options import with_duty, with_json, with_now, with_period, with_unit
from dondoc.cli.terminal_text import print_json, table
from dondoc.problems import Problem, Refused

if TYPE_CHECKING:
    from dondoc.ledger.installation import Installation
    from dondoc.portal.board.export_list import Export
    from dondoc.portal.board.table_page import ViewFile

_OPTIONS = {
    "nhiem-vu": "--duty",
    "ky": "--period",
    "don-vi": "--unit",
    "nam": "--year",
    "hoi-nghi": "--conference",
}
_SUFFIXES = "hãy đặt tên tệp kết thúc bằng .xlsx hoặc .csv"


@command(
    "export",
    "ghi một bảng theo dõi ra tệp .xlsx hoặc .csv",
    "Cùng số liệu với trang của bảng ấy. Riêng year ghi được cả lịch .ics của toàn tỉnh.",
    usage="[BẢNG] --out TỆP [tùy chọn]",
)
@argument("view", "BẢNG", "bảng muốn ghi; xem --list", required=False, default="")
@option("--out", type=values.FILE, default="", metavar="TỆP", said="tệp sẽ ghi: .xlsx hoặc .csv")
@with_duty()
@with_period()
@with_unit()
@option("--conference", metavar="MÃ", said="mã, với bảng của một Hội nghị; xem --list")
@option("--year", type=values.YEAR, metavar="NĂM", said="năm, với matrix, unit, year, conferences")
@option(
    "--as-of",
    type=values.DAY,
    metavar="NGÀY",
    said="số liệu đến hết ngày này; mặc định bây giờ",
)
@flag("--list", "listed", said="liệt kê các bảng ghi được")
@with_json
@with_now
def export(
    *,
    view: str,
    out: str,
    duty: str | None,
    period: str | None,
    unit: str | None,
    conference: str | None,
    year: int | None,
    as_of: date | None,
    listed: bool,
    as_json: bool,
    now: datetime,
) -> int:
    from dondoc.cli.open_ledger import open_ledger
    from dondoc.portal.board.export_list import EXPORTS

    if listed or not view:
        rows = [
            (one.word, one.says, " ".join(_OPTIONS[name] for name in one.asks)) for one in EXPORTS
        ]
        if as_json:
            return print_json([{"view": word, "says": says} for word, says, _asks in rows])
        print(table(("Bảng", "Là gì", "Chọn bằng"), rows))
        return 0
    chosen = _chosen(view)
    given = {"nhiem-vu": duty, "ky": period, "don-vi": unit, "nam": str(year) if year else None}
    given["hoi-nghi"] = conference
    asked = _asked(chosen, {name: text for name, text in given.items() if text})
    if as_of:
        asked["ngay"] = as_of.isoformat()
    installation = open_ledger()
    content = _content(installation, chosen, _in_codes(installation, asked, now), out, now)
    try:
        Path(out).write_bytes(content)
    except OSError:
        wanted = "không ghi được tệp này; hãy xem lại thư mục và quyền"
        raise Refused(Problem("--out", out, wanted)) from None
    print(f"Đã ghi {out}.")
    return 0


def _chosen(view: str) -> Export:
    from dondoc.cli.click_words import not_among
    from dondoc.portal.board.export_list import EXPORTS

    found = next((one for one in EXPORTS if one.word == view), None)
    if found is None:
        words = [one.word for one in EXPORTS]
        raise Refused(Problem("BẢNG", "", not_among(view, words)))
    return found


def _asked(chosen: Export, given: dict[str, str]) -> dict[str, str]:
    """What was written, where this view goes by it. Raises Refused for an option it has not."""
    beyond = [_OPTIONS[name] for name in given if name not in chosen.asks]
    if beyond:
        wanted = f"bảng {chosen.word} không chọn theo {', '.join(beyond)}; hãy bỏ đi"
        raise Refused(Problem(beyond[0], "", wanted))
    return dict(given)


def _in_codes(installation: Installation, asked: dict[str, str], now: datetime) -> dict[str, str]:
    """Duty and unit as an address names them. Raises Refused where they are unknown."""
    from dondoc.clock import local_date
    from dondoc.plan.find_unit import find_unit

    registry = installation.rulebook.registry
    if "nhiem-vu" in asked:
        asked["nhiem-vu"] = registry.plan.duty(asked["nhiem-vu"]).slug
    if "don-vi" in asked:
        asked["don-vi"] = find_unit(registry, asked["don-vi"], local_date(now)).code
    return asked


def _content(
    installation: Installation, chosen: Export, asked: dict[str, str], out: str, now: datetime
) -> bytes:
    from dondoc.documents.paper.table_file import table_file, table_suffix
    from models.database import transaction

    suffix = Path(out).suffix.lstrip(".").lower()
    calendar = suffix == "ics" and chosen.word == "year"
    if not calendar and suffix not in ("xlsx", "csv"):
        raise Refused(Problem("--out", out, _SUFFIXES))
    with transaction(installation.engine, write=False) as session:
        found = chosen.look(session, installation.at(now), asked)
        _refuse_in_vain(found)
        if calendar and found.calendar:
            return found.calendar().encode()
        return table_file(table_suffix(suffix), found.tables(), made=found.as_of)


def _refuse_in_vain(found: ViewFile) -> None:
    """A page shows something else and says so; a file that nobody looks at must not."""
    if found.problems:
        raise Refused([Problem("Bảng", "", one) for one in found.problems])

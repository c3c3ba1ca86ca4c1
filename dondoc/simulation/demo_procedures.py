"""What the demo checks: three sample units, sample procedures, a page of each on this machine.

Nothing of it is real, and every name says so. It comes into the ledger by the same import as a real
list.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import Session, select

from dondoc.clock import at
from dondoc.ledger.actors import SYSTEM
from dondoc.plan.rulebook import Rulebook
from dondoc.publication.official.list_difference import compare_list
from dondoc.publication.official.list_entry import ListedDecision
from dondoc.publication.official.list_import import ListSource, write_list
from dondoc.publication.official.list_rows import check_list
from dondoc.publication.official.source_columns import check_sources
from dondoc.publication.official.source_import import compare_sources, write_sources
from models import PublicationSource
from models.publication_kinds import DecisionIssuer

RIGHT, WRONG, UNREADABLE = "so-y-te", "so-tai-chinh", "so-xay-dung"
"""Whose page is as it must be; whose lacks two procedures and has an old fee; whose only a script
writes."""

PAGES = "/trang-mau"
_FIRST, _AMENDING = "901/QĐ-MAU", "902/QĐ-MAU"
_ANNOUNCED, _AMENDED = 90, 45
"""Days before the first start about which the two sample decisions were signed."""
_HEAD = ("STT", "Mã TTHC", "Tên TTHC", "Thời hạn", "Phí, lệ phí", "Lĩnh vực", "Cấp", "Cơ quan")


@dataclass(frozen=True)
class SampleProcedure:
    """A procedure that there is not. `old_fee` is what it cost before the second decision."""

    code: str
    name: str
    time_limit: str
    fee: str
    old_fee: str = ""
    shown_at_first: bool = True


def _three_of(number: int, thing: str) -> tuple[SampleProcedure, ...]:
    return (
        SampleProcedure(f"9.9{number}0001", f"Cấp thẻ {thing} (mẫu)", "05 ngày làm việc", "Không"),
        SampleProcedure(f"9.9{number}0002", f"Đổi thẻ {thing} (mẫu)", "03 ngày làm việc", "Không"),
        SampleProcedure(
            f"9.9{number}0003", f"Ghi danh {thing} (mẫu)", "10 ngày làm việc", "20.000 đồng"
        ),
    )


SAMPLES: dict[str, tuple[SampleProcedure, ...]] = {
    RIGHT: _three_of(1, "vườn thuốc"),
    WRONG: (
        SampleProcedure(
            *("9.920001", "Cấp thẻ mượn sách (mẫu)", "05 ngày làm việc", "120.000 đồng"),
            old_fee="100.000 đồng",
        ),
        SampleProcedure("9.920002", "Gia hạn thẻ mượn sách (mẫu)", "02 ngày làm việc", "Không"),
        SampleProcedure("9.920003", "Đăng ký phòng đọc (mẫu)", "03 ngày làm việc", "Không"),
        SampleProcedure(
            *("9.920004", "Xác nhận tủ hồ sơ (mẫu)", "07 ngày làm việc", "Không"),
            shown_at_first=False,
        ),
        SampleProcedure(
            *("9.920005", "Trả lại con dấu (mẫu)", "01 ngày làm việc", "Không"),
            shown_at_first=False,
        ),
    ),
    UNREADABLE: _three_of(3, "bản đồ"),
}


def page_rows(unit_code: str, *, mended: bool) -> list[SampleProcedure]:
    """What the sample page of a unit shows, before or after it was mended."""
    rows = SAMPLES[unit_code]
    if mended or unit_code != WRONG:
        return list(rows)
    return [one for one in rows if one.shown_at_first]


def seed_procedures(session: Session, rulebook: Rulebook, *, base_url: str, today: date) -> None:
    """The sample list with its two decisions, and a source for each sample unit. Once."""
    if session.exec(select(PublicationSource)).first() is not None:
        return
    announced = rulebook.workdays.roll_back(today - timedelta(days=_ANNOUNCED))
    amended = rulebook.workdays.roll_back(today - timedelta(days=_AMENDED))
    first = [(code, one, one.old_fee or one.fee) for code, some in SAMPLES.items() for one in some]
    _bring_in(session, rulebook, _table(rulebook, first), _FIRST, announced)
    later = [(code, one, fee) for code, one, fee in first if one.old_fee]
    changed = [(code, one, one.fee) for code, one, _fee in later]
    _bring_in(session, rulebook, _table(rulebook, changed), _AMENDING, amended)
    table = _sources(rulebook, base_url, announced)
    entries = check_sources(table, rulebook.registry, on=today).entries
    write_sources(session, compare_sources(session, entries), by=SYSTEM, now=at(announced, 8))


def _bring_in(session: Session, rulebook: Rulebook, content: bytes, number: str, on: date) -> None:
    decision = ListedDecision(number, on, on, issuer=DecisionIssuer.PROVINCE)
    checked = check_list(content, rulebook.registry, on=on, decision=decision)
    difference = compare_list(session, checked, on=on, whole=False)
    source = ListSource("danh-muc-mau.csv", hashlib.sha256(content).hexdigest())
    write_list(session, difference, source=source, on=on, confirm=False, by=SYSTEM, now=at(on, 8))


def _table(rulebook: Rulebook, rows: Iterable[tuple[str, SampleProcedure, str]]) -> bytes:
    cells = [
        (
            *(str(number), one.code, one.name, one.time_limit, fee),
            *("Lĩnh vực mẫu", "Cấp Tỉnh", rulebook.registry.unit(code).name),
        )
        for number, (code, one, fee) in enumerate(rows, start=1)
    ]
    return _csv([_HEAD, *cells])


def _sources(rulebook: Rulebook, base_url: str, on: date) -> bytes:
    head = ("đơn vị", "nơi công khai", "địa chỉ", "giãn cách giây", "đã xác nhận", "từ ngày")
    rows = [
        (
            *(rulebook.registry.unit(code).name, "Trang của đơn vị", f"{base_url}{PAGES}/{code}"),
            *("0,5", "có", f"{on:%d/%m/%Y}"),
        )
        for code in SAMPLES
    ]
    return _csv([head, *rows])


def _csv(rows: Sequence[Sequence[str]]) -> bytes:
    held = io.StringIO()
    csv.writer(held).writerows(rows)
    return held.getvalue().encode()

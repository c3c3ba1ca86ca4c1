"""`dondoc daysoff`: decisions about days off and make-up days; what moves, before it counts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from dondoc.cli import option_values as values
from dondoc.cli.command import argument, command, flag, group, option
from dondoc.cli.shared_options import with_now

if TYPE_CHECKING:
    from sqlmodel import Session

    from dondoc.decisions.decide_days import DaysEffect
    from dondoc.ledger.actors import Actor
    from dondoc.ledger.installation import Installation

_FIRST = "Chỉ xem hạn nào đổi; thêm --apply mới ghi."

daysoff = group("daysoff", "quyết định về ngày nghỉ, ngày làm bù ghi trong sổ")


@command("add", "ghi một quyết định: nghỉ thêm, hoán đổi, làm bù", _FIRST, under=daysoff)
@option("--title", required=True, metavar="NỘI_DUNG", said="quyết định về việc gì, một dòng")
@option("--off", default="", metavar="NGÀY", said="ngày nghỉ thêm, cách nhau bằng dấu phẩy")
@option("--worked", default="", metavar="NGÀY", said="ngày làm bù, cách nhau bằng dấu phẩy")
@option("--source", required=True, metavar="NGUỒN", said="đã đọc quyết định ở đâu")
@option("--number", default="", metavar="SỐ", said="số văn bản, như 12729/VPCP-KGVX")
@option("--issued-on", default="", metavar="NGÀY", said="ngày văn bản")
@flag("--confirmed", said="đã đọc được văn bản")
@flag("--whole-year", said="quyết định ấn định lịch nghỉ của cả năm")
@flag("--apply", said="ghi vào sổ")
@with_now
def add(
    *,
    title: str,
    off: str,
    worked: str,
    source: str,
    number: str,
    issued_on: str,
    confirmed: bool,
    whole_year: bool,
    apply: bool,
    now: datetime,
) -> int:
    from dondoc.decisions.decide_days import decide_days
    from dondoc.forms.days_off_form import DaysOffForm

    given = {
        "title": title,
        "days_off": off.replace(",", "\n"),
        "worked": worked.replace(",", "\n"),
        "number": number,
        "issued_on": issued_on,
        "source": source,
        "whole_year": "1" if whole_year else "",
        "confirmed": "1" if confirmed else "",
    }
    decision = DaysOffForm.read(given).decision()

    def act(here: Installation, session: Session, by: Actor) -> DaysEffect:
        return decide_days(session, here.rulebook, decision, by=by, now=now)

    return _run(act, apply=apply)


@command("withdraw", "rút một quyết định đã ghi", _FIRST, under=daysoff)
@argument("number", "SỐ", "số của quyết định, xem dondoc calendar", type=values.NUMBER)
@flag("--apply", said="ghi vào sổ")
@with_now
def withdraw(number: int, apply: bool, now: datetime) -> int:
    from dondoc.decisions.decide_days import take_days_back

    def act(here: Installation, session: Session, by: Actor) -> DaysEffect:
        return take_days_back(session, here.rulebook, number, by=by, now=now)

    return _run(act, apply=apply)


def _run(act: Callable[[Installation, Session, Actor], DaysEffect], *, apply: bool) -> int:
    """Do it, say what it moved, and undo it unless it was to be written."""
    from dondoc.access import Act
    from dondoc.cli.open_ledger import at_the_machine, open_ledger
    from models.database import transaction

    here, by = open_ledger(), at_the_machine(Act.OPERATE)
    with transaction(here.engine) as session:
        trial = session.begin_nested()
        effect = act(here, session, by)
        lines = list(_said(effect))
        if not apply:
            trial.rollback()
    print("\n".join(lines))
    print("Đã ghi vào sổ." if apply else "Mới là xem trước, chưa ghi gì. Thêm --apply để ghi.")
    return 0


def _said(effect: DaysEffect) -> Iterator[str]:
    from dondoc.calendar.date_words import weekday_date

    if effect.nothing:
        yield "Không hạn nào đổi."
    for duty in effect.open:
        for words in [one.words() for one in duty.moved] + [one.words() for one in duty.kept]:
            yield f"~ {duty.duty.short}: {words}"
    for coming in effect.coming:
        days = f"{weekday_date(coming.before_on)} thành {weekday_date(coming.after_on)}"
        yield f"+ {coming.duty.short}, {coming.period} (chưa mở): {days}"

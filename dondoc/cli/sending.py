"""`dondoc notices plan`, `dondoc dispatch`, and the sending of what a command has just said."""

from __future__ import annotations

from argparse import Namespace
from datetime import datetime

from dondoc.calendar.date_words import moment
from dondoc.cli.ledger import Ledger, open_ledger, the_time
from dondoc.delivery.dispatch import DispatchResult, deliver_immediate, dispatch_window
from dondoc.incoming.reading import read_incoming
from dondoc.notices.unreachable import tell_of_contactless
from dondoc.notices.write import PlannedCount, plan_notices
from dondoc.notices.yearly import tell_continuous
from models.database import transaction

_NAMED = 5


def plan(arguments: Namespace) -> int:
    """Every rung that has come, before the due date and after it."""
    ledger, now = open_ledger(), the_time(arguments)
    with transaction(ledger.engine) as session:
        planned = plan_notices(session, ledger.rulebook, now=now, after_due=True)
        planned += tell_continuous(session, ledger.rulebook, now=now)
        tell_of_contactless(session, ledger.rulebook, now=now)
    print(_planned(planned))
    if planned.unreachable:
        registry = ledger.rulebook.registry
        names = [registry.unit(code).name for code in planned.unreachable[:_NAMED]]
        more = ", …" if len(planned.unreachable) > _NAMED else ""
        count = len(planned.unreachable)
        print(f"{count} đơn vị chưa có đầu mối nhận tin: {', '.join(names)}{more}")
    return 0


def dispatch(arguments: Namespace) -> int:
    ledger, now = open_ledger(), the_time(arguments)
    read = read_incoming(ledger.engine, ledger.settings, ledger.rulebook, now).sentence()
    result = dispatch_window(ledger.engine, ledger.settings, ledger.rulebook, now)
    print(f"{result.sentence()}.")
    if read:
        print(f"{read}.")
    if ledger.settings.trial and not ledger.settings.demo:
        print("Chế độ thử đang bật: chỉ gửi tới địa chỉ trong DONDOC_TRIAL_ALLOW.")
    return 0


def deliver(ledger: Ledger, now: datetime) -> DispatchResult:
    """Send at once what has just been committed, and say what became of it."""
    result = deliver_immediate(ledger.engine, ledger.settings, ledger.rulebook, now)
    print(f"Thông báo ngay: {result.sentence()}.")
    return result


def _planned(planned: PlannedCount) -> str:
    if not planned.notices or planned.first_at is None:
        return "Không có thông báo nào phải lập thêm."
    return (
        f"Đã lập {planned.notices} thông báo cho {planned.units} việc,"
        f" gửi từ {moment(planned.first_at)}."
    )

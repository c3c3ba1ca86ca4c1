"""`dondoc notices`: what is to be said, planned by hand."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from dondoc.cli.command import command, group
from dondoc.cli.shared_options import with_now

if TYPE_CHECKING:
    from dondoc.notices.write import PlannedCount

_NAMED = 5

notices = group("notices", "thông báo")


@command(
    "plan",
    "lập những thông báo đã đến ngày mà chưa lập",
    "Cùng lúc soạn dự thảo công văn đôn đốc, báo cáo tổng hợp, kết luận tháng. Chạy lại không lập"
    " thêm. Chưa gửi gì: gửi là dondoc dispatch.",
    under=notices,
)
@with_now
def plan(now: datetime) -> int:
    """Every rung that has come, before the due date and after it."""
    from dondoc.cli.by_hand import do_acts
    from dondoc.cli.open_ledger import open_ledger
    from dondoc.cli.shared_options import hour_was_written
    from dondoc.clock import local_date
    from dondoc.ledger.plan_gaps import plan_gaps, stopped_words
    from dondoc.messages.phrasing import capital
    from dondoc.notices.in_portions import plan_in_portions
    from dondoc.operations.day_acts import AFTER_NOTICES, BEFORE_NOTICES, ByHand
    from dondoc.reporting.chase_words import duty_codes
    from models.database import transaction

    installation = open_ledger()
    codes = duty_codes(installation.rulebook)
    day = ByHand(installation, codes, now, live=not hour_was_written())
    code = do_acts(BEFORE_NOTICES, day)
    planned = plan_in_portions(installation.engine, installation.rulebook, now=now, after_due=True)
    with transaction(installation.engine, write=False) as session:
        gaps = plan_gaps(session, installation.rulebook.registry, local_date(now))
    print(_planned(planned))
    if planned.unreachable:
        registry = installation.rulebook.registry
        names = [registry.unit(code).name for code in planned.unreachable[:_NAMED]]
        more = ", …" if len(planned.unreachable) > _NAMED else ""
        count = len(planned.unreachable)
        print(f"{count} đơn vị chưa có đầu mối nhận tin: {', '.join(names)}{more}")
    for words in stopped_words(gaps):
        print(f"{capital(words)}.")
    return max(code, do_acts(AFTER_NOTICES, day))


def _planned(planned: PlannedCount) -> str:
    from dondoc.calendar.date_words import moment

    if not planned.notices or planned.first_at is None:
        return "Không có thông báo nào phải lập thêm."
    return (
        f"Đã lập {planned.notices} thông báo cho {planned.units} việc,"
        f" gửi từ {moment(planned.first_at)}."
    )

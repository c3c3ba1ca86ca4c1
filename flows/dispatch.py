"""Sending: at 08:00 and 14:00 on working days, one message for each contact."""

from __future__ import annotations

from asyncio import CancelledError
from datetime import datetime
from typing import Any

from prefect.client.schemas.objects import State
from prefect.logging import get_run_logger

from dondoc import clock
from dondoc.calendar.service_names import dispatch_by_hand_name
from dondoc.delivery.retry import LEASE
from dondoc.incoming.read_incoming import ReadResult
from dondoc.ledger.installation import load_installation
from dondoc.limits import READ_BEFORE_SENDING
from flows.day import FIRST_WINDOW, AsOf, settle_day
from flows.dondoc_flow import DISPATCH_LIMIT, dondoc_flow
from flows.ending import done
from flows.run_names import day_of, run_name
from tasks.dondoc_task import OutOfTime
from tasks.read_mail import read_mail
from tasks.schedules import mend_runs, schedule_retry
from tasks.send_messages import send_due, send_immediate

NAME = "Phát hành thông báo"
UNREAD = "chưa đọc hết thư đến"


def _by_hand(given: dict[str, Any]) -> str:
    return dispatch_by_hand_name(day_of(given))


def _read(now: datetime, most: int | None = None) -> tuple[ReadResult, str]:
    """What came in, and what is said of it where reading did not end well.

    Whatever happens there holds up no mail that waits to be sent.
    """
    try:
        return read_mail(now, most=most), ""
    except OutOfTime:
        return ReadResult(), "chưa đọc hết hộp thư đến trong thời gian cho phép"
    except Exception:  # noqa: BLE001 - sending does not depend on it; the log keeps it
        get_run_logger().exception("incoming mail was not read")
        return ReadResult(), "chưa đọc được thư đến: lỗi của hệ thống, xem nhật ký lượt chạy"


@dondoc_flow(NAME, run_name=run_name(_by_hand), limit=DISPATCH_LIMIT)
def dispatch(as_of: AsOf = None) -> State[None]:
    """Gom các thông báo đến giờ gửi thành một tin cho mỗi đầu mối, rồi gửi."""
    day, watch = settle_day(as_of, at=FIRST_WINDOW), clock.Watch()
    said = ""
    if not day.past:
        mend_runs(day.now)
    if day.past and not load_installation().settings.demo:
        # Pretending another hour would send real mail at night: only the demo's inbox may get it.
        day, watch = settle_day(None), clock.Watch()
        said = "Tin chỉ gửi theo giờ hiện tại, không theo ngày đã qua; "
    # Before anything is sent: an answer that waits in the mailbox stops its own reminder.
    read, unread = (ReadResult(), "") if day.past else _read(day.now, READ_BEFORE_SENDING)
    try:
        result = send_due(day.now, watch)
    except (CancelledError, OutOfTime):
        # What was on its way may have arrived: nobody knows before its lease has lapsed.
        schedule_retry(NAME, clock.now() + LEASE)
        raise
    again_at = result.next_attempt_at
    if again_at and day.now < again_at and not day.past:
        schedule_retry(NAME, again_at)
    if read.more and not unread:
        rest, unread = _read(day.now)
        read = read.with_rest(rest)
        send_immediate(day.now)
    broken = unread or read.fault
    figure = " · ".join(filter(None, (result.figure(), UNREAD if broken else "")))
    said_of_mail = "; ".join(filter(None, (read.sentence(), unread)))
    return done(figure, f"{said}{result.sentence()}{said_of_mail and f'; {said_of_mail}'}.")

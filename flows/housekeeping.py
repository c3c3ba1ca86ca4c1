"""Every night: interrupted runs, schedules, run names, a copy of everything, expired rights."""

from __future__ import annotations

from prefect.client.schemas.objects import State

from dondoc.calendar.service_names import housekeeping_name
from dondoc.messages.environment import phrases
from flows.day import settle_day
from flows.dondoc_flow import HOUSEKEEPING_LIMIT, dondoc_flow
from flows.ending import done, refused
from flows.run_names import day_of, run_name
from tasks.back_up_ledger import back_up_installation, let_go
from tasks.examine_installation import examine_installation
from tasks.schedules import mend_runs, mended_sentence, refresh_schedules, trim_runs


@dondoc_flow(
    "Bảo dưỡng hằng đêm",
    run_name=run_name(lambda given: housekeeping_name(day_of(given))),
    limit=HOUSEKEEPING_LIMIT,
)
def housekeeping() -> State[None]:
    """Xem lại lượt bị gián đoạn, làm mới lịch chạy, sao lưu, dọn những gì hết hạn, khám bản cài."""
    day = settle_day(None)
    mended = mend_runs(day.now)
    copy = back_up_installation(day.now)
    gone = let_go(day.now)
    applied = refresh_schedules(day.now)
    dropped = phrases("day").let_go(**gone)
    trim = trim_runs(day.now)
    look = examine_installation(day.now)
    said = [mended_sentence(mended), applied.sentence(), copy.sentence, dropped]
    said += [trim.sentence, look.sentence]
    sentence = "; ".join(filter(None, said)) + "."
    if copy.failed:  # the rest is done; an administrator must hear of it
        return refused("chưa sao lưu được", [sentence])
    if applied.off:
        return done(applied.off.figure, sentence)
    figure = "đã làm mới" if mended or not applied.unchanged else "không đổi"
    return done(look.figure or figure, sentence)

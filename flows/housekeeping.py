"""Every night: interrupted runs, schedules, run names, a copy of the ledger, expired rights."""

from __future__ import annotations

from prefect.client.schemas.objects import State

from dondoc.calendar.date_words import short_date
from dondoc.messages.environment import phrases
from flows.day import settle_day
from flows.dondoc_flow import HOUSEKEEPING_LIMIT, dondoc_flow
from flows.ending import done
from flows.run_names import day_of, run_name
from tasks.back_up_ledger import back_up_ledger, let_go
from tasks.schedules import mend_runs, mended_sentence, refresh_schedules


@dondoc_flow(
    "Bảo dưỡng hằng đêm",
    run_name=run_name(lambda given: f"Bảo dưỡng {short_date(day_of(given))}"),
    limit=HOUSEKEEPING_LIMIT,
)
def housekeeping() -> State[None]:
    """Xem lại lượt bị gián đoạn, làm mới lịch chạy, sao lưu sổ, dọn những gì hết hạn."""
    day = settle_day(None)
    mended = mend_runs(day.now)
    copy = back_up_ledger(day.now)
    gone = let_go(day.now)
    applied = refresh_schedules(day.now)
    kept = phrases("day").backed_up(copy.name if copy else "")
    dropped = phrases("day").let_go(*gone)
    said = [mended_sentence(mended), applied.sentence(), kept, dropped]
    figure = "đã làm mới" if mended or not applied.unchanged else "không đổi"
    return done(figure, "; ".join(filter(None, said)) + ".")

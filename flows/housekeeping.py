"""Every night: schedules and run names, a copy of the ledger, rights that expired."""

from __future__ import annotations

from prefect import flow
from prefect.client.schemas.objects import State

from dondoc.calendar.wording import short_date
from flows.day import settle_day
from flows.ending import done
from flows.naming import day_of, run_name
from tasks.backups import back_up_ledger, let_go
from tasks.schedules import refresh_schedules


@flow(
    name="Bảo dưỡng hằng đêm",
    flow_run_name=run_name(lambda given: f"Bảo dưỡng {short_date(day_of(given))}"),
)
def housekeeping() -> State[None]:
    """Làm mới lịch chạy và tên các lượt sắp chạy, sao lưu sổ theo dõi, dọn những gì hết hạn."""
    day = settle_day(None)
    copy = back_up_ledger(day.now)
    links, files = let_go(day.now)
    applied = refresh_schedules(day.now)
    kept = f"đã sao lưu vào {copy.name}" if copy else "sổ trên PostgreSQL: sao lưu bằng pg_dump"
    sentence = (
        f"{applied.sentence()}; {kept}; xóa {links} đường dẫn hết hạn, {files} tệp không ai nộp"
    )
    return done("đã làm mới" if not applied.unchanged else "không đổi", f"{sentence}.")

"""Every night: schedules and run names, a copy of the ledger, rights that expired."""

from __future__ import annotations

from prefect import flow
from prefect.client.schemas.objects import State

from dondoc.calendar.wording import short_date
from flows.day import settle_day
from flows.ending import done
from flows.naming import day_of, run_name
from tasks.backups import back_up_ledger, drop_expired_links
from tasks.schedules import refresh_schedules


@flow(
    name="Bảo dưỡng hằng đêm",
    flow_run_name=run_name(lambda given: f"Bảo dưỡng {short_date(day_of(given))}"),
)
def housekeeping() -> State[None]:
    """Làm mới lịch chạy và tên các lượt sắp chạy, sao lưu sổ theo dõi, xóa đường dẫn hết hạn."""
    day = settle_day(None)
    copy = back_up_ledger(day.now)
    dropped = drop_expired_links(day.now)
    applied = refresh_schedules(day.now)
    kept = f"đã sao lưu vào {copy.name}" if copy else "sổ trên PostgreSQL: sao lưu bằng pg_dump"
    sentence = f"{applied.sentence()}; {kept}; xóa {dropped} đường dẫn hết hạn"
    return done("đã làm mới" if not applied.unchanged else "không đổi", f"{sentence}.")

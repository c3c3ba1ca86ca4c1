"""`dondoc inspection`: a drawn unit: appointment, minutes, what is posted there, remedies."""

from __future__ import annotations

from datetime import date, datetime

from dondoc.cli import option_values as values
from dondoc.cli.command import command, option
from dondoc.cli.inspection_group import inspection, with_drawn_unit
from dondoc.cli.shared_options import with_now


@command("appoint", "hẹn ngày kiểm tra, báo ngay cho đơn vị", under=inspection)
@with_drawn_unit
@option("--on", type=values.DAY, required=True, metavar="NGÀY", said="ngày đến kiểm tra")
@option("--words", default="", metavar="LỜI", said="giờ, nơi, nội dung; đơn vị đọc nguyên văn")
@with_now
def appoint(
    *,
    year: int,
    quarter: str | None,
    duty: str | None,
    unit: str,
    account: str,
    on: date,
    words: str,
    now: datetime,
) -> int:
    from dondoc.calendar.date_words import weekday_date
    from dondoc.cli.find_inspection import drawn_visit
    from dondoc.cli.send_at_once import deliver
    from dondoc.inspections import visit

    with drawn_visit(year, quarter, duty, unit, account=account, now=now) as drawn:
        told = visit.appoint(
            drawn.session,
            drawn.installation.rulebook,
            drawn.row,
            on=on,
            words=words,
            by=drawn.by,
            now=now,
        )
    print(f"Đã hẹn kiểm tra {drawn.unit.name} {weekday_date(on)}.{_call(told)}")
    deliver(drawn.installation, now)
    return 0


@command("minutes", "ghi biên bản; ghi lần nữa là thông báo kết luận", under=inspection)
@with_drawn_unit
@option("--number", required=True, metavar="SỐ", said="số, như 12/BB-SNV")
@option("--date", "signed_on", type=values.DAY, required=True, metavar="NGÀY", said="ngày lập")
@option("--words", default="", metavar="LỜI", said="kết luận ngắn gọn")
@with_now
def minutes(
    *,
    year: int,
    quarter: str | None,
    duty: str | None,
    unit: str,
    account: str,
    number: str,
    signed_on: date,
    words: str,
    now: datetime,
) -> int:
    from dondoc.cli.find_inspection import drawn_visit
    from dondoc.inspections import sample, visit

    with drawn_visit(year, quarter, duty, unit, account=account, now=now) as drawn:
        kept = visit.record_minutes(
            drawn.session,
            drawn.row,
            number=number,
            signed_on=signed_on,
            words=words,
            by=drawn.by,
            now=now,
        )
        share = sample.share(drawn.session, drawn.duty, drawn.period, as_of=now)
    what = visit.MINUTES if kept.version == 1 else visit.CONCLUSION
    print(f"Đã ghi {what.lower()} số {kept.document_number} của {drawn.unit.name}.")
    print(f"{share.sentence()}." if share else "")
    return 0


@command(
    "posting",
    "ghi kết quả niêm yết thủ tục hành chính thấy tại đơn vị được rút",
    "Không ghi mã nào là niêm yết đủ và đúng. Việc phải khắc phục thì yêu cầu bằng"
    " `dondoc inspection remedy`.",
    under=inspection,
)
@with_drawn_unit
@option("--seen", "seen_on", required=True, metavar="NGÀY", said="ngày kiểm tra, như 15/03/2027")
@option("--missing", default="", metavar="MÃ", said="mã các thủ tục chưa niêm yết, cách nhau «;»")
@option("--outdated", default="", metavar="MÃ", said="mã các thủ tục niêm yết bản cũ")
@option("--revoked", default="", metavar="MÃ", said="mã các thủ tục đã bãi bỏ còn niêm yết")
@option("--note", default="", metavar="GHI_CHÚ", said="ghi chú")
@with_now
def posting(
    *,
    year: int,
    quarter: str | None,
    duty: str | None,
    unit: str,
    account: str,
    seen_on: str,
    missing: str,
    outdated: str,
    revoked: str,
    note: str,
    now: datetime,
) -> int:
    from dondoc.cli.find_inspection import drawn_visit
    from dondoc.publication.posting.record_spot_check import (
        TypedSpot,
        record_spot_check,
        spot_words,
    )

    typed = TypedSpot(seen_on, missing, outdated, revoked, note)
    with drawn_visit(year, quarter, duty, unit, account=account, now=now) as drawn:
        kept = record_spot_check(
            drawn.session,
            drawn.installation.rulebook,
            drawn.duty,
            drawn.row,
            typed,
            by=drawn.by,
            now=now,
        )
        said = spot_words(kept)
    print(f"{drawn.unit.name}, {said}.")
    return 0


@command("remedy", "yêu cầu đơn vị khắc phục một nội dung sau kiểm tra", under=inspection)
@with_drawn_unit
@option(
    "--finding",
    required=True,
    metavar="NỘI_DUNG",
    said="nội dung phải khắc phục, ngắn gọn; đơn vị đọc nguyên văn",
)
@option("--due", required=True, metavar="NGÀY", said="hạn khắc phục, một ngày làm việc")
@option("--number", required=True, metavar="SỐ", said="số thông báo kết luận, như 30/TB-SNV")
@option("--date", "signed_on", required=True, metavar="NGÀY", said="ngày thông báo kết luận")
@with_now
def remedy(
    *,
    year: int,
    quarter: str | None,
    duty: str | None,
    unit: str,
    account: str,
    finding: str,
    due: str,
    number: str,
    signed_on: str,
    now: datetime,
) -> int:
    from dondoc.calendar.date_words import weekday_date
    from dondoc.cli.find_inspection import drawn_visit
    from dondoc.cli.send_at_once import deliver
    from dondoc.inspections.remedy import Remedy, ask_remedy

    asked = Remedy(finding, due, number, signed_on)
    with drawn_visit(year, quarter, duty, unit, account=account, now=now) as drawn:
        stands = ask_remedy(
            drawn.session,
            drawn.installation.rulebook,
            drawn.duty,
            drawn.unit,
            drawn.row,
            remedy=asked,
            by=drawn.by,
            now=now,
        )
    if not stands.new:
        print(f"Đã yêu cầu {drawn.unit.name} từ trước ({stands.period}).")
        return 0
    due_on = weekday_date(stands.new[0].due_on)
    print(f"Đã yêu cầu {drawn.unit.name} khắc phục, hạn {due_on}.{_call(len(stands.told))}")
    deliver(drawn.installation, now)
    return 0


def _call(told: int) -> str:
    return "" if told else " Đơn vị chưa có đầu mối nhận thư, cần gọi điện."

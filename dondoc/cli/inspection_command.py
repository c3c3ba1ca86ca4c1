"""`dondoc inspection`: the draw, appointments, minutes, remedies, and how far it has come."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, TypeVar

from dondoc.cli import option_values as values
from dondoc.cli.command import command, flag, group, option
from dondoc.cli.shared_options import with_account, with_json, with_now, with_unit
from dondoc.cli.terminal_text import print_json
from dondoc.problems import Problem, Refused

F = TypeVar("F", bound=Callable[..., Any])

_SEEDS = 1_000_000

inspection = group("inspection", "kiểm tra đơn vị: rút thăm, lịch, biên bản")


def _with_round(function: F) -> F:
    """`year`, `quarter`, `duty`: which round of which inspection."""
    options = (
        option("--year", type=values.YEAR, required=True, metavar="NĂM", said="năm, như 2027"),
        option(
            "--quarter",
            type=values.Word("1", "2", "3", "4"),
            metavar="QUÝ",
            said="quý, khi nhiệm vụ kiểm tra theo quý",
        ),
        option(
            "--duty",
            type=values.DUTY,
            metavar="NHIỆM_VỤ",
            said="mã hoặc tên ngắn của nhiệm vụ kiểm tra; mặc định là nhiệm vụ đầu tiên có rút mẫu",
        ),
    )
    for declared in reversed(options):
        function = declared(function)
    return function


def _with_drawn_unit(function: F) -> F:
    """The same with `unit` and `account`: of which drawn unit, in whose name."""
    return _with_round(with_unit(required=True)(with_account()(function)))


@command(
    "draw",
    "rút thăm các đơn vị được kiểm tra",
    "Không có --apply thì chỉ cho xem. Cùng hạt giống thì cùng kết quả, ai cũng rút lại được;"
    " khi ghi, hạt giống và toàn bộ kết quả được lưu.",
    under=inspection,
)
@_with_round
@option(
    "--seed",
    type=values.NUMBER,
    metavar="SỐ",
    said="hạt giống của lần rút; mặc định là một số ngẫu nhiên, có in ra",
)
@flag("--apply", said="ghi kết quả vào sổ; cần --as")
@with_account(required=False)
@with_json
@with_now
def draw(
    *,
    year: int,
    quarter: str | None,
    duty: str | None,
    seed: int | None,
    apply: bool,
    account: str | None,
    as_json: bool,
    now: datetime,
) -> int:
    """Show a draw; with `--apply` keep it, once a round."""
    import secrets

    from dondoc.cli.find_inspection import inspector_of, which_round
    from dondoc.cli.inspection_view import draw_json, draw_page
    from dondoc.cli.open_ledger import open_ledger
    from dondoc.inspections import sample
    from models.database import transaction

    installation = open_ledger()
    about, period = which_round(installation, year, quarter, duty)
    seed = secrets.randbelow(_SEEDS) if seed is None else seed
    if apply and not account:
        wanted = "thiếu --as; việc ghi kết quả rút thăm phải có người đứng tên"
        raise Refused(Problem("dondoc inspection draw", "", wanted))
    with transaction(installation.engine, write=apply) as session:
        if apply and account:
            by = inspector_of(session, installation, about, account, now)
            drawn = sample.keep_draw(
                session, installation.rulebook, about, period, seed=seed, by=by, now=now
            )
        else:
            drawn = sample.try_draw(
                session, installation.rulebook, about, period, seed=seed, now=now
            )
    if as_json:
        return print_json({**draw_json(installation, about, period, drawn), "kept": apply})
    print(draw_page(installation, drawn))
    if apply:
        print("Đã ghi vào sổ.")
    else:
        print(f"Chưa ghi. Để ghi đúng kết quả này: thêm --seed {seed} --apply --as ĐỊA_CHỈ")
    return 0


@command("show", "xem mẫu đã rút và tỷ lệ đã kiểm tra", under=inspection)
@_with_round
@with_json
@with_now
def show(year: int, quarter: str | None, duty: str | None, as_json: bool, now: datetime) -> int:
    from dondoc.cli.find_inspection import which_round
    from dondoc.cli.inspection_view import draw_json, draw_page
    from dondoc.cli.open_ledger import open_ledger
    from dondoc.inspections import sample
    from models.database import transaction

    installation = open_ledger()
    about, period = which_round(installation, year, quarter, duty)
    with transaction(installation.engine, write=False) as session:
        drawn = sample.drawn_of(session, about, period)
        share = sample.share(session, about, period, as_of=now)
    if as_json:
        print_json(draw_json(installation, about, period, drawn, share))
        return 0 if drawn else 1
    if drawn is None or share is None:
        print("Chưa rút thăm; xem `dondoc inspection draw --help`.")
        return 1
    print(draw_page(installation, drawn))
    print(f"{share.sentence()}.")
    return 0


@command("appoint", "hẹn ngày kiểm tra, báo ngay cho đơn vị", under=inspection)
@_with_drawn_unit
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
    from dondoc.cli.find_inspection import inspector_of, unit_of_today, which_round
    from dondoc.cli.open_ledger import open_ledger
    from dondoc.cli.send_at_once import deliver
    from dondoc.inspections import visit
    from models.database import transaction

    installation = open_ledger()
    about, period = which_round(installation, year, quarter, duty)
    body = unit_of_today(installation, unit, now)
    with transaction(installation.engine) as session:
        by = inspector_of(session, installation, about, account, now)
        told = visit.appoint(
            session,
            installation.rulebook,
            visit.drawn_unit(session, about, period, body),
            on=on,
            words=words,
            by=by,
            now=now,
        )
    print(f"Đã hẹn kiểm tra {body.name} {weekday_date(on)}.{_call(told)}")
    deliver(installation, now)
    return 0


@command("minutes", "ghi biên bản; ghi lần nữa là thông báo kết luận", under=inspection)
@_with_drawn_unit
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
    from dondoc.cli.find_inspection import inspector_of, unit_of_today, which_round
    from dondoc.cli.open_ledger import open_ledger
    from dondoc.inspections import sample, visit
    from models.database import transaction

    installation = open_ledger()
    about, period = which_round(installation, year, quarter, duty)
    body = unit_of_today(installation, unit, now)
    with transaction(installation.engine) as session:
        by = inspector_of(session, installation, about, account, now)
        kept = visit.record_minutes(
            session,
            visit.drawn_unit(session, about, period, body),
            number=number,
            signed_on=signed_on,
            words=words,
            by=by,
            now=now,
        )
        share = sample.share(session, about, period, as_of=now)
    what = visit.MINUTES if kept.version == 1 else visit.CONCLUSION
    print(f"Đã ghi {what.lower()} số {kept.document_number} của {body.name}.")
    print(f"{share.sentence()}." if share else "")
    return 0


@command(
    "posting",
    "ghi kết quả niêm yết thủ tục hành chính thấy tại đơn vị được rút",
    "Không ghi mã nào là niêm yết đủ và đúng. Việc phải khắc phục thì yêu cầu bằng"
    " `dondoc inspection remedy`.",
    under=inspection,
)
@_with_drawn_unit
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
    from dondoc.cli.find_inspection import inspector_of, unit_of_today, which_round
    from dondoc.cli.open_ledger import open_ledger
    from dondoc.inspections import visit
    from dondoc.publication.posting.record_spot_check import (
        TypedSpot,
        record_spot_check,
        spot_words,
    )
    from models.database import transaction

    installation = open_ledger()
    about, period = which_round(installation, year, quarter, duty)
    body = unit_of_today(installation, unit, now)
    typed = TypedSpot(seen_on, missing, outdated, revoked, note)
    with transaction(installation.engine) as session:
        by = inspector_of(session, installation, about, account, now)
        row = visit.drawn_unit(session, about, period, body)
        kept = record_spot_check(session, installation.rulebook, about, row, typed, by=by, now=now)
        said = spot_words(kept)
    print(f"{body.name}, {said}.")
    return 0


@command("remedy", "yêu cầu đơn vị khắc phục một nội dung sau kiểm tra", under=inspection)
@_with_drawn_unit
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
    from dondoc.cli.find_inspection import inspector_of, unit_of_today, which_round
    from dondoc.cli.open_ledger import open_ledger
    from dondoc.cli.send_at_once import deliver
    from dondoc.inspections import visit
    from dondoc.inspections.remedy import Remedy, ask_remedy
    from models.database import transaction

    installation = open_ledger()
    about, period = which_round(installation, year, quarter, duty)
    body = unit_of_today(installation, unit, now)
    asked = Remedy(finding, due, number, signed_on)
    with transaction(installation.engine) as session:
        by = inspector_of(session, installation, about, account, now)
        inspected = visit.drawn_unit(session, about, period, body)
        stands = ask_remedy(
            session, installation.rulebook, about, body, inspected, remedy=asked, by=by, now=now
        )
    if not stands.new:
        print(f"Đã yêu cầu {body.name} từ trước ({stands.period}).")
        return 0
    due_on = weekday_date(stands.new[0].due_on)
    print(f"Đã yêu cầu {body.name} khắc phục, hạn {due_on}.{_call(len(stands.told))}")
    deliver(installation, now)
    return 0


def _call(told: int) -> str:
    return "" if told else " Đơn vị chưa có đầu mối nhận thư, cần gọi điện."

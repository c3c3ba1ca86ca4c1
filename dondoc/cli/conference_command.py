"""`dondoc conference`: plan, invite, move, call off, answers, files; how it stands."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, TypeVar

from dondoc.cli import conference_logins
from dondoc.cli import option_values as values
from dondoc.cli.command import argument, command, flag, option
from dondoc.cli.conference_group import conference, with_code, with_reason
from dondoc.cli.shared_options import DRY_FIRST, with_account, with_json, with_now, with_unit
from dondoc.cli.terminal_text import print_json

F = TypeVar("F", bound=Callable[..., Any])

__all__ = ["conference", "conference_logins"]


def _with_session(*, required: bool) -> Callable[[F], F]:
    """`on`, `starts`, `ends`, `place`, `link`: when and where."""
    options = (
        option("--on", type=values.DAY, required=required, metavar="NGÀY", said="ngày họp"),
        option("--from", "starts", required=required, metavar="GIỜ", said="giờ bắt đầu, như 8h00"),
        option("--to", "ends", required=required, metavar="GIỜ", said="giờ kết thúc, như 11h30"),
        option("--place", metavar="NƠI", said="địa điểm"),
        option("--link", metavar="ĐƯỜNG_DẪN", said="đường dẫn họp trực tuyến"),
    )

    def declared(function: F) -> F:
        for one in reversed(options):
            function = one(function)
        return function

    return declared


@command("plan", "lập một Hội nghị; chưa ai nhận thư", under=conference)
@option("--year", required=True, metavar="NĂM", said="năm của Chỉ số, như 2026")
@option("--title", required=True, metavar="TÊN", said="tên Hội nghị")
@option("--chair", required=True, metavar="CHỨC_DANH", said="người chủ trì")
@_with_session(required=True)
@option("--units", required=True, metavar="ĐƠN_VỊ", said="tên, ký hiệu hoặc nhóm, cách nhau «;»")
@option("--seats", default="", metavar="SỐ", said="số đại biểu mỗi đơn vị; mặc định 2")
@option("--rsvp-by", type=values.DAY, metavar="NGÀY", said="hạn trả lời; mặc định tính từ ngày họp")
@option("--partners", default="", metavar="CƠ_QUAN", said="cơ quan phối hợp")
@option("--contact", default="", metavar="NGƯỜI", said="người liên hệ, điện thoại")
@with_account()
@with_now
def plan(
    *,
    year: str,
    title: str,
    chair: str,
    units: str,
    seats: str,
    rsvp_by: date | None,
    partners: str,
    contact: str,
    account: str,
    now: datetime,
    **when: Any,
) -> int:
    """Set one up with one session; `move` splits it."""
    from dondoc.cli.find_conference_for import organiser_of
    from dondoc.cli.open_ledger import open_ledger
    from dondoc.conference.plan_conference import (
        ConferenceDraft,
        SessionDraft,
        create_conference,
    )
    from models.database import transaction

    installation = open_ledger()
    head = {"index_year": year, "title": title, "chair": chair, "rsvp_by": rsvp_by}
    typed = {**head, "partners": partners, "contact": contact}
    draft = ConferenceDraft(typed, [SessionDraft(when, units, seats)])
    with transaction(installation.engine) as session:
        by = organiser_of(session, installation, account, now)
        made = create_conference(session, installation.rulebook, draft, by=by, now=now)
        print(f"Đã lập {made.code}: {made.title}. Mời: dondoc conference invite {made.code}")
    return 0


@command("paper", "ghi số, ngày kế hoạch hoặc quyết định tổ chức", under=conference)
@with_code
@option("--number", required=True, metavar="SỐ", said="số, như 45/KH-SNV")
@option("--date", "signed_on", type=values.DAY, required=True, metavar="NGÀY", said="ngày ký")
@option("--signer", required=True, metavar="NGƯỜI", said="người ký")
@with_account()
@with_now
def paper(
    *, code: str, number: str, signed_on: date, signer: str, account: str, now: datetime
) -> int:
    from dondoc.cli.find_conference_for import acting
    from dondoc.cli.open_ledger import open_ledger
    from dondoc.conference.plan_conference import record_plan_paper

    installation = open_ledger()
    typed = {"number": number, "signed_on": signed_on, "signer": signer}
    with acting(installation, code, account, now) as (session, found, by):
        record_plan_paper(session, installation.rulebook, found, typed, by=by, now=now)
        print(f"Đã ghi kế hoạch số {found.plan_number} của {found.code}.")
    return 0


@command(
    "invite",
    "mời các đơn vị chưa được mời, báo ngay",
    "Chạy lại thì chỉ mời đơn vị chưa được mời.",
    under=conference,
)
@with_code
@option("--units", default="", metavar="ĐƠN_VỊ", said="thêm các đơn vị này vào danh sách, buổi một")
@option("--seats", default="", metavar="SỐ", said="số đại biểu của đơn vị thêm; mặc định 2")
@with_reason(required=False)
@with_account()
@with_now
def invite(
    *, code: str, units: str, seats: str, reason: str | None, account: str, now: datetime
) -> int:
    from dondoc.cli.find_conference_for import acting
    from dondoc.cli.open_ledger import open_ledger
    from dondoc.cli.send_at_once import deliver
    from dondoc.conference.extend_list import extend_list
    from dondoc.conference.invite import invite_units

    installation = open_ledger()
    rulebook = installation.rulebook
    with acting(installation, code, account, now) as (session, found, by):
        if units:
            extend_list(session, rulebook, found, units, seats, by=by, now=now)
        done = invite_units(session, rulebook, found, by=by, now=now, urgent_why=reason or "")
        print(f"Đã mời {len(done.units)} đơn vị, trả lời đến hết {found.rsvp_by:%d/%m/%Y}.")
    if done.unreachable:
        print(f"Cần gọi điện: {', '.join(unit.name for unit in done.unreachable)}.")
    deliver(installation, now)
    return 0


@command(
    "move",
    "đổi ngày, giờ, nơi, đường dẫn, chủ trì; tách thành hai buổi",
    "Không có --apply thì chỉ cho xem ai sẽ nhận thư. Ô không ghi thì giữ như cũ.",
    under=conference,
)
@with_code
@option("--session", "number", type=values.NUMBER, default=1, metavar="BUỔI", said="buổi 1 hoặc 2")
@option("--name", metavar="TÊN", said="tên buổi")
@_with_session(required=False)
@option("--chair", metavar="CHỨC_DANH", said="người chủ trì")
@option("--units", default="", metavar="ĐƠN_VỊ", said="các đơn vị chuyển sang buổi này")
@with_reason(required=False)
@flag("--apply", said="ghi và báo các đơn vị liên quan")
@with_account()
@with_now
def move(
    *,
    code: str,
    number: int,
    chair: str | None,
    units: str,
    reason: str | None,
    apply: bool,
    account: str,
    now: datetime,
    **typed: Any,
) -> int:
    """Show what a change does; with `--apply` do it and tell whom it concerns."""
    from dondoc.cli.conference_view import preview_page
    from dondoc.cli.find_conference_for import acting
    from dondoc.cli.open_ledger import open_ledger
    from dondoc.cli.send_at_once import deliver
    from dondoc.conference.move_conference import move_conference, preview_move
    from dondoc.conference.read_change import read_change

    installation = open_ledger()
    rulebook = installation.rulebook
    with acting(installation, code, account, now, write=apply) as (session, found, by):
        after, placed = read_change(
            *(session, rulebook, found, number),
            typed=typed,
            chair=chair,
            units=units,
            now=now,
        )
        if apply:
            move_conference(
                *(session, rulebook, found, after),
                reason=reason or "",
                by=by,
                now=now,
                placed=placed,
            )
        else:
            print(
                preview_page(
                    installation,
                    preview_move(session, rulebook, found, after, now=now, placed=placed),
                )
            )
    if not apply:
        print("Chưa ghi. Thêm --apply --reason LÝ_DO để ghi và báo các đơn vị trên.")
        return 0
    print("Đã ghi.")
    deliver(installation, now)
    return 0


@command("postpone", "hoãn, chưa có ngày mới; báo các đơn vị đã mời", under=conference)
@with_code
@with_reason()
@with_account()
@with_now
def postpone(*, code: str, reason: str, account: str, now: datetime) -> int:
    from dondoc.conference.call_off import postpone_conference

    return _call_off(postpone_conference, "Đã hoãn", code, reason, account=account, now=now)


@command("cancel", "hủy Hội nghị; báo mọi đơn vị đã mời", under=conference)
@with_code
@with_reason()
@with_account()
@with_now
def cancel(*, code: str, reason: str, account: str, now: datetime) -> int:
    from dondoc.conference.call_off import cancel_conference

    return _call_off(cancel_conference, "Đã hủy", code, reason, account=account, now=now)


def _call_off(
    act: Callable[..., int], did: str, code: str, reason: str, *, account: str, now: datetime
) -> int:
    from dondoc.cli.find_conference_for import acting
    from dondoc.cli.open_ledger import open_ledger
    from dondoc.cli.send_at_once import deliver

    installation = open_ledger()
    with acting(installation, code, account, now) as (session, found, by):
        told = act(session, installation.rulebook, found, reason=reason, by=by, now=now)
    print(f"{did} {code}; báo {told} đơn vị đã nhận thư mời.")
    deliver(installation, now)
    return 0


@command("remove", "đưa một đơn vị ra khỏi danh sách mời", under=conference)
@with_code
@with_unit(required=True)
@with_reason()
@with_account()
@with_now
def remove(*, code: str, unit: str, reason: str, account: str, now: datetime) -> int:
    from dondoc.cli.find_conference_for import acting, invitee_named
    from dondoc.cli.open_ledger import open_ledger
    from dondoc.cli.send_at_once import deliver
    from dondoc.conference.call_off import remove_unit

    installation = open_ledger()
    rulebook = installation.rulebook
    with acting(installation, code, account, now) as (session, found, by):
        invitee = invitee_named(session, installation, found, unit, now)
        told = remove_unit(session, rulebook, found, invitee, reason=reason, by=by, now=now)
    print(f"Đã đưa ra khỏi danh sách{'' if told else '; đơn vị chưa nhận thư nên không báo'}.")
    deliver(installation, now)
    return 0


@command("answer", "ghi câu trả lời của đơn vị, gọi điện hoặc gửi giấy", under=conference)
@with_code
@with_unit(required=True)
@option(
    "--answer",
    type=values.Word("comes", "substitute", "cannot"),
    required=True,
    metavar="TRẢ_LỜI",
    said="comes: dự; substitute: cử người thay; cannot: không dự được",
)
@option(
    "--delegate",
    "delegates",
    multiple=True,
    metavar="NGƯỜI",
    said="«họ tên; chức vụ; điện thoại»; mỗi người một lần --delegate",
)
@option("--reason", default="", metavar="LÝ_DO", said="lý do, khi không dự được")
@with_account()
@with_now
def answer(
    *,
    code: str,
    unit: str,
    answer: str,
    delegates: tuple[str, ...],
    reason: str,
    account: str,
    now: datetime,
) -> int:
    from dondoc.cli.find_conference_for import acting, invitee_named, person_typed
    from dondoc.cli.open_ledger import open_ledger
    from dondoc.cli.send_at_once import deliver
    from dondoc.conference.record_rsvp import RsvpGiven, record_rsvp
    from models.kinds import Way

    installation = open_ledger()
    given = RsvpGiven(answer, reason, [person_typed(one) for one in delegates])
    with acting(installation, code, account, now) as (session, found, by):
        invitee = invitee_named(session, installation, found, unit, now)
        done = record_rsvp(
            session,
            installation.rulebook,
            invitee_id=invitee.id or 0,
            given=given,
            by=by,
            way=Way.STAFF,
            now=now,
        )
        print(f"Đã ghi, mã biên nhận {done.receipt}{', trả lời muộn' if done.rsvp.late else ''}.")
    deliver(installation, now)
    return 0


@command(
    "document", "đăng tài liệu, biên bản, kết luận, ảnh, tin lên trang Hội nghị", under=conference
)
@with_code
@option(
    "--kind",
    required=True,
    metavar="LOẠI",
    said="plan, invitation, programme, guidance, minutes, conclusions, photo, news, other …",
)
@option("--name", required=True, metavar="TÊN", said="tên tài liệu; tên cũ là bản mới của nó")
@option("--file", type=values.FILE, metavar="TỆP", said="tệp pdf, docx, xlsx, jpg, png")
@option("--link", default="", metavar="ĐƯỜNG_DẪN", said="đường dẫn, thay cho tệp")
@option("--number", default="", metavar="SỐ", said="số văn bản, nếu có")
@option("--date", "dated_on", type=values.DAY, metavar="NGÀY", said="ngày văn bản")
@with_account()
@with_now
def document(
    *,
    code: str,
    file: str | None,
    account: str,
    now: datetime,
    **typed: Any,
) -> int:
    from dondoc.cli.find_conference_for import acting
    from dondoc.cli.open_ledger import open_ledger
    from dondoc.cli.send_at_once import deliver
    from dondoc.cli.submit_command import store_files
    from dondoc.conference.conference_files import publish_file

    installation = open_ledger()
    with acting(installation, code, account, now) as (session, found, by):
        [stored] = store_files(installation.settings, [file]) if file else [None]
        done = publish_file(session, installation.rulebook, found, typed, stored, by=by, now=now)
        print(f"Đã đăng {done.file.name}, bản {done.file.version}; báo {done.told} đơn vị.")
    deliver(installation, now)
    return 0


@command(
    "scores",
    "nhập tệp kết xuất của Phần mềm chấm điểm: ai tự chấm, nộp hồ sơ, giải trình, điểm",
    f"{DRY_FIRST} Tên cột đứng thứ tự nào cũng được: Đơn vị; Tự chấm, Nộp hồ sơ, Giải trình (đã,"
    " chưa hoặc ngày); Ngày tự chấm, Ngày nộp hồ sơ, Ngày giải trình; Điểm tự chấm, Điểm thẩm"
    " định. Việc mà tệp ghi là đã làm thì hoàn thành; điều đơn vị đã tự nộp giữ nguyên.",
    under=conference,
)
@argument("file", "TỆP", "tệp .xlsx, hoặc CSV dạng UTF-8", type=values.FILE)
@option("--year", type=values.YEAR, required=True, metavar="NĂM", said="năm của Chỉ số, như 2026")
@option("--date", "on", type=values.DAY, metavar="NGÀY", said="ngày kết xuất; mặc định hôm nay")
@option("--sheet", default="", metavar="TRANG", said="tên trang trong tệp .xlsx; mặc định là đầu")
@flag("--apply", said="ghi vào sổ")
@with_account()
@with_now
def scores(
    *,
    file: str,
    year: int,
    on: date | None,
    sheet: str,
    apply: bool,
    account: str,
    now: datetime,
) -> int:
    """Check the export, say what it changes, and with `--apply` keep it in one transaction."""
    from dondoc.cli.import_scores import ScoresAsked, import_scores

    return import_scores(ScoresAsked(file, year, on, sheet, apply, account, now))


@command("show", "xem một Hội nghị: số liệu và ngày của từng bước", under=conference)
@with_code
@with_now
def show(code: str, now: datetime) -> int:
    from dondoc.cli.conference_view import conference_page
    from dondoc.cli.open_ledger import open_ledger
    from dondoc.conference.find_conference import find_conference
    from models.database import transaction

    installation = open_ledger()
    with transaction(installation.engine, write=False) as session:
        print(conference_page(session, installation, find_conference(session, code), now))
    return 0


@command("list", "liệt kê các Hội nghị", under=conference)
@with_json
@with_now
def show_all(as_json: bool, now: datetime) -> int:
    from dondoc.cli.conference_view import conference_json
    from dondoc.cli.open_ledger import open_ledger
    from dondoc.conference.conference_figures import conference_figures
    from dondoc.conference.find_conference import NONE_YET, all_conferences
    from models.database import transaction

    installation = open_ledger()
    with transaction(installation.engine, write=False) as session:
        found = all_conferences(session)
        if as_json:
            return print_json([conference_json(session, installation, one, now) for one in found])
        for one in found:
            print(f"{one.code}  {one.title}  {conference_figures(session, one).figure()}")
    if not found:
        print(NONE_YET.capitalize() + ".")
    return 0

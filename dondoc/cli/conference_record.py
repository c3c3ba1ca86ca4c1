"""`dondoc conference`: what came in by other ways is entered: answers, files, scores."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from dondoc.cli import option_values as values
from dondoc.cli.command import argument, command, flag, option
from dondoc.cli.conference_group import conference, with_code
from dondoc.cli.shared_options import DRY_FIRST, with_account, with_now, with_unit


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

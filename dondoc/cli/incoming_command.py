"""`dondoc incoming`: read the mail that waits, see what became of it, decide what is in doubt."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from dondoc.cli import option_values as values
from dondoc.cli.command import argument, command, flag, group, option
from dondoc.cli.shared_options import with_account, with_json, with_now
from dondoc.cli.terminal_text import print_json
from dondoc.problems import Problem, Refused

if TYPE_CHECKING:
    from dondoc.incoming.handling import OpenLetter
    from dondoc.ledger.installation import Context, Installation

EVERY = 60
"""Seconds between two looks into the mailbox."""

incoming = group("incoming", "thư đến: trả lời của đơn vị, thư báo lỗi")


@command(
    "read",
    "đọc thư đang chờ trong DONDOC_INCOMING_URL",
    "Thư gốc được giữ trước khi xem nội dung; đọc lại không ghi hai lần.",
    under=incoming,
)
@with_now
def read(now: datetime) -> int:
    from dondoc.cli.open_ledger import open_ledger
    from dondoc.cli.send_at_once import deliver
    from dondoc.operations.regular_work import read_mailbox

    installation = open_ledger()
    _require_source(installation)
    result = read_mailbox(installation, now)
    print(f"{result.sentence() or 'Không có thư mới'}.")
    deliver(installation, now)
    return 1 if result.fault else 0


@command(
    "watch",
    "đọc hộp thư đến theo chu kỳ cho đến khi được dừng",
    "Dành cho systemd; gặp lỗi thì ghi ra và đọc lại ở lượt sau.",
    under=incoming,
)
@option(
    "--every",
    type=values.NUMBER,
    default=EVERY,
    metavar="GIÂY",
    said=f"chu kỳ; mặc định {EVERY} giây",
)
def watch(every: int) -> int:
    """Reads again and again; SIGTERM and Ctrl+C end it after the reading under way."""
    import signal
    import threading

    from dondoc import clock
    from dondoc.cli.open_ledger import open_ledger
    from dondoc.operations.log_lines import log_lines
    from dondoc.operations.regular_work import stop_reading
    from dondoc.operations.setting_notes import unproven_senders
    from dondoc.operations.watchman import start_watching

    installation = open_ledger()
    _require_source(installation)
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    log_lines(installation.settings.log)
    log = logging.getLogger(__name__)
    log.info("Đọc hộp thư đến, %s giây một lần.", every)
    if unproven := unproven_senders(installation.settings):
        log.warning("Lưu ý: %s.", unproven)
    watching = start_watching(installation, clock.now)
    while not stop.is_set():
        try:
            _read_once(installation, every)
        except Exception:  # whatever it was, the next reading is due
            log.exception("Không đọc được, sẽ đọc lại ở lượt sau.")
        stop.wait(max(every, 1))
    watching.set()
    stop_reading(installation.engine)
    log.info("Đã dừng.")
    return 0


@command("list", "liệt kê thư chờ cán bộ xem", under=incoming)
@flag("--all", "everything", said="cả thư đã xong, mới nhất ở trên")
@flag("--strangers", "strangers", said="thư của người lạ, để riêng vì không giống câu trả lời")
@with_json
def list_mail(everything: bool, strangers: bool, as_json: bool) -> int:
    from dondoc.cli.incoming_view import count_of_strangers, mail_json, mail_of, mail_page
    from dondoc.cli.open_ledger import open_ledger
    from models.database import transaction

    installation = open_ledger()
    with transaction(installation.engine, write=False) as session:
        found = mail_of(session, everything=everything, strangers=strangers)
        apart = 0 if everything or strangers else count_of_strangers(session)
    if as_json:
        return print_json(mail_json(found))
    print(mail_page(found, apart))
    return 0


@command("show", "xem một thư và vì sao nó ở đó", under=incoming)
@argument("number", "SỐ", "số của thư", type=values.NUMBER)
def show(number: int) -> int:
    from dondoc import clock
    from dondoc.cli.incoming_view import one_mail
    from dondoc.cli.open_ledger import open_ledger
    from models.database import transaction

    installation = open_ledger()
    with transaction(installation.engine, write=False) as session:
        page = one_mail(session, installation.at(clock.now()), number)
    print(page)
    return 0


@command(
    "accept",
    "ghi một thư thành kết quả của việc được giao",
    "Số và ngày lấy từ thư nếu không ghi; tệp trong thư đi cùng.",
    under=incoming,
)
@argument("number", "SỐ", "số của thư", type=values.NUMBER)
@option(
    "--assignment",
    type=values.NUMBER,
    metavar="VIỆC",
    said="mã việc được giao; mặc định là việc mà thư trả lời",
)
@option(
    "--number",
    "document_number",
    default="",
    metavar="SỐ",
    said="số, ký hiệu văn bản, như 12/BC-STC",
)
@option("--date", "signed_on", default="", metavar="NGÀY", said="ngày văn bản, như 15/03/2027")
@option("--signer", default="", metavar="TÊN", said="người ký")
@option("--note", default="", metavar="LỜI", said="ghi chú")
@with_account()
@with_now
def accept(
    *,
    number: int,
    assignment: int | None,
    document_number: str,
    signed_on: str,
    signer: str,
    note: str,
    account: str,
    now: datetime,
) -> int:
    from dondoc.cli.find_assignment import describe
    from dondoc.cli.open_ledger import open_ledger
    from dondoc.cli.send_at_once import deliver
    from dondoc.contacts.find_account import account_of
    from dondoc.incoming import handling
    from dondoc.submissions.evidence import Given
    from models import Assignment, Incoming
    from models.database import transaction

    installation = open_ledger()
    given = Given(document_number=document_number, document_on=signed_on, signer=signer, note=note)
    here = installation.at(now)
    letter = _letter(here, account, number)
    with transaction(installation.engine) as session:
        officer = handling.Officer(session, here, account_of(session, account), letter)
        recorded = handling.accept(officer, number, assignment, given)
        row = session.get_one(Incoming, number)
        about = describe(
            session, installation.rulebook, session.get_one(Assignment, row.assignment_id)
        )
    flags = "".join(f" Lưu ý: {flag}" for flag in recorded.flags)
    print(f"Đã ghi {about}, biên nhận {recorded.receipt}.{flags}")
    deliver(installation, now)
    return 0


@command("dismiss", "bỏ qua một thư, với lý do", under=incoming)
@argument("number", "SỐ", "số của thư", type=values.NUMBER)
@option("--reason", required=True, metavar="LÝ_DO", said="vì sao bỏ qua")
@with_account()
@with_now
def dismiss(number: int, reason: str, account: str, now: datetime) -> int:
    from dondoc.cli.open_ledger import open_ledger
    from dondoc.contacts.find_account import account_of
    from dondoc.incoming import handling
    from models.database import transaction

    installation = open_ledger()
    here = installation.at(now)
    letter = _letter(here, account, number)
    with transaction(installation.engine) as session:
        officer = handling.Officer(session, here, account_of(session, account), letter)
        handling.dismiss(officer, number, reason)
    print(f"Đã bỏ qua thư số {number}; thư gốc vẫn được giữ.")
    return 0


@command(
    "retry",
    "đọc lại thư bị kẹt",
    "Không ghi số thì thử lại mọi thư mà hệ thống chưa đọc hoặc chưa xử lý được.",
    under=incoming,
)
@argument("numbers", "SỐ", "số của thư", type=values.NUMBER, nargs=-1)
@with_now
def retry(numbers: tuple[int, ...], now: datetime) -> int:
    from dondoc.cli.open_ledger import open_ledger
    from dondoc.cli.send_at_once import deliver
    from dondoc.incoming.read_incoming import read_again

    installation = open_ledger()
    result = read_again(
        installation.engine, installation.settings, installation.rulebook, now, numbers=numbers
    )
    print(f"{result.sentence() or 'Không có thư nào bị kẹt'}.")
    deliver(installation, now)
    return 0


@command(
    "detach",
    "bỏ gắn một thư đã ghi nhầm thành trả lời của một việc; thư lại chờ xử lý",
    "Do cán bộ khác người đã ghi, hoặc quản trị; đơn vị được báo.",
    under=incoming,
)
@argument("number", "SỐ", "số của thư", type=values.NUMBER)
@option("--reason", required=True, metavar="LÝ_DO", said="vì sao; đơn vị đọc nguyên văn")
@with_account()
@with_now
def detach(number: int, reason: str, account: str, now: datetime) -> int:
    from dondoc.cli.find_assignment import describe
    from dondoc.cli.open_ledger import open_ledger
    from dondoc.cli.send_at_once import deliver
    from dondoc.contacts.find_account import account_of
    from dondoc.incoming.detach import detach as act
    from dondoc.incoming.handling import Officer
    from models import Assignment
    from models.database import transaction

    installation = open_ledger()
    with transaction(installation.engine) as session:
        officer = Officer(session, installation.at(now), account_of(session, account))
        about = session.get_one(Assignment, act(officer, number, reason))
        said = describe(session, installation.rulebook, about)
    print(f"Đã bỏ gắn thư số {number} khỏi {said}; thư lại chờ xử lý.")
    deliver(installation, now)
    return 0


def _letter(here: Context, account: str, number: int) -> OpenLetter:
    """The letter to act on, read before the ledger is locked."""
    from dondoc.contacts.find_account import account_of
    from dondoc.incoming.handling import letter_unlocked
    from models.database import transaction

    with transaction(here.engine, write=False) as session:
        who = account_of(session, account)
    return letter_unlocked(here, who, number)


def _read_once(installation: Installation, every: int) -> None:
    from dondoc import clock
    from dondoc.cli.send_at_once import deliver_quietly
    from dondoc.operations.regular_work import read_mailbox

    now = clock.now()
    result = read_mailbox(installation, now, every=timedelta(seconds=every))
    if result.sentence():
        logging.getLogger(__name__).info("%s.", result.sentence())
    if result.mails:
        deliver_quietly(installation, now)


def _require_source(installation: Installation) -> None:
    if not installation.settings.incoming_url.get_secret_value():
        wanted = "chưa đặt hộp thư đến; hãy ghi như imaps://tài-khoản:mật-khẩu@máy-chủ/INBOX"
        raise Refused(Problem("DONDOC_INCOMING_URL", "", wanted))

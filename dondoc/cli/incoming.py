"""`dondoc incoming`: read the mail that waits, see what became of it, decide what is in doubt."""

from __future__ import annotations

import logging
import signal
import threading
from argparse import Namespace
from datetime import datetime

from sqlmodel import col, select

from dondoc import clock
from dondoc.calendar.date_words import moment
from dondoc.cli.assignment import describe
from dondoc.cli.ledger import Ledger, open_ledger, the_time
from dondoc.cli.sending import deliver
from dondoc.cli.text import as_json, fact, table
from dondoc.contacts.find_account import account_of
from dondoc.delivery.dispatch import deliver_immediate
from dondoc.delivery.letter import Desk
from dondoc.incoming import handling
from dondoc.incoming.incoming_context import Look
from dondoc.incoming.kind_words import KINDS, OUTCOMES
from dondoc.incoming.mail.parse import attachments
from dondoc.incoming.reading import ReadResult, read_incoming
from dondoc.problems import Problem, Refused
from dondoc.submissions.evidence import Given
from models import Assignment, Incoming
from models.database import transaction

_HEADS = ("Số", "Nhận lúc", "Người gửi", "Loại", "Tình trạng", "Vì sao")
_SHOWN = 200
_log = logging.getLogger(__name__)


def read(arguments: Namespace) -> int:
    ledger, now = open_ledger(), the_time(arguments)
    _require_source(ledger)
    result = _read(ledger, now)
    print(f"{result.sentence() or 'Không có thư mới'}.")
    deliver(ledger, now)
    return 1 if result.fault else 0


def watch(arguments: Namespace) -> int:
    """Reads again and again; SIGTERM and Ctrl+C end it after the reading under way."""
    ledger = open_ledger()
    _require_source(ledger)
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    print(f"Đọc hộp thư đến, {arguments.every} giây một lần.", flush=True)
    while not stop.is_set():
        try:
            _look_once(ledger)
        except Exception:  # noqa: BLE001 - whatever fails once, the next look may succeed
            _log.exception("Không đọc được, sẽ đọc lại ở lượt sau.")
        stop.wait(max(arguments.every, 1))
    print("Đã dừng.", flush=True)
    return 0


def show_list(arguments: Namespace) -> int:
    ledger = open_ledger()
    query = select(Incoming).order_by(col(Incoming.id).desc())
    chosen = query.limit(_SHOWN) if arguments.all else query.where(handling.waiting())
    with transaction(ledger.engine, write=False) as session:
        found = list(session.exec(chosen))
    if arguments.json:
        print(as_json([row.model_dump() for row in found]))
        return 0
    print(table(_HEADS, [_cells(row) for row in found]))
    print(f"\n{len(found)} thư")
    return 0


def show(arguments: Namespace) -> int:
    ledger = open_ledger()
    with transaction(ledger.engine, write=False) as session:
        look = handling.look_at(session, _desk(ledger, clock.now()), arguments.id)
        row = look.row
        about = session.get(Assignment, row.assignment_id) if row.assignment_id else None
        facts = (
            ("Thư", str(row.id)),
            ("Nhận lúc", moment(row.received_at)),
            ("Người gửi", row.sender),
            ("Tiêu đề", row.subject),
            ("Loại", KINDS[row.kind]),
            ("Tình trạng", OUTCOMES[row.outcome]),
            ("Vì sao", row.reason),
            ("Về việc", describe(session, ledger.rulebook, about) if about else ""),
            ("Tệp", "; ".join(one.name for one in attachments(look.mail))),
            ("Thư gốc", row.sha256),
        )
    print("\n".join(fact(name, said, indent=0, column=15) for name, said in facts if said))
    print(f"\n{_text(look)}".rstrip())
    return 0


def accept(arguments: Namespace) -> int:
    ledger, now = open_ledger(), the_time(arguments)
    given = Given(
        document_number=arguments.number,
        document_on=arguments.date,
        signer=arguments.signer,
        note=arguments.note,
    )
    with transaction(ledger.engine) as session:
        account = account_of(session, arguments.account)
        officer = handling.Officer(session, _desk(ledger, now), account)
        recorded = handling.accept(officer, arguments.id, arguments.assignment, given)
        row = session.get_one(Incoming, arguments.id)
        about = describe(session, ledger.rulebook, session.get_one(Assignment, row.assignment_id))
    flags = "".join(f" Lưu ý: {flag}" for flag in recorded.flags)
    print(f"Đã ghi {about}, biên nhận {recorded.receipt}.{flags}")
    deliver(ledger, now)
    return 0


def dismiss(arguments: Namespace) -> int:
    ledger, now = open_ledger(), the_time(arguments)
    with transaction(ledger.engine) as session:
        account = account_of(session, arguments.account)
        officer = handling.Officer(session, _desk(ledger, now), account)
        handling.dismiss(officer, arguments.id, arguments.reason)
    print(f"Đã bỏ qua thư số {arguments.id}; thư gốc vẫn được giữ.")
    return 0


def _look_once(ledger: Ledger) -> None:
    now = clock.now()
    result = _read(ledger, now)
    if result.sentence():
        print(f"{moment(now)}: {result.sentence()}.", flush=True)
    if result.mails:
        deliver_immediate(ledger.engine, ledger.settings, ledger.rulebook, now)


def _read(ledger: Ledger, now: datetime) -> ReadResult:
    return read_incoming(ledger.engine, ledger.settings, ledger.rulebook, now)


def _desk(ledger: Ledger, now: datetime) -> Desk:
    return Desk(ledger.settings, ledger.rulebook, now)


def _require_source(ledger: Ledger) -> None:
    if not ledger.settings.incoming_url.get_secret_value():
        wanted = "chưa đặt hộp thư đến; hãy ghi như imaps://tài-khoản:mật-khẩu@máy-chủ/INBOX"
        raise Refused(Problem("DONDOC_INCOMING_URL", "", wanted))


def _text(look: Look) -> str:
    return look.text.words.strip() or "(không có lời nào)"


def _cells(row: Incoming) -> tuple[object, ...]:
    kind, outcome = KINDS[row.kind], OUTCOMES[row.outcome]
    return (row.id, moment(row.received_at), row.sender, kind, outcome, row.reason)

"""What must hold before the start: each look raises Refused, `check` and the doctor ask it."""

from __future__ import annotations

import tempfile
from urllib.parse import urlsplit

from dondoc import clock
from dondoc.contacts.address import EMAIL
from dondoc.delivery import apprise_send
from dondoc.delivery.archive import check_archive
from dondoc.delivery.letter import address_url
from dondoc.incoming.read_incoming import answer_sources
from dondoc.ledger.open_engine import connect
from dondoc.ledger.plan_gaps import refuse_gaps
from dondoc.ledger.revision import require_newest
from dondoc.plan.rulebook import load_rulebook
from dondoc.problems import Problem, Refused
from dondoc.settings import Settings
from models.database import transaction


def data_folder(settings: Settings) -> None:
    """It is there, and we may write into it."""
    folder = settings.data_dir
    try:
        with tempfile.TemporaryFile(dir=folder):
            pass
    except FileNotFoundError:
        wanted = "chưa có thư mục này; hãy chạy `dondoc migrate`"
        raise Refused(Problem("DONDOC_DATA_DIR", str(folder), wanted)) from None
    except OSError:
        wanted = "không ghi được vào thư mục này; hãy sửa quyền, hoặc xem ổ đĩa còn chỗ không"
        raise Refused(Problem("DONDOC_DATA_DIR", str(folder), wanted)) from None


def plan(settings: Settings) -> None:
    load_rulebook(settings.plan_folder, demo=settings.demo)


def ledger(settings: Settings) -> None:
    require_newest(connect(settings))


def open_work(settings: Settings) -> None:
    """What is open in the ledger has its entries in the plan."""
    try:
        ledger(settings)
        registry = load_rulebook(settings.plan_folder, demo=settings.demo).registry
    except Refused:
        raise Refused(()) from None  # said already, by the look at either of them
    with transaction(connect(settings), write=False) as session:
        refuse_gaps(session, registry, clock.local_date(clock.now()))


def own_templates(settings: Settings) -> None:
    from dondoc.documents.paper.own_templates import check_own_templates  # noqa: PLC0415 - loads docx

    check_own_templates(settings.own_templates_dir)


def mail_address(settings: Settings) -> None:
    """The mail server's address is one; nobody is asked."""
    try:
        apprise_send.check_url(mail_url(settings))
    except Refused as refused:
        wanted = refused.problems[0].wanted
        raise Refused(Problem("DONDOC_SMTP_URL", "(không hiện)", wanted)) from None


def mail_url(settings: Settings) -> str:
    """The mail server as a letter would go to it."""
    return address_url(settings, EMAIL, "thu@kiem-tra.example")


def alarm_addresses(settings: Settings) -> None:
    """Each can be used, and none is the way that it is to tell about."""
    problems = []
    for url in settings.alarm_addresses:
        scheme = f"{url.partition('://')[0]}://…" if "://" in url else "(không hiện)"
        try:
            apprise_send.check_url(url)
        except Refused as refused:
            problems.append(Problem("DONDOC_ALARM_URLS", scheme, refused.problems[0].wanted))
            continue
        if _account(url) == _account(settings.smtp_url.get_secret_value()):
            wanted = "cùng máy chủ và tài khoản với DONDOC_SMTP_URL; hãy ghi một đường khác"
            problems.append(Problem("DONDOC_ALARM_URLS", scheme, wanted))
    if problems:
        raise Refused(problems)


def _account(url: str) -> tuple[str | None, str | None]:
    """Whose login it is: what breaks the one breaks the other."""
    parts = urlsplit(url)
    return parts.hostname, parts.username


def archive(settings: Settings) -> None:
    check_archive(settings)


def mailbox(settings: Settings) -> None:
    """The mailbox takes our login, or the folder is there; nothing in it is touched."""
    for source in answer_sources(settings):
        try:
            source.check()
        except OSError as error:
            wanted = f"không kết nối được ({error}); hãy kiểm tra máy chủ và cổng"
            raise Refused(Problem("DONDOC_INCOMING_URL", "(không hiện)", wanted)) from None

"""Everything that must hold before the start, looked at all at once."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from dondoc.cli.open_ledger import connect
from dondoc.ledger.revision import require_newest
from dondoc.operations.setting_notes import setting_notes
from dondoc.plan.rulebook import load_rulebook
from dondoc.problems import Problem, Refused
from dondoc.settings import FILE_VARIABLE, Settings, load_settings


def check_machine() -> None:
    """Says what is in order; raises Refused with what is not."""
    settings = load_settings()
    print("✓ thiết lập")
    checks: dict[str, Callable[[Settings], None]] = {
        "thư mục dữ liệu": _data_folder,
        "kế hoạch, đơn vị, vai trò, lịch nghỉ": _plan,
        "sổ theo dõi": _ledger,
        "việc đang mở khớp với kế hoạch": _open_work,
        "địa chỉ máy chủ thư": _mail_server,
        "địa chỉ báo quản trị": _alarms,
    }
    checks |= _where_set(settings)
    problems: list[Problem] = []
    for name, look in checks.items():
        try:
            look(settings)
        except Refused as refused:
            problems += refused.problems
        else:
            print(f"✓ {name}")
    for word in (*open_to_others(settings), *understood(settings)):
        print(word)
    for word in setting_notes(settings):
        print(f"· {word}")
    if problems:
        raise Refused(problems)


def _where_set(settings: Settings) -> dict[str, Callable[[Settings], None]]:
    """What is looked at only where there is one."""
    looks = (
        ("mẫu văn bản của cơ quan", _own_templates, settings.own_templates_dir.is_dir()),
        ("máy chủ Prefect", _prefect, bool(os.environ.get("PREFECT_API_URL"))),
        ("nơi tra thư đã đi", _archive, bool(settings.archive_url.get_secret_value())),
        ("hộp thư đến", _incoming, bool(settings.incoming_url.get_secret_value())),
    )
    return {name: look for name, look, there in looks if there}


def open_to_others(settings: Settings) -> list[str]:
    """What other users of this machine may read: the data, the settings with their passwords."""
    paths = [settings.data_dir, settings.data_dir / "secret.key"]
    if file := os.environ.get(FILE_VARIABLE):
        paths.append(Path(file))
    if settings.database.startswith("sqlite:///"):
        paths.append(Path(settings.database.removeprefix("sqlite:///")))
    found = [path for path in paths if path.exists() and path.stat().st_mode & 0o077]
    return [
        f"! {path}: người khác trên máy này đọc được; hãy chạy"
        f" chmod {'700' if path.is_dir() else '600'} {path}"
        for path in found
    ]


def understood(settings: Settings) -> list[str]:
    """How the addresses with passwords were read: a sign that is not percent-encoded shifts all."""
    names = ("smtp_url", "incoming_url", "archive_url")
    given = [(name, getattr(settings, name).get_secret_value()) for name in names]
    return [
        f"· DONDOC_{name.upper()}: {_parts(url)}"
        for name, url in given
        if "://" in url and name in settings.model_fields_set
    ]


def _parts(url: str) -> str:
    parts = urlsplit(url)
    sender = dict(parse_qsl(parts.query)).get("from", "")
    try:
        port = parts.port
    except ValueError:
        port = None
    said = {
        "máy chủ": parts.hostname or "(không rõ)",
        "cổng": str(port or "mặc định"),
        "tài khoản": unquote(parts.username or "") or "(không có)",
        "mật khẩu": f"{len(unquote(parts.password))} chữ" if parts.password else "(không có)",
    }
    said |= {"từ": sender} if sender else {}
    return ", ".join(f"{name} {value}" for name, value in said.items())


def _data_folder(settings: Settings) -> None:
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


def _plan(settings: Settings) -> None:
    load_rulebook(settings.plan_folder, demo=settings.demo)


def _ledger(settings: Settings) -> None:
    require_newest(connect(settings))


def _open_work(settings: Settings) -> None:
    from dondoc import clock
    from dondoc.ledger.plan_gaps import refuse_gaps
    from models.database import transaction

    try:
        _ledger(settings)
        registry = load_rulebook(settings.plan_folder, demo=settings.demo).registry
    except Refused:
        raise Refused(()) from None  # said already, by the look at either of them
    with transaction(connect(settings), write=False) as session:
        refuse_gaps(session, registry, clock.local_date(clock.now()))


def _own_templates(settings: Settings) -> None:
    from dondoc.documents.paper.own_templates import check_own_templates

    check_own_templates(settings.own_templates_dir)


def _mail_server(settings: Settings) -> None:
    from dondoc.contacts.address import EMAIL
    from dondoc.delivery import apprise_send
    from dondoc.delivery.letter import address_url

    try:
        apprise_send.check_url(address_url(settings, EMAIL, "thu@kiem-tra.example"))
    except Refused as refused:
        wanted = refused.problems[0].wanted
        raise Refused(Problem("DONDOC_SMTP_URL", "(không hiện)", wanted)) from None


def _alarms(settings: Settings) -> None:
    from dondoc.delivery import apprise_send

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


def _prefect(settings: Settings) -> None:
    """It is shut to whoever has no password, takes ours, and says what is off there."""
    import httpx

    from deployments.door import api_address, look_at_door
    from deployments.switched_off import what_is_off

    try:
        warning = look_at_door(open_allowed=settings.prefect_open)
        off = what_is_off(settings)
    except httpx.TransportError:
        wanted = "không kết nối được máy chủ Prefect; hãy khởi động nó hoặc sửa địa chỉ"
        raise Refused(Problem("PREFECT_API_URL", api_address(), wanted)) from None
    for sentence in filter(None, [warning, *off.sentences()]):
        print(f"! {sentence}")


def _archive(settings: Settings) -> None:
    from dondoc.delivery.archive import check_archive

    check_archive(settings)


def _incoming(settings: Settings) -> None:
    """The mailbox takes our login, or the folder is there; nothing in it is touched."""
    from dondoc.incoming.read_incoming import answer_sources

    for source in answer_sources(settings):
        try:
            source.check()
        except OSError as error:
            wanted = f"không kết nối được ({error}); hãy kiểm tra máy chủ và cổng"
            raise Refused(Problem("DONDOC_INCOMING_URL", "(không hiện)", wanted)) from None

"""Everything that must hold before the start, looked at all at once."""

from __future__ import annotations

import os
from collections.abc import Callable
from urllib.parse import parse_qsl, unquote, urlsplit

from dondoc.operations.doctor import before_start
from dondoc.operations.doctor.machine_looks import open_to_others, right_mode
from dondoc.operations.setting_notes import setting_notes
from dondoc.problems import Problem, Refused
from dondoc.settings import Settings, load_settings


def check_machine() -> None:
    """Says what is in order; raises Refused with what is not."""
    settings = load_settings()
    print("✓ thiết lập")
    checks: dict[str, Callable[[Settings], None]] = {
        "thư mục dữ liệu": before_start.data_folder,
        "kế hoạch, đơn vị, vai trò, lịch nghỉ": before_start.plan,
        "sổ theo dõi": before_start.ledger,
        "việc đang mở khớp với kế hoạch": before_start.open_work,
        "địa chỉ máy chủ thư": before_start.mail_address,
        "địa chỉ báo quản trị": before_start.alarm_addresses,
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
    for path in open_to_others(settings):
        print(
            f"! {path}: người khác trên máy này đọc được; hãy chạy chmod {right_mode(path)} {path}"
        )
    for word in understood(settings):
        print(word)
    for word in setting_notes(settings):
        print(f"· {word}")
    if problems:
        raise Refused(problems)


def _where_set(settings: Settings) -> dict[str, Callable[[Settings], None]]:
    """What is looked at only where there is one."""
    archive, incoming = settings.archive_url, settings.incoming_url
    own_templates = settings.own_templates_dir
    looks = (
        ("mẫu văn bản của cơ quan", before_start.own_templates, own_templates.is_dir()),
        ("máy chủ Prefect", _prefect, bool(os.environ.get("PREFECT_API_URL"))),
        ("nơi tra thư đã đi", before_start.archive, bool(archive.get_secret_value())),
        ("hộp thư đến", before_start.mailbox, bool(incoming.get_secret_value())),
    )
    return {name: look for name, look, there in looks if there}


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

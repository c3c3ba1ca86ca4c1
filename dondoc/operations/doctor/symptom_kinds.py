"""Every symptom the doctor has words for: how grave it is, and facts such as it is shown with.

`docs/kham.md` shows this table, and a test holds it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import cache

from dondoc.messages.environment import phrases
from dondoc.operations.doctor.symptom import Gravity, Symptom, SymptomKind

_BROKEN, _ATTENTION, _NOTE = Gravity.BROKEN, Gravity.ATTENTION, Gravity.NOTE
_THEN = datetime(2027, 3, 1, 1, 30, tzinfo=UTC)
_MAIL_SERVER = "may-chu-thu.example:587"


@cache
def symptom_kinds() -> Mapping[str, SymptomKind]:
    """By code."""
    return {
        **_of_the_look_itself(),
        **_of_the_machine(),
        **_of_the_ledger(),
        **_of_the_plan(),
        **_of_sending(),
        **_of_the_mail_server(),
        **_of_the_portal(),
        **_of_copies(),
        **_of_prefect(),
    }


def symptom(code: str, **facts: object) -> Symptom:
    """The symptom of this kind with these facts."""
    return symptom_kinds()[code].found(code, **facts)


def _of_the_look_itself() -> dict[str, SymptomKind]:
    book = phrases("doctor")
    return {
        "look_failed": SymptomKind(
            _ATTENTION, book.look_failed, {"look": "máy chủ thư", "fault": "ValueError"}
        ),
        "look_slow": SymptomKind(
            _ATTENTION, book.look_slow, {"look": "máy chủ thư", "seconds": 15}
        ),
    }


def _of_the_machine() -> dict[str, SymptomKind]:
    book = phrases("doctor")
    place = {"place": "/var/lib/don-doc", "free": 120, "least": 500}
    return {
        "disk_full": SymptomKind(_BROKEN, book.disk_full, place),
        "disk_low": SymptomKind(_ATTENTION, book.disk_low, {**place, "free": 800}),
        "readable": SymptomKind(
            _ATTENTION, book.readable, {"path": "/var/lib/don-doc/secret.key", "mode": "600"}
        ),
        "clock_behind": SymptomKind(_BROKEN, book.clock_behind, {"at": _THEN}),
        "clock_differs": SymptomKind(
            _ATTENTION, book.clock_differs, {"server": "PostgreSQL", "seconds": 95}
        ),
    }


def _of_the_ledger() -> dict[str, SymptomKind]:
    book = phrases("doctor")
    return {
        "key_missing": SymptomKind(
            _BROKEN, book.key_missing, {"path": "/var/lib/don-doc/secret.key"}
        ),
        "ledger_damaged": SymptomKind(
            _BROKEN, book.ledger_damaged, {"words": "database disk image is malformed"}
        ),
        "ledger_read_only": SymptomKind(
            _BROKEN, book.ledger_read_only, {"words": "attempt to write a readonly database"}
        ),
    }


def _of_the_plan() -> dict[str, SymptomKind]:
    book = phrases("doctor")
    gap = {
        "place": "units.yaml, units (so-y-te)",
        "message": "Sở Y tế: 3 việc đang mở của kỳ 2027-Q1",
        "remedy": "giữ đơn vị này trong tệp, ghi `to` là ngày cuối và `successor`",
    }
    return {
        "plan_gap": SymptomKind(_ATTENTION, book.plan_gap, gap),
        "days_off_unknown": SymptomKind(_ATTENTION, book.days_off_unknown, {"year": 2027}),
        "days_off_to_come": SymptomKind(_NOTE, book.days_off_unknown, {"year": 2028}),
        "contacts_unconfirmed": SymptomKind(
            _ATTENTION, book.contacts_unconfirmed, {"count": 4, "units": ["Sở Y tế", "Sở Tư pháp"]}
        ),
        "units_without_contact": SymptomKind(
            _ATTENTION, book.units_without_contact, {"units": ["Sở Y tế", "Sở Tư pháp"]}
        ),
    }


def _of_sending() -> dict[str, SymptomKind]:
    book = phrases("doctor")
    channel = {"name": "email", "words": "tạm dừng từ 08:00 ngày 01/03/2027: sai mật khẩu"}
    return {
        "channel_paused": SymptomKind(_BROKEN, book.channel_paused, channel),
        "channel_resting": SymptomKind(
            _ATTENTION,
            book.channel_resting,
            {"name": "email", "words": "không tới được máy chủ từ 08:00 ngày 01/03/2027"},
        ),
        "messages_wait": SymptomKind(_ATTENTION, book.messages_wait, {"count": 12, "since": _THEN}),
        "dispatch_silent": SymptomKind(
            _BROKEN, book.dispatch_silent, {"miss": "not_begun", "since": _THEN}
        ),
        "reading_silent": SymptomKind(
            _BROKEN, book.reading_silent, {"miss": "failed", "since": _THEN}
        ),
        "trial_on": SymptomKind(_ATTENTION, book.trial_on, {"allowed": ["thu@so-noi-vu.example"]}),
        "setting_note": SymptomKind(
            _NOTE,
            book.setting_note,
            {
                "note": "bản sao lưu nằm cùng ổ đĩa với sổ: hỏng ổ là mất cả hai",
                "remedy": "đặt DONDOC_BACKUP_DIR ở ổ đĩa khác",
            },
        ),
    }


def _of_the_mail_server() -> dict[str, SymptomKind]:
    book = phrases("doctor")
    line = {"place": _MAIL_SERVER, "variable": "DONDOC_SMTP_URL"}
    return {
        "smtp_unreached": SymptomKind(
            _BROKEN, book.smtp_unreached, {**line, "words": "Connection refused"}
        ),
        "smtp_unprotected": SymptomKind(
            _BROKEN, book.smtp_unprotected, {**line, "words": "certificate has expired"}
        ),
        "smtp_login": SymptomKind(
            _BROKEN, book.smtp_login, {**line, "words": "535 5.7.8 Authentication failed"}
        ),
        "smtp_sender": SymptomKind(
            _BROKEN, book.smtp_sender, {**line, "words": "553 5.7.1 Sender rejected"}
        ),
        "mailbox_shut": SymptomKind(
            _BROKEN,
            book.mailbox_shut,
            {"words": "máy chủ không nhận tài khoản hoặc mật khẩu"},
        ),
        "archive_shut": SymptomKind(
            _BROKEN,
            book.archive_shut,
            {"words": "không đọc được nhật ký máy chủ thư này"},
        ),
    }


def _of_the_portal() -> dict[str, SymptomKind]:
    book = phrases("doctor")
    url = {"url": "https://dondoc.tinh.example"}
    return {
        "base_unreached": SymptomKind(
            _BROKEN, book.base_unreached, {**url, "words": "Connection refused"}
        ),
        "base_untrusted": SymptomKind(
            _BROKEN, book.base_untrusted, {**url, "words": "certificate has expired"}
        ),
        "base_answers_wrongly": SymptomKind(
            _BROKEN, book.base_answers_wrongly, {**url, "status": 502}
        ),
        "certificate_ends": SymptomKind(
            _ATTENTION, book.certificate_ends, {**url, "on": date(2027, 3, 9)}
        ),
        "base_local": SymptomKind(_ATTENTION, book.base_local, {"url": "http://127.0.0.1:8450"}),
        "base_unprotected": SymptomKind(
            _ATTENTION, book.base_unprotected, {"url": "http://dondoc.tinh.example"}
        ),
    }


def _of_copies() -> dict[str, SymptomKind]:
    book = phrases("doctor")
    place = {"place": "/mnt/sao-luu"}
    return {
        "copy_none": SymptomKind(_ATTENTION, book.copy_none, place),
        "copy_old": SymptomKind(_ATTENTION, book.copy_old, {**place, "at": _THEN, "days": 4}),
    }


def _of_prefect() -> dict[str, SymptomKind]:
    book = phrases("doctor")
    server = {"address": "http://127.0.0.1:4200/api"}
    return {
        "prefect_silent": SymptomKind(_BROKEN, book.prefect_silent, server),
        "prefect_door": SymptomKind(
            _ATTENTION,
            book.prefect_door,
            {"words": "mật khẩu Prefect đi tới prefect.tinh.example trên đường chưa mã hóa"},
        ),
        "prefect_cors": SymptomKind(_ATTENTION, book.prefect_cors),
        "prefect_no_pages": SymptomKind(_ATTENTION, book.prefect_no_pages),
        "pool_missing": SymptomKind(_BROKEN, book.pool_missing, {"pool": "don-doc"}),
        "pool_paused": SymptomKind(_BROKEN, book.pool_paused, {"pool": "don-doc"}),
        "worker_silent": SymptomKind(
            _BROKEN, book.worker_silent, {"pool": "don-doc", "last": _THEN}
        ),
        "schedules_off": SymptomKind(
            _ATTENTION, book.schedules_off, {"names": ["bao-cao-dinh-ky", "phat-hanh"]}
        ),
        "server_variable": SymptomKind(
            _ATTENTION,
            book.server_variable,
            {
                "variable": "PREFECT_SERVER_SERVICES_SCHEDULER_MIN_RUNS",
                "present": "3",
                "wanted": "100",
            },
        ),
        "nothing_ahead": SymptomKind(_BROKEN, book.nothing_ahead),
        "runs_late": SymptomKind(_ATTENTION, book.runs_late, {"count": 3, "since": _THEN}),
    }

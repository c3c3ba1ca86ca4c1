"""What the settings allow, and what follows that is easily overlooked: a sentence each."""

from __future__ import annotations

from dondoc.messages.environment import phrases
from dondoc.operations.backup.nightly_backup import same_disk
from dondoc.settings import Settings


def unproven_senders(settings: Settings) -> str:
    """What it means that no mail server of ours says who wrote; empty where one does.

    Said by `check`, and where mail begins to be read or answered.
    """
    if not settings.incoming_url.get_secret_value() or settings.incoming_auth_id:
        return ""
    return (
        "chưa đặt DONDOC_INCOMING_AUTH_ID: không dùng kết quả kiểm tra người gửi"
        " (DMARC, SPF, DKIM) của máy chủ thư, nên ai có thư nhắc cũng giả được địa chỉ đầu mối;"
        " biên nhận luôn gửi tới đầu mối đã đăng ký, và người lạ không được hỏi lại"
    )


def trial_note(settings: Settings) -> str:
    """Who gets anything while trial mode is on; empty where it is off, and in the demo."""
    if settings.demo or not settings.trial:
        return ""
    allowed = f"chỉ gửi tới {', '.join(settings.trial_allow)}" if settings.trial_allow else ""
    return f"chế độ thử đang bật: {allowed or 'chưa địa chỉ nào được nhận'}"


def setting_notes(settings: Settings) -> list[str]:
    """What is allowed, but should be known before the first message leaves."""
    notes = []
    if unproven := unproven_senders(settings):
        notes.append(unproven)
    if settings.incoming_url.get_secret_value() and not settings.bounce_to:
        notes.append("chưa đặt DONDOC_BOUNCE_TO: thư báo lỗi không tự ngừng dùng đầu mối được")
    if settings.demo:
        notes.append("bản trình diễn: kế hoạch coi như áp dụng cho mọi năm")
    if trial := trial_note(settings):
        notes.append(trial)
    if not settings.demo and not settings.alarm_addresses:
        notes.append(
            "chưa đặt DONDOC_ALARM_URLS: khi kênh thư hỏng hoặc không gì chạy nữa, không ai được"
            " báo"
        )
    if not settings.demo and same_disk(settings):
        notes.append(phrases("backup").same_disk("DONDOC_BACKUP_DIR"))
    return notes

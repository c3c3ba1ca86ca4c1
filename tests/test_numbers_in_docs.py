"""The guides tell the rules' numbers: each sentence here is made from the constants, and must stand
there. A number that changes makes its sentence differ, and this test names it.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dondoc.calendar.given_dates import ANEW_DAYS
from dondoc.calendar.ladder import (
    GOES_AHEAD,
    JOINS_WITHIN,
    REMINDED,
    REPEATED_EVERY,
    REPETITIONS,
    SUPERIOR_TOLD,
)
from dondoc.calendar.sending_hours import windows_in_words
from dondoc.conference.accounts.hand_out import CONFIRM_WITHIN
from dondoc.conference.conference_forms import DEFAULT_SEATS
from dondoc.conference.stage_rules import INVITE_AT_LEAST
from dondoc.delivery.channels.channel_list import channel_of
from dondoc.delivery.retry import GIVE_UP
from dondoc.delivery.verification.hold import PATIENCE
from dondoc.limits import LARGEST_FILE, LARGEST_MAIL, LONGEST_LOCAL_PART, megabytes
from dondoc.plan.rulebook import Rulebook
from dondoc.retention_periods import KEPT_DAYS, KEPT_MONTHS, KEPT_WEEKS
from dondoc.settings import Settings
from dondoc.text import in_words
from flows.dondoc_flow import DISPATCH_LIMIT, HOUSEKEEPING_LIMIT, RUN_LIMIT

DOCS = Path(__file__).resolve().parents[1] / "docs"
first, second, third, last = REMINDED


def _minutes(limit) -> str:
    return f"{int(limit.total_seconds() // 60)} phút"


TOLD = {
    "don-vi.md": [
        f"mỗi tệp không quá {megabytes(LARGEST_FILE)}",
        (
            f"đến trước hạn {first} ngày làm việc (nếu đợt mở đủ sớm), {second} ngày,"
            f" {third} ngày, và vào ngày hạn"
        ),
        (
            f"thư trước {first} và {second} ngày có thể chậm thêm {JOINS_WITHIN} ngày làm việc"
            " để đi chung với thư khác"
        ),
        f"thư trước {third} ngày không chậm, chỉ có thể sớm {GOES_AHEAD} ngày",
    ],
    "so-noi-vu.md": [
        f"Đơn vị có {in_words(ANEW_DAYS)} ngày làm việc",
        (
            f"{in_words(REPEATED_EVERY)} ngày làm việc một lần, dù chậm bao nhiêu việc; mỗi việc có"
            f" trong nhiều nhất {in_words(REPETITIONS)} danh sách."
        ),
        f"Sau {in_words(SUPERIOR_TOLD)} ngày: cấp trên được báo, mỗi tháng một thư.",
    ],
    "quan-tri.md": [
        f"nhắc lại một lần sau {PATIENCE} ngày làm việc",
        f"giữ bản mới nhất của {KEPT_DAYS} ngày, {KEPT_WEEKS} tuần, {KEPT_MONTHS} tháng gần nhất",
        f"Hệ thống tự làm lúc {windows_in_words()} mỗi ngày làm việc",
        f"Trước dấu @ nhiều nhất {LONGEST_LOCAL_PART} chữ",
        f"thư trên {megabytes(LARGEST_MAIL)} chỉ giữ phần đầu",
        f"Webhook không nhận suốt {in_words(GIVE_UP.days)} ngày cũng vậy",
        f"thử lại trong {in_words(GIVE_UP.days)} ngày rồi chuyển người kế tiếp",
        (
            f"phát hành {_minutes(DISPATCH_LIMIT)}, lượt khác {_minutes(RUN_LIMIT)}, bảo dưỡng đêm"
            f" {_minutes(HOUSEKEEPING_LIMIT)}"
        ),
        f"{Settings.model_fields['smtp_connections'].default} nếu không đặt",
    ],
    "cli.md": [
        f"Như lượt {windows_in_words()}, chạy bằng tay.",
        f"không ghi thì {in_words(ANEW_DAYS)} ngày làm việc từ khi đơn vị biết",
        f"hạn xác nhận; mặc định {CONFIRM_WITHIN} ngày làm việc",
        f"số đại biểu mỗi đơn vị; mặc định {DEFAULT_SEATS}",
        f"số đại biểu của đơn vị thêm; mặc định {DEFAULT_SEATS}",
        f"ít nhất {INVITE_AT_LEAST} ngày làm việc trước ngày họp",
    ],
}


_TYPED = re.compile(
    r"(?<![\w/.:])(?:\d{1,3}|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)"
    r" (?:ngày làm việc|MB|tệp|phút|giây)\b"
)
_TEMPLATES = ("messages/templates", "portal/templates")
_NO_RULE = {"1 MB"}  # «dưới 1 MB»: a size as it is shown


def test_no_template_types_a_number_of_the_rules() -> None:
    """It is handed in, or stands in `portal/numbers`: a changed rule goes on lying elsewhere."""
    found = [
        f"{path.name}:{number} {typed[0]}"
        for folder in _TEMPLATES
        for path in sorted((DOCS.parent / "dondoc" / folder).rglob("*.*"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        for typed in _TYPED.finditer(re.sub(r"\{#.*?#\}", "", line))
        if typed[0] not in _NO_RULE
    ]

    assert [] == found


@pytest.mark.parametrize("guide", TOLD)
def test_the_guides_tell_the_numbers_of_the_rules(guide: str):
    text = re.sub(r"\s+", " ", (DOCS / guide).read_text(encoding="utf-8"))

    assert [] == [sentence for sentence in TOLD[guide] if sentence not in text]


def test_robots_mail_is_kept_for_half_a_year():
    assert 180 == Settings.model_fields["mail_keep_days"].default
    assert "được xóa sau nửa năm" in (DOCS / "quan-tri.md").read_text(encoding="utf-8")


def test_zalo_delivers_by_day():
    zalo = channel_of("zalooa")
    assert zalo is not None
    assert zalo.hours is not None
    opens, closes = zalo.hours
    last_minute = f"{closes.hour - 1:02}:59"

    text = (DOCS / "quan-tri.md").read_text(encoding="utf-8")
    assert f"Zalo chỉ phát từ {opens:%H:%M} đến {last_minute}" in text
    assert f"đợi đến {opens:%H:%M}" in text


def test_what_waits_for_an_event_is_due_as_the_guide_says(rulebook: Rulebook):
    text = (DOCS / "so-noi-vu.md").read_text(encoding="utf-8")
    days = dict(re.findall(r"\((?:đơn vị )?(trả lời|trình) trong (\d+) ngày làm việc\)", text))
    due = {slug: str(rulebook.registry.plan.duty(slug).due) for slug in _EVENTS.values()}

    assert {slug: f"event + {days[verb]}wd" for verb, slug in _EVENTS.items()} == due


_EVENTS = {"trả lời": "tra-loi-y-kien", "trình": "trinh-cong-bo-tthc"}

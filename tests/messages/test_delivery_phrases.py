"""What is said of sending, where no act in the tests comes to say it."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from dondoc.delivery.envelope import OutcomeKind
from dondoc.delivery.result import DispatchResult
from dondoc.incoming.read_incoming import ReadResult
from dondoc.messages.environment import phrases
from models import Channel
from models.kinds import IncomingOutcome

BOOK = phrases("delivery")
AT = datetime(2027, 3, 1, 1, tzinfo=UTC)
SENT = Counter({OutcomeKind.SENT: 12})
EVERYTHING = DispatchResult(
    Counter({OutcomeKind.SENT: 3, OutcomeKind.DEFERRED: 2, OutcomeKind.REFUSED: 1}),
    held=4,
    cancelled=5,
    found=6,
    waiting=7,
    unverified=8,
    limited=9,
    paused=("a", "b"),
    untold="chưa đặt",
)


def test_a_dispatch_that_only_sent():
    result = DispatchResult(SENT)

    assert ("12 đã gửi", "12 tin đã gửi") == (result.figure(), result.sentence())


def test_a_dispatch_with_everything():
    short = "3 đã gửi · 2 hoãn · 1 bị từ chối · 4 giữ lại · 9 chờ hạn mức · 2 kênh tạm dừng"

    assert short == EVERYTHING.figure()
    assert EVERYTHING.sentence() == (
        "3 tin đã gửi, 2 hoãn, sẽ gửi lại, 1 bị máy chủ từ chối, 4 giữ lại vì chế độ thử,"
        " 5 thôi không gửi vì đơn vị đã trả lời hoặc hạn đã đổi,"
        " 6 đã đi từ trước, tìm thấy ở nơi lưu, 7 còn chờ đến giờ gửi,"
        " 8 chờ đầu mối xác nhận địa chỉ, còn 9 tin chờ vì hạn mức;"
        " kênh tạm dừng: a, b; chưa báo được cho quản trị: chưa đặt"
    )


@pytest.mark.parametrize(
    ("fault", "why", "says"),
    [
        (None, "", "3 tin chờ."),
        (SimpleNamespace(told=True, failed=""), " (454)", "3 tin chờ; quản trị đã được báo."),
        (
            SimpleNamespace(told=False, failed="ntfy: hỏng"),
            "",
            "3 tin chờ; quản trị chưa được báo: ntfy: hỏng.",
        ),
        (
            SimpleNamespace(told=False, failed=""),
            "",
            "3 tin chờ; quản trị chưa được báo: chưa đặt.",
        ),
    ],
)
def test_a_channel_that_stands_still(fault, why, says):
    channel = Channel(name="email", paused_at=AT, paused_why=why.strip(" ()") or None)

    wanted = f"Kênh email tạm dừng từ 08:00 ngày 01/03/2027{why}: {says}"
    assert wanted == BOOK.standing_still(channel, 3, fault, "chưa đặt")


def test_a_channel_in_a_word():
    stopped = Channel(name="email", paused_at=AT, paused_why="hết hạn")

    assert ("đang chạy", "đang chạy") == (BOOK.channel(None), BOOK.channel(Channel(name="email")))
    assert "tạm dừng từ 08:00 ngày 01/03/2027: hết hạn" == BOOK.channel(stopped)


def test_a_corrected_address_in_the_books():
    gone = SimpleNamespace(address="cu@don-vi.example")
    heir = SimpleNamespace(address="moi@don-vi.example", id=7)

    assert "tin 3 tới moi@don-vi.example" == BOOK.resent_to(3, heir.address)
    assert "Địa chỉ đã sửa thành moi@don-vi.example." == BOOK.corrected_to(heir.address)
    assert "sửa từ cu@don-vi.example" == BOOK.corrected_from(gone.address)
    replaced = "cu@don-vi.example thành moi@don-vi.example (đầu mối 7)"
    assert replaced == BOOK.replaced(gone, heir)


def test_mail_that_came_in():
    outcomes = Counter({IncomingOutcome.RECORDED: 1, IncomingOutcome.HELD: 2})
    broken = "không đọc được hộp thư đến (hỏng)"
    came = "3 thư đến: 1 ghi thành kết quả, 2 chờ cán bộ xem"

    assert "" == ReadResult().sentence()
    assert broken == ReadResult(fault="hỏng").sentence()
    assert came == ReadResult(outcomes).sentence()
    assert f"{came}; {broken}" == ReadResult(outcomes, "hỏng").sentence()


def test_why_a_contact_or_a_letter_is_set_aside():
    assert "Máy chủ thư từ chối: 550 no" == BOOK.refused_by(True, "550 no")
    assert "Dịch vụ nhắn tin từ chối: 4xx" == BOOK.refused_by(False, "4xx")
    assert "Một ngày không gửi được: hết giờ" == BOOK.gave_up("một ngày", "hết giờ")
    assert "Không soạn được tin: KeyError: 'a'" == BOOK.not_written("KeyError", KeyError("a"))


def test_where_a_letter_in_doubt_was_found():
    log = "Tìm thấy trong nhật ký máy chủ thư, 4Xy: status=sent"

    assert log == BOOK.found_in_log("4Xy", "status=sent")
    assert "Tìm thấy trong thư mục Sent của hộp thư lưu" == BOOK.found_in_folder("Sent")

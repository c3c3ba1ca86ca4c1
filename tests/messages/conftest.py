"""The cast: Sở Tài chính, which owes the report of quý I năm 2027, and Hội Nông dân tỉnh, asked."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from dondoc.messages.message_facts import (
    CodePicture,
    Handed,
    Item,
    MeetingFacts,
    Person,
    Shortfall,
)
from models.kinds import NoticeKind

SAMPLES = Path(__file__).parent / "samples"
UPDATE = bool(os.environ.get("DONDOC_UPDATE_SAMPLES"))  # read now: tests see no settings

REPORT = Item(
    kind=NoticeKind.REMINDER,
    unit_name="Sở Tài chính",
    tone="order",
    title="Báo cáo kết quả tuyên truyền cải cách hành chính",
    short="Báo cáo tuyên truyền CCHC",
    brief="Báo cáo CCHC",
    period_label="quý I năm 2027",
    period_short="quý I/2027",
    due_on=date(2027, 3, 16),
    target_on=date(2027, 3, 16),
    as_of=date(2027, 3, 12),
    days_left=2,
    cutoff_on=date(2027, 3, 14),
    clause="III.1.1, gạch đầu dòng thứ ba",
    plan="Kế hoạch số 15/KH-UBND ngày 26/01/2021 của UBND tỉnh Tuyên Quang",
    plan_note="Chưa có kế hoạch công khai năm 2027; tạm coi kế hoạch này ban hành 26/01/2027.",
    basis="Hạn do Sở Nội vụ đề xuất",
    basis_confirmed=False,
    monitor="Sở Nội vụ",
    call=Person("Nguyễn Thị Ánh", "Phòng Cải cách hành chính", "0207 3822 000"),
    link="https://dondoc.example/v/3fK9",
    span="số liệu từ 15/12/2026 đến 14/03/2027, không cộng dồn",
    monitor_report_on=date(2027, 3, 18),
    superior="UBND tỉnh Tuyên Quang",
)

ASKED = {
    "tone": "request",
    "unit_name": "Hội Nông dân tỉnh",
    "title": "Phối hợp tuyên truyền cải cách hành chính",
    "short": "Phối hợp tuyên truyền CCHC",
    "brief": "Phối hợp CCHC",
    "clause": "III.1.8",
    "cutoff_on": None,
    "span": "",
    "basis": "Thời gian do Sở Nội vụ đề xuất",
}

HANDED = Handed(
    receipt="BN-2027-000123",
    received_at=datetime(2027, 3, 15, 2, 14, tzinfo=UTC),
    recorded_at=datetime(2027, 3, 15, 2, 14, tzinfo=UTC),
    answer="done",
    document_number="12/BC-STC",
    document_on=date(2027, 3, 15),
    signer="Nguyễn Văn Bình",
    figures=(("Tin, bài đã đăng, phát", 1250), ("Hội nghị có lồng ghép", 4)),
    files=("bao-cao-quy-1.pdf",),
)

LATE: dict[str, Any] = {"as_of": date(2027, 3, 17), "days_left": -1}
BY_HAND: dict[str, Any] = {
    "period_label": "",
    "period_short": "",
    "span": "",
    "cutoff_on": None,
    "monitor_report_on": None,
    "basis": "Hạn do văn bản số 45/SNV-CCHC ngày 12/03/2027 ấn định",
    "basis_confirmed": True,
}
MEETING = MeetingFacts(
    title="Hội nghị hướng dẫn chấm điểm Chỉ số cải cách hành chính năm 2027",
    chair="Phó Chủ tịch UBND tỉnh",
    starts_at=datetime(2027, 4, 2, 1, 0, tzinfo=UTC),
    ends_at=datetime(2027, 4, 2, 4, 30, tzinfo=UTC),
    place="Hội trường Sở Nội vụ",
    link="",
    session_name="",
    seats=2,
    rsvp_by=date(2027, 3, 26),
    partners="Văn phòng UBND tỉnh",
)
INVITED: dict[str, Any] = {
    **BY_HAND,
    "title": f"Giấy mời: {MEETING.title}",
    "short": f"Giấy mời: {MEETING.title}",
    "brief": "Hội nghị CCHC",
    "about": MEETING.title,
    "clause": "III.1.2, gạch đầu dòng thứ ba",
    "due_on": date(2027, 3, 26),
    "target_on": date(2027, 3, 26),
    "days_left": 10,
    "meeting": MEETING,
}
OF_KIND: dict[NoticeKind, dict[str, Any]] = {
    NoticeKind.OPENING: {
        "as_of": date(2027, 3, 1),
        "days_left": 11,
        "previous": "Kỳ trước Quý cơ quan gửi văn bản số 98/BC-STC, thứ Ba, ngày 15/12/2026",
    },
    NoticeKind.DUE_TODAY: {"as_of": date(2027, 3, 16), "days_left": 0},
    NoticeKind.OVERDUE: LATE,
    NoticeKind.OVERDUE_HEAD: LATE,
    NoticeKind.ESCALATION: {"as_of": date(2027, 3, 25), "days_left": -7},
    NoticeKind.RECEIPT: {"as_of": date(2027, 3, 15), "days_left": 1, "handed": HANDED},
    NoticeKind.RETURNED: {
        "as_of": date(2027, 3, 16),
        "due_on": date(2027, 3, 18),
        "target_on": date(2027, 3, 18),
        "days_left": 2,
        "reason": "Báo cáo chưa có số liệu về hội nghị lồng ghép.",
        "basis": "Hạn gửi lại do Sở Nội vụ ấn định",
        "basis_confirmed": True,
    },
    NoticeKind.EXTENSION_GRANTED: {
        "due_on": date(2027, 3, 17),
        "target_on": date(2027, 3, 17),
        "days_left": 3,
        "asked_on": date(2027, 3, 19),
        "reason": "Sở Nội vụ báo cáo UBND tỉnh vào thứ Năm, ngày 18/03/2027.",
        "basis": "Hạn mới do Sở Nội vụ ấn định",
        "basis_confirmed": True,
    },
    NoticeKind.EXTENSION_REFUSED: {
        "asked_on": date(2027, 3, 22),
        "reason": "Ngày đề nghị sau ngày tổng hợp, báo cáo UBND tỉnh.",
    },
    NoticeKind.MOVED: {
        "due_on": date(2027, 3, 17),
        "target_on": date(2027, 3, 17),
        "days_left": 3,
        "reason": "Lịch nghỉ, làm bù thay đổi; hạn trước là thứ Ba, 16/03/2027.",
    },
    NoticeKind.WAIVED: {"reason": "Số liệu quý I đã có trong báo cáo đột xuất số 09/BC-STC."},
    NoticeKind.ACCEPTED: {"as_of": date(2027, 3, 17), "days_left": -1, "handed": HANDED},
    NoticeKind.UNREACHABLE: {"reason": "550 5.1.1 User unknown"},
    NoticeKind.BELOW_THRESHOLD: {
        "title": "Tin, bài về cải cách hành chính trên Trang thông tin điện tử",
        "short": "Tin, bài CCHC trên Trang thông tin",
        "brief": "Tin Cổng TTĐT",
        "period_label": "tháng 3 năm 2027",
        "period_short": "tháng 3/2027",
        "due_on": date(2027, 4, 2),
        "target_on": date(2027, 4, 2),
        "as_of": date(2027, 4, 2),
        "days_left": 0,
        "basis": "Ngưỡng 4 tin, bài mỗi tháng là mặc định được đề xuất, chưa được xác nhận.",
        "link": "https://dondoc.example/bang?nam=2027&nhiem-vu=tin-bai&ky=2027-M03&loc=chua-dat",
        "shortfall": Shortfall(
            threshold=4,
            counted="tin, bài",
            asked=9,
            reached=7,
            units=(("Đài Phát thanh và Truyền hình tỉnh", 2), ("Hội Nông dân tỉnh", 0)),
        ),
    },
    NoticeKind.DEMAND: {
        "title": "Báo cáo đột xuất “Kết quả dịch vụ công trực tuyến tháng 02”",
        "short": "Báo cáo đột xuất: Kết quả dịch vụ công trực tuyến tháng 02",
        "brief": "BC đột xuất",
        "about": "Kết quả dịch vụ công trực tuyến tháng 02",
        "attached": ("cv-45-snv.pdf",),
        **BY_HAND,
    },
    NoticeKind.REMEDY: {
        "title": "Khắc phục sau kiểm tra: Chưa lưu biên bản hội nghị tuyên truyền",
        "short": "Khắc phục sau kiểm tra: Chưa lưu biên bản hội nghị tuyên truyền",
        "brief": "Khắc phục",
        "about": "Chưa lưu biên bản hội nghị tuyên truyền",
        **BY_HAND,
    },
    NoticeKind.FINDING: {
        "title": "Sai lệch công khai TTHC: Thiếu thủ tục 1.012790 “Đăng ký khai sinh”",
        "short": "Sai lệch công khai TTHC: Thiếu thủ tục 1.012790 “Đăng ký khai sinh”",
        "brief": "Sửa TTHC",
        "about": "Thiếu thủ tục 1.012790 “Đăng ký khai sinh” (Trang thông tin điện tử)",
        **BY_HAND,
        "clause": "II.3.5",
        "monitor": "Văn phòng UBND tỉnh",
        "basis": "Hạn 5 ngày làm việc kể từ ngày kiểm tra do Sở Nội vụ đề xuất",
        "basis_confirmed": False,
    },
    NoticeKind.CONTINUOUS: {
        "title": "Duy trì phát sóng chuyên mục cải cách hành chính",
        "short": "Chuyên mục CCHC phát sóng",
        "brief": "Chuyên mục Đài",
        "period_label": "",
        "period_short": "",
        "cutoff_on": None,
        "span": "",
        "clause": "III.1.6",
        "basis": "Mỗi tháng hai chuyên mục là mặc định được đề xuất, chưa được xác nhận.",
        "each": "2 chuyên mục mỗi tháng",
    },
    NoticeKind.REOPENED: {
        "owed": False,
        "reason": "Chấp nhận nhầm: văn bản gửi kèm là của quý trước.",
    },
    NoticeKind.EXTENSION_REVOKED: {
        "reason": "Gia hạn nhầm đơn vị; UBND tỉnh cần số liệu đúng kỳ.",
        "basis": "Hạn do Sở Nội vụ ấn định lại, thứ Sáu, 12/03/2027.",
        "basis_confirmed": True,
    },
    NoticeKind.DEMAND_WITHDRAWN: {
        "title": "Báo cáo đột xuất “Kết quả dịch vụ công trực tuyến tháng 02”",
        "short": "Báo cáo đột xuất: Kết quả dịch vụ công trực tuyến tháng 02",
        "brief": "BC đột xuất",
        "about": "Kết quả dịch vụ công trực tuyến tháng 02",
        "reason": "Gửi nhầm; nội dung này thuộc Văn phòng UBND tỉnh.",
        "owed": False,
        **BY_HAND,
    },
    NoticeKind.ACTIVITY_STRUCK: {
        "title": "Tin, bài về cải cách hành chính trên Trang thông tin điện tử",
        "short": "Tin, bài CCHC trên Trang thông tin",
        "brief": "Tin Cổng TTĐT",
        "period_label": "tháng 3 năm 2027",
        "period_short": "tháng 3/2027",
        "cutoff_on": None,
        "span": "",
        "reason": "«Hội nghị CCHC», thứ Sáu, 05/03/2027: đường dẫn dẫn tới bài không về CCHC.",
        "owed": False,
    },
    NoticeKind.LETTER_DETACHED: {
        "reason": "Thư nhận thứ Sáu, 12/03/2027: là báo cáo kiểm soát thủ tục hành chính.",
    },
    NoticeKind.RETURN_WITHDRAWN: {
        "reason": "Trả lại nhầm: văn bản đã đủ các mục.",
        "owed": False,
    },
    NoticeKind.REASON_ACCEPTED: {
        "due_on": date(2027, 3, 17),
        "target_on": date(2027, 3, 17),
        "days_left": 3,
        "reason": "Đề nghị báo cáo ngay khi có số liệu của các phòng.",
        "basis": "Hạn mới do Sở Nội vụ ấn định",
        "basis_confirmed": True,
    },
    NoticeKind.EXCUSED: {"reason": "Số liệu kỳ này đưa vào báo cáo 6 tháng."},
    NoticeKind.REASON_REFUSED: {"reason": "Việc vẫn thực hiện được trong kỳ."},
    NoticeKind.STILL_NOT_DONE: {"not_done_on": date(2027, 3, 5)},
    NoticeKind.CONFERENCE_INVITATION: INVITED,
    NoticeKind.CONFERENCE_CHANGED: {
        **INVITED,
        "reason": "Chủ trì dự họp của Bộ.",
        "meeting": replace(
            MEETING,
            answered=True,
            before_starts_at=datetime(2027, 3, 26, 1, 0, tzinfo=UTC),
            before_ends_at=datetime(2027, 3, 26, 4, 30, tzinfo=UTC),
            before_place="Hội trường UBND tỉnh",
        ),
    },
    NoticeKind.CONFERENCE_OFF: {
        **INVITED,
        "reason": "Chờ hướng dẫn của Bộ Nội vụ.",
        "meeting": replace(MEETING, off="postponed"),
    },
    NoticeKind.CONFERENCE_DOCUMENT: {
        **INVITED,
        "meeting": replace(MEETING, file="Hướng dẫn chấm điểm năm 2027", file_version=2),
    },
    NoticeKind.CONFERENCE_ANSWER: {
        **INVITED,
        "meeting": replace(
            MEETING,
            question="Báo cáo điện tử có được tính là tài liệu kiểm chứng không?",
            answer="Có, khi văn bản đã ký số và có số, ngày.",
        ),
    },
    NoticeKind.CONFERENCE_DAY: {
        **INVITED,
        "meeting": replace(
            MEETING,
            codes=(
                CodePicture("K7DQA", "qr.hoi-nghi-2027.K7DQA@dondoc"),
                CodePicture("M3PXR", "qr.hoi-nghi-2027.M3PXR@dondoc"),
            ),
        ),
    },
    NoticeKind.INSPECTION: {
        "title": "Kiểm tra việc triển khai Kế hoạch",
        "short": "Kiểm tra việc triển khai Kế hoạch",
        "brief": "Kiểm tra",
        "period_label": "năm 2027",
        "period_short": "năm 2027",
        "link": "",
        "reason": "08 giờ 00, tại trụ sở. Nội dung: kế hoạch tuyên truyền và hồ sơ hội nghị.",
    },
}
READERS = {
    NoticeKind.ESCALATION: "UBND tỉnh Tuyên Quang",
    NoticeKind.UNREACHABLE: "Sở Nội vụ",
    NoticeKind.BELOW_THRESHOLD: "Sở Nội vụ",
}


@pytest.fixture
def make() -> Callable[..., Item]:
    """A real item of a kind and tone, with what a test wants different."""

    def item(kind: NoticeKind, tone: str = "order", **facts: Any) -> Item:
        of_kind = {"kind": kind, **OF_KIND.get(kind, {})}
        if tone == "request":
            of_kind |= ASKED
        return replace(REPORT, **{**of_kind, **facts})

    return item


@pytest.fixture
def reader() -> Callable[[Item], str]:
    """Whom the message about an item greets."""
    return lambda item: READERS.get(item.kind, item.unit_name)


@pytest.fixture
def same_as_sample() -> Callable[[str, str], None]:
    """Compares with the committed sample.

    To renew them after a change of words: DONDOC_UPDATE_SAMPLES=1 pytest tests/messages
    and then read what changed, as the head of an office would.
    """

    def compare(name: str, text: str) -> None:
        path = SAMPLES / name
        if UPDATE:
            path.write_text(text, encoding="utf-8")
        assert path.read_text(encoding="utf-8") == text

    return compare

"""Reasons, grounds and receipts of acts, where no act in the tests comes to say them."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest

from dondoc.messages.environment import phrases

DECISIONS = phrases("decisions")
SUBMISSIONS = phrases("submissions")
ON = date(2027, 3, 16)
OLD = SimpleNamespace(name="Đài tỉnh", reason="Tiếp nhận từ Đài tỉnh")
HEIR = SimpleNamespace(name="Sở A")
DUTY = SimpleNamespace(short="Báo cáo đột xuất", code="III.1.2", noun="Báo cáo tổng hợp")


@pytest.mark.parametrize(
    ("says", "word"), [("order", "Hạn"), ("request", "Thời gian")], ids=["order", "request"]
)
def test_on_what_a_date_rests(says, word):
    tone = says
    small = word[:1].lower() + word[1:]
    basis = SimpleNamespace(text="Do Sở Nội vụ đề xuất.")

    assert f"{word} do văn bản ấn định." == DECISIONS.rests_on_document(tone, "do văn bản ấn định")
    by = "đã lùi theo ý kiến" if tone == "request" else "theo gia hạn"
    granted = f"{word} {by} của Sở Nội vụ, thứ Ba, 16/03/2027."
    assert granted == DECISIONS.rests_on_extension(tone, "Sở Nội vụ", ON)
    returned = f"{word} gửi lại do Sở Nội vụ ấn định, thứ Ba, 16/03/2027."
    assert returned == DECISIONS.rests_on_return(tone, "Sở Nội vụ", ON)
    taken = f"Tiếp nhận từ Đài tỉnh; {small} tính lại từ ngày tiếp nhận."
    assert taken == DECISIONS.rests_on_takeover(tone, OLD)
    assert basis.text == DECISIONS.rests_on_rule(basis, None)
    both = "Tiếp nhận từ Đài tỉnh. Do Sở Nội vụ đề xuất."
    assert both == DECISIONS.rests_on_rule(basis, OLD)


def test_a_body_that_is_no_more():
    taken = "Tiếp nhận từ Đài tỉnh, hết hoạt động từ 16/03/2027"
    passed = "Chuyển cho Sở A, đơn vị kế tiếp, hạn thứ Ba, 16/03/2027."

    assert taken == DECISIONS.taken_over(OLD, ON)
    assert "chốt số liệu; nhận của Đài tỉnh" == DECISIONS.taken_over_arithmetic("chốt số liệu", OLD)
    assert passed == DECISIONS.passed_on(HEIR, ON)
    assert "Đơn vị hết hoạt động từ 16/03/2027." == DECISIONS.ended(ON, None)
    known = "Đơn vị hết hoạt động từ 16/03/2027; Sở A đã có việc này."
    assert known == DECISIONS.ended(ON, HEIR)


def test_what_follows_another_decision():
    moved = "Lịch nghỉ, làm bù thay đổi; hạn trước là thứ Ba, 16/03/2027."

    assert moved == DECISIONS.calendar_changed(ON)
    assert "Miễn cùng Sở A." == DECISIONS.waived_with(HEIR, "")
    assert "Gia hạn cùng Sở A: Bão lụt" == DECISIONS.extended_with(HEIR, "Bão lụt")


def test_what_completes_by_itself():
    report = SimpleNamespace(document_number="120/BC-SNV", document_on=ON)
    bare = SimpleNamespace(document_number=None, document_on=None)
    children = SimpleNamespace(sentence=lambda: "9/9 xã đã thực hiện")
    cited = "Hoàn thành cùng báo cáo tổng hợp số 120/BC-SNV ngày 16/03/2027."

    assert cited == DECISIONS.consolidated(DUTY, report)
    assert "Hoàn thành cùng báo cáo tổng hợp." == DECISIONS.consolidated(DUTY, bare)
    assert "Hoàn thành cùng báo cáo tổng hợp." == DECISIONS.consolidated(DUTY, None)
    assert "Văn bản đã có; 9/9 xã đã thực hiện." == DECISIONS.all_answered(children)
    read = "Số liệu đọc từ báo cáo của nhiệm vụ III.1.1.c."
    assert read == DECISIONS.read_from(SimpleNamespace(figures_from="III.1.1.c"))


def test_an_inspection_in_the_books():
    draw = SimpleNamespace(units=range(9), of=27, percent=30)

    assert "hạt giống 7, 9/27 đơn vị, mục tiêu 30 %" == DECISIONS.drawn(draw, 7)
    assert "Đã kiểm tra: biên bản kiểm tra." == DECISIONS.visited("Biên bản kiểm tra")
    assert "Biên bản kiểm tra số 3/BB" == DECISIONS.minutes("Biên bản kiểm tra", "3/BB")
    conclusions = "do thông báo kết luận số 5/TB ngày 16/03/2027 ấn định: thứ Ba, 16/03/2027"
    assert conclusions == DECISIONS.set_by_conclusions("5/TB", ON, ON)


def test_a_round_that_opened():
    assert "III.1.2 2027-Q1: 7 đơn vị" == DECISIONS.opened(DUTY, "2027-Q1", 7, 0)
    below = "III.1.2 2027-Q1: 7 đơn vị, 138 đơn vị cấp dưới"
    assert below == DECISIONS.opened(DUTY, "2027-Q1", 7, 138)


@pytest.mark.parametrize(
    ("units", "named", "unreachable", "says"),
    [
        ([], [], [], "Đã có từ trước: {what}; không yêu cầu thêm đơn vị nào."),
        ([OLD, HEIR], [OLD, HEIR], [], "Đã yêu cầu 2 đơn vị (Đài tỉnh, Sở A): {what}, {due}."),
        (
            [OLD, HEIR],
            [],
            [HEIR],
            "Đã yêu cầu 2 đơn vị: {what}, {due}. Chưa có đầu mối nhận thư, cần gọi điện: Sở A.",
        ),
    ],
)
def test_a_demand_for_the_officer(units, named, unreachable, says):
    opened = SimpleNamespace(
        duty=DUTY,
        period_short="lần 3 năm 2027",
        asked=SimpleNamespace(subject="Chỉ số", due_on=ON),
        units=units,
        unreachable=unreachable,
        repeated=not units,
    )
    what, due = "Báo cáo đột xuất lần 3 năm 2027 «Chỉ số»", "hạn thứ Ba, 16/03/2027"

    assert says.format(what=what, due=due) == DECISIONS.demanded(opened, named)
    assert f"{len(units)} đơn vị · 2027-E3" == DECISIONS.demand_figure(units, "2027-E3")


def test_what_a_demand_rests_on():
    set_by = "do văn bản số 5/SNV ngày 16/03/2027 ấn định: thứ Ba, 16/03/2027"
    reckoned = "theo văn bản số 5/SNV ngày 16/03/2027: cộng 2 ngày"

    assert set_by == DECISIONS.set_by_document("5/SNV", ON, ON)
    assert reckoned == DECISIONS.reckoned_from_document("5/SNV", ON, "cộng 2 ngày")
    assert "Chỉ số; do văn bản" == DECISIONS.asked_of("Chỉ số", "do văn bản", 0)
    assert "Chỉ số; do văn bản; 2 đơn vị" == DECISIONS.asked_of("Chỉ số", "do văn bản", 2)


def test_what_is_odd_about_an_answer():
    early = "Văn bản ký ngày 16/03/2027, trước ngày chốt số liệu 16/03/2027."
    period = SimpleNamespace(short=lambda: "tháng 3/2027")

    assert early == SUBMISSIONS.signed_early(ON, ON)
    assert "Ký hiệu 1/BC-X không có «STC» của đơn vị." == SUBMISSIONS.other_symbol("1/BC-X", "STC")
    lacks = "Trả lời bằng thư, chưa có: người ký, số liệu."
    assert lacks == SUBMISSIONS.lacking(("người ký", "số liệu"))
    assert "Chưa kiểm tra được đường dẫn: lỗi." == SUBMISSIONS.unchecked_link("lỗi")
    assert "Trang ghi đăng ngày 16/03/2027." == SUBMISSIONS.published(ON, None)
    outside = "Trang ghi đăng ngày 16/03/2027, ngoài tháng 3/2027."
    assert outside == SUBMISSIONS.published(ON, period)
    assert "Ghi sau ngày rà soát của kỳ (16/03/2027)." == SUBMISSIONS.after_look_day(ON)


@pytest.mark.parametrize(
    ("repeated", "flags", "start", "end"),
    [
        (False, (), "Đã ghi", ""),
        (True, ("Một.", "Hai."), "Đã ghi từ trước", " Lưu ý: Một. Lưu ý: Hai."),
    ],
)
def test_a_paper_that_was_entered(repeated, flags, start, end):
    kept = SimpleNamespace(repeated=repeated, flags=flags, version=2, receipt="BN-2027-000001")
    entry = SimpleNamespace(recorded=kept, duty=DUTY, period_short="quý I/2027", unit=HEIR)

    wanted = f"{start} Báo cáo đột xuất quý I/2027 của Sở A, lần gửi 2, biên nhận BN-2027-000001."
    assert f"{wanted}{end}" == SUBMISSIONS.entered(entry)


def test_the_period_before():
    wanted = "Kỳ trước (6 tháng/2027) Quý cơ quan đã gửi văn bản số 1/BC, thứ Ba, 16/03/2027."
    assert wanted == SUBMISSIONS.before("6 tháng/2027", "1/BC", ON)

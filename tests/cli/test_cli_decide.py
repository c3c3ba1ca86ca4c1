"""`dondoc decide`: an officer's decision, taken at the machine."""

from __future__ import annotations

import pytest

NOW = ("--now", "15/03/2027 10:00")
WHERE = ("--duty", "III.1.1.c", "--period", "2027-Q1", "--unit", "Sở Tài chính")
OFFICER = ("--as", "ha@so-noi-vu.example")
TYPIST = ("--as", "minh@so-noi-vu.example")
ABOUT = "Báo cáo tuyên truyền CCHC quý I/2027 của Sở Tài chính"
REPORT = (
    *("submit", *WHERE, "--number", "12/BC-STC", "--date", "15/03/2027", "--signer", "A"),
    *("--figure", "tin_bai=1", "--figure", "hoi_nghi=1"),
    *("--figure", "an_pham=1", "--figure", "luot_nguoi=1"),
)


@pytest.fixture
def handed(opened):
    assert 0 == opened(*REPORT, *TYPIST, "--now", "15/03/2027 09:14").code
    return opened


def test_a_report_is_accepted(handed):
    done = handed("decide", *WHERE, "--accept", *OFFICER, *NOW)

    assert (0, f"Đã chấp nhận {ABOUT}.") == (done.code, done.lines[0])
    assert "✓ đúng hạn" in handed("status", "--duty", "III.1.1.c", *NOW).out


def test_a_report_is_returned_with_a_new_date(handed):
    done = handed("decide", *WHERE, "--return", "Thiếu phụ lục.", *OFFICER, *NOW)

    assert f"Đã trả lại {ABOUT}; hạn mới thứ Tư, 17/03/2027." == done.lines[0]


LATE = ("--now", "20/03/2027 10:00")
"""A Saturday: Sở Nội vụ's own report was due on 18/03, the unit hears on Monday."""


def test_the_officer_sees_the_date_and_that_the_level_above_is_past(handed):
    seen = handed("decide", *WHERE, "--return", "Thiếu phụ lục.", "--dry-run", *OFFICER, *LATE)
    told = [
        f"Chỉ xem, chưa ghi gì: Đã trả lại {ABOUT}; hạn mới thứ Tư, 24/03/2027.",
        "Hạn này không kịp báo cáo của cấp trên (thứ Năm, 18/03/2027).",
    ]
    assert told == seen.lines
    soon = ("--until", "22/03/2027")
    refused = handed("decide", *WHERE, "--return", "Thiếu phụ lục.", *soon, *OFFICER, *LATE)
    wanted = "sớm nhất là thứ Ba, 23/03/2027, để đơn vị có trọn một ngày làm việc"
    assert [f"Hạn mới «22/03/2027»: {wanted}"] == refused.problems

    own = ("--until", "23/03/2027")
    done = handed("decide", *WHERE, "--return", "Thiếu phụ lục.", *own, *OFFICER, *LATE)
    assert f"Đã trả lại {ABOUT}; hạn mới thứ Ba, 23/03/2027." == done.lines[0]


def test_an_extension_does_not_shorten(opened):
    slip = opened("decide", *WHERE, "--grant", "05/03/2027", *OFFICER, "--now", "03/03/2027 10:00")

    wanted = "phải sau hạn hiện nay, thứ Ba, 16/03/2027"
    assert [f"Hạn mới «05/03/2027»: {wanted}"] == slip.problems


def test_an_assignment_is_named_by_its_number_too(opened):
    rows = opened("status", "--duty", "III.1.1.c", "--json", *NOW).json[0]["assignments"]
    number = next(str(row["id"]) for row in rows if row["unit"] == "so-tai-chinh")

    done = opened("decide", number, "--waive", "Đã sáp nhập.", *OFFICER, *NOW)

    assert f"Đã miễn {ABOUT}." == done.lines[0]
    wanted = "đã ghi mã việc thì không ghi --unit"
    mixed = opened("decide", number, "--unit", "STC", "--waive", "x", *OFFICER, *NOW)
    assert [f"VIỆC «{number}»: {wanted}"] == mixed.problems


def test_an_extension_is_granted_to_a_working_day(opened):
    sunday = opened("decide", *WHERE, "--grant", "21/03/2027", *OFFICER, *NOW)
    assert sunday.problems[0].startswith("Hạn mới «21/03/2027»: là ngày nghỉ")

    granted = opened("decide", *WHERE, "--grant", "17/03/2027", *OFFICER, *NOW)
    assert f"Đã cho gia hạn {ABOUT}; hạn mới thứ Tư, 17/03/2027." == granted.lines[0]

    again = opened("decide", *WHERE, "--grant", "18/03/2027", *OFFICER, *NOW)
    assert "không lùi được nữa: thứ Tư, 17/03/2027 đã là ngày cuối" in again.problems[0]


WHO_MAY = (
    "chỉ cán bộ Sở Nội vụ phụ trách nhiệm vụ này hoặc quản trị được chấp nhận, trả lại, gia hạn,"
    " miễn"
)


@pytest.mark.parametrize(
    ("by", "problem"),
    [
        ("xem@so-noi-vu.example", f"tài khoản này chỉ được xem; {WHO_MAY}"),
        ("khac@so-tu-phap.example", WHO_MAY),
        (TYPIST[1], "người đã nhập báo cáo này không tự quyết định; hãy nhờ cán bộ khác"),
    ],
)
def test_who_may_not_decide_is_told_so(by, problem, handed):
    done = handed("decide", *WHERE, "--accept", "--as", by, *NOW)

    assert (2, [f"Tài khoản «{by}»: {problem}"]) == (done.code, done.problems)


def test_what_makes_no_sense_is_refused(opened):
    accepted = opened("decide", *WHERE, "--accept", *OFFICER, *NOW)
    assert accepted.problems[0].startswith("Quyết định: chưa có gì để chấp nhận hay trả lại")

    refused = opened("decide", *WHERE, "--refuse", "Không.", *OFFICER, *NOW)
    assert ["Quyết định: đơn vị chưa xin gia hạn"] == refused.problems


def test_it_must_be_clear_which_assignment_is_meant(opened):
    assert ["dondoc decide: thiếu --period, --unit; hoặc ghi mã việc"] == (
        opened("decide", "--duty", "III.1.1.c", "--accept", *OFFICER).problems
    )
    unknown = opened("decide", "999", "--accept", *OFFICER)
    assert unknown.problems[0].startswith("Việc được giao «999»: không có việc này")


def test_what_was_decided_is_taken_back_by_another(handed, write):
    handed("decide", *WHERE, "--accept", *OFFICER, *NOW)
    own = handed("undo", *WHERE, "--reopen", "Nhầm kỳ.", *OFFICER, *NOW)
    assert own.problems[0].endswith("hãy nhờ cán bộ khác hoặc quản trị")

    accounts = "họ tên,địa chỉ,đơn vị,vai trò\nĐỗ Quản,quan@snv.example,so-noi-vu,quản trị\n"
    handed("accounts", "import", write("tai-khoan.csv", accounts), "--apply", *NOW)
    done = handed("undo", *WHERE, "--reopen", "Nhầm kỳ.", "--as", "quan@snv.example", *NOW)
    assert (0, f"Đã mở lại {ABOUT}.") == (done.code, done.lines[0])
    assert "… chờ kiểm tra" in handed("status", "--duty", "III.1.1.c", *NOW).out


def test_a_return_taken_back_gives_back_its_date(handed, write):
    handed("decide", *WHERE, "--return", "Thiếu mục II.", *OFFICER, *NOW)
    accounts = "họ tên,địa chỉ,đơn vị,vai trò\nĐỗ Quản,quan@snv.example,so-noi-vu,quản trị\n"
    handed("accounts", "import", write("tai-khoan.csv", accounts), "--apply", *NOW)
    done = handed("undo", *WHERE, "--unreturn", "Nhầm.", "--as", "quan@snv.example", *NOW)

    said = f"Đã thu hồi việc trả lại {ABOUT}; hạn thứ Ba, 16/03/2027."
    assert (0, said) == (done.code, done.lines[0])


def test_when_the_office_got_it_is_corrected(handed):
    given = ("--received", "15/03/2027 08:00", "--reason", "Theo sổ công văn đến")
    done = handed("receipt", *WHERE, *given, *OFFICER, *NOW)

    told = "lần gửi 1, từ 09:14 ngày 15/03/2027 thành 08:00 ngày 15/03/2027"
    assert [f"Đã sửa lúc nhận {ABOUT}: {told}; lý do: “Theo sổ công văn đến”."] == done.lines[:1]
    late = handed("receipt", *WHERE, "--received", "16/03/2027 08:00", *given[2:], *OFFICER, *NOW)
    assert late.problems[0].startswith("Lúc nhận «08:00 ngày 16/03/2027»: sau lúc ghi vào hệ thống")

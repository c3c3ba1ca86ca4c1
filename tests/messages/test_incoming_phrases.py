"""Why a mail was recorded, held or only noted, where no mail in the tests comes to say it."""

from __future__ import annotations

from types import SimpleNamespace

from dondoc.incoming.kind_words import judged
from dondoc.messages.environment import phrases
from models.kinds import IncomingOutcome

BOOK = phrases("incoming")


def test_what_could_be_recorded():
    assert "Đã ghi số 12/BC-STC, biên nhận BN-1." == BOOK.recorded("12/BC-STC", "BN-1")
    assert "Đã ghi, biên nhận BN-1." == BOOK.recorded("", "BN-1")
    assert "Đã ghi cùng thư số 4, là thư bổ sung." == BOOK.completed_by(4)
    assert "Số 12/BC-STC đã có trong sổ từ trước." == BOOK.known_number("12/BC-STC")


def test_what_could_not_for_the_officer_and_for_the_writer():
    unknown = "Địa chỉ gửi thư chưa được đăng ký làm đầu mối của đơn vị."

    assert "Chưa ghi được vào sổ: thiếu" == BOOK.not_recorded("thiếu")
    assert "Chưa ghi được: thiếu" == BOOK.ask_again("thiếu")
    assert "Thư quá lớn (30 MB), chỉ giữ phần đầu." == BOOK.too_large(30)
    smaller = "Thư quá lớn nên không đọc được. Tệp tới 20 MB xin gửi tại đường dẫn trong thư nhắc."
    assert smaller == BOOK.ask_smaller("20 MB")
    assert f"{unknown} Cùng tên miền chưa phải là cùng đơn vị." == BOOK.same_domain()
    assert f"{unknown} Xin gửi từ địa chỉ đã đăng ký." == BOOK.ask_registered()
    assert "Đầu mối a@don-vi.example đã ngừng dùng." == phrases("people").contact_ended(
        "a@don-vi.example"
    )
    many = "Thư được trả lời có 3 việc: chưa rõ số này của việc nào."
    assert many == BOOK.many_assignments(3)
    assert "Thư nêu nhiều số văn bản: 1/A, 2/B." == BOOK.many_numbers(["1/A", "2/B"])
    assert "Thư nêu nhiều ngày: 1/3/2027, 2/3/2027." == BOOK.many_dates(["1/3/2027", "2/3/2027"])


def test_files_that_need_a_person():
    assert "Nội dung nằm trong a.zip, b.eml, cần mở bằng tay." == BOOK.packed(["a.zip", "b.eml"])
    assert "Thư có quá 5 tệp; xem các tệp còn lại trong thư." == BOOK.too_many_files(5)
    wanted = "Tệp «a.exe» trong thư không nhận được, vẫn giữ trong thư."
    assert wanted == BOOK.file_not_taken("a.exe")


def test_a_mail_that_came_again():
    assert "Thư số 4 đến lần nữa." == BOOK.came_again(4)
    assert "Cùng Message-ID với thư số 4 nhưng khác nội dung." == BOOK.same_id(4)


def test_a_letter_that_came_back():
    failed = "a@don-vi.example"

    assert "Thư bị trả lại: 550 no" == BOOK.bounced("550 no")
    aside = f"Ngừng dùng đầu mối {failed}. Thư bị trả lại: 550 no"
    assert aside == BOOK.contact_set_aside(failed, "550 no")
    assert f"Thư tới {failed} không đến được: 550 no" == BOOK.lost(failed, "550 no")
    again = f"Thư tới {failed} không đến được; đầu mối đã ngừng dùng từ trước."
    assert again == BOOK.lost_again(failed)
    forwarded = f"Thư gửi {failed} được chuyển tiếp tới địa chỉ không nhận được."
    assert forwarded == BOOK.forwarded(failed)
    assert f"Ngờ. Địa chỉ: {failed}. 550 no" == BOOK.doubted("Ngờ.", failed, "550 no")
    assert f"Ngờ. Địa chỉ: {failed}." == BOOK.doubted("Ngờ.", failed, "")


def test_the_books_of_the_officer():
    unit = SimpleNamespace(name="Sở A")

    assert "thư đến: chờ cán bộ xem" == judged(IncomingOutcome.HELD)
    wanted = "a@don-vi.example, Sở A, thư số 4"
    assert wanted == BOOK.registered("a@don-vi.example", unit, 4)

"""In a digest too: what is logged asks for its entries, a document for its number and date."""

from __future__ import annotations

from dondoc.messages.render import render
from models.kinds import NoticeKind

DOCUMENT = "Gửi qua hệ thống văn bản thì chỉ ghi số, ngày"
LOG = "ghi từng mục đã làm tại đường dẫn của việc đó; ghi đủ là xong, không phải gửi báo cáo riêng."


def digest(*items) -> str:
    return render(items, to_name="Đài PT&TH tỉnh").text


def test_all_of_it_logged_asks_for_no_document(make):
    column = make(NoticeKind.REMINDER, entries="1/2 bài", short="Chuyên mục trên báo")

    text = digest(make(NoticeKind.REMINDER, entries="0/1 chuyên đề"), column)

    assert f"\nXin {LOG}" in text
    assert "hệ thống văn bản" not in text
    assert "; đã ghi 0/1 chuyên đề.\n" in text
    assert "; đã ghi 1/2 bài.\n" in text


def test_beside_documents_each_is_asked_for_its_own(make):
    text = digest(make(NoticeKind.REMINDER, entries="0/1 chuyên đề"), make(NoticeKind.REMINDER))

    assert DOCUMENT in text
    assert f"Việc có «đã ghi …» thì xin {LOG}" in text


def test_documents_alone_are_asked_for_as_before(make):
    text = digest(make(NoticeKind.REMINDER), make(NoticeKind.REMINDER))

    assert DOCUMENT in text
    assert "ghi từng mục" not in text


def test_of_what_is_late_the_day_of_sending_is_asked_too(make):
    text = digest(make(NoticeKind.REMINDER), make(NoticeKind.OVERDUE))

    assert "thì chỉ ghi số, ngày văn bản và ngày đã gửi." in text


def test_what_needs_a_link_or_a_file_says_so(make):
    proof = make(NoticeKind.REMINDER, proof="too")

    assert "; minh chứng là đường dẫn, tệp." in digest(proof, make(NoticeKind.REMINDER))
    assert "Xin ghi số, ngày văn bản kèm đường dẫn hoặc tệp tại" in digest(proof)
    alone = digest(make(NoticeKind.OPENING, proof="alone"))
    assert "Xin ghi đường dẫn hoặc kèm tệp minh chứng tại đường dẫn sau:" in alone
    assert "hệ thống văn bản" not in alone


def test_who_may_answer_by_mail_is_shown_no_document_number_for_what_is_logged(make):
    logged = make(NoticeKind.REMINDER, entries="0/1 chuyên đề")

    text = render([logged], to_name="Đài PT&TH tỉnh", by_mail=True).text

    assert "ghi số và ngày văn bản" not in text

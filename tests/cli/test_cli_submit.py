"""`dondoc submit`: a paper typed in by an officer."""

from __future__ import annotations

from datetime import date

import pytest
from sqlmodel import select

from dondoc.settings import load_settings
from dondoc.submissions.evidence import ONLY_UNITS_SAY, TEXTS
from models import Submission
from models.database import engine_for, transaction

NOW = ("--now", "15/03/2027 09:14")
WHERE = ("--duty", "bao-cao-dinh-ky", "--period", "2027-Q1", "--unit", "STC")
PAPER = ("--number", "số 12 /bc-stc", "--date", "15-3-27", "--signer", "Lê Văn An")
FIGURES = ("tin_bai=12", "hoi_nghi=3", "an_pham=0", "luot_nguoi=1.250")
OFFICER = ("--as", "ha@so-noi-vu.example")


def figures(*given: str) -> list[str]:
    return [word for one in given for word in ("--figure", one)]


@pytest.fixture
def submit(opened):
    def submitted(*more, where=WHERE, paper=PAPER, by=OFFICER, now=NOW, values=FIGURES):
        return opened("submit", *where, *paper, *figures(*values), *by, *now, *more)

    return submitted


def test_a_paper_is_recorded_and_gets_a_receipt(submit, opened):
    done = submit("--received", "15/03/2027 08:05", "--incoming-number", "345")

    assert (
        "Đã ghi Báo cáo tuyên truyền CCHC quý I/2027 của Sở Tài chính, lần gửi 1,"
        " nhận lúc 08:05 ngày 15/03/2027, biên nhận BN-2027-000001." == done.lines[0]
    )
    row = _row(opened, "so-tai-chinh")
    assert ("submitted", "12/BC-STC", "2027-03-15T01:05:00+00:00") == (
        row["standing"],
        row["document_number"],
        row["received_at"],
    )


def test_the_receipt_is_held_in_trial_mode(submit):
    held = "0 tin sẽ đi, 1 giữ lại vì chế độ thử"

    said = f"Thông báo ngay: --now chỉ để xem, không tin nào được gửi; {held}."
    assert said == submit().lines[-1]


def test_what_is_odd_is_said_and_not_refused(submit):
    done = submit(paper=("--number", "12/BC-STP", "--date", "12/03/2027", "--signer", "A"))

    assert 0 == done.code
    before = "Văn bản ký ngày 12/03/2027, trước ngày chốt số liệu 14/03/2027."
    assert f"Lưu ý: {before}" in done.lines
    assert "Lưu ý: Ký hiệu 12/BC-STP không có «STC» của đơn vị." in done.lines


def test_every_wrong_field_is_named_and_nothing_is_written(submit, opened):
    done = submit(paper=("--date", "31/02/2027"), values=("tin_bai=x", "la=1"))

    assert 2 == done.code
    assert [
        "Số, ký hiệu văn bản",
        "Ngày ký «31/02/2027»",
        "Người ký",
        "Tin, bài tuyên truyền cải cách hành chính đã đăng, phát «x»",
        "Hội nghị, cuộc họp có lồng ghép nội dung cải cách hành chính",
        "Tờ rơi, pa nô, áp phích đã phát hành",
        "Lượt người được tuyên truyền",
        "figure_la «1»",
    ] == [problem.partition(": ")[0] for problem in done.problems]
    assert "open" == _row(opened, "so-tai-chinh")["standing"]


def test_the_second_time_is_a_new_version(submit):
    submit()

    assert ", lần gửi 2," in submit(paper=("--number", "13/BC-STC", *PAPER[2:])).lines[0]


def test_not_done_needs_a_reason_and_nil_is_no_answer_here(submit, opened):
    assert ["Lý do: hãy ghi lý do trong một câu"] == submit("--not-done", paper=()).problems
    assert 0 == submit("--not-done", "--reason", "Chưa bố trí cán bộ.", paper=()).code
    assert "not_done" == _row(opened, "so-tai-chinh")["standing"]
    nil = "Trả lời «không phát sinh»: việc này phải có báo cáo, không nhận trả lời"
    assert [f"{nil} «không phát sinh»"] == submit("--nil", "--reason", "x", paper=()).problems


def test_files_are_stored_and_wrong_ones_refused_together(submit, write, tmp_path):
    pdf, odd = write("bc.pdf", b"%PDF-1.7\n"), write("x.exe", b"MZ")

    assert 0 == submit("--file", pdf).code
    assert 1 == len([path for path in (tmp_path / "data/files").rglob("*") if path.is_file()])
    refused = submit("--file", odd, "--file", "khong-co.pdf")
    assert ["Tệp kèm theo «x.exe»", "Tệp «khong-co.pdf»"] == [
        problem.partition(":")[0] for problem in refused.problems
    ]


@pytest.mark.parametrize(
    ("where", "problem"),
    [
        (("--period", "2027-Q3"), "--period «2027-Q3»: đợt này chưa mở; đang có: 2027-Q1"),
        (("--period", "2027-Q9"), "kỳ «2027-Q9»: không có kỳ này"),
        (("--unit", "Sở Ngoại giao"), "Đơn vị «Sở Ngoại giao»: không có đơn vị nào tên như vậy"),
    ],
)
def test_it_says_where_it_is_looked_for_in_vain(where, problem, submit):
    done = submit(where=(*WHERE, *where))

    assert (2, 1) == (done.code, len(done.problems))
    assert done.problems[0].startswith(problem)


@pytest.mark.parametrize("who", ["xem@so-noi-vu.example", "khac@so-tu-phap.example"])
def test_only_the_monitoring_body_and_the_unit_itself_may_enter(who, submit):
    wanted = (
        "chỉ cán bộ Sở Nội vụ phụ trách nhiệm vụ này, cán bộ của chính Sở Tài chính hoặc quản trị"
        " được nhập kết quả thay đơn vị"
    )

    (problem,) = submit(by=("--as", who)).problems

    assert problem.startswith(f"Tài khoản «{who}»: ")
    assert problem.endswith(wanted)


def test_a_figure_given_twice_is_refused(submit):
    done = submit(values=("tin_bai=1", "tin_bai=2"))

    assert ["--figure «tin_bai»: ghi hai lần; hãy bỏ một"] == done.problems


def test_a_paper_cannot_have_come_in_the_future(submit):
    done = submit("--received", "15/03/2027 10:00")

    assert done.problems[0].startswith("Thời điểm nhận «2027-03-15»: thời điểm nhận chưa đến")


def _row(run, unit):
    shown = run("status", "--duty", "III.1.1.c", "--now", "15/03/2027 09:30", "--json").json[0]
    return next(row for row in shown["assignments"] if row["unit"] == unit)


OPTIONS = {
    "document_number": ("--number", "12/BC-STC"),
    "document_on": ("--date", "15/03/2027"),
    "signer": ("--signer", "Lê Văn An"),
    "link": ("--link", "https://stc.example/bao-cao"),
    "note": ("--note", "Đã gửi bản giấy."),
    "reason": ("--reason", "Theo yêu cầu."),
    "incoming_number": ("--incoming-number", "345"),
}


OF_A_LIST = {"list_number": ("--list-number", "378/QĐ-UBND"), "list_on": ("--list-date", "1/3/27")}
"""Asked of a declaration of the office posting alone; of another duty they are not kept."""


def test_every_text_of_the_form_has_its_option_and_is_kept(submit):
    """A field added to the form is missed here until the command has an option for it."""
    assert set(TEXTS) - ONLY_UNITS_SAY == set(OPTIONS) | set(OF_A_LIST)

    said = OPTIONS | OF_A_LIST
    assert 0 == submit(paper=[word for option in said.values() for word in option]).code

    with transaction(engine_for(load_settings().database), write=False) as session:
        row = session.exec(select(Submission)).one()
        kept = {name: getattr(row, name) for name in OPTIONS}
    given = {name: value for name, (_option, value) in OPTIONS.items()}
    assert {**given, "document_on": date(2027, 3, 15)} == kept

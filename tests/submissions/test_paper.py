"""What an officer types of a paper: read as people write it, refused with what to write."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from sqlmodel import select

from dondoc.clock import at
from dondoc.problems import Refused
from dondoc.submissions.paper import Entered, Paper, record_paper
from models import Submission
from models.database import transaction

NOW = at(date(2027, 3, 19), 10)
PAPER = Paper(
    duty="bao-cao-dinh-ky",
    period="2027-Q1",
    unit="Sở Tài chính",
    document_number="12/BC-STC",
    document_on="15/03/2027",
    signer="Nguyễn Văn An",
    received_on="16/03/2027",
    received_time="14:30",
    figures="tin_bai=12, hoi_nghi=3, an_pham=0, luot_nguoi=1.250",
)


def _enter(life, paper: Paper = PAPER, *, key: str | None = None) -> Entered:
    with transaction(life.engine) as session:
        return record_paper(session, life.rulebook, paper, by="flow:test", key=key, now=NOW)


def _received_at(life) -> datetime:
    with transaction(life.engine, write=False) as session:
        return session.exec(select(Submission.received_at)).one()


def _refusal(life, **changes: object) -> list[str]:
    with pytest.raises(Refused) as refusal:
        _enter(life, replace(PAPER, **changes))
    return [problem.sentence() for problem in refusal.value.problems]


def test_a_paper_of_the_16th_typed_on_the_19th_is_on_time(sqlite_life):
    _enter(sqlite_life)

    assert at(date(2027, 3, 16), 14, 30) == _received_at(sqlite_life)
    assert sqlite_life.standing(NOW).on_time


def test_a_link_is_kept_and_a_wrong_one_refused(sqlite_life):
    _enter(sqlite_life, replace(PAPER, link="https://stc.example/bao-cao"))

    with transaction(sqlite_life.engine, write=False) as session:
        assert "https://stc.example/bao-cao" == session.exec(select(Submission.link)).one()
    assert ["Đường dẫn «stc»: hãy ghi địa chỉ đầy đủ, bắt đầu bằng https://"] == _refusal(
        sqlite_life, link="stc"
    )


@pytest.mark.parametrize("unit", ["so-tai-chinh", "STC", "so tai chinh", "  Tài  chính "])
def test_a_unit_is_known_by_name_code_symbol_and_without_marks(sqlite_life, unit: str):
    assert "so-tai-chinh" == _enter(sqlite_life, replace(PAPER, unit=unit)).unit.code


@pytest.mark.parametrize("period", ["2027-q1", "quý I/2027", "Quý I năm 2027"])
def test_a_period_is_known_by_key_and_by_name(sqlite_life, period: str):
    assert "quý I/2027" == _enter(sqlite_life, replace(PAPER, period=period)).period_short


@pytest.mark.parametrize("hour", ["9h15", "9:15", "09.15", "9 giờ 15"])
def test_an_hour_is_read_as_people_write_it(sqlite_life, hour: str):
    _enter(sqlite_life, replace(PAPER, received_time=hour))
    assert at(date(2027, 3, 16), 9, 15) == _received_at(sqlite_life)


@pytest.mark.parametrize("hour", ["25:00", "9 giờ 61", "0915", "sáng"])
def test_what_is_no_hour_is_refused(sqlite_life, hour: str):
    wanted = f"Giờ nhận «{hour}»: không phải giờ; hãy ghi như 09:15"

    assert [wanted] == _refusal(sqlite_life, received_time=hour)


def test_an_hour_to_come_is_refused(sqlite_life):
    wanted = "chưa đến, bây giờ mới 10:00; hãy ghi lúc văn bản đến cơ quan"
    given = {"received_on": "19/03/2027", "received_time": "10h30"}

    assert [f"Giờ nhận «10h30»: {wanted}"] == _refusal(sqlite_life, **given)


def test_without_an_hour_it_is_noon_of_that_day(sqlite_life):
    _enter(sqlite_life, replace(PAPER, received_time=""))

    assert at(date(2027, 3, 16), 12) == _received_at(sqlite_life)


def test_without_a_day_it_is_now(sqlite_life):
    _enter(sqlite_life, replace(PAPER, received_on="", received_time=""))

    assert _received_at(sqlite_life) == NOW


def test_a_unit_that_several_could_be_is_asked_for(sqlite_life):
    [sentence] = _refusal(sqlite_life, unit="UBND xã Tân")

    assert sentence.startswith("Đơn vị «UBND xã Tân»: có nhiều đơn vị tên như vậy, hãy ghi rõ hơn")
    assert "UBND xã Tân Trào" in sentence or "…" not in sentence


def test_a_day_after_today_is_refused(sqlite_life):
    wanted = "sau hôm nay (19/03/2027); hãy ghi ngày văn bản đến cơ quan"

    assert [f"Ngày nhận «20/03/2027»: {wanted}"] == _refusal(sqlite_life, received_on="20/03/2027")


def test_the_evidence_is_checked_as_for_everybody(sqlite_life):
    said = _refusal(sqlite_life, document_number="mười hai", signer="")

    assert 2 == len(said)
    assert "Người ký: hãy ghi họ tên người ký văn bản" in said


def test_an_answer_in_words_is_one_of_three(sqlite_life):
    [sentence] = _refusal(sqlite_life, answer="có lẽ")

    wanted = "hãy chọn một trong: đã thực hiện, không phát sinh, chưa thực hiện"
    assert f"Trả lời «có lẽ»: {wanted}" == sentence


def test_the_same_key_is_recorded_once(sqlite_life):
    _enter(sqlite_life, key="flow-run:1")
    again = _enter(sqlite_life, key="flow-run:1")

    assert again.sentence().startswith("Đã ghi từ trước Báo cáo tuyên truyền CCHC quý I/2027")

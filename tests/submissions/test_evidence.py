"""What is typed is understood as people type it; what is wrong is refused by name."""

from __future__ import annotations

from datetime import date

import pytest

from dondoc.forms.document_number import document_number
from dondoc.forms.values import whole_number
from dondoc.plan.rulebook import Rulebook
from dondoc.problems import Refused
from dondoc.submissions.evidence import Given, check_evidence

FIGURES = {"tin_bai": "12", "hoi_nghi": "3", "an_pham": "0", "luot_nguoi": "1.250"}
GOOD = {
    "document_number": "12/BC-STC",
    "document_on": "15/03/2027",
    "signer": "Nguyễn Văn An",
    "figures": FIGURES,
}


def _check(rulebook: Rulebook, **changes):
    duty = rulebook.registry.plan.duty("III.1.1.c")
    return check_evidence(
        duty,
        Given(**{**GOOD, **changes}),
        received_on=date(2027, 3, 16),
        cutoff_on=date(2027, 3, 14),
        unit=rulebook.registry.unit("so-tai-chinh"),
    )


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("12/BC-STC", "12/BC-STC"),
        ("số 12 /bc-stc", "12/BC-STC"),
        ("Số: 05/BC-SNV", "05/BC-SNV"),
        ("123 / BC – UBND", "123/BC-UBND"),
        ("45/2027/BC-SGDĐT", "45/2027/BC-SGDĐT"),
    ],
)
def test_it_reads_a_document_number_as_people_type_it(typed, number):
    assert number == document_number(typed)


@pytest.mark.parametrize("typed", ["mười hai", "12", "BC-STC", "12/", "/BC-STC", "12/BC-STC; rm"])
def test_it_refuses_what_is_no_document_number(typed):
    assert document_number(typed) is None


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("0", 0),
        ("12", 12),
        ("1.250", 1250),
        ("1,250", 1250),
        ("1 250", 1250),
        ("12.345.678", 12345678),
    ],
)
def test_it_reads_whole_numbers(typed, value):
    assert value == whole_number(typed)


@pytest.mark.parametrize("typed", ["-1", "1.5", "12a", "1.25", "", "٣", "²"])
def test_it_refuses_what_is_no_whole_number(typed):
    assert whole_number(typed) is None


def test_it_names_the_field_the_value_and_what_is_wanted(rulebook):
    with pytest.raises(Refused) as caught:
        _check(rulebook, figures={**FIGURES, "tin_bai": "-3"}, document_on="31/02/2027")

    assert ["document_on", "figure_tin_bai"] == [p.field for p in caught.value.problems]
    assert ["31/02/2027", "-3"] == [p.given for p in caught.value.problems]
    assert "không có trong lịch" in caught.value.problems[0].wanted
    assert "số nguyên từ 0 trở lên" in caught.value.problems[1].wanted


def test_a_missing_figure_is_refused(rulebook):
    with pytest.raises(Refused, match="0 nếu không có"):
        _check(rulebook, figures={"tin_bai": "1"})


def test_an_unknown_figure_is_refused(rulebook):
    with pytest.raises(Refused, match="không có chỉ tiêu ấy"):
        _check(rulebook, figures={**FIGURES, "bua": "1"})


def test_a_document_signed_after_it_was_received_is_refused(rulebook):
    with pytest.raises(Refused, match="ngày ký sau ngày nhận"):
        _check(rulebook, document_on="17/03/2027")


def test_what_is_merely_odd_is_flagged(rulebook):
    checked = _check(rulebook, document_on="10/03/2027", document_number="12/BC-SYT")

    assert 2 == len(checked.flags)
    assert "trước ngày chốt số liệu" in checked.flags[0]
    assert "STC" in checked.flags[1]


def test_not_done_needs_a_reason_and_nothing_else(rulebook):
    with pytest.raises(Refused, match="lý do"):
        _check(rulebook, answer="not_done")
    checked = _check(rulebook, answer="not_done", reason="Chưa có cán bộ")
    assert ("Chưa có cán bộ", {}) == (checked.reason, checked.figures)


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "ftp://x.vn/a", "sonoivu", "https://khong"]
)
def test_a_link_that_is_no_web_address_is_refused(rulebook, link):
    with pytest.raises(Refused, match="https://"):
        _check(rulebook, link=link)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("III.1.2.c2", "Ngày họp: hãy ghi ngày họp như 16/03/2027"),
        ("III.1.2.c3", "hãy ghi ngày hoàn thành trên Phần mềm như"),
        ("III.1.1.c", "Ngày ký: hãy ghi ngày ký như"),
    ],
)
def test_a_date_is_called_what_it_is_of(rulebook: Rulebook, code: str, words: str):
    duty = rulebook.registry.plan.duty(code)
    given = Given(**{**GOOD, "document_on": "", "figures": FIGURES if "1.1" in code else {}})

    with pytest.raises(Refused, match=words):
        check_evidence(duty, given, received_on=date(2027, 3, 16))

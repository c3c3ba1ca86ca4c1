"""The yearly plan's link on the unit's site: a file will do, or a note that says why not."""

from __future__ import annotations

from datetime import date

import pytest

from dondoc.plan.rulebook import Rulebook
from dondoc.problems import Refused
from dondoc.submissions.evidence import CheckedEvidence, Given, check_evidence

PLAN = {"document_number": "12/KH-STC", "document_on": "15/02/2027", "signer": "Nguyễn Văn An"}
NO_PAGE = "Đơn vị chưa có Trang thông tin điện tử"


def _check(rulebook: Rulebook, code: str = "III.1.1.a1", **given) -> CheckedEvidence:
    duty = rulebook.registry.plan.duty(code)
    has_file = given.pop("has_file", False)
    return check_evidence(
        duty, Given(**{**PLAN, **given}), received_on=date(2027, 2, 20), has_file=has_file
    )


def test_without_link_file_or_note_it_is_refused_with_what_to_do(rulebook):
    with pytest.raises(Refused) as caught:
        _check(rulebook)

    (problem,) = caught.value.problems
    wanted = (
        "hãy ghi đường dẫn hoặc kèm tệp làm minh chứng;"
        " đơn vị không có trang riêng thì nói rõ ở ghi chú"
    )
    assert ("link", wanted, "Đường dẫn") == (problem.field, problem.wanted, problem.label)


@pytest.mark.parametrize("given", [{"link": "https://stc.example/kh"}, {"has_file": True}])
def test_a_link_or_a_file_is_enough(rulebook, given):
    assert () == _check(rulebook, **given).flags


def test_a_note_is_taken_and_the_officer_sees_it(rulebook):
    checked = _check(rulebook, note=NO_PAGE)

    assert NO_PAGE == checked.note
    assert ("Không có đường dẫn, tệp kèm theo; đơn vị nói lý do ở ghi chú.",) == checked.flags


def test_elsewhere_a_note_is_no_proof(rulebook):
    with pytest.raises(Refused, match=r"hãy ghi đường dẫn hoặc kèm tệp làm minh chứng$"):
        _check(rulebook, "II.3.5", note=NO_PAGE)


def test_not_done_needs_no_link(rulebook):
    assert "Chưa ban hành" == _check(rulebook, answer="not_done", reason="Chưa ban hành").reason

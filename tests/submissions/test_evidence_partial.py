"""An answer by mail may leave signer, figures and file for later; what it says must be right."""

from __future__ import annotations

from datetime import date

import pytest

from dondoc.problems import Refused
from dondoc.submissions.evidence import Given, check_evidence

ON = date(2027, 3, 16)
TOLD = Given(document_number="12/BC-STC", document_on="15/03/2027")


def _duty(rulebook, code: str = "III.1.1.c"):
    return rulebook.registry.plan.duty(code)


def test_what_is_left_for_later_is_flagged_in_a_word_each(rulebook):
    checked = check_evidence(_duty(rulebook), TOLD, received_on=ON, partial=True)

    assert ("người ký", "số liệu") == checked.lacks
    assert "Trả lời bằng thư, chưa có: người ký, số liệu." == checked.flags[-1]
    assert {} == checked.figures


def test_of_a_date_without_its_year_the_nearest_is_taken(rulebook):
    told = Given(document_number="12/BC-STC", document_on="31/12", sent_on="2/1")
    checked = check_evidence(_duty(rulebook), told, received_on=date(2027, 1, 3), partial=True)

    assert (date(2026, 12, 31), date(2027, 1, 2)) == (checked.document_on, checked.sent_on)


def test_a_form_is_never_partial(rulebook):
    with pytest.raises(Refused) as caught:
        check_evidence(_duty(rulebook), TOLD, received_on=ON)

    assert 5 == len(caught.value.problems)


def test_what_is_said_wrongly_is_refused_all_the_same(rulebook):
    wrong = Given(
        document_number="12/BC-STC", document_on="15/03/2027", figures={"tin_bai": "nhiều"}
    )
    with pytest.raises(Refused) as caught:
        check_evidence(_duty(rulebook), wrong, received_on=ON, partial=True)
    assert ["figure_tin_bai"] == [problem.field for problem in caught.value.problems]

    with pytest.raises(Refused) as caught:
        check_evidence(_duty(rulebook), Given(), received_on=ON, partial=True)
    fields = [problem.field for problem in caught.value.problems]
    assert ["document_number", "document_on"] == fields


def test_a_file_stands_for_the_evidence_that_the_duty_wants(rulebook):
    duty = _duty(rulebook, "II.3.5")
    declared = Given(document_on="12/03/2027")

    alone = check_evidence(duty, declared, received_on=ON, partial=True)
    assert "đường dẫn hoặc tệp minh chứng" in alone.lacks
    with_file = check_evidence(duty, declared, received_on=ON, partial=True, has_file=True)
    assert "đường dẫn hoặc tệp minh chứng" not in with_file.lacks


def test_a_declaration_by_mail_may_say_later_which_list_is_posted(rulebook):
    declared = Given(document_on="12/03/2027")

    said = check_evidence(
        _duty(rulebook, "II.3.5"), declared, received_on=ON, partial=True, has_file=True
    )

    assert ("danh mục đang niêm yết theo quyết định nào",) == said.lacks

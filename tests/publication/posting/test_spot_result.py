"""An inspector's result by codes: read as typed, refused in words, findings by procedure."""

from __future__ import annotations

from datetime import date

import pytest

from dondoc.problems import Refused
from dondoc.publication.official_entry import OfficialEntry
from dondoc.publication.posting.spot_result import SpotForm, SpotFrame, spot_comparison
from models.publication_kinds import FindingKind, ListKind

ON = date(2027, 3, 16)
ENTRIES = [
    OfficialEntry(
        *(code, f"Thủ tục mẫu {code}", "", "", "", "", ""),
        kind=ListKind.LIST,
        show_from=date(2027, 1, 11),
        arithmetic="vì sao",
        decision_number="1/QĐ",
        remove_by=date(2027, 3, 1) if code == "9.000004" else None,
    )
    for code in ("9.000001", "9.000002", "9.000003", "9.000004")
]


def read(entries=ENTRIES, **typed):
    frame = SpotFrame({one.code: one for one in entries}, ON)
    return SpotForm.read({"seen_on": "16/03/2027", **typed}, frame)


def refused(**typed):
    with pytest.raises(Refused) as told:
        read(**typed)
    return [problem.sentence() for problem in told.value.problems]


def test_codes_are_read_in_any_writing():
    form = read(
        not_posted="1) 9.000001 Cấp giấy, cấp lại; 9.000002.000.00.00.H60\n", outdated="9.000003"
    )

    assert (("9.000001", "9.000002"), ("9.000003",)) == (form.not_posted, form.outdated)


def test_what_is_no_code_is_refused_with_what_to_write():
    (said,) = refused(not_posted="9.000001\nthiếu hết")
    assert "không đọc được «thiếu hết»; hãy ghi các mã, như 1.012790" in said

    (said,) = refused(not_posted="9.000001, 9.00002")
    assert "không đọc được «9.00002»" in said


def test_a_code_that_the_unit_need_not_post_is_refused():
    (said,) = refused(outdated="9.000009")

    assert "mã 9.000009 không có trong danh mục của đơn vị vào ngày này" in said


def test_without_an_official_list_codes_are_taken_as_they_are():
    assert ("9.000009",) == read(entries=(), not_posted="9.000009").not_posted


def test_a_visit_to_come_is_refused():
    assert 1 == len(refused(seen_on="17/03/2027"))


def test_each_procedure_is_a_finding_and_counts_in_the_score():
    form = read(not_posted="9.000001", outdated="9.000002", revoked="9.000004")
    compared = spot_comparison(form, ENTRIES, on=ON)

    assert [
        (FindingKind.MISSING, "9.000001"),
        (FindingKind.OUTDATED_VERSION, "9.000002"),
        (FindingKind.REVOKED_STILL_SHOWN, "9.000004"),
    ] == [(one.kind, one.procedure) for one in compared.found]
    counts = compared.counts
    assert (3, 2, 3, 1) == (counts.required, counts.matched, counts.shown, counts.revoked_shown)


def test_with_no_code_everything_is_posted():
    form = read()

    assert form.complete
    assert () == spot_comparison(form, ENTRIES, on=ON).found

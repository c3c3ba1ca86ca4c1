"""Official figures as offices hand them in: a table, or the service's own answer."""

from __future__ import annotations

import json
from datetime import date

import pytest

from dondoc.problems import Refused
from dondoc.publication.index_766.index_file import read_index_file
from dondoc.publication.index_766.index_row import IndexFrame

HEAD = "Năm,Quý,Tháng,Đơn vị,CKMB,TDGQ,TONG_SCORE\n"


@pytest.fixture
def read(rulebook):
    def read(content, **said):
        content = content.encode() if isinstance(content, str) else content
        frame = IndexFrame(rulebook.registry, date(2027, 4, 12), **said)
        return read_index_file(content, frame)

    return read


def seen(file):
    return [(line.period, line.unit.code, dict(line.scores)) for line in file.lines]


def refused(read, content, **said):
    with pytest.raises(Refused) as told:
        read(content, **said)
    return [problem.sentence() for problem in told.value.problems]


def test_a_table_says_period_body_and_scores(read):
    rows = '2027,1,,Tỉnh Tuyên Quang,"14,25",18.5,71\n2027,,3,Sở Tài chính,,19,\n'

    assert [
        ("2027-Q1", "ubnd-tinh", {"CKMB": 14.25, "TDGQ": 18.5, "TONG_SCORE": 71.0}),
        ("2027-M03", "so-tai-chinh", {"TDGQ": 19.0}),
    ] == seen(read(HEAD + rows))


def test_what_the_table_leaves_unsaid_is_said_beside_it(read):
    assert [("2027-Q2", "ubnd-tinh", {"CKMB": 15.0})] == seen(
        read("CKMB\n15\n", year="2027", quarter="2")
    )


def test_a_period_in_words_is_read(read):
    rows = "2027,Quý I,,,15,,\n2027,,Tháng 3,,15,,\n"

    assert ["2027-Q1", "2027-M03"] == [line.period for line in read(HEAD + rows).lines]


def test_other_provinces_of_a_national_table_are_passed_over_and_counted(read):
    rows = "2027,1,,Tỉnh Cao Bằng,12,,\n2027,1,,UBND tỉnh Tuyên Quang,14,,\n"
    file = read(HEAD + rows)

    assert [("2027-Q1", "ubnd-tinh", {"CKMB": 14.0})] == seen(file)
    assert ["Tệp: 1 dòng của tỉnh, thành phố khác, không ghi"] == [
        note.sentence() for note in file.notes
    ]


def test_the_services_answer_is_read_wherever_it_wraps_its_lines(read):
    lines = [{"p_nam": 2027, "P_QUY": 1, "CKMB": 14.249999, "khac": [1]}]

    wanted = [("2027-Q1", "ubnd-tinh", {"CKMB": 14.25})]
    assert wanted == seen(read(json.dumps(lines)))
    assert wanted == seen(read(json.dumps({"status": 1, "data": lines})))


def test_everything_wrong_is_named_at_once(read):
    rows = "2027,5,,Sở Không Có,101,x,\n2027,1,5,,,,\n,1,,,1,,\n"

    told = refused(read, HEAD + rows)

    assert [
        "dòng 2, cột Quý «5»: hãy ghi một số từ 1 đến 4, hoặc để trống",
        "dòng 2, cột Đơn vị «Sở Không Có»",
        "dòng 2, cột CKMB «101»: hãy ghi điểm từ 0 đến 100, như 14,25",
        "dòng 2, cột TDGQ «x»: hãy ghi điểm từ 0 đến 100, như 14,25",
        "dòng 3, cột Tháng «5»: tháng 5 không thuộc quý 1; hãy bỏ một ô",
        "dòng 4, cột Năm: hãy ghi năm, như 2027, ở cột «Năm» hoặc bằng --year",
    ] == [told[0], told[1].partition(":")[0], *told[2:]]


def test_a_line_without_any_score_is_refused(read):
    assert ["dòng 2, cột CKMB: dòng không có điểm nào"] == [
        told.partition(";")[0] for told in refused(read, HEAD + "2027,1,,,,n/a,\n")
    ]


def test_the_same_body_and_period_twice_is_refused(read):
    assert ["dòng 3, cột Đơn vị: trùng đơn vị và kỳ với dòng 2; hãy bỏ một dòng"] == refused(
        read, HEAD + "2027,1,,,14,,\n2027,1,,,15,,\n"
    )


@pytest.mark.parametrize(
    "content",
    ["[" * 100_000, '[{"CKMB": NaN}]', "[1", "\ufeff{", "[" + "1" * 5000 + "]"],
    ids=["deep", "no number", "cut off", "only a brace", "a number of 5,000 figures"],
)
def test_json_that_is_none_is_refused_in_words(read, content):
    assert refused(read, content, year="2027")

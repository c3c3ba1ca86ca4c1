"""Every command and option says in Vietnamese what it is for, and what is wrong with a line."""

from __future__ import annotations

import re
import unicodedata
from importlib.metadata import version

import click
import pytest

from tests.support.command_tree import everything, leaves


@pytest.mark.parametrize("one", everything(), ids=lambda one: one.line)
def test_every_command_and_option_has_help(one):
    options = one.command.get_params(one.context)

    assert one.command.help
    assert all(option.help for option in options)
    assert unicodedata.is_normalized("NFC", one.help)


@pytest.mark.parametrize("one", everything(), ids=lambda one: one.line)
def test_no_word_of_click_is_left_in_a_help_page(one):
    english = re.compile(
        r"Usage|Options|Commands|Arguments|COMMAND|ARGS|required|default|exit|Show"
    )

    assert [] == english.findall(one.help)
    assert all(len(line) <= 96 for line in one.help.splitlines())


@pytest.mark.parametrize("one", leaves(), ids=lambda one: one.line)
def test_every_command_runs_something(one):
    assert callable(one.command.callback)


@pytest.mark.parametrize("one", leaves(), ids=lambda one: one.line)
def test_what_must_be_written_stands_in_the_first_line(one):
    usage = " ".join(one.help.partition("\n\n")[0].split())
    required = [option.opts[-1] for option in one.command.params if option.required]

    assert [] == [
        name
        for name, option in zip(
            required, (o for o in one.command.params if o.required), strict=True
        )
        if (name if isinstance(option, click.Option) else option.metavar) not in usage
    ]


def test_help_is_printed_and_is_no_failure(bare):
    assert 0 == bare("due", "--help").code
    assert bare("due", "-h").out.startswith("cách dùng: dondoc due --year NĂM [TÙY_CHỌN]\n")
    assert bare().out == bare("--help").out


def test_the_version_is_printed(bare):
    assert [f"dondoc {version('dondoc')}"] == bare("--version").lines


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("due", "dondoc due: thiếu --year; xem `dondoc due --help`"),
        ("due --year", "dondoc due: sau --year phải có giá trị; xem `dondoc due --help`"),
        ("due --year hai", "--year: «hai» không phải năm. Hãy ghi như 2027; xem"),
        ("due --year 1800", "--year: «1800» không phải năm. Hãy ghi như 2027; xem"),
        ("due --yaer 2027", "dondoc due: không có tùy chọn «--yaer»; có phải «--year»; xem"),
        ("due -x", "dondoc due: không có tùy chọn «-x»; hãy ghi một trong: --year, --duty, --json"),
        ("due --YEAR 2027", "dondoc due: không có tùy chọn «--YEAR»; có phải «--year»; xem"),
        ("submit --nil --not-done --duty a --period b --unit c --as d", "--not-done không đi cùng"),
        ("due --year --json", "dondoc due: sau --year phải có giá trị; xem"),
        ("--verzion", "dondoc: không có tùy chọn «--verzion»; có phải «--version»; xem"),
        ("submit --nil", "dondoc submit: thiếu --duty, --period, --unit, --as; xem"),
        ("message show", "dondoc message show: thiếu SỐ; xem `dondoc message show --help`"),
        ("message show 1 2", "dondoc message show: không hiểu «2»; xem"),
        ("contacts --", "dondoc contacts: thiếu LỆNH; xem"),
        ("contacts disable 1 --reason --now", "sau --reason phải có giá trị; xem"),
        ("inspection show --year 2027 --quarter 5", "--quarter: không có «5»; hãy ghi một trong:"),
        ("calendar --year 2026 x", "dondoc calendar: không hiểu «x»; xem `dondoc calendar --help`"),
        ("lint --json=1", "dondoc lint: --json không nhận giá trị; xem"),
        ("contacts", "dondoc contacts: thiếu LỆNH; xem `dondoc contacts --help`"),
        ("contacts lits", "dondoc contacts: không có LỆNH «lits»; có phải «list»; xem"),
        ("zzz", "dondoc: không có LỆNH «zzz»; hãy ghi một trong: plan, due, agenda"),
        ("decide --as a", "hãy ghi một trong: --accept --return --grant --refuse --waive; xem"),
        ("decide --as a --accept --waive x", "--waive không đi cùng --accept; xem"),
        ("agenda --from 31/2/2027", "--from: Ngày 31/02/2027 không có trong lịch."),
        ("agenda --now 15/03/2027", "--now: «15/03/2027» thiếu hoặc sai giờ. Hãy ghi như 15/03"),
        ("agenda --now 2027-03-15T24:00", "--now: «2027-03-15T24:00» thiếu hoặc sai giờ."),
        ("message show x", "SỐ: «x» không phải số. Hãy ghi như 12; xem"),
        ("serve --port 0", "--port: «0» không phải số cổng. Hãy ghi như 8450; xem"),
        ("submit --figure x", "--figure: «x» không phải số liệu. Hãy ghi như tin_bai=12; xem"),
    ],
)
def test_a_wrong_line_is_refused_in_vietnamese(line, said, bare):
    done = bare(*line.split())

    assert (2, "", 1) == (done.code, done.out, len(done.problems))
    assert said in done.err


@pytest.mark.parametrize(
    "line",
    [
        *([""], ["-"], ["--="], ["-hx"], ["--help=1"], ["--version=1"], ["-x", "due"], ["Due"]),
        *(["contacts", "-"], ["contacts", "x", "--help"], ["due", ""], ["due", "--year="]),
        *(["due", "-", "--year", "2027"], ["due", "--", "--year"], ["due", "--duty"]),
        *(["message", "show", "-1"], ["message", "show", "--", "-1"], ["completion", ""]),
    ],
    ids=" ".join,
)
def test_no_word_of_click_is_left_in_a_refusal(line, bare):
    done = bare(*line)
    english = r"(?i)usage|error|no such|missing|invalid|argument|requires|does not|try |did you"

    assert (2, "", 1) == (done.code, done.out, len(done.problems))
    assert done.err.endswith(" --help`\n")
    assert [] == re.findall(english, done.err)

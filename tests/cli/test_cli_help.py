"""Every command and option says in Vietnamese what it is for, and what is wrong with a line."""

from __future__ import annotations

import argparse
import importlib
import unicodedata
from collections.abc import Iterator
from importlib.metadata import version

import pytest

from dondoc.cli.menu import build_parser


def commands(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    """Every parser of the command line, the whole one first."""
    yield parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for child in action.choices.values():
                yield from commands(child)


ALL = list(commands(build_parser()))
LEAVES = [one for one in ALL if one.get_default("run")]


@pytest.mark.parametrize("parser", ALL, ids=lambda parser: parser.prog)
def test_every_command_and_option_has_help(parser):
    options = [one for one in parser._actions if not isinstance(one, argparse._SubParsersAction)]

    assert parser.description
    assert all(option.help for option in options)
    assert unicodedata.is_normalized("NFC", parser.format_help())


@pytest.mark.parametrize("parser", LEAVES, ids=lambda parser: parser.prog)
def test_every_command_runs_something(parser):
    module, _, name = parser.get_default("run").partition(":")

    assert callable(getattr(importlib.import_module(module), name))


def test_help_is_printed_and_is_no_failure(bare):
    assert 0 == bare("due", "--help").code
    assert bare("due", "-h").out.startswith("cách dùng: dondoc due [-h] --year NĂM")
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
        ("due --yaer 2027", "dondoc due: thiếu --year; xem"),
        ("calendar --year 2026 x", "dondoc: không hiểu «x»; xem `dondoc --help`"),
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

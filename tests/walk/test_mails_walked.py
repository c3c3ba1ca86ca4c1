"""How many letters a year has for whom, receipts and answers to what a reader did not counted."""

from __future__ import annotations

import re

import pytest

from dondoc.clock import local_date
from tests.walk.mail_counts import told
from tests.walk.walk import Walk

PROMPT, SILENT, SILENT_HEAD, ASKS = (
    "van-thu@so-tai-chinh.example",
    "van-thu@so-y-te.example",
    "lanh-dao@so-y-te.example",
    "van-thu@so-tu-phap.example",
)
ABOVE = "van-thu@ubnd-tinh.example"
LATE_COMMUNE, COMMUNE = "van-thu@xa-02269-2025.example", "van-thu@xa-02221-2025.example"

YEAR = {PROMPT: 40, SILENT: 60, SILENT_HEAD: 30, ASKS: 50, ABOVE: 12}
"""At most so many a year."""

WEEK = {PROMPT: 3, SILENT_HEAD: 3, ABOVE: 1, SILENT: 4, ASKS: 3}
"""At most so many a week. The silent clerk's four are one week of a year, in which three things
have their day on three days, and one of them its T-2 before (decision 0059).
"""


@pytest.mark.xdist_group("walk_2026")
def test_each_reader_has_a_rhythm(walk_2026: Walk) -> None:
    found = {reader: told(walk_2026, reader, 2026) for reader in YEAR}

    assert {} == {who: one.mails for who, one in found.items() if one.mails > YEAR[who]}
    assert {} == {who: one.worst_week for who, one in found.items() if one.worst_week > WEEK[who]}
    assert found[SILENT].mails > found[PROMPT].mails > 20


def test_a_week_has_three_letters_but_for_one_of_the_year(every_duty: Walk) -> None:
    """The plan, its money and a monthly review have their days on three days running (0059)."""
    year = every_duty.ended_on.year
    clerks = [f"van-thu@{unit}.example" for unit in every_duty.cast]
    over = {
        clerk: [letters for letters in told(every_duty, clerk, year).weeks.values() if letters > 3]
        for clerk in clerks
    }

    assert {} == {clerk: weeks for clerk, weeks in over.items() if weeks not in ([], [4])}
    assert sum(map(len, over.values())) <= 2


@pytest.mark.xdist_group("walk_2026")
def test_a_commune_is_not_buried(walk_2026: Walk) -> None:
    """Nine things a year. One that is always late has T-2, T and T+1 of each: 27, and the openings
    that found no company. They keep their days by rule (decision 0059).
    """
    late, prompt = told(walk_2026, LATE_COMMUNE, 2026), told(walk_2026, COMMUNE, 2026)

    assert prompt.mails <= 25
    assert late.mails <= 33
    assert max(late.worst_week, prompt.worst_week) <= 3


def test_nobody_reads_of_what_is_late_on_two_working_days_running(every_duty: Walk) -> None:
    late = re.compile(r"\[Quá hạn\]")
    workdays = every_duty.rulebook.workdays
    for reader in (SILENT, SILENT_HEAD):
        days = [local_date(one.at) for one in every_duty.said if one.to == reader]
        said = [one.subject for one in every_duty.said if one.to == reader]
        on = [day for day, subject in zip(days, said, strict=True) if late.match(subject)]
        assert on
        assert all(workdays.add(day, 1) not in on for day in on), reader

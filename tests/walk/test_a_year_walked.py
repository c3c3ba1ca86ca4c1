"""A whole year of the plan, as its units would have lived it (issue 2, «A year, walked»)."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

import pytest
from sqlmodel import col, func, select

from dondoc.clock import local, local_date
from models import Assignment, Round
from models.database import transaction
from models.kinds import NoticeKind

ASKED = ("mttq-tinh", "bao-tuyen-quang", "bao-va-dai")
CHASE_ENDS = 21  # the last day of the fourth list


def test_no_mail_leaves_on_a_day_off_or_outside_office_hours(walk):
    for said in walk.said:
        here = local(said.at)
        assert walk.rulebook.workdays.is_workday(here.date()), said
        assert 7 < here.hour < 17, said


def test_nobody_gets_more_than_one_digest_a_window(walk):
    windows = Counter(
        (said.to, said.at)
        for said in walk.said
        if local(said.at).hour in (8, 14)
        and not said.subject.startswith(("[Biên nhận]", "[Trả lại]", "[Gia hạn]", "[Đổi"))
    )
    assert 1 == max(windows.values())


def test_no_rung_is_said_twice(walk):
    keys = [notice.key for notice in walk.notices()]
    assert len(keys) == len(set(keys))


def test_the_silent_unit_is_told_of_a_report_until_it_closes(walk):
    with transaction(walk.engine, write=False) as session:
        reports = (
            select(Assignment.id)
            .join(Round)
            .where(
                col(Round.duty) == "III.1.1.c",
                col(Assignment.unit_code) == "so-y-te",
                col(Round.period).like("%-Q1"),
            )
        )
        report = session.exec(reports).one()
    rungs = [n.rung for n in walk.notices() if n.assignment_id == report and not n.cancelled_at]

    # T-5 waits for company; where none comes, T-2 speaks for both. Clerk and head hear that it is
    # late; with Sở Nội vụ's own report it closes.
    assert ["OPEN", "T-2", "T", "T+1", "T+1"] == [rung for rung in rungs if rung != "T-5"]


def test_every_chase_ends(walk):
    dues = _dues(walk)
    add = walk.rulebook.workdays.add
    for notice in walk.notices():
        if NoticeKind(notice.kind) in (NoticeKind.OVERDUE, NoticeKind.OVERDUE_HEAD):
            last = add(dues[notice.assignment_id], CHASE_ENDS)
            assert local_date(notice.created_at) <= last, notice.key


def test_who_answered_in_time_is_never_chased(walk):
    late = {NoticeKind.OVERDUE, NoticeKind.OVERDUE_HEAD, NoticeKind.ESCALATION}
    prompt = _of_unit(walk, "so-tai-chinh")
    assert not [n for n in walk.notices() if n.assignment_id in prompt and n.kind in late]


def test_who_is_asked_never_gets_an_order(walk):
    forbidden = re.compile(r"yêu cầu|quá hạn|đôn đốc", re.IGNORECASE)
    read = [said for said in walk.said if said.to.split("@")[1].removesuffix(".example") in ASKED]
    assert read
    for said in read:
        words = said.text.split("Căn cứ:")[0]
        assert not forbidden.search(words + said.subject), said


def test_who_cannot_be_reached_gets_nothing_and_stops_nothing(walk):
    assert not [said for said in walk.said if "so-ngoai-vu" in said.to]
    assert _of_unit(walk, "so-ngoai-vu")


@pytest.mark.xdist_group("opened_2021")
def test_the_counts_of_2021_are_those_of_the_plan(opened_2021):
    rows = _counts(opened_2021)

    assert {"2021-Q1": 27, "2021-S1": 27, "2021-Q3": 27, "2021": 27} == rows["III.1.1.c"]
    assert 4 == sum(rows["III.1.2.a4"].values())
    assert 27 == sum(rows["III.1.1.a1"].values())
    assert 4 == _unchased(opened_2021)


def test_nobody_is_told_twice_a_year_of_what_is_only_counted(walk):
    told = [notice for notice in walk.notices() if notice.kind == NoticeKind.CONTINUOUS]
    duties = _duty_of(walk)
    by_contact = Counter(
        (notice.contact_id, duties[notice.assignment_id], notice.created_at.year) for notice in told
    )
    assert told
    assert 1 == max(by_contact.values())


def _duty_of(walk) -> dict[int, str]:
    with transaction(walk.engine, write=False) as session:
        return dict(session.exec(select(Assignment.id, Round.duty).join(Round)).all())


def _counts(walk) -> dict[str, dict[str, int]]:
    query = (
        select(Round.duty, Round.period, func.count())
        .join(Assignment)
        .group_by(Round.duty, Round.period)
    )
    found: dict[str, dict[str, int]] = defaultdict(dict)
    with transaction(walk.engine, write=False) as session:
        for duty, period, count in session.exec(query):
            found[duty][period] = count
    return found


def _unchased(walk) -> int:
    query = select(func.count()).select_from(Assignment).join(Round)
    mine = (col(Round.duty) == "III.1.1.c", col(Assignment.chased).is_(False))
    with transaction(walk.engine, write=False) as session:
        return session.exec(query.where(*mine)).one()


def _dues(walk) -> dict[int, object]:
    with transaction(walk.engine, write=False) as session:
        return dict(session.exec(select(Assignment.id, Assignment.due_on)).all())


def _of_unit(walk, unit: str) -> set[int]:
    with transaction(walk.engine, write=False) as session:
        query = select(Assignment.id).where(col(Assignment.unit_code) == unit)
        return set(session.exec(query))

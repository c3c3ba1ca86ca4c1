"""Mặt trận and the Party's press, through a year: invited first, and left alone after the date."""

from __future__ import annotations

from collections import defaultdict

import pytest
from sqlmodel import col, select

from dondoc.clock import local_date
from models import Assignment, Contact, Message, Notice, Round
from models.database import transaction
from models.kinds import NoticeKind

ASKED = ("mttq-tinh", "bao-tuyen-quang", "bao-va-dai")
CONSOLIDATED = "III.1.2.a4"


def _letters(walk) -> dict[int, list[Notice]]:
    """What left for the clerk of a body that is asked, by assignment, in order."""
    sent = (
        select(Notice)
        .join(Message, col(Notice.message_id) == col(Message.id))
        .join(Contact, col(Notice.contact_id) == col(Contact.id))
        .join(Assignment, col(Notice.assignment_id) == col(Assignment.id))
        .where(
            col(Assignment.unit_code).in_(ASKED),
            col(Contact.unit_code) == col(Assignment.unit_code),
            col(Message.sent_at).is_not(None),
            col(Notice.cancelled_at).is_(None),
            col(Notice.kind) != NoticeKind.CONTINUOUS,
        )
        .order_by(col(Notice.id))
    )
    found: dict[int, list[Notice]] = defaultdict(list)
    with transaction(walk.engine, write=False) as session:
        for notice in session.exec(sent):
            found[notice.assignment_id or 0].append(notice)
    return found


def test_the_first_word_is_an_invitation_and_the_last_is_on_the_day(every_duty):
    letters = _letters(every_duty)

    assert letters
    for about in letters.values():
        assert NoticeKind.OPENING == about[0].kind, about[0].key
        assert {one.rung for one in about} <= {"OPEN", "T-5", "T"}, about[0].key


def test_the_first_mail_of_all_knows_nothing_to_be_missing(every_duty):
    first = {said.to: said for said in reversed(every_duty.said)}
    read = [
        said for to, said in first.items() if to.split("@")[1].removesuffix(".example") in ASKED
    ]

    assert read
    for said in read:
        assert said.subject.startswith("[Đề nghị]"), said.subject
        assert "chưa có thông tin" not in said.subject + said.text, said.text


@pytest.mark.xdist_group("walk_2026")
def test_the_last_word_comes_before_the_report_of_the_same_period(walk_2026):
    letters = _letters(walk_2026)
    with transaction(walk_2026.engine, write=False) as session:
        reported = select(Assignment.id, Round.period).join(Round)
        periods = dict(session.exec(reported.where(col(Round.cutoff_on).is_not(None))).all())
        reports = select(Round.period, Assignment.due_on).join(Round)
        report_on = dict(session.exec(reports.where(col(Round.duty) == CONSOLIDATED)).all())

    both = {number: report_on.get(periods.get(number, "")) for number in letters}
    days = [(letters[number][-1], on) for number, on in both.items() if on]
    assert days
    assert [] == [last.key for last, on in days if local_date(last.created_at) >= on]


def test_no_letter_to_them_speaks_of_falling_short(every_duty):
    read = [one for one in every_duty.said if one.to.split("@")[1].split(".")[0] in ASKED]

    assert read
    assert not [one.subject for one in read if "hưa đạt" in one.subject + one.text]

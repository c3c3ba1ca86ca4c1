"""What is let go of, and what stays."""

from __future__ import annotations

import os
from datetime import date, timedelta

from sqlmodel import select

from dondoc.clock import at
from dondoc.incoming.store import keep_mail, raw_path
from dondoc.ledger.links import Right, keep_tokens
from dondoc.mailbox.mail_source import FetchedMail
from dondoc.operations.retention import (
    count_expired,
    drop_expired,
    drop_noted_mail,
    drop_unclaimed_files,
    noted_mail,
    unclaimed_files,
)
from dondoc.submissions.files import store, stored_path
from models import Assignment, File, Incoming, Round, Submission, Token
from models.database import transaction
from models.kinds import Answer, TokenPurpose, Way

NOW = at(date(2027, 3, 15), 1)
PDF = b"%PDF-1.7 mot"


def test_a_link_that_expired_a_month_ago_goes_and_a_younger_one_stays(sqlite_engine):
    right = Right(TokenPurpose.UNIT, unit_code="so-y-te")
    with transaction(sqlite_engine) as session:
        for name, since in (("cu", 200), ("moi", 130)):
            keep_tokens(session, b"k", {(name, "1"): right}, now=NOW - timedelta(days=since))

        assert 1 == count_expired(session, now=NOW)
        assert 1 == drop_expired(session, now=NOW)
        assert 1 == len(session.exec(select(Token)).all())


def test_a_file_that_nobody_handed_in_goes_after_two_days(sqlite_engine, tmp_path):
    claimed, unclaimed, fresh = (store(tmp_path, "a.pdf", PDF + bytes([n])) for n in range(3))
    old = (NOW - timedelta(days=3)).timestamp()
    for file in (claimed, unclaimed):
        os.utime(stored_path(tmp_path, file.sha256), (old, old))
    os.utime(stored_path(tmp_path, fresh.sha256), (NOW.timestamp(), NOW.timestamp()))
    with transaction(sqlite_engine) as session:
        _hand_in(session, claimed)

        assert 1 == len(unclaimed_files(session, tmp_path, now=NOW))
        assert 1 == drop_unclaimed_files(session, tmp_path, now=NOW)

    left = {path.name for path in tmp_path.glob("??/*")}
    assert {claimed.sha256, fresh.sha256} == left


def _hand_in(session, file):
    on = date(2027, 3, 1)
    round_ = Round(plan="p", duty="d", period="2027-Q1", opens_on=on, opened_at=NOW)
    session.add(round_)
    session.flush()
    dates = dict.fromkeys(("nominal_on", "target_on", "due_on", "first_due_on"), on)
    assignment = Assignment(
        round_id=round_.id,
        unit_code="so-y-te",
        role="r",
        asked_at=NOW,
        arithmetic="",
        cycle_from_on=on,
        **dates,
    )
    session.add(assignment)
    session.flush()
    submission = Submission(
        assignment_id=assignment.id,
        version=1,
        answer=Answer.DONE,
        way=Way.LINK,
        recorded_by="contact:1",
        received_at=NOW,
        recorded_at=NOW,
    )
    session.add(submission)
    session.flush()
    values = file.__dict__ | {"submission_id": submission.id}
    session.add(File(**values))
    session.flush()


def test_robots_mail_goes_after_half_a_year_its_row_stays(sqlite_engine, tmp_path):
    with transaction(sqlite_engine) as session:
        for number, (outcome, days) in enumerate(
            [("noted", 200), ("noted", 100), ("recorded", 900), ("held", 900), ("dismissed", 200)]
        ):
            mail = FetchedMail(b"From: a@b.example\n\n%d" % number, NOW, 20)
            row = session.get_one(Incoming, keep_mail(session, tmp_path, mail, now=NOW))
            row.outcome, row.recorded_at = outcome, NOW - timedelta(days=days)
        session.flush()

        assert 2 == len(noted_mail(session, tmp_path, days=180, now=NOW))
        assert 2 == drop_noted_mail(session, tmp_path, days=180, now=NOW)
        assert 0 == drop_noted_mail(session, tmp_path, days=180, now=NOW)
        rows = session.exec(select(Incoming).order_by(Incoming.id)).all()
    kept = [raw_path(tmp_path, row.sha256).exists() for row in rows]
    assert [False, True, True, True, False] == kept

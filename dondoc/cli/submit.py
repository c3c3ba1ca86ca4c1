"""`dondoc submit`: what came on paper, by telephone or through the document system."""

from __future__ import annotations

from argparse import Namespace
from collections import Counter
from datetime import date
from pathlib import Path

from dondoc import access
from dondoc.calendar.date_words import moment
from dondoc.cli.assignment import describe, find_assignment
from dondoc.cli.ledger import Ledger, open_ledger, the_time
from dondoc.cli.people import read_file
from dondoc.cli.sending import deliver
from dondoc.clock import local_date
from dondoc.contacts.find_account import account_of
from dondoc.plan.schema import Duty
from dondoc.problems import Problem, Refused
from dondoc.settings import Settings
from dondoc.submissions.evidence import Given
from dondoc.submissions.files import StoredFile, store
from dondoc.submissions.record_submission import Handing, Recorded, record_submission
from models import Account, Assignment
from models.database import transaction
from models.kinds import Way


def submit(arguments: Namespace) -> int:
    ledger, now = open_ledger(), the_time(arguments)
    duty = ledger.rulebook.registry.plan.duty(arguments.duty)
    given, received_at = _given(arguments), arguments.received or now
    files = _store(ledger.settings, arguments.file)
    with transaction(ledger.engine) as session:
        account = account_of(session, arguments.account)
        assignment = find_assignment(
            session,
            ledger.rulebook,
            duty=duty.code,
            period=arguments.period,
            unit=arguments.unit,
        )
        assert assignment.id is not None
        check_right(ledger, account, assignment, duty=duty, today=local_date(now))
        recorded = record_submission(
            session,
            ledger.rulebook,
            assignment_id=assignment.id,
            given=given,
            handing=Handing(f"account:{account.id}", Way.STAFF, received_at),
            now=now,
            files=files,
        )
        about = describe(session, ledger.rulebook, assignment)
    print(_said(recorded, about, moment(received_at)))
    deliver(ledger, now)
    return 0


def _given(arguments: Namespace) -> Given:
    twice = [
        code for code, count in Counter(code for code, _ in arguments.figure).items() if count > 1
    ]
    if twice:
        raise Refused(Problem("--figure", code, "ghi hai lần; hãy bỏ một") for code in twice)
    return Given(
        answer="nil" if arguments.nil else "not_done" if arguments.not_done else "done",
        document_number=arguments.number,
        document_on=arguments.date,
        signer=arguments.signer,
        link=arguments.link,
        note=arguments.note,
        reason=arguments.reason,
        incoming_number=arguments.incoming_number,
        figures=dict(arguments.figure),
    )


def check_right(
    ledger: Ledger, account: Account, assignment: Assignment, *, duty: Duty, today: date
) -> None:
    """Who may enter for a unit. Raises Refused."""
    registry = ledger.rulebook.registry
    about = access.about_duty(registry, duty, today, unit=registry.unit(assignment.unit_code))
    access.require(access.who(account, registry, today), access.Act.RECORD, about)


def _store(settings: Settings, paths: list[str]) -> list[StoredFile]:
    """The files under their hashes; every one that cannot be taken is a problem of its own."""
    stored: list[StoredFile] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            stored.append(store(settings.files_dir, Path(path).name, read_file(path)))
        except Refused as refused:
            problems += refused.problems
    if problems:
        raise Refused(problems)
    return stored


def _said(recorded: Recorded, about: str, received: str) -> str:
    flags = "".join(f"\nLưu ý: {flag}" for flag in recorded.flags)
    return (
        f"Đã ghi {about}, lần gửi {recorded.version}, nhận lúc {received},"
        f" biên nhận {recorded.receipt}.{flags}"
    )

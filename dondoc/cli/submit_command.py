"""`dondoc submit`: what came on paper, by telephone or through the document system."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from dondoc.cli import option_values as values
from dondoc.cli.command import OneOf, command, flag, option
from dondoc.cli.shared_options import with_account, with_duty, with_now, with_period, with_unit
from dondoc.problems import Problem, Refused

if TYPE_CHECKING:
    from dondoc.settings import Settings
    from dondoc.submissions.files import StoredFile
    from dondoc.submissions.record_submission import Recorded

_ANSWER = OneOf()


@command(
    "submit",
    "ghi nhận báo cáo đến bằng giấy, điện thoại hoặc hệ thống văn bản",
    "Sai một chỗ là không ghi gì. Nộp lần nữa là thêm một lần gửi, lần trước còn nguyên.",
)
@with_duty(required=True)
@with_period(required=True)
@with_unit(required=True)
@with_account()
@option("--number", default="", metavar="SỐ", said="số, ký hiệu văn bản, như 12/BC-STC")
@option("--date", "signed_on", default="", metavar="NGÀY", said="ngày ký, như 15/03/2027")
@option("--signer", default="", metavar="NGƯỜI", said="người ký")
@option(
    "--list-number",
    default="",
    metavar="SỐ",
    said="khi tự khai niêm yết: số quyết định công bố mới nhất trong danh mục",
)
@option("--list-date", "list_on", default="", metavar="NGÀY", said="ngày ký của quyết định ấy")
@option("--note", default="", metavar="GHI_CHÚ", said="ghi chú")
@option("--link", default="", metavar="ĐỊA_CHỈ", said="đường dẫn tới văn bản")
@option(
    "--reason", default="", metavar="LÝ_DO", said="lý do, khi không phát sinh hoặc chưa thực hiện"
)
@option(
    "--figure",
    "figures",
    type=values.FIGURE,
    multiple=True,
    metavar="CHỈ_TIÊU=SỐ",
    said="một chỉ tiêu, như tin_bai=12; ghi nhiều lần cho nhiều chỉ tiêu",
)
@option(
    "--file",
    "files",
    type=values.FILE,
    multiple=True,
    metavar="TỆP",
    said="tệp kèm theo (pdf, docx, xlsx, jpg, png); ghi nhiều lần được",
)
@flag("--nil", one_of=_ANSWER, said="trả lời là không phát sinh")
@flag("--not-done", one_of=_ANSWER, said="báo là chưa thực hiện; không đi cùng --nil")
@option(
    "--received",
    type=values.MOMENT,
    metavar="LÚC",
    said="lúc cơ quan nhận được, như «15/03/2027 09:14»; mặc định bây giờ",
)
@option("--incoming-number", default="", metavar="SỐ", said="số đến")
@with_now
def submit(
    *,
    duty: str,
    period: str,
    unit: str,
    account: str,
    number: str,
    signed_on: str,
    signer: str,
    list_number: str,
    list_on: str,
    note: str,
    link: str,
    reason: str,
    figures: tuple[tuple[str, str], ...],
    files: tuple[str, ...],
    nil: bool,
    not_done: bool,
    received: datetime | None,
    incoming_number: str,
    now: datetime,
) -> int:
    from dondoc.calendar.date_words import moment
    from dondoc.cli.find_assignment import check_right, describe, find_assignment
    from dondoc.cli.open_ledger import open_ledger
    from dondoc.cli.send_at_once import deliver
    from dondoc.clock import local_date
    from dondoc.contacts.find_account import account_of
    from dondoc.ledger.actors import Actor
    from dondoc.submissions.evidence import Given
    from dondoc.submissions.record_submission import SubmissionSource, record_submission
    from models.database import transaction
    from models.kinds import Way

    installation = open_ledger()
    about = installation.rulebook.registry.plan.duty(duty)
    given = Given(
        answer="nil" if nil else "not_done" if not_done else "done",
        document_number=number,
        document_on=signed_on,
        signer=signer,
        list_number=list_number,
        list_on=list_on,
        link=link,
        note=note,
        reason=reason,
        incoming_number=incoming_number,
        figures=_by_code(figures),
    )
    received_at = received or now
    stored = store_files(installation.settings, files)
    with transaction(installation.engine) as session:
        officer = account_of(session, account)
        assignment = find_assignment(
            session, installation.rulebook, duty=about.code, period=period, unit=unit
        )
        assert assignment.id is not None
        check_right(installation, officer, assignment, duty=about, today=local_date(now))
        recorded = record_submission(
            session,
            installation.rulebook,
            assignment_id=assignment.id,
            given=given,
            source=SubmissionSource(Actor.account(officer.id), Way.STAFF, received_at),
            now=now,
            files=stored,
        )
        described = describe(session, installation.rulebook, assignment)
    print(_said(recorded, described, moment(received_at)))
    deliver(installation, now)
    return 0


def _by_code(figures: Iterable[tuple[str, str]]) -> dict[str, str]:
    twice = [code for code, count in Counter(code for code, _ in figures).items() if count > 1]
    if twice:
        raise Refused(Problem("--figure", code, "ghi hai lần; hãy bỏ một") for code in twice)
    return dict(figures)


def store_files(settings: Settings, paths: Iterable[str]) -> list[StoredFile]:
    """The files under their hashes; every one that cannot be taken is a problem of its own."""
    from pathlib import Path

    from dondoc.cli.import_file import read_file
    from dondoc.submissions.files import store

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

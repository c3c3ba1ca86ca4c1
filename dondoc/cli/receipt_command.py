"""`dondoc receipt`: when the office got a submission, where that was typed wrongly."""

from __future__ import annotations

from datetime import datetime

from dondoc.cli import option_values as values
from dondoc.cli.command import command, option
from dondoc.cli.shared_options import with_account, with_duty, with_now, with_period, with_unit


@command(
    "receipt",
    "sửa lúc cơ quan nhận của một lần gửi",
    "Lúc đã ghi trước đây còn trong lịch sử; xem lại một ngày đã qua vẫn thấy như khi ấy.",
)
@with_duty(required=True)
@with_period(required=True)
@with_unit(required=True)
@with_account()
@option(
    "--received",
    type=values.MOMENT,
    required=True,
    metavar="LÚC",
    said="lúc cơ quan nhận được, như «15/03/2027 09:14»",
)
@option("--reason", required=True, metavar="LÝ_DO", said="vì sao sửa")
@option("--version", type=values.NUMBER, metavar="LẦN", said="lần gửi; mặc định lần mới nhất")
@with_now
def receipt(
    *,
    duty: str,
    period: str,
    unit: str,
    account: str,
    received: datetime,
    reason: str,
    version: int | None,
    now: datetime,
) -> int:
    from dondoc.cli.find_assignment import describe, find_assignment
    from dondoc.cli.open_ledger import open_ledger
    from dondoc.cli.send_at_once import deliver
    from dondoc.clock import local, local_date
    from dondoc.contacts.find_account import account_of
    from dondoc.submissions.correct_receipt import Correction, correct_receipt
    from models.database import transaction

    installation = open_ledger()
    with transaction(installation.engine) as session:
        officer = account_of(session, account)
        assignment = find_assignment(
            session, installation.rulebook, duty=duty, period=period, unit=unit
        )
        assert assignment.id is not None
        said = correct_receipt(
            session,
            installation.rulebook,
            assignment_id=assignment.id,
            account=officer,
            correction=Correction(local_date(received), local(received).time(), reason, version),
            now=now,
        )
        about = describe(session, installation.rulebook, assignment)
    print(f"Đã sửa lúc nhận {about}: {said}.")
    deliver(installation, now)
    return 0

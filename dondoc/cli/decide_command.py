"""`dondoc decide`: accept, return, extend, refuse or waive, in an officer's name."""

from __future__ import annotations

from datetime import date, datetime

from dondoc.cli import option_values as values
from dondoc.cli.command import OneOf, argument, command, flag, option
from dondoc.cli.shared_options import with_account, with_duty, with_now, with_period, with_unit

_RULING = OneOf("quyết định (ghi đúng một)", required=True)


@command(
    "decide",
    "quyết định về một việc: chấp nhận, trả lại, gia hạn, miễn",
    "Việc nào: ghi mã việc, hoặc --duty, --period và --unit.",
    usage="(VIỆC | --duty NHIỆM_VỤ --period KỲ --unit ĐƠN_VỊ) --as ĐỊA_CHỈ QUYẾT_ĐỊNH [--now LÚC]",
)
@argument("number", "VIỆC", "mã việc được giao", type=values.NUMBER, required=False)
@with_duty()
@with_period()
@with_unit()
@with_account()
@flag("--accept", one_of=_RULING, said="chấp nhận")
@option("--return", "give_back", one_of=_RULING, metavar="LÝ_DO", said="trả lại, với lý do này")
@option(
    "--grant",
    one_of=_RULING,
    type=values.DAY,
    metavar="NGÀY",
    said="cho gia hạn đến hết ngày này",
)
@option("--refuse", one_of=_RULING, metavar="LÝ_DO", said="không cho gia hạn, với lý do này")
@option("--waive", one_of=_RULING, metavar="LÝ_DO", said="miễn, với lý do này")
@with_now
def decide(
    *,
    number: int | None,
    duty: str | None,
    period: str | None,
    unit: str | None,
    account: str,
    accept: bool,
    give_back: str | None,
    grant: date | None,
    refuse: str | None,
    waive: str | None,
    now: datetime,
) -> int:
    from dondoc.calendar.date_words import weekday_date
    from dondoc.cli.find_assignment import describe, which_assignment
    from dondoc.cli.open_ledger import open_ledger
    from dondoc.cli.send_at_once import deliver
    from dondoc.contacts.find_account import account_of
    from dondoc.decisions.decide import decide as rule
    from dondoc.decisions.ruling import Ruling
    from models.database import transaction
    from models.kinds import DecisionKind

    if accept:
        ruling, said = Ruling(DecisionKind.ACCEPTED), "Đã chấp nhận"
    elif grant:
        ruling = Ruling(DecisionKind.EXTENSION_GRANTED, new_due_on=grant)
        said = "Đã cho gia hạn"
    elif give_back is not None:
        ruling, said = Ruling(DecisionKind.RETURNED, give_back), "Đã trả lại"
    elif refuse is not None:
        ruling, said = Ruling(DecisionKind.EXTENSION_REFUSED, refuse), "Đã không cho gia hạn"
    else:
        ruling, said = Ruling(DecisionKind.WAIVED, waive or ""), "Đã miễn"
    installation = open_ledger()
    with transaction(installation.engine) as session:
        officer = account_of(session, account)
        assignment = which_assignment(
            session,
            installation.rulebook,
            number,
            line="dondoc decide",
            duty=duty,
            period=period,
            unit=unit,
        )
        assert assignment.id is not None
        due_on = rule(
            session,
            installation.rulebook,
            assignment_id=assignment.id,
            account=officer,
            ruling=ruling,
            now=now,
        )
        about = describe(session, installation.rulebook, assignment)
    dated = (DecisionKind.RETURNED, DecisionKind.EXTENSION_GRANTED)
    until = f"; hạn mới {weekday_date(due_on)}" if ruling.kind in dated else ""
    print(f"{said} {about}{until}.")
    deliver(installation, now)
    return 0

"""`dondoc undo`: take an act back (decision 0027), in another officer's name."""

from __future__ import annotations

from datetime import datetime

from dondoc.cli import option_values as values
from dondoc.cli.command import OneOf, argument, command, flag, option
from dondoc.cli.shared_options import with_account, with_duty, with_now, with_period, with_unit
from dondoc.problems import Problem, Refused

_ACT = OneOf("lấy lại (ghi đúng một)", required=True)


@command(
    "undo",
    "lấy lại một quyết định: mở lại, thu hồi trả lại hay gia hạn, rút yêu cầu",
    "Do cán bộ khác người đã quyết định, hoặc quản trị; đơn vị được báo, số liệu các ngày trước"
    " giữ nguyên. Việc nào: ghi mã việc, hoặc --duty, --period và --unit.",
    usage="(VIỆC | --duty NHIỆM_VỤ --period KỲ --unit ĐƠN_VỊ) --as ĐỊA_CHỈ LẤY_LẠI [--now LÚC]",
)
@argument("number", "VIỆC", "mã việc được giao", type=values.NUMBER, required=False)
@with_duty()
@with_period()
@with_unit()
@with_account()
@option("--reopen", one_of=_ACT, metavar="LÝ_DO", said="mở lại việc đã chấp nhận, miễn hoặc rút")
@option("--unreturn", one_of=_ACT, metavar="LÝ_DO", said="thu hồi việc trả lại, với lý do này")
@option("--revoke", one_of=_ACT, metavar="LÝ_DO", said="thu hồi gia hạn, với lý do này")
@option("--withdraw", one_of=_ACT, metavar="LÝ_DO", said="rút yêu cầu, với lý do này")
@flag("--everyone", said="cùng --withdraw: rút với mọi đơn vị còn được hỏi trong đợt")
@with_now
def undo(
    *,
    number: int | None,
    duty: str | None,
    period: str | None,
    unit: str | None,
    account: str,
    reopen: str | None,
    unreturn: str | None,
    revoke: str | None,
    withdraw: str | None,
    everyone: bool,
    now: datetime,
) -> int:
    from dondoc.calendar.date_words import weekday_date
    from dondoc.cli.find_assignment import describe, which_assignment
    from dondoc.cli.open_ledger import open_ledger
    from dondoc.cli.send_at_once import deliver
    from dondoc.contacts.find_account import account_of
    from dondoc.decisions.decide import decide
    from dondoc.decisions.ruling import Ruling
    from models.database import transaction
    from models.kinds import DecisionKind

    if everyone and withdraw is None:
        raise Refused(Problem("--everyone", "", "chỉ đi cùng --withdraw"))
    given = (
        (DecisionKind.REOPENED, reopen, "Đã mở lại"),
        (DecisionKind.RETURN_WITHDRAWN, unreturn, "Đã thu hồi việc trả lại"),
        (DecisionKind.EXTENSION_REVOKED, revoke, "Đã thu hồi gia hạn"),
        (DecisionKind.DEMAND_WITHDRAWN, withdraw, "Đã rút yêu cầu"),
    )
    dated = (DecisionKind.EXTENSION_REVOKED, DecisionKind.RETURN_WITHDRAWN)
    kind, reason, said = next(one for one in given if one[1] is not None)
    installation = open_ledger()
    with transaction(installation.engine) as session:
        officer = account_of(session, account)
        assignment = which_assignment(
            session,
            installation.rulebook,
            number,
            line="dondoc undo",
            duty=duty,
            period=period,
            unit=unit,
        )
        due_on = decide(
            session,
            installation.rulebook,
            assignment_id=assignment.id or 0,
            account=officer,
            ruling=Ruling(kind, reason or "", everyone=everyone),
            now=now,
        )
        about = describe(session, installation.rulebook, assignment)
    until = f"; hạn {weekday_date(due_on)}" if kind in dated else ""
    print(f"{said} {about}{until}.")
    deliver(installation, now)
    return 0

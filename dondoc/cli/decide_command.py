"""`dondoc decide`: accept, return, extend, refuse or waive, in an officer's name."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from dondoc.cli import option_values as values
from dondoc.cli.command import OneOf, argument, command, flag, option
from dondoc.cli.shared_options import with_account, with_duty, with_now, with_period, with_unit
from dondoc.problems import Problem, Refused

if TYPE_CHECKING:
    from dondoc.decisions.ruling import Ruling

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
@option(
    "--until",
    type=values.DAY,
    metavar="NGÀY",
    said="gửi lại trước hết ngày này (với --return); không ghi thì hai ngày làm việc từ khi đơn"
    " vị biết",
)
@flag(
    "--accept",
    one_of=_RULING,
    said="chấp nhận; với «chưa thực hiện»: chấp nhận lý do, không phải làm nữa",
)
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
@flag("--dry-run", said="chỉ xem hạn mới, chưa ghi gì")
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
    until: date | None,
    dry_run: bool,
    now: datetime,
) -> int:
    from dondoc.calendar.date_words import short_date, weekday_date
    from dondoc.cli.find_assignment import describe, which_assignment
    from dondoc.cli.open_ledger import open_ledger
    from dondoc.cli.send_at_once import deliver
    from dondoc.contacts.find_account import account_of
    from dondoc.decisions.decide import decide as rule
    from dondoc.decisions.proposed_date import above_missed_by
    from models.database import transaction
    from models.kinds import DecisionKind

    if until is not None and give_back is None:
        raise Refused(Problem("--until", short_date(until), "chỉ ghi cùng --return"))
    ruling, said = _ruling(give_back, until, accept=accept, grant=grant, refuse=refuse, waive=waive)
    installation = open_ledger()
    with transaction(installation.engine) as session:
        trial = session.begin_nested()
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
        missed = above_missed_by(session, installation.rulebook, assignment)
        if dry_run:
            trial.rollback()
    dated = (DecisionKind.RETURNED, DecisionKind.EXTENSION_GRANTED)
    by = f"; hạn mới {weekday_date(due_on)}" if ruling.kind in dated else ""
    print(f"{'Chỉ xem, chưa ghi gì: ' if dry_run else ''}{said} {about}{by}.")
    if by and missed:
        print(missed)
    if not dry_run:
        deliver(installation, now)
    return 0


def _ruling(
    give_back: str | None,
    until: date | None,
    *,
    accept: bool,
    grant: date | None,
    refuse: str | None,
    waive: str | None,
) -> tuple[Ruling, str]:
    """The one decision that was written, and how it is said once it is taken."""
    from dondoc.decisions.ruling import Ruling
    from models.kinds import DecisionKind

    if accept:
        return Ruling(DecisionKind.ACCEPTED), "Đã chấp nhận"
    if grant:
        return Ruling(DecisionKind.EXTENSION_GRANTED, new_due_on=grant), "Đã cho gia hạn"
    if give_back is not None:
        return Ruling(DecisionKind.RETURNED, give_back, until), "Đã trả lại"
    if refuse is not None:
        return Ruling(DecisionKind.EXTENSION_REFUSED, refuse), "Đã không cho gia hạn"
    return Ruling(DecisionKind.WAIVED, waive or ""), "Đã miễn"

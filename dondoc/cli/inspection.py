"""`dondoc inspection`: the draw, appointments, minutes, remedies, and how far it has come."""

from __future__ import annotations

import secrets
from argparse import Namespace
from collections.abc import Iterator
from datetime import datetime

from sqlmodel import Session

from dondoc.calendar.date_words import weekday_date
from dondoc.cli.ledger import Ledger, open_ledger, the_time
from dondoc.cli.sending import deliver
from dondoc.clock import local_date
from dondoc.contacts.find_account import account_of
from dondoc.inspections import sample, visit
from dondoc.inspections.draw import Drawn
from dondoc.inspections.remedy import Remedy, ask_remedy
from dondoc.plan.find_unit import find_unit
from dondoc.plan.schema import Duty, Unit
from dondoc.problems import Problem, Refused
from models.database import transaction

_SEEDS = 1_000_000


def draw(arguments: Namespace) -> int:
    """Show a draw; with `--apply` keep it, once a round."""
    ledger, now = open_ledger(), the_time(arguments)
    duty, period = _which(ledger, arguments)
    seed = secrets.randbelow(_SEEDS) if arguments.seed is None else arguments.seed
    if not arguments.apply:
        with transaction(ledger.engine, write=False) as session:
            drawn = sample.try_draw(session, ledger.rulebook, duty, period, seed=seed, now=now)
        _print(ledger, drawn)
        print(f"Chưa ghi. Để ghi đúng kết quả này: thêm --seed {seed} --apply --as ĐỊA_CHỈ")
        return 0
    if not arguments.account:
        wanted = "thiếu --as; việc ghi kết quả rút thăm phải có người đứng tên"
        raise Refused(Problem("dondoc inspection draw", "", wanted))
    with transaction(ledger.engine) as session:
        by = _by(session, ledger, duty, arguments.account, now)
        drawn = sample.keep_draw(session, ledger.rulebook, duty, period, seed=seed, by=by, now=now)
    _print(ledger, drawn)
    print("Đã ghi vào sổ.")
    return 0


def show(arguments: Namespace) -> int:
    ledger, now = open_ledger(), the_time(arguments)
    duty, period = _which(ledger, arguments)
    with transaction(ledger.engine, write=False) as session:
        drawn = sample.drawn_of(session, duty, period)
        share = sample.share(session, duty, period, as_of=now)
    if drawn is None or share is None:
        print("Chưa rút thăm; xem `dondoc inspection draw --help`.")
        return 1
    _print(ledger, drawn)
    print(f"{share.sentence()}.")
    return 0


def appoint(arguments: Namespace) -> int:
    ledger, now = open_ledger(), the_time(arguments)
    duty, period = _which(ledger, arguments)
    unit = _unit(ledger, arguments.unit, now)
    with transaction(ledger.engine) as session:
        by = _by(session, ledger, duty, arguments.account, now)
        told = visit.appoint(
            session,
            ledger.rulebook,
            visit.drawn_unit(session, duty, period, unit),
            on=arguments.on,
            words=arguments.words,
            by=by,
            now=now,
        )
    print(f"Đã hẹn kiểm tra {unit.name} {weekday_date(arguments.on)}.{_call(told)}")
    deliver(ledger, now)
    return 0


def minutes(arguments: Namespace) -> int:
    ledger, now = open_ledger(), the_time(arguments)
    duty, period = _which(ledger, arguments)
    unit = _unit(ledger, arguments.unit, now)
    with transaction(ledger.engine) as session:
        by = _by(session, ledger, duty, arguments.account, now)
        kept = visit.record_minutes(
            session,
            visit.drawn_unit(session, duty, period, unit),
            number=arguments.number,
            signed_on=arguments.date,
            words=arguments.words,
            by=by,
            now=now,
        )
        share = sample.share(session, duty, period, as_of=now)
    what = visit.MINUTES if kept.version == 1 else visit.CONCLUSION
    print(f"Đã ghi {what.lower()} số {kept.document_number} của {unit.name}.")
    print(f"{share.sentence()}." if share else "")
    return 0


def remedy(arguments: Namespace) -> int:
    ledger, now = open_ledger(), the_time(arguments)
    duty, period = _which(ledger, arguments)
    unit = _unit(ledger, arguments.unit, now)
    asked = Remedy(arguments.finding, arguments.due, arguments.number, arguments.date)
    with transaction(ledger.engine) as session:
        by = _by(session, ledger, duty, arguments.account, now)
        inspected = visit.drawn_unit(session, duty, period, unit)
        stands = ask_remedy(
            session, ledger.rulebook, duty, unit, inspected, remedy=asked, by=by, now=now
        )
    if not stands.new:
        print(f"Đã yêu cầu {unit.name} từ trước ({stands.period}).")
        return 0
    due_on = weekday_date(stands.new[0].due_on)
    print(f"Đã yêu cầu {unit.name} khắc phục, hạn {due_on}.{_call(len(stands.told))}")
    deliver(ledger, now)
    return 0


def _which(ledger: Ledger, arguments: Namespace) -> tuple[Duty, str]:
    """The duty and the round's period. Raises Refused where they do not go together."""
    known = sample.inspection_duties(ledger.rulebook)
    named = arguments.duty
    found = [one for one in known if named in (None, one.code, one.slug)]
    if not found:
        names = ", ".join(one.slug for one in known) or "Kế hoạch không có"
        raise Refused(Problem("--duty", named or "", f"hãy ghi một trong: {names}"))
    duty = found[0]
    if (duty.cadence == "quarterly") != bool(arguments.quarter):
        need = "thiếu --quarter" if not arguments.quarter else "không ghi --quarter"
        wanted = f"nhiệm vụ {duty.slug} {need}"
        raise Refused(Problem("dondoc inspection", "", wanted))
    quarter = f"-Q{arguments.quarter}" if arguments.quarter else ""
    return duty, f"{arguments.year}{quarter}"


def _by(session: Session, ledger: Ledger, duty: Duty, address: str, now: datetime) -> str:
    account = account_of(session, address)
    return visit.inspector(ledger.rulebook, duty, account, now=now)


def _unit(ledger: Ledger, text: str, now: datetime) -> Unit:
    return find_unit(ledger.rulebook.registry, text, local_date(now))


def _call(told: int) -> str:
    return "" if told else " Đơn vị chưa có đầu mối nhận thư, cần gọi điện."


def _print(ledger: Ledger, drawn: Drawn) -> None:
    for line in _lines(ledger, drawn):
        print(line)


def _lines(ledger: Ledger, drawn: Drawn) -> Iterator[str]:
    registry = ledger.rulebook.registry
    groups = ", ".join(
        f"{registry.role(role).brief} {count}/{total}"
        for role, (count, total) in drawn.by_group.items()
    )
    yield (
        f"Rút {len(drawn.units)}/{drawn.of} đơn vị (ít nhất {drawn.percent} %),"
        f" hạt giống {drawn.seed}: {groups}."
    )
    for number, code in enumerate(drawn.units, start=1):
        again = " (kỳ trước cũng được rút)" if code in drawn.again else ""
        yield f"{number:3}. {registry.unit(code).name}{again}"

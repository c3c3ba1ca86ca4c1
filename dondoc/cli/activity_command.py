"""`dondoc activity`: what a unit did of a duty that is counted, entered by an officer."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from dondoc.cli import option_values as values
from dondoc.cli.command import argument, command, group, option
from dondoc.cli.shared_options import with_account, with_duty, with_now, with_unit
from dondoc.problems import Problem, Refused

if TYPE_CHECKING:
    from sqlmodel import Session

    from dondoc.ledger.installation import Installation
    from dondoc.plan.schema import Duty, Unit
    from dondoc.rounds.facts import Facts
    from models import Activity

activity = group("activity", "hoạt động của việc được đếm: tin, bài, chuyên mục")


@command(
    "add",
    "ghi thay đơn vị một việc đã làm, tính vào kỳ của ngày làm",
    "Trùng đường dẫn, hoặc đường dẫn không mở được, thì không ghi.",
    under=activity,
)
@with_duty(required=True)
@with_unit(required=True)
@with_account()
@option("--on", "done_on", required=True, metavar="NGÀY", said="ngày thực hiện, như 15/03/2027")
@option("--title", required=True, metavar="TÊN", said="đã làm gì, tên tin, bài")
@option("--hour", default="", metavar="GIỜ", said="giờ phát, như 19:45")
@option("--minutes", default="", metavar="PHÚT", said="thời lượng, phút")
@option("--people", default="", metavar="NGƯỜI", said="số người tham dự")
@option("--number", default="", metavar="SỐ", said="số, ký hiệu văn bản")
@option(
    "--about-unit", default="", metavar="ĐƠN_VỊ", said="đơn vị có điển hình: tên, mã hoặc ký hiệu"
)
@option(
    "--figure",
    default="",
    metavar="KẾT_QUẢ",
    said="kết quả bằng con số, như «rút ngắn 3 ngày, 1.250 hồ sơ»",
)
@option("--link", default="", metavar="ĐỊA_CHỈ", said="đường dẫn; được mở thử một lần")
@with_now
def add(
    *,
    duty: str,
    unit: str,
    account: str,
    done_on: str,
    title: str,
    hour: str,
    minutes: str,
    people: str,
    number: str,
    about_unit: str,
    figure: str,
    link: str,
    now: datetime,
) -> int:
    """One thing done, counted in the period of its date."""
    from dondoc.activities.entry import GivenActivity, understand_activity
    from dondoc.activities.record_activity import record_activity, refuse_if_not_counted
    from dondoc.cli.find_assignment import check_right
    from dondoc.cli.open_ledger import open_ledger
    from dondoc.clock import local_date
    from dondoc.contacts.find_account import account_of
    from dondoc.ledger.actors import Actor
    from dondoc.web.link_check import check_once, link_check
    from models import Activity, Assignment
    from models.database import transaction

    installation = open_ledger()
    about = installation.rulebook.registry.plan.duty(duty)
    refuse_if_not_counted(about)
    given = GivenActivity(
        done_on=done_on,
        hour=hour,
        title=title,
        link=link,
        number=number,
        minutes=minutes,
        people=people,
        about_unit=about_unit,
        figure=figure,
    )
    # Refused before anything goes over the network.
    understood = understand_activity(
        about, given, registry=installation.rulebook.registry, now=now
    ).link
    check = link_check(inside=installation.settings.demo)
    with transaction(installation.engine, write=False) as session:
        officer = account_of(session, account)
        body, assignment_id = _whose(session, installation, about, unit, local_date(now))
        assignment = session.get_one(Assignment, assignment_id)
        check_right(installation, officer, assignment, duty=about, today=local_date(now))
        by = Actor.account(officer.id)
    asked_before = check_once(check, understood) if understood else check
    with transaction(installation.engine) as session:
        recorded = record_activity(
            session,
            installation.rulebook,
            assignment_id=assignment_id,
            given=given,
            by=by,
            now=now,
            link_check=asked_before,
        )
        kept = session.get_one(Activity, recorded.activity_id)
        facts = _facts(session, recorded.assignment_id, now)
        print(_said(installation, about, body, kept, facts, repeated=recorded.repeated))
    return 0


@command(
    "strike",
    "bỏ ghi nhận một mục đã ghi nhầm: không tính nữa, vẫn giữ trong sổ",
    "Do cán bộ khác người đã ghi, hoặc quản trị; đơn vị được báo.",
    under=activity,
)
@argument("number", "MỤC", "số của mục, như khi ghi và trên trang của việc", type=values.NUMBER)
@option("--reason", required=True, metavar="LÝ_DO", said="vì sao; đơn vị đọc nguyên văn")
@with_account()
@with_now
def strike(number: int, reason: str, account: str, now: datetime) -> int:
    from dondoc.activities.strike import strike as act
    from dondoc.calendar.date_words import short_date
    from dondoc.cli.open_ledger import open_ledger
    from dondoc.cli.send_at_once import deliver
    from dondoc.contacts.find_account import account_of
    from models.database import transaction

    installation = open_ledger()
    with transaction(installation.engine) as session:
        officer = account_of(session, account)
        struck = act(
            session,
            installation.rulebook,
            activity_id=number,
            account=officer,
            reason=reason,
            now=now,
        )
        facts = _facts(session, struck.assignment_id, now)
    left = f"{facts.count}/{facts.threshold}"
    print(f"Đã bỏ ghi nhận «{struck.title}», ngày {short_date(struck.done_on)}; nay còn {left}.")
    deliver(installation, now)
    return 0


def _whose(
    session: Session, installation: Installation, duty: Duty, text: str, on: date
) -> tuple[Unit, int]:
    """The unit, and one of its assignments of the duty. Raises Refused."""
    from sqlmodel import col, select

    from dondoc.plan.find_unit import find_unit
    from models import Assignment, Round

    query = (
        select(Assignment.unit_code, Assignment.id)
        .join(Round)
        .where(col(Round.duty) == duty.code, col(Assignment.subject) == "")
    )
    known = dict(session.exec(query.order_by(col(Assignment.id))).all())
    if not known:
        wanted = "chưa mở kỳ nào; hãy chạy `dondoc rounds open` khi đến ngày mở"
        raise Refused(Problem("--duty", duty.short, wanted))
    registry = installation.rulebook.registry
    asked = [one for one in registry.units if one.code in known]
    unit = find_unit(registry, text, on, among=asked)
    return unit, known[unit.code] or 0


def _facts(session: Session, assignment_id: int, now: datetime) -> Facts:
    from sqlmodel import col

    from dondoc.rounds.load_facts import load_facts
    from models import Assignment

    return load_facts(session, col(Assignment.id) == assignment_id, as_of=now)[0]


def _said(
    installation: Installation,
    duty: Duty,
    unit: Unit,
    kept: Activity,
    facts: Facts,
    *,
    repeated: bool,
) -> str:
    from dondoc.calendar.date_words import short_date

    period = installation.rulebook.period(duty, facts.period).short()
    done = "Đã ghi từ trước" if repeated else "Đã ghi"
    hour = f", {kept.hour}" if kept.hour else ""
    whose = installation.rulebook.registry.unit(kept.about_unit).name if kept.about_unit else ""
    example = ": ".join(part for part in (whose, kept.figure) if part)
    about = f" ({example})" if example else ""
    flags = "".join(f"\nLưu ý: {flag}" for flag in kept.flags.splitlines())
    return (
        f"{done} «{kept.title}»{about}, ngày {short_date(kept.done_on)}{hour}, của {unit.name};"
        f" {period} được {facts.count}/{facts.threshold} {duty.counted}."
        f" Mục số {kept.id}.{flags}"
    )

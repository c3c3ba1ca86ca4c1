"""What an officer has said to a unit outside the ladder: its letter once more, or one right now.

Both are notices under their unique key, sent as soon as they are committed (decision 0048): whoever
presses twice, or looks at an older page, sends nothing more.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col

from dondoc.access import Act
from dondoc.calendar.ladder import LADDERS, RungAudience, ladder_for
from dondoc.calendar.sending_hours import next_office_moment
from dondoc.clock import local_date
from dondoc.decisions.rights import require_act
from dondoc.ledger import audit
from dondoc.ledger.actors import Actor
from dondoc.ledger.lock import lock_assignment
from dondoc.ledger.notice_key import NoticeKey, about_assignment
from dondoc.ledger.rows import NoticeRow, insert_notices
from dondoc.messages.notice_kinds import kind_name
from dondoc.notices.fallback_recipient import as_copy
from dondoc.notices.last_letter import LastLetter, last_letter
from dondoc.notices.recipients import NOBODY, Reach, load_reach
from dondoc.notices.still_due import stale_reason
from dondoc.plan.rulebook import Rulebook
from dondoc.plan.schema import Duty
from dondoc.problems import Problem, Refused
from dondoc.rounds.facts import Facts
from dondoc.rounds.load_facts import load_facts
from dondoc.rounds.standing import standing
from models import Account, Assignment
from models.kinds import NoticeKind

BY_HAND = "HAND"
"""How the rung of a letter outside the ladder begins; its day follows: one a day at most."""

HAND_ACTS = {
    (Act.RESEND, False): "gửi lại thư",
    (Act.RESEND, True): "gửi lại thư",
    (Act.URGE, False): "đôn đốc ngay",
    (Act.URGE, True): "nhắc ngay",
}
"""What the audit, and with it the history, calls the two; `True` where nobody is urged."""


def only_reminded(facts: Facts, now: datetime) -> bool:
    """Is a letter of now a reminder: to who is asked, not ordered, or before the date?"""
    return facts.tone == "request" or local_date(now) <= facts.due_on


@dataclass(frozen=True)
class HandLetter:
    """A letter that an officer may send now, with the newest one before it."""

    kind: NoticeKind
    rows: tuple[NoticeRow, ...]
    last: LastLetter | None = None

    @property
    def contacts(self) -> tuple[int, ...]:
        return tuple(row.key.contact_id for row in self.rows)

    @property
    def seen(self) -> int:
        """What the page shows as the newest: the form carries it, so that it is answered once."""
        return (self.last.notice.id if self.last else None) or 0


def hand_letter(
    session: Session, rulebook: Rulebook, facts: Facts, act: Act, *, now: datetime
) -> HandLetter:
    """The letter that this act would send now. Raises Refused, saying why there is none."""
    last = last_letter(session, facts, to_clerk=act is Act.RESEND)
    reach = load_reach(session, [facts.unit_code]).get(facts.unit_code, NOBODY)
    find = _again if act is Act.RESEND else _urging
    letter = find(rulebook, facts, reach, last, now=now)
    if not letter.rows:
        raise _senseless("đơn vị chưa có đầu mối nào nhận được thư; hãy báo quản trị thêm đầu mối")
    return letter


def send_by_hand(
    session: Session,
    rulebook: Rulebook,
    act: Act,
    *,
    assignment_id: int,
    account: Account,
    seen: int,
    now: datetime,
) -> None:
    """Send it: once for what the page showed as the newest letter, however often it is pressed.

    Raises Refused: the account may not, there is no such letter, or another was sent meanwhile.
    """
    assignment = lock_assignment(session, assignment_id)
    require_act(session, rulebook, assignment, account, act, now=now)
    [facts] = load_facts(session, col(Assignment.id) == assignment_id, as_of=now)
    last = last_letter(session, facts, to_clerk=act is Act.RESEND)
    if last and last.notice.id != seen:
        if _mark(act, seen, now) in (last.notice.rung, NoticeKey.parse(last.notice.key).again):
            return  # a second tap on the same page
        raise _senseless(f"từ khi trang này mở ra đã có thư khác ({last.words()})")
    letter = hand_letter(session, rulebook, facts, act, now=now)
    insert_notices(session, letter.rows)
    by, target = Actor.account(account.id), f"assignment:{assignment_id}"
    name = kind_name(letter.kind, facts.tone)
    audit.record(
        session,
        actor=by,
        act=HAND_ACTS[act, only_reminded(facts, now)],
        target=target,
        now=now,
        detail=name,
    )


def _again(
    rulebook: Rulebook, facts: Facts, reach: Reach, last: LastLetter | None, *, now: datetime
) -> HandLetter:
    """The newest letter to its clerk once more, to whoever can be written to now."""
    if last is None:
        raise _senseless("đơn vị chưa được gửi thư nào về việc này")
    if last.waits:
        raise _senseless(f"thư mới nhất ({last.words()}) đang chờ gửi; hệ thống sẽ tự gửi")
    if stale_reason(last.notice, facts, now):
        wanted = f"thư mới nhất ({last.words()}) nay không còn đúng; hãy gửi thư mới hoặc gọi điện"
        raise _senseless(wanted)
    first = NoticeKey.parse(last.notice.key)
    mark = _mark(Act.RESEND, last.notice.id or 0, now)
    rows = tuple(
        NoticeRow(
            first.to(one.id).said_again(mark),
            assignment_id=facts.id,
            not_before=next_office_moment(now, rulebook.workdays),
            immediate=True,
            created_at=now,
            detail=as_copy(last.notice),
        )
        for one in reach.clerks
    )
    return HandLetter(first.kind, rows, last)


def _urging(
    rulebook: Rulebook, facts: Facts, reach: Reach, last: LastLetter | None, *, now: datetime
) -> HandLetter:
    """A reminder, or past the date the letter that urges; its head too, where the ladder says."""
    today, duty = local_date(now), rulebook.registry.duty_of(facts.plan, facts.duty)
    _check_owed(rulebook, duty, facts, now=now)
    if last and last.waits:
        raise _senseless(f"đang có thư chờ gửi ({last.words()})")
    if last and last.left and local_date(last.at) == today:
        wanted = f"hôm nay đã có thư ({last.words()}); để đơn vị đọc, cần gấp thì gọi điện"
        raise _senseless(wanted)
    late = facts.due_on < today
    kind = NoticeKind.OVERDUE if late else NoticeKind.REMINDER
    told = [(kind, one) for one in reach.clerks]
    if late and _head_is_told(duty, facts):
        told += [(NoticeKind.OVERDUE_HEAD, one) for one in reach.heads]
    rung, about = _mark(Act.URGE, 0, now), about_assignment(facts.id)
    rows = tuple(
        NoticeRow(
            NoticeKey(about, one.id, each, rung, facts.cycle),
            assignment_id=facts.id,
            not_before=next_office_moment(now, rulebook.workdays),
            immediate=True,
            created_at=now,
        )
        for each, one in told
    )
    return HandLetter(kind, rows, last)


def _mark(act: Act, seen: int, now: datetime) -> str:
    """What tells it from every other letter: the one that it repeats, or the day it is of."""
    return f"n{seen}" if act is Act.RESEND else f"{BY_HAND}{local_date(now).isoformat()}"


def _check_owed(rulebook: Rulebook, duty: Duty, facts: Facts, *, now: datetime) -> None:
    """Raises Refused where the unit owes nothing, or where it is for us to answer first."""
    if not standing(facts, now).waiting_for_unit:
        raise _senseless("đơn vị không còn nợ gì ở việc này")
    if not facts.chased:
        raise _senseless("việc này theo báo cáo chung hoặc kiểm đếm theo kỳ, không đôn đốc riêng")
    if rulebook.registry.monitoring_unit(duty, local_date(now)).code == facts.unit_code:
        raise _senseless("cơ quan không tự đôn đốc mình")
    if facts.asked_in_time:
        raise _senseless("đơn vị đã xin gia hạn; hãy trả lời đề nghị ấy trước")


def _head_is_told(duty: Duty, facts: Facts) -> bool:
    """Does the first rung past the date, of the ladder that this unit is on, reach its head?"""
    ladder = LADDERS[ladder_for(duty.ladder, facts.tone, duty.cadence)]
    first = next((rung for rung in ladder if rung.offset > 0), None)
    return first is not None and RungAudience.HEAD in first.who


def _senseless(wanted: str) -> Refused:
    return Refused(Problem("letter", "", wanted, "Thư"))

"""How many of the units under an assignment have answered: a district's communes, counted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlmodel import Session, col

from dondoc.ledger.by_ids import AS_OF, IDS, ask_by_ids, stands_at
from dondoc.messages.environment import phrases
from dondoc.rounds.first_receipt import Returned, first_received
from dondoc.rounds.past_dates import received_then
from models import Assignment, Decision, Submission
from models.kinds import Answer, DecisionKind

_ANSWERED = "{}/{} xã đã trả lời"
"""Said of every row of the board, so it is no template; «xã» stands for xã, phường, thị trấn."""


@dataclass(frozen=True, slots=True)
class ChildrenCount:
    """The assignments that hang under one, or under all of a round. «Not done» is an answer."""

    done: int = 0
    not_done: int = 0
    silent: int = 0
    waived: int = 0
    last_at: datetime | None = None  # when the office got the last of the first answers

    @property
    def asked(self) -> int:
        """How many owe an answer, the waived ones aside."""
        return self.done + self.not_done + self.silent

    @property
    def answered(self) -> int:
        return self.done + self.not_done

    @property
    def complete(self) -> bool:
        """Has every one of them answered?"""
        return self.silent == 0

    def words(self) -> str:
        """«9/12 xã đã trả lời»"""
        return _ANSWERED.format(self.answered, self.asked)

    def sentence(self) -> str:
        """«133/138 xã đã thực hiện, 3 chưa thực hiện, 2 chưa trả lời»"""
        return phrases("progress").children(self)


def total(counts: Iterable[ChildrenCount | None]) -> ChildrenCount | None:
    """Several counts as one; None where none of them counts anything."""
    kept = [one for one in counts if one is not None]
    if not kept:
        return None
    return ChildrenCount(
        done=sum(one.done for one in kept),
        not_done=sum(one.not_done for one in kept),
        silent=sum(one.silent for one in kept),
        waived=sum(one.waived for one in kept),
        last_at=max((one.last_at for one in kept if one.last_at), default=None),
    )


def count_children(
    session: Session, parents: Sequence[int], as_of: datetime
) -> dict[int, ChildrenCount]:
    """The count under each of `parents` as it was known at `as_of`.

    A unit without children is not in it.
    """
    under = dict(ask_by_ids(session, _CHILDREN, parents, as_of=as_of))
    if not under:
        return {}
    ids = list(under)
    answers = _answers(session, ids, as_of)
    waived, returned = _decided(session, ids, as_of)
    grouped: dict[int, list[ChildrenCount]] = defaultdict(list)
    for child_id, parent_id in under.items():
        given = answers.get(child_id, [])
        one = _one(given, waived=child_id in waived, returned=returned.get(child_id, []))
        grouped[parent_id].append(one)
    return {parent: counted for parent, some in grouped.items() if (counted := total(some))}


_CHILDREN = select(col(Assignment.id), col(Assignment.parent_id)).where(
    col(Assignment.parent_id).in_(IDS), col(Assignment.asked_at) <= AS_OF
)

_ANSWERS = (
    select(
        col(Submission.assignment_id),
        col(Submission.version),
        col(Submission.answer),
        received_then(),
    )
    .where(
        col(Submission.assignment_id).in_(IDS),
        col(Submission.recorded_at) <= AS_OF,
        stands_at(col(Submission.withdrawn_at)),
    )
    .order_by(col(Submission.assignment_id), col(Submission.version))
)

_DECIDED = select(
    col(Decision.assignment_id), col(Decision.kind), col(Decision.version), col(Decision.decided_at)
).where(
    col(Decision.assignment_id).in_(IDS),
    col(Decision.kind).in_((DecisionKind.WAIVED, DecisionKind.RETURNED)),
    col(Decision.decided_at) <= AS_OF,
    stands_at(col(Decision.undone_at)),
)


def _one(
    given: list[tuple[int, Answer, datetime]], *, waived: bool, returned: list[Returned]
) -> ChildrenCount:
    if waived:
        return ChildrenCount(waived=1)
    if not given or given[-1][0] in {version for version, _at in returned}:
        return ChildrenCount(silent=1)
    first_at = first_received([(version, at) for version, _answer, at in given], returned)
    if given[-1][1] is Answer.NOT_DONE:
        return ChildrenCount(not_done=1, last_at=first_at)
    return ChildrenCount(done=1, last_at=first_at)


def _answers(
    session: Session, ids: Sequence[int], as_of: datetime
) -> dict[int, list[tuple[int, Answer, datetime]]]:
    found: dict[int, list[tuple[int, Answer, datetime]]] = defaultdict(list)
    for child_id, version, answer, received_at in ask_by_ids(session, _ANSWERS, ids, as_of=as_of):
        found[child_id].append((version, answer, received_at))
    return found


def _decided(
    session: Session, ids: Sequence[int], as_of: datetime
) -> tuple[set[int], dict[int, list[Returned]]]:
    """Which are waived, and which versions were returned, and when."""
    waived: set[int] = set()
    returned: dict[int, list[Returned]] = defaultdict(list)
    for child_id, kind, version, at in ask_by_ids(session, _DECIDED, ids, as_of=as_of):
        if kind is DecisionKind.WAIVED:
            waived.add(child_id)
        elif version is not None:
            returned[child_id].append((version, at))
    return waived, returned

"""A sum over rows that stand alike is the sum over each of them, on ledgers thrown together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from itertools import pairwise
from random import Random
from typing import Any

import pytest
from sqlalchemy import Engine, insert, update
from sqlmodel import Session, SQLModel, col, select

from dondoc.clock import at, end_of
from dondoc.plan.rulebook import Rulebook
from dondoc.rounds.alike import counted_alike
from dondoc.rounds.late_twice import late_twice
from dondoc.rounds.on_time_rate import is_late, on_time_rate, rate_of_alike
from dondoc.rounds.opening import open_rounds
from dondoc.rounds.progress import OWN, rows_of
from dondoc.rounds.standing_words import StandingWords
from dondoc.rounds.tally import Alike, tally_of
from models import (
    Activity,
    Assignment,
    Contact,
    DateChange,
    Decision,
    ReceiptChange,
    Round,
    Submission,
)
from models.database import transaction
from models.kinds import TAKES_BACK, Answer, DecisionKind, Way

FIRST = date(2027, 3, 1)
DAYS = 130
SEED = 1
DUTIES = ("III.1.1.c", "II.3.1", "III.1.1.a2", "II.3.5")
Row = dict[str, Any]


@pytest.fixture
def thrown(engine: Engine, rulebook: Rulebook) -> Engine:
    """Four months of four duties, each assignment with whatever chance made of it."""
    chance = Random(SEED)
    with transaction(engine) as session:
        for month in (3, 4, 5, 6):
            for code in DUTIES:
                duty = rulebook.registry.plan.duty(code)
                open_rounds(session, rulebook, duty, now=at(date(2027, month, 4), 7, 30))
        _contacts(session, rulebook, chance)
        _lives(session, chance)
    return engine


INSTANTS = (at(FIRST + timedelta(days=16), 9), end_of(date(2027, 5, 4)), at(date(2027, 7, 30), 9))


def test_the_figures_and_words_of_what_is_alike_are_those_of_the_rows(
    thrown: Engine, rulebook: Rulebook
) -> None:
    for as_of in INSTANTS:
        with transaction(thrown, write=False) as session:
            each = rows_of(session, rulebook, OWN, as_of=as_of)
            alike = counted_alike(session, rulebook, OWN, as_of=as_of)

        assert len(alike) < len(each) == sum(one.units for one in alike)
        expected, found = _by_place(map(Alike, each)), _by_place(alike)
        assert expected.keys() == found.keys()
        for place, rows in expected.items():
            assert tally_of(rows) == tally_of(found[place]), (place, as_of)
            assert on_time_rate(one.row for one in rows) == rate_of_alike(found[place])
            assert _words(rows) == _words(found[place])


def test_who_is_late_twice_is_found_among_few(thrown: Engine, rulebook: Rulebook) -> None:
    as_of = INSTANTS[-1]
    with transaction(thrown, write=False) as session:
        found = late_twice(session, rulebook, as_of=as_of)
        late = [row for row in rows_of(session, rulebook, OWN, as_of=as_of) if is_late(row)]

    assert found
    pairs = {(one.duty.code, one.before.facts.period, one.last.facts.period) for one in found}
    by_round = {(row.facts.duty, row.facts.period, row.unit.code): row.facts.id for row in late}
    expected = {
        (by_round[duty, before, unit], by_round[duty, last, unit])
        for duty, before, last in pairs
        for _duty, period, unit in list(by_round)
        if (duty, before, unit) in by_round and (duty, last, unit) in by_round
    }
    assert expected == {(one.before.facts.id, one.last.facts.id) for one in found}


def _words(alike: Iterable[Alike]) -> Counter[StandingWords]:
    found: Counter[StandingWords] = Counter()
    for one in alike:
        found[one.row.spoken] += one.units
    return found


def _by_place(alike: Iterable[Alike]) -> dict[tuple[int, str], list[Alike]]:
    """By round and group of units."""
    found: dict[tuple[int, str], list[Alike]] = {}
    for one in alike:
        found.setdefault((one.row.facts.round_id, one.row.unit.group), []).append(one)
    return found


def _contacts(session: Session, rulebook: Rulebook, chance: Random) -> None:
    """Most units have a proven address, some since late, some none."""
    session.execute(
        insert(Contact),
        [
            {
                "unit_code": unit.code,
                "address": f"van-thu@{unit.code}.example",
                "verified_at": chance.choice([at(FIRST, 8), at(FIRST, 8), _then(chance), None]),
            }
            for unit in rulebook.registry.units
        ],
    )


def _lives(session: Session, chance: Random) -> None:
    rows = session.exec(select(Assignment, Round).join(Round).order_by(col(Assignment.id))).all()
    papers = list(_numbered(one for row, of in rows for one in _papers(chance, row, of)))
    decided = list(_numbered(one for row, _of in rows for one in _decisions(chance, row)))
    done = [one for row, of in rows if of.threshold for one in _activities(chance, row)]
    for table, some in ((Submission, papers), (Decision, decided), (Activity, done)):
        _insert(session, table, some)
    _insert(session, DateChange, _date_changes(chance, rows, decided))
    _insert(session, ReceiptChange, _receipt_changes(chance, papers))
    for row, other in pairwise(row for row, _of in rows):
        if chance.random() < 0.02 and row.round_id == other.round_id and row.parent_id is None:
            changes = {"parent_id": row.id, "chased": False}
            session.execute(update(Assignment).where(col(Assignment.id) == other.id), changes)


def _insert(session: Session, table: type[SQLModel], rows: Iterable[Row]) -> None:
    if some := list(rows):
        session.execute(insert(table), some)


def _numbered(rows: Iterable[Row]) -> Iterator[Row]:
    for number, row in enumerate(rows, start=1):
        yield {"id": number, **row}


def _then(chance: Random) -> datetime:
    """Some instant of the four months, around midnight too."""
    on = FIRST + timedelta(days=chance.randint(0, DAYS))
    return chance.choice([at(on, 9), at(on, 23, 59), at(on, 0), end_of(on)])


def _around(chance: Random, on: date) -> datetime:
    """Most answers come on the days around their date."""
    day = on + timedelta(days=chance.choice([-3, -1, 0, 0, 1, 1, 4]))
    return chance.choice([at(day, 9), at(day, 0), end_of(day)])


def _papers(chance: Random, row: Assignment, of: Round) -> Iterator[Row]:
    rare = 0.1 if of.threshold is not None else 0.7
    versions = chance.choice([1, 1, 1, 1, 2]) if chance.random() < rare else 0
    for version in range(1, versions + 1):
        then = _around(chance, row.due_on)
        sent = chance.random() < 0.1
        yield {
            "assignment_id": row.id,
            "version": version,
            "answer": chance.choice([*Answer, Answer.DONE, Answer.DONE]),
            "received_at": then,
            "recorded_at": then + timedelta(hours=chance.choice([0, 0, 40])),
            "recorded_by": "contact:1",
            "way": Way.LINK,
            "sent_on": row.due_on if sent else None,
            "sent_checked_at": _then(chance) if sent and chance.random() < 0.5 else None,
            "withdrawn_at": _then(chance) if chance.random() < 0.05 else None,
        }


def _decisions(chance: Random, row: Assignment) -> Iterator[Row]:
    usual = [DecisionKind.ACCEPTED] * 20 + [DecisionKind.CLOSED] * 5 + [DecisionKind.WAIVED] * 2
    for _ in range(chance.choice([0, 1, 1, 1, 2, 3])):
        kind = chance.choice([*usual, *DecisionKind, *TAKES_BACK])
        gives = kind in (DecisionKind.EXTENSION_GRANTED, DecisionKind.RETURNED, *TAKES_BACK)
        yield {
            "assignment_id": row.id,
            "kind": kind,
            "version": chance.choice([None, 1, 1, 2]),
            "due_before_on": row.due_on,
            "due_after_on": row.due_on + timedelta(days=9) if gives else None,
            "decided_by": "account:1",
            "decided_at": _around(chance, row.due_on + timedelta(days=2)),
            "undone_at": _then(chance) if chance.random() < 0.05 else None,
        }


def _activities(chance: Random, row: Assignment) -> Iterator[Row]:
    for _ in range(chance.choice([0, 1, 2, 3])):
        yield {
            "assignment_id": row.id,
            "done_on": row.due_on,
            "title": "Tin bài",
            "recorded_by": "contact:1",
            "recorded_at": _around(chance, row.due_on),
            "withdrawn_at": _then(chance) if chance.random() < 0.2 else None,
        }


def _date_changes(
    chance: Random, rows: Iterable[tuple[Assignment, Round]], decided: Iterable[Row]
) -> Iterator[Row]:
    """What stood before some of the decisions."""
    by_id = {row.id: row for row, _of in rows}
    for one in decided:
        row = by_id[one["assignment_id"]]
        if chance.random() < 0.1:
            yield {
                "assignment_id": row.id,
                "decision_id": one["id"],
                "at": one["decided_at"],
                "nominal_on": row.nominal_on,
                "target_on": row.target_on,
                "due_on": row.due_on - timedelta(days=7),
                "first_due_on": row.first_due_on - timedelta(days=7),
                "arithmetic": "trước đó",
                "cycle": 1,
                "cycle_from_on": row.cycle_from_on,
            }


def _receipt_changes(chance: Random, papers: Iterable[Row]) -> Iterator[Row]:
    for paper in papers:
        if chance.random() < 0.05:
            yield {
                "submission_id": paper["id"],
                "at": _then(chance),
                "received_at": paper["received_at"] + timedelta(days=2),
                "by": "account:1",
                "reason": "Sửa",
            }

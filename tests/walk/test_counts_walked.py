"""How much each duty asked in a walked year, to be held against the table of duties.

A commune that its district answers for is counted with the district's duty: 7 + 138 of III.1.1.b1.
"""

from __future__ import annotations

from collections import Counter

import pytest
from sqlmodel import func, select

from models import Assignment, Round
from models.database import transaction

# Twenty bodies, seven districts, 138 communes, six organisations.
IN_2021 = {
    "III.1.1.a1": 27,
    "III.1.1.a2": 27 * 4,
    "III.1.1.b1": 7 + 138,
    "III.1.1.b2": 7 * 4,
    "III.1.1.c": 27 * 4,
    "III.1.2.a1": 1,
    "III.1.2.a3": 1,
    "III.1.2.a3.2": 1,
    "III.1.2.a4": 4,
    "III.1.2.b1": 4,
    "III.1.2.b2": 4,
    "III.1.2.c1": 1,
    "III.1.2.c2": 1,
    "III.1.2.c3": 27,
    "III.1.2.c8": 27,  # what follows self-scoring falls into the next year
    "III.1.2.c9": 5,
    "III.1.2.c11": 1,
    "III.1.2.c12": 1,  # due on 31 March
    "III.1.3.a": 4,
    "III.1.3.a.2": 4,
    "III.1.3.b1": 1,
    "III.1.3.b2": 1,  # a row a year, with its checks counted
    "III.1.3.b2.2": 11,  # January began before the plan
    "III.1.3.b4": 4,
    "III.1.4.a": 1,
    "III.1.4.a.2": 4,
    "III.1.4.a.3": 1,
    "III.1.5.a": 11,
    "III.1.5.b": 1,
    "III.1.5.b.2": 4,
    "III.1.6.a": 4,
    "III.1.6.b": 11,
    "III.1.7.a": 11,
    "III.1.7.a.2": 4,
    "III.1.7.b": 4,
    "III.1.8.a": 6,
    "III.1.8.a.2": 6 * 2,
    "III.1.8.b": 6 * 2,
    "III.2.b1": 27,
    "III.2.b2": 27,
    "III.2.b3": 27,
    "II.3.1": 7 * 11,
    "II.3.2.a": 2,
    "II.3.2.b": 4,
    "II.3.2.c": 27 * 4,
    "II.3.3": 27 * 11,
    "II.3.4": 2,
    "II.3.5": (27 + 138) * 4,
    "NN": 1,
}
# Fifteen bodies and 124 communes under the province; the walk ends with the year.
IN_2026 = {
    **IN_2021,
    "III.1.1.a1": 139,
    "III.1.1.a2": 139 * 4,
    "III.1.1.c": 139 * 4,
    "III.1.2.c3": 15,
    "III.1.3.b2.2": 10,
    "III.2.b1": 15,
    "III.2.b2": 15,
    "II.3.1": 124 * 11,
    "II.3.2.c": 139 * 4,
    "II.3.3": 15 * 11,
    "II.3.5": 139 * 4,
}
GONE_IN_2026 = ("III.1.1.b1", "III.1.1.b2")
AFTER_THE_YEAR = ("III.2.b3", "III.1.2.c8", "III.1.2.c9", "III.1.2.c11", "III.1.2.c12")


@pytest.mark.xdist_group("opened_2021")
def test_every_duty_of_2021_asks_what_the_table_says(opened_2021):
    assert IN_2021 == _asked(opened_2021)


@pytest.mark.xdist_group("walk_2026")
def test_every_duty_of_2026_asks_what_the_table_says(walk_2026):
    left = {*GONE_IN_2026, *AFTER_THE_YEAR}
    assert {code: n for code, n in IN_2026.items() if code not in left} == _asked(walk_2026)


@pytest.mark.xdist_group("walk_2026")
def test_so_noi_vu_is_never_chased_for_its_own_four_reports(walk_2026):
    own = select(func.count()).select_from(Assignment).join(Round)
    mine = own.where(Round.duty == "III.1.1.c", Assignment.chased.is_(False))
    with transaction(walk_2026.engine, write=False) as session:
        assert 4 == session.exec(mine).one()


def _asked(walk) -> Counter[str]:
    query = select(Round.duty, func.count()).join(Assignment).group_by(Round.duty)
    with transaction(walk.engine, write=False) as session:
        return Counter(dict(session.exec(query).all()))

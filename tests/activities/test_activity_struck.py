"""An officer strikes what was counted by mistake: kept with who, when and why; the unit is told."""

from __future__ import annotations

from datetime import date

import pytest
from sqlmodel import select

from dondoc.activities.strike import strike
from dondoc.clock import at
from dondoc.problems import Refused
from models import Activity, Notice
from models.database import transaction
from tests.support.colleagues import another_officer
from tests.support.counted_plan import counted_rulebook
from tests.support.counting import Counting

DAY, BACK = at(date(2027, 3, 15), 9), at(date(2027, 3, 17), 9)


@pytest.fixture(scope="session")
def counted(tmp_path_factory):
    return counted_rulebook(tmp_path_factory.mktemp("ke-hoach") / "data")


@pytest.fixture
def month(engine, cast, counted):
    found = Counting(engine, counted)
    found.open(date(2027, 3, 3))
    return found


def _strike(month, account, activity_id, *, why="Trùng với tin ngày 08/03"):
    with transaction(month.engine) as session:
        strike(
            session,
            month.rulebook,
            activity_id=activity_id,
            account=account,
            reason=why,
            now=BACK,
        )


def test_it_counts_no_more_from_then_on_and_stays_with_its_reason(month, cast):
    kept = month.add(DAY, title="Tin một", done_on="10/03/2027")
    other = another_officer(month.engine)
    _strike(month, other, kept.activity_id)

    assert [1, 0] == [month.count(at(date(2027, 3, 17), hour)) for hour in (8, 9)]
    with transaction(month.engine, write=False) as session:
        entry = session.exec(select(Activity)).one()
        (told,) = session.exec(select(Notice)).all()
    assert (f"account:{other.id}", BACK) == (entry.withdrawn_by, entry.withdrawn_at)
    assert ("Trùng với tin ngày 08/03", "activity_struck") == (entry.withdrawn_why, told.kind)


@pytest.mark.one_database
def test_who_entered_it_does_not_strike_it_and_nobody_strikes_twice(month, cast):
    officer = another_officer(month.engine)
    kept = month.add(DAY, by=f"account:{officer.id}", title="Tin", done_on="10/03/2027")
    with pytest.raises(Refused, match="hãy nhờ cán bộ khác hoặc quản trị"):
        _strike(month, officer, kept.activity_id)

    month.withdraw(kept.activity_id, DAY)
    with pytest.raises(Refused, match="đã được rút trước đó"):
        _strike(month, officer, kept.activity_id)

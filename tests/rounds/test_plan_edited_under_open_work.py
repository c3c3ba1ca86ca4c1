"""A code changed or taken out of the plan while its work is open stops its own rows alone."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import Engine
from sqlmodel import col, func, select

from dondoc.clock import at
from dondoc.documents.letters.late_rounds import late_rounds
from dondoc.ledger.plan_gaps import plan_gaps
from dondoc.notices.unreachable import tell_of_contactless
from dondoc.notices.write import plan_notices
from dondoc.plan.checks import problems
from dondoc.plan.rulebook import Rulebook
from dondoc.reporting.chase_words import duty_codes
from dondoc.rounds.opening import open_rounds
from dondoc.rounds.progress import progress
from dondoc.settings import Settings
from models import Assignment, Notice, Round
from models.database import transaction
from tests.support.cast import Cast
from tests.support.edited_plan import with_duty, with_role, with_unit
from tests.support.post import DUTY, Office

pytestmark = pytest.mark.one_database

OTHER = "III.1.2.b2"  # a duty that goes on beside it
OPENED = date(2027, 3, 1)
LATE = at(date(2027, 3, 18), 7, 30)
NEW_CODE = "III.1.1.d"
REPORTS = "duties (III.1.1.c): 139 việc đang mở của kỳ 2027-Q1"


@pytest.fixture
def office(engine: Engine, settings: Settings, rulebook: Rulebook, cast: Cast) -> Office:
    office = Office(engine, settings, rulebook)
    office.morning(OPENED)
    return office


def gaps(office: Office, edited: Rulebook) -> list[str]:
    return office.read(lambda s: [one.short() for one in plan_gaps(s, edited.registry, OPENED)])


def chased(office: Office, edited: Rulebook) -> set[str]:
    """Whom a day's chasing over every duty plans something for, under the edited plan."""
    with transaction(office.engine) as session:
        of_duties = col(Round.duty).in_(duty_codes(edited))
        plan_notices(session, edited, of_duties, now=LATE, after_due=True)
        tell_of_contactless(session, edited, now=LATE)
        late_rounds(session, edited, LATE)
        query = select(Assignment.unit_code).join(Notice)
        return set(session.exec(query.where(col(Notice.created_at) == LATE)))


def test_a_unit_taken_out_stops_its_own_rows(office: Office, rulebook: Rulebook) -> None:
    edited = with_unit(rulebook, "so-y-te")

    named = gaps(office, edited)
    said = "units (so-y-te): Sở Y tế còn 1 việc đang mở của kỳ 2027-Q1, 1 đầu mối đang dùng"
    assert [said] == named
    assert "so-y-te" not in chased(office, edited)
    assert "so-tai-chinh" in chased(office, edited)
    with transaction(office.engine, write=False) as session:
        round_now = progress(session, edited, duty=DUTY, period="2027-Q1", as_of=LATE)
    assert 139 == round_now.tally.asked
    assert "Sở Y tế" in {row.unit_name for row in round_now.rows}


def test_a_duty_taken_out_stops_no_other(office: Office, rulebook: Rulebook) -> None:
    with transaction(office.engine) as session:
        open_rounds(session, rulebook, rulebook.registry.plan.duty(OTHER), now=at(OPENED, 7, 30))
    edited = with_duty(rulebook, DUTY)

    assert REPORTS in gaps(office, edited)
    before = office.read(lambda s: s.exec(select(func.count()).select_from(Notice)).one())
    chased(office, edited)
    after = office.read(
        lambda s: s.exec(select(Notice.assignment_id).where(col(Notice.id) > before))
    )
    of_reports = select(Assignment.id).join(Round).where(col(Round.duty) == DUTY)
    assert not set(after) & set(office.read(lambda s: list(s.exec(of_reports))))


def test_what_is_said_about_it_waits_and_the_rest_of_a_window_leaves(
    office: Office, rulebook: Rulebook
) -> None:
    whole, office.rulebook = office.rulebook, with_unit(rulebook, "so-y-te")

    done = office.window(at(OPENED, 8))
    assert [] == office.postman.to("so-y-te")
    assert 1 == len(office.postman.to("so-tai-chinh"))
    assert 0 == done.deferred
    assert "1 chờ sửa kế hoạch vì mã không còn" in done.sentence()

    office.rulebook = whole  # the line is put back
    office.window(at(OPENED, 14))
    assert 1 == len(office.postman.to("so-y-te"))


def test_a_role_that_nobody_holds_stops_what_it_watches_over(
    office: Office, rulebook: Rulebook
) -> None:
    edited = with_role(rulebook, "so_noi_vu", lambda role: {"units": ()})

    (said,) = gaps(office, edited)
    assert said.startswith("roles (so_noi_vu): hôm nay không có đơn vị nào giữ vai trò này, ")
    assert said.endswith("139 việc đang mở do vai trò này theo dõi")
    assert set() == chased(office, edited)


def test_a_code_changed_without_a_word_opens_no_second_round(
    office: Office, rulebook: Rulebook
) -> None:
    edited = with_duty(rulebook, DUTY, code=NEW_CODE)

    assert REPORTS in gaps(office, edited)
    with transaction(office.engine) as session:
        duty = edited.registry.plan.duty(NEW_CODE)
        assert [] == open_rounds(session, edited, duty, now=at(OPENED, 8))


def test_an_old_name_must_be_nobodys(rulebook: Rulebook) -> None:
    edited = with_duty(rulebook, OTHER, renamed_from=DUTY).registry

    (found,) = problems(edited.plan, edited.roles, edited.units)
    assert found.field.endswith(f"({OTHER}), renamed_from")

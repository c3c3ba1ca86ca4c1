"""A finding from its first sight to its end: asked, answered, checked again (II.3.5, §5.5)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from dondoc.clock import at
from dondoc.decisions.decide import decide
from dondoc.decisions.ruling import Ruling
from dondoc.problems import Refused
from dondoc.publication.findings.end_sources import end_findings
from dondoc.publication.findings.settle_check import FindingTally
from dondoc.publication.findings.waive_finding import waive_finding
from dondoc.rounds.standing import StandingKind
from models import PublicationSource
from models.database import transaction
from models.kinds import DecisionKind
from models.publication_kinds import CheckVerdict
from tests.support.published import DOWN, FEE, MISSING, MONDAY, Published

NOW = at(MONDAY, 6)
NOTHING = FindingTally()


def day(number: int, hour: int = 6):  # type: ignore[no-untyped-def]
    return at(MONDAY + timedelta(days=number), hour)


def test_what_a_known_page_lacks_is_asked_of_its_unit_at_once(published: Published) -> None:
    published.known()

    assert FindingTally(new=1) == published.look(NOW, MISSING)

    [asked] = published.assignments()
    assert "so-tai-chinh" == asked.unit_code
    assert "Thiếu thủ tục 1.012790 (Trang thông tin điện tử của đơn vị)" == asked.subject
    assert date(2027, 3, 8) == asked.due_on  # five working days
    assert "kiểm tra ngày 01/03/2027: " == asked.arithmetic[:26]
    [said] = published.notices()
    assert ("finding", False, at(MONDAY, 8)) == (said.kind, said.immediate, said.not_before)


def test_the_same_look_twice_changes_nothing(published: Published) -> None:
    published.known()
    published.look(NOW, MISSING, FEE)

    assert NOTHING == published.look(NOW, MISSING, FEE)
    assert NOTHING == published.look(day(1), MISSING, FEE)

    assert (2, 2, 2) == (
        len(published.findings()),
        len(published.assignments()),
        len(published.notices()),
    )
    assert 4 == len(published.sightings())


def test_on_a_page_that_is_new_it_is_believed_at_the_second_look(published: Published) -> None:
    assert NOTHING == published.look(NOW, MISSING)
    assert [] == published.assignments()

    assert FindingTally(new=1) == published.look(day(1), MISSING)
    assert 1 == len(published.assignments())


def test_seen_once_on_a_new_page_and_gone_it_was_never_said(published: Published) -> None:
    published.look(NOW, MISSING)

    assert NOTHING == published.look(day(1))

    [finding] = published.findings()
    assert (None, day(1)) == (finding.confirmed_at, finding.closed_at)
    assert [] == published.notices()


@pytest.mark.parametrize("verdict", [CheckVerdict.UNREACHABLE, CheckVerdict.UNVERIFIABLE])
def test_what_proves_nothing_neither_asks_nor_closes(
    published: Published, verdict: CheckVerdict
) -> None:
    published.known()
    published.look(NOW, MISSING)

    assert NOTHING == published.look(day(1), verdict=verdict)

    assert StandingKind.OPEN is published.standing(day(1)).kind
    assert [None] == [one.closed_at for one in published.findings()]


def test_mended_without_a_word_it_is_accepted(published: Published) -> None:
    published.known()
    published.look(NOW, MISSING)

    assert FindingTally(mended=1) == published.look(day(1))

    here = published.standing(day(1))
    assert (StandingKind.COMPLETED, True) == (here.kind, here.on_time)
    assert [day(1)] == [one.closed_at for one in published.findings()]


def test_mended_without_a_word_after_the_date_is_neither_on_time_nor_late(
    published: Published,
) -> None:
    published.known()
    published.look(NOW, MISSING)
    published.look(day(9))

    here = published.standing(day(9))
    assert (StandingKind.COMPLETED, None, False) == (here.kind, here.on_time, here.unproven)


def test_a_claim_waits_for_the_next_look_which_accepts_it(published: Published) -> None:
    published.known()
    published.look(NOW, MISSING)
    published.say(day(1, 9))
    assert StandingKind.SUBMITTED is published.standing(day(1, 10)).kind

    published.look(day(2))

    here = published.standing(day(2))
    assert (StandingKind.COMPLETED, True) == (here.kind, here.on_time)


def test_a_claim_that_is_not_true_comes_back_with_what_was_seen(published: Published) -> None:
    published.known()
    published.look(NOW, MISSING)
    published.say(day(1, 9))

    published.look(day(2), MISSING)

    assert StandingKind.RETURNED is published.standing(day(2)).kind
    [decision] = published.decisions()
    assert "vẫn thấy sai lệch này: không thấy" in (decision.reason or "")
    assert ["finding", "receipt", "returned"] == sorted(one.kind for one in published.notices())
    returned = next(one for one in published.notices() if one.kind == "returned")
    assert (False, at(date(2027, 3, 3), 8)) == (returned.immediate, returned.not_before)


def test_what_came_back_and_is_then_seen_mended_is_done_without_another_claim(
    published: Published,
) -> None:
    published.known()
    published.look(NOW, MISSING)
    published.say(day(1, 9))
    published.look(day(2), MISSING)

    published.look(day(3))

    here = published.standing(day(3))
    assert (StandingKind.COMPLETED, True, True) == (here.kind, here.on_time, here.returned)


def test_what_is_disputed_and_then_seen_mended_is_done(published: Published) -> None:
    published.known()
    published.look(NOW, MISSING)
    published.say(day(1, 9), "not_done", "Thủ tục này của Sở khác")

    published.look(day(2))

    assert StandingKind.COMPLETED is published.standing(day(2)).kind


def test_a_claim_made_after_the_look_waits_for_another(published: Published) -> None:
    published.known()
    published.look(NOW, MISSING)
    published.say(day(1, 9))

    published.look(day(1, 8), MISSING)  # the look was made before, and is settled late

    assert StandingKind.SUBMITTED is published.standing(day(1, 10)).kind


def test_a_dispute_waits_for_an_officer(published: Published) -> None:
    published.known()
    published.look(NOW, MISSING)
    published.say(day(1, 9), "not_done", "Thủ tục này của Sở khác")

    published.look(day(2), MISSING)

    assert StandingKind.NOT_DONE is published.standing(day(2)).kind


def test_back_within_thirty_days_it_is_the_same_work_again(published: Published) -> None:
    published.known()
    published.look(NOW, MISSING)
    published.say(day(1, 9))
    published.look(day(2))

    assert FindingTally(new=1) == published.look(day(20), MISSING)

    assert 1 == len(published.findings())
    assert StandingKind.RETURNED is published.standing(day(20)).kind
    assert [None] == [one.closed_at for one in published.findings()]


def test_mended_without_a_word_and_back_it_is_open_again(published: Published) -> None:
    published.known()
    published.look(NOW, MISSING)
    published.look(day(2))

    published.look(day(9), MISSING)

    assert StandingKind.OPEN is published.standing(day(9)).kind
    assert ["finding", "reopened"] == [one.kind for one in published.notices()]


def test_back_after_thirty_days_it_is_another_episode(published: Published) -> None:
    published.known()
    published.look(NOW, MISSING)
    published.look(day(2))

    published.look(day(40), MISSING)

    assert [1, 2] == [one.episode for one in published.findings()]
    assert 2 == len(published.assignments())


def test_three_failures_over_a_day_are_no_noise(published: Published) -> None:
    published.known()
    down = {"verdict": CheckVerdict.UNREACHABLE}

    assert NOTHING == published.look(day(0), DOWN, **down)  # type: ignore[arg-type]
    assert NOTHING == published.look(day(1), DOWN, **down)  # type: ignore[arg-type]
    assert FindingTally(new=1) == published.look(day(2), DOWN, **down)  # type: ignore[arg-type]

    assert NOTHING == published.look(day(3))
    assert StandingKind.OPEN is published.standing(day(3)).kind
    assert FindingTally(mended=1) == published.look(day(4))


def test_failures_with_a_success_between_are_noise(published: Published) -> None:
    published.known()
    for number in range(8):
        verdict = CheckVerdict.READ if number % 3 == 2 else CheckVerdict.UNREACHABLE
        published.look(day(number), *([] if number % 3 == 2 else [DOWN]), verdict=verdict)

    assert [] == published.assignments()


def test_a_waiver_holds_to_its_end_and_then_it_counts_again(published: Published) -> None:
    published.known()
    published.look(NOW, MISSING)
    published.say(day(1, 9), "not_done", "Đang chuyển trang mới")
    officer = published.officer()
    with transaction(published.engine) as session:
        waive_finding(
            session,
            published.rulebook,
            finding_id=published.findings()[0].id or 0,
            account=officer,
            reason="Trang mới mở ngày 15/03",
            until_on=date(2027, 3, 15),
            now=day(2, 9),
        )
    assert StandingKind.WAIVED is published.standing(day(2, 10)).kind

    published.look(at(date(2027, 3, 15), 6), MISSING)
    assert StandingKind.WAIVED is published.standing(at(date(2027, 3, 15), 7)).kind

    published.look(at(date(2027, 3, 16), 6), MISSING)
    assert StandingKind.RETURNED is published.standing(at(date(2027, 3, 16), 7)).kind


def test_a_waiver_without_an_end_in_reach_is_refused(published: Published) -> None:
    published.known()
    published.look(NOW, MISSING)
    officer = published.officer()

    with pytest.raises(Refused) as refused, transaction(published.engine) as session:
        waive_finding(
            session,
            published.rulebook,
            finding_id=published.findings()[0].id or 0,
            account=officer,
            reason="Chưa rõ",
            until_on=date(2029, 1, 1),
            now=day(1, 9),
        )

    assert "hãy chọn một ngày từ 02/03/2027 đến 02/03/2028" in str(refused.value)
    assert StandingKind.OPEN is published.standing(day(1, 10)).kind


def test_what_an_officer_excused_stays_excused(published: Published) -> None:
    published.known()
    published.look(NOW, MISSING)
    published.say(day(1, 9), "not_done", "Thủ tục này của Sở khác")
    officer = published.officer()
    with transaction(published.engine) as session:
        decide(
            session,
            published.rulebook,
            assignment_id=published.assignments()[0].id or 0,
            account=officer,
            ruling=Ruling(DecisionKind.ACCEPTED, ""),
            now=day(1, 10),
        )

    published.look(day(9), MISSING)

    assert (StandingKind.NOT_DONE, False) == (
        published.standing(day(9)).kind,
        published.standing(day(9)).unruled,
    )


def test_what_is_wrong_of_a_source_that_ended_is_waived_with_that_reason(
    published: Published,
) -> None:
    published.known()
    published.look(NOW, MISSING)
    with transaction(published.engine) as session:
        session.get_one(PublicationSource, published.source_id).to_on = date(2027, 3, 2)
    with transaction(published.engine) as session:
        assert 1 == end_findings(session, published.rulebook, now=day(2))
        assert 0 == end_findings(session, published.rulebook, now=day(2))

    assert StandingKind.WAIVED is published.standing(day(2)).kind
    [decision] = published.decisions()
    assert "Nguồn công khai này không còn được kiểm tra từ ngày 03/03/2027" == decision.reason

"""A scan from the official list to the finding, over real sockets and a real ledger (II.3.5)."""

from __future__ import annotations

from datetime import date
from threading import Thread

import pytest
from sqlmodel import select

from dondoc.clock import at
from dondoc.delivery.composing.officer_letter import OfficerLetter
from dondoc.ledger.actors import Actor
from dondoc.problems import Refused
from dondoc.publication.findings.settle_check import FindingTally
from dondoc.publication.scan.run_scan import run_scan
from dondoc.publication.scan.scan_ledger import LookCount
from dondoc.publication.snapshots import read_snapshot
from dondoc.reporting.waiting_lists import all_waiting
from dondoc.submissions.evidence import Given
from dondoc.submissions.record_submission import SubmissionSource, record_submission
from models import Activity, PublicationSource, Snapshot
from models.database import transaction
from models.kinds import Way
from models.publication_kinds import CheckVerdict, FindingKind, ReadingTrouble, ScanScope
from tests.support.scan_office import WHOLE, ScanOffice


def test_a_page_that_lacks_a_procedure_is_a_finding_and_mended_is_over(office: ScanOffice) -> None:
    office.lay()
    first = office.scan(0)
    assert "1 nguồn: 1 kiểm chứng được, 0 không; 0 sai lệch mới, 0 đã khắc phục." == first.sentence

    office.site.show(2, WHOLE[:2])
    assert FindingTally(new=1) == office.scan(1, ScanScope.ALL).tally
    [asked] = office.assignments()
    assert "Thiếu thủ tục 9.000003 “Thủ tục mẫu số 3 về y tế”" in asked.subject
    assert date(2026, 11, 25) == asked.due_on  # the 24th is a day off

    office.site.show(2, WHOLE)
    assert FindingTally(mended=1) == office.scan(2, ScanScope.OPEN).tally
    assert office.assignments()[0].completed_at is not None


def test_the_same_day_again_looks_at_nothing_and_says_nothing(office: ScanOffice) -> None:
    office.lay()
    office.scan(0)
    office.site.show(2, WHOLE[:2])
    office.scan(7)
    before = (len(office.checks()), len(office.notices()), len(office.site.asked))

    again = office.scan(7, hour=9)

    assert (LookCount(1, 1), FindingTally()) == (again.looks, again.tally)
    assert before == (len(office.checks()), len(office.notices()), len(office.site.asked))


def test_what_has_not_changed_is_not_sent_again_and_counts_as_before(office: ScanOffice) -> None:
    office.lay()
    office.site.show(2, WHOLE[:2])
    office.scan(0)

    office.scan(1, ScanScope.OPEN)

    first, second = office.checks()
    assert 304 in office.site.statuses
    assert (CheckVerdict.READ, CheckVerdict.UNCHANGED) == (first.verdict, second.verdict)
    assert first.counts == second.counts
    assert (3, 2) == (first.counts["required"], first.counts["matched"])
    assert 1 == len(office.assignments())  # the page was new: believed at the second look


def test_what_was_seen_is_kept_byte_for_byte(office: ScanOffice) -> None:
    office.lay()
    office.scan(0)

    [kept] = office.all(select(Snapshot))
    body = read_snapshot(office.settings.snapshots_dir, kept.sha256, kept.size)
    assert body == office.site.pages["127.0.0.2"].encode()


def test_every_host_down_is_our_own_line_and_nobody_is_accused(office: ScanOffice) -> None:
    office.lay((2, 3, 4))
    office.scan(0)
    office.site.down |= {"127.0.0.2", "127.0.0.3", "127.0.0.4"}

    for day in range(1, 6):
        down = office.scan(day)
        assert "3 máy chủ cùng không trả lời (127.0.0.2, 127.0.0.3, 127.0.0.4)" in down.sentence
        assert "không hợp lệ" == down.figure

    assert 3 == len(office.checks())
    assert [] == office.findings()
    assert [None, *[True] * 5] == [one.invalid_why and True for one in office.scans()]


def test_an_invalid_scan_is_done_again_the_same_day(office: ScanOffice) -> None:
    office.lay((2, 3))
    office.scan(0)
    office.site.down |= {"127.0.0.2", "127.0.0.3"}
    office.scan(1)
    office.site.down.clear()

    again = office.scan(1, hour=10)

    assert ("", LookCount(2, 2)) == (again.invalid_why, again.looks)
    assert [None, None] == [one.invalid_why for one in office.scans()]


def test_a_page_rebuilt_over_night_is_one_note_to_the_officer(office: ScanOffice) -> None:
    office.lay()
    office.scan(0)
    office.site.show(2, WHOLE[:1])

    office.scan(1)

    assert ReadingTrouble.STRUCTURE is office.checks()[-1].trouble
    assert [FindingKind.STRUCTURE_CHANGED] == [one.kind for one in office.findings()]
    assert [] == office.assignments()
    assert [] == office.notices()


def test_rows_that_are_no_procedures_mend_nothing_and_accuse_nobody(office: ScanOffice) -> None:
    office.lay()
    office.site.show(2, WHOLE[:2])
    office.scan(0)
    office.site.show(2, [("", "Lịch tiếp công dân của mẫu"), ("", "Lịch trực tuần của mẫu")])

    tally = office.scan(1, ScanScope.ALL).tally

    assert (CheckVerdict.UNVERIFIABLE, ReadingTrouble.EMPTY) == (
        office.checks()[-1].verdict,
        office.checks()[-1].trouble,
    )
    assert 0 == tally.mended
    assert {FindingKind.MISSING} >= {one.kind for one in office.findings() if one.assignment_id}


def test_one_host_that_is_down_three_days_is_its_units_affair(office: ScanOffice) -> None:
    office.lay((2, 3))
    office.scan(0)
    office.site.down.add("127.0.0.3")

    new = [office.scan(day, ScanScope.ALL).tally.new for day in (1, 2, 3)]

    assert [0, 0, 1] == new
    assert [FindingKind.UNREACHABLE] == [one.kind for one in office.findings()]
    assert {CheckVerdict.UNREACHABLE} == {
        one.verdict for one in office.checks() if one.source_id == office.sources[1]
    } - {CheckVerdict.READ}


def test_a_source_from_which_nothing_came_is_looked_at_again_the_next_day(
    office: ScanOffice,
) -> None:
    office.lay((2, 3))
    office.scan(0)
    office.site.down.add("127.0.0.3")
    office.scan(1)

    daily = office.scan(2, ScanScope.OPEN)

    assert LookCount(1, 0) == daily.looks


def test_killed_in_the_middle_it_goes_on(
    office: ScanOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.lay((2, 3, 4))
    office.scan(0)
    for number in (2, 3, 4):
        office.site.show(number, WHOLE[:2])
    import dondoc.publication.scan.run_scan as scanning

    real, seen = scanning.keep_look, []

    def dies(*given: object, **named: object):  # type: ignore[no-untyped-def]
        if seen:
            raise KeyboardInterrupt
        seen.append(1)
        return real(*given, **named)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(scanning, "keep_look", dies)
        with pytest.raises(KeyboardInterrupt):
            office.scan(1)
    assert 1 == len(office.assignments())

    result = office.scan(1, hour=7)

    assert (LookCount(3, 3), 2) == (result.looks, result.tally.new)
    assert 3 == len(office.assignments())
    assert 1 == len({one.round_id for one in office.assignments()})


def test_a_source_that_is_handed_in_or_whose_time_is_over_is_not_fetched(
    office: ScanOffice,
) -> None:
    office.lay((2, 3))
    with transaction(office.engine) as session:
        session.get_one(PublicationSource, office.sources[0]).to_on = date(2026, 11, 15)

    office.scan(0)

    assert ["127.0.0.3"] == office.site.asked


def test_an_officers_own_look_is_of_one_source(office: ScanOffice) -> None:
    office.lay((2, 3))

    result = office.scan(0, ScanScope.ONE, source_id=office.sources[1])

    assert LookCount(1, 1) == result.looks
    assert ["127.0.0.3"] == office.site.asked
    with pytest.raises(Refused, match="không có nguồn này"):
        office.scan(0, ScanScope.ONE, source_id=999)


def test_a_whole_scan_counts_once_for_the_body_that_checks(office: ScanOffice) -> None:
    from dondoc.rounds.opening import open_rounds

    office.lay()
    with transaction(office.engine) as session:
        duty = office.rulebook.registry.plan.duty("III.1.3.b2")
        open_rounds(session, office.rulebook, duty, now=at(date(2026, 11, 2), 8))

    office.scan(0)
    office.scan(0, hour=9)
    office.scan(0, ScanScope.OPEN, hour=10)

    [counted] = office.all(select(Activity))
    assert (date(2026, 11, 16), "Quét 1 nguồn công khai, kiểm chứng được 1") == (
        counted.done_on,
        counted.title,
    )


def test_a_list_over_two_pages_is_one_list(office: ScanOffice) -> None:
    office.lay()
    office.site.show_paged(2, WHOLE)

    office.scan(0)
    office.scan(1)

    assert [3, 3] == [one.rows for one in office.checks()]
    assert [3, 3] == [one.counts["matched"] for one in office.checks()]
    assert [] == office.findings()


def test_a_further_page_that_cannot_be_read_proves_nothing(office: ScanOffice) -> None:
    office.lay()
    office.site.show_paged(2, WHOLE)
    del office.site.pages["127.0.0.2/thu-tuc?page=2"]

    office.scan(0)
    office.scan(1)

    assert {CheckVerdict.READ} & {one.verdict for one in office.checks()} == set()
    assert FindingKind.MISSING not in {one.kind for one in office.findings()}


def test_two_scans_at_once_ask_a_unit_once(office: ScanOffice) -> None:
    office.lay()
    office.scan(0)
    office.site.show(2, WHOLE[:1] + WHOLE[2:])
    office.set_clock(at(date(2026, 11, 17), 6))

    def scan(scope: ScanScope) -> None:
        run_scan(office.here, scope, now=at(date(2026, 11, 17), 6), source_id=office.sources[0])

    both = [Thread(target=scan, args=(one,)) for one in (ScanScope.ALL, ScanScope.ONE)]
    for one in both:
        one.start()
    for one in both:
        one.join()

    assert 3 == len(office.checks())
    assert 1 == len(office.findings())
    assert 1 == len(office.assignments())
    assert 1 == len(office.notices())


def test_a_source_of_a_body_that_is_no_more_is_not_visited_and_its_work_ends(
    office: ScanOffice,
) -> None:
    office.lay()
    office.scan(0)
    office.site.show(2, WHOLE[:2])
    office.scan(1)
    assert 1 == len(office.assignments())
    asked = len(office.site.asked)
    with transaction(office.engine) as session:
        source = session.get_one(PublicationSource, office.sources[0])
        source.to_on = date(2026, 11, 17)

    result = office.scan(2)

    assert asked == len(office.site.asked)
    assert (1, LookCount()) == (result.ended, result.looks)
    assert office.assignments()[0].waived_at is not None


def test_a_page_that_needs_a_person_waits_for_the_officers_who_watch(office: ScanOffice) -> None:
    office.lay()
    office.scan(0)
    office.site.show(2, WHOLE[:1])
    office.scan(1)
    now = at(date(2026, 11, 17), 8)

    with transaction(office.engine, write=False) as session:
        waiting = all_waiting(session, office.here.at(now), now)

    assert ["so-y-te"] == [one.unit.code for one in waiting.pages]
    groups = OfficerLetter(office.here.at(now)).groups(waiting)
    said = [(group.says, [row.line for row in group.rows]) for group in groups]
    address = office.site.address(2)
    assert (
        "Trang công khai TTHC cần người xem: 1 trang",
        [f"Sở Y tế: cấu trúc trang thay đổi, {address}"],
    ) in said


def test_a_claim_that_the_next_look_decides_on_waits_for_no_officer(office: ScanOffice) -> None:
    office.lay()
    office.scan(0)
    office.site.show(2, WHOLE[:2])
    office.scan(1)
    now = at(date(2026, 11, 18), 9)
    with transaction(office.engine) as session:
        record_submission(
            session,
            office.rulebook,
            assignment_id=office.assignments()[0].id or 0,
            given=Given(answer="done"),
            source=SubmissionSource(by=Actor.contact(1), way=Way.LINK, received_at=now, key=None),
            now=now,
        )

    with transaction(office.engine, write=False) as session:
        waiting = all_waiting(session, office.here.at(now), now)

    assert () == waiting.reports

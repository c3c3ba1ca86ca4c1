"""The deployments that the plan asks for: when, named how, described in whose words."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime

import pytest

from deployments.catalogue import Wanted, catalogue
from deployments.ownership import our_schedule
from deployments.schedule import Range
from dondoc.plan.rulebook import Rulebook

DAYS = Range.around(date(2026, 11, 24))


@pytest.fixture(scope="module")
def wanted(rulebook: Rulebook) -> dict[str, Wanted]:
    return {one.name: one for one in catalogue(rulebook, DAYS)}


def _at(day: int, hour: int, minute: int, month: int = 3) -> datetime:
    return datetime(2027, month, day, hour, minute)  # noqa: DTZ001 - wall time, as schedules have it


def test_there_is_one_a_duty_and_eight_that_serve_them_all(
    wanted: dict[str, Wanted], rulebook: Rulebook
):
    duties = [duty.slug for duty in rulebook.registry.plan.duties if duty.kind == "duty"]
    duties.remove("don-doc-sau-han")  # following up is a duty (III.1.2.a2) that serves them all

    assert [
        *duties,
        "don-doc-sau-han",
        "phat-hanh",
        "quet-cong-khai-tthc",
        "kiem-tra-lai-cong-khai-tthc",
        "ghi-nhan-ket-qua",
        "yeu-cau-dot-xuat",
        "dieu-hanh-gui-tin",
        "bao-duong",
    ] == list(wanted)


def test_a_duty_runs_on_the_days_it_has_something_to_do(wanted: dict[str, Wanted]):
    report = wanted["bao-cao-dinh-ky"]
    march = [m for m in report.timetables[0].moments if (m.at.year, m.at.month) == (2027, 3)]

    assert [1, 8, 9, 11, 12, 15, 16] == [moment.at.day for moment in march]
    assert "Báo cáo quý I/2027 · nhắc trước 5 ngày" == report.run_name(march[2].at)
    assert report.run_name(_at(10, 7, 30)) is None


def test_the_morning_is_staggered_and_follow_up_comes_last(wanted: dict[str, Wanted]):
    starts = {
        name: {f"{moment.at:%H:%M:%S}" for table in one.timetables for moment in table.moments}
        for name, one in wanted.items()
    }
    scans = {"quet-cong-khai-tthc", "kiem-tra-lai-cong-khai-tthc"}
    served = {"don-doc-sau-han", "phat-hanh", "bao-duong", *scans}
    morning = [at for name, found in starts.items() if name not in served for at in found]

    assert {"07:55:00"} == starts["don-doc-sau-han"]
    assert {"08:00:00", "14:00:00"} == starts["phat-hanh"]
    assert {"06:00:00"} == starts["quet-cong-khai-tthc"] | starts["kiem-tra-lai-cong-khai-tthc"]
    assert "07:30:00" <= min(morning) <= max(morning) < "07:55:00"
    assert len(morning) == len(set(morning)) > 40


def test_nothing_but_housekeeping_runs_on_a_day_off(wanted: dict[str, Wanted], rulebook: Rulebook):
    off = [
        (name, moment.at)
        for name, one in wanted.items()
        for table in one.timetables
        for moment in table.moments
        if not rulebook.workdays.is_workday(moment.at.date())
    ]

    assert [] == off


def test_runs_are_named_so_that_one_can_read_the_list(wanted: dict[str, Wanted]):
    assert "Phát hành 08:00 · thứ Hai 08/03/2027" == wanted["phat-hanh"].run_name(_at(8, 8, 0))
    assert "Theo dõi, đôn đốc · thứ Hai, 08/03/2027" == (
        wanted["don-doc-sau-han"].run_name(_at(8, 7, 55))
    )
    assert "Bảo dưỡng đêm 08/03/2027" == wanted["bao-duong"].run_name(_at(8, 1, 30))


def test_a_description_quotes_the_clause_and_says_who_what_when_and_why(
    wanted: dict[str, Wanted], rulebook: Rulebook
):
    words = wanted["bao-cao-dinh-ky"].description

    assert f"> {rulebook.registry.plan.bullet('III.1.1 gạch 3').text}" in words
    assert "**Mục III.1.1, gạch đầu dòng thứ ba**, Kế hoạch số 15/KH-UBND" in words
    assert "- **Ai làm:** Các sở, ban, ngành thuộc tỉnh; UBND xã, phường, thị trấn." in words
    assert "quý I/2027 (Các sở, ban, ngành thuộc tỉnh): **thứ Ba, 16/03/2027**." in words
    assert "Chốt số liệu 14/03/2027, cộng 2 ngày làm việc" in words
    assert "chưa được xác nhận" in words
    assert "- **Năm 2027:** Chưa có kế hoạch công khai năm 2027" in words


def test_tags_carry_the_clause_the_lead_unit_and_the_ladder(wanted: dict[str, Wanted]):
    clause = ("Đôn Đốc", "Mục III.1.1 gạch 3", "Sở Nội vụ", "Bậc E1")
    assert clause == wanted["bao-cao-dinh-ky"].tags
    assert ("Đôn Đốc", "Mục III.1.4", "Sở Tư pháp", "Bậc E1") == wanted["ke-hoach-pbgdpl"].tags


def test_every_page_begins_with_a_title_in_words(wanted: dict[str, Wanted]):
    titles = {name: one.description.partition("\n")[0] for name, one in wanted.items()}

    assert "## Báo cáo kết quả tuyên truyền cải cách hành chính" == titles["bao-cao-dinh-ky"]
    assert "## Phát hành thư, tin nhắn" == titles["phat-hanh"]
    assert all(title.startswith("## ") for title in titles.values())
    assert len(set(titles.values())) == len(titles)


def test_what_is_ordered_of_one_who_is_asked_bears_the_ladder_of_requests(
    wanted: dict[str, Wanted],
):
    assert "Bậc E2" in wanted["chuyen-de-phat-song"].tags  # the broadcaster of 2027 is the Party's


def test_what_sends_and_what_chases_never_runs_twice_at_once(wanted: dict[str, Wanted]):
    alone = {name for name, one in wanted.items() if one.one_at_a_time}

    scans = {"quet-cong-khai-tthc", "kiem-tra-lai-cong-khai-tthc"}
    assert {"don-doc-sau-han", "phat-hanh", *scans} == alone


def test_no_two_runs_of_a_deployment_start_together(wanted: dict[str, Wanted]):
    for one in wanted.values():
        times = Counter(moment.at for table in one.timetables for moment in table.moments)
        assert [] == [at for at, count in times.items() if count > 1]


def test_the_weeks_scan_is_on_its_first_working_day_and_the_others_look_again(
    wanted: dict[str, Wanted],
):
    weekly = {m.at.date() for m in wanted["quet-cong-khai-tthc"].timetables[0].moments}
    again = {m.at.date() for m in wanted["kiem-tra-lai-cong-khai-tthc"].timetables[0].moments}

    assert date(2027, 3, 8) in weekly
    assert date(2027, 3, 9) in again
    assert set() == weekly & again
    named = wanted["quet-cong-khai-tthc"].run_name(_at(8, 6, 0))
    assert "Quét công khai TTHC · tuần 10/2027" == named


def test_every_schedule_is_known_as_ours_when_it_is_put_there_again(wanted: dict[str, Wanted]):
    tables = {table.slug for one in wanted.values() for table in one.timetables}

    assert set() == {slug for slug in tables if not our_schedule(slug)}

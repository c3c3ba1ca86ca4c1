"""The plan put on a real server: the right days, names that stay, and nothing touched twice."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from prefect.client.orchestration import PrefectClient, get_client
from prefect.client.schemas.actions import WorkPoolUpdate
from prefect.client.schemas.schedules import CronSchedule

from deployments import server
from deployments.apply import (
    Applied,
    apply,
    deploy,
    name_upcoming,
    plan_changes,
    schedule_once_more,
)
from deployments.catalogue import OURS, POOL, PULL, Wanted, catalogue
from deployments.difference import Seen
from deployments.made_up_names import made_up
from deployments.ownership import Mark
from deployments.schedule import Range
from dondoc import clock
from dondoc.plan.rulebook import Rulebook
from dondoc.problems import Refused
from tests.support.prefect_harness import PrefectServer

pytestmark = [
    pytest.mark.prefect,
    pytest.mark.wall,
    pytest.mark.xdist_group("prefect"),
    pytest.mark.usefixtures("prefect_server"),
]
HERE = ZoneInfo("Asia/Ho_Chi_Minh")


def ask(question: Callable[[PrefectClient], Awaitable[Any]]) -> Any:
    async def asking() -> Any:
        async with get_client() as client:
            return await question(client)

    return asyncio.run(asking())


@pytest.fixture(scope="module")
def demo(rulebook: Rulebook) -> Rulebook:
    """The plan for whatever year this test runs in."""
    return Rulebook(rulebook.registry.for_demo(), rulebook.workdays)


@pytest.fixture(scope="module")
def applied(demo: Rulebook, prefect_server: PrefectServer) -> Applied:
    return apply(demo, clock.now())


def _wanted(demo: Rulebook, name: str) -> Wanted:
    days = Range.around(clock.local_date(clock.now()))
    return next(one for one in catalogue(demo, days) if one.name == name)


def _seen(name: str) -> Seen:
    found = ask(server.read_ours)
    return next(one for one in found.values() if one.found.name == name)


def _runs(name: str) -> list[Any]:
    seen = _seen(name)
    return ask(lambda client: server.scheduled_runs(client, [seen]))


def test_the_runs_stand_on_exactly_the_plans_days_under_its_names(applied: Applied, demo: Rulebook):
    now = clock.local(clock.now()).replace(tzinfo=None)
    [table] = _wanted(demo, "bao-cao-dinh-ky").timetables
    coming = [(m.at, m.name) for m in table.moments if now < m.at < now + timedelta(days=395)]

    found = [
        (run.expected_start_time.astimezone(HERE).replace(tzinfo=None), run.name)
        for run in _runs("bao-cao-dinh-ky")
    ]
    assert applied.complete
    assert len(coming) > 20
    assert coming == found[: len(coming)]


def test_a_second_time_changes_nothing(applied: Applied, demo: Rulebook):
    before = {run.id for run in _runs("phat-hanh")}

    assert plan_changes(demo, clock.now()).unchanged
    again = apply(demo, clock.now())
    assert ["= lịch chạy đã đúng với kế hoạch, không có gì phải đổi"] == again.lines()
    assert before <= {run.id for run in _runs("phat-hanh")}


def test_a_name_that_a_person_typed_stays_and_a_stale_one_goes(applied: Applied, demo: Rulebook):
    [typed, stale, made_up, right] = _runs("bao-cao-dinh-ky")[:4]
    given = {typed.id: "kiem-tra-lai", stale.id: right.name, made_up.id: "imposing-lynx"}

    async def rename(client: PrefectClient, names: dict[Any, str]) -> None:
        for run, name in names.items():
            await client.update_flow_run(run, name=name)

    ask(lambda client: rename(client, given))
    named = apply(demo, clock.now()).named

    kept = {run.id: run.name for run in _runs("bao-cao-dinh-ky")}
    ask(lambda client: rename(client, {typed.id: typed.name}))
    assert 2 == named
    assert "kiem-tra-lai" == kept[typed.id]
    assert (stale.name, made_up.name) == (kept[stale.id], kept[made_up.id])


def test_only_what_differs_is_touched_and_its_runs_named_later(applied: Applied, demo: Rulebook):
    other = {run.id for run in _runs("bao-cao-tong-hop")}

    async def spoil(client: PrefectClient) -> None:
        before = await server.read_ours(client)
        seen = next(one for one in before.values() if one.found.name == "bao-cao-dinh-ky")
        wanted = _wanted(demo, "bao-cao-dinh-ky")
        spoilt = Wanted(wanted.name, wanted.flow, "mô tả cũ", wanted.tags, wanted.timetables[:0])
        name, schema = server.flow_facts(wanted)
        await server.put(client, spoilt, (name, schema), seen)

    ask(spoil)
    assert ["~ bao-cao-dinh-ky: lịch chạy, mô tả"] == plan_changes(demo, clock.now()).lines()
    changed = deploy(demo, clock.now())
    assert ["bao-cao-dinh-ky"] == [change.name for change in changed.changes]
    assert all(made_up(run.name) for run in _runs("bao-cao-dinh-ky"))
    named = name_upcoming(changed, demo, clock.now())
    assert (changed.changes, True) == (named.changes, named.named > 20)
    assert not any(made_up(run.name) for run in _runs("bao-cao-dinh-ky"))
    assert other <= {run.id for run in _runs("bao-cao-tong-hop")}


def test_what_left_the_plan_goes_with_its_runs(applied: Applied, demo: Rulebook):
    async def leave_behind(client: PrefectClient) -> Any:
        table = _wanted(demo, "phat-hanh").timetables[0]
        old = Wanted("viec-da-bo", "dispatch", "", (OURS,), (table,))
        await server.put(client, old, ("Việc đã bỏ", {}), None)

    ask(leave_behind)
    left = _seen("viec-da-bo")
    gone = apply(demo, clock.now())

    assert ["- viec-da-bo: không còn trong kế hoạch, bỏ"] == gone.lines()
    assert [] == ask(lambda client: server.scheduled_runs(client, [left]))
    assert "viec-da-bo" not in {seen.found.name for seen in ask(server.read_ours).values()}


def test_the_pool_has_a_limit_that_an_administrator_may_change(applied: Applied, demo: Rulebook):
    assert 4 == ask(lambda client: client.read_work_pool(POOL)).concurrency_limit

    ask(lambda client: client.update_work_pool(POOL, WorkPoolUpdate(concurrency_limit=9)))
    apply(demo, clock.now())
    assert 9 == ask(lambda client: client.read_work_pool(POOL)).concurrency_limit


def test_the_run_finds_its_folder_itself(applied: Applied):
    assert _seen("phat-hanh").found.pull_steps == PULL


def test_one_more_run_is_planned_once(applied: Applied):
    at = clock.now() + timedelta(days=400)
    name = "Phát hành thêm một lần · thứ Hai, 08/03/2027"
    said = [
        schedule_once_more(f"Phát hành thông báo/{deployment}", at=at, name=name, key="gui-lai-1")
        for deployment in ("phat-hanh", "phat-hanh", "chua-trien-khai")
    ]

    assert [True, True, False] == said
    assert 1 == [run.name for run in _runs("phat-hanh")].count(name)


def test_a_server_that_is_not_there_is_said_in_words(demo: Rulebook):
    from prefect.settings import PREFECT_API_URL, temporary_settings

    for address, words in [("http://127.0.0.1:9/api", "không kết nối được"), ("", "chưa đặt")]:
        with (
            temporary_settings({PREFECT_API_URL: address or None}),
            pytest.raises(Refused, match=words),
        ):
            plan_changes(demo, clock.now())


def test_installations_on_one_server_do_not_touch_one_another(demo: Rulebook, applied: Applied):
    first, second = Mark("aaaa"), Mark("tinh-2", "tinh-2")
    table = _wanted(demo, "phat-hanh").timetables[0]
    theirs = Wanted("viec-rieng", "dispatch", "", (OURS,), (table,))
    ask(lambda client: server.ensure_pool(client, second))
    ask(lambda client: server.put(client, theirs, ("Việc riêng", {}), None, second))

    own = {seen.found.name for seen in ask(lambda client: server.read_ours(client, first)).values()}
    other = ask(lambda client: server.read_ours(client, second))
    assert "viec-rieng" not in own
    assert ["viec-rieng"] == [seen.found.name for seen in other.values()]
    assert "viec-rieng" not in {change.name for change in plan_changes(demo, clock.now()).changes}
    assert ("don-doc", "don-doc-tinh-2") == (first.pool, second.pool)
    ask(lambda client: server.retire(client, next(iter(other.values()))))


def test_a_name_that_another_installation_has_is_refused(demo: Rulebook, applied: Applied):
    wanted = _wanted(demo, "bao-duong")
    facts = server.flow_facts(wanted)
    mine = _seen("bao-duong")
    ask(lambda client: server.put(client, wanted, facts, mine, Mark("bbbb")))

    with pytest.raises(Refused, match=r"DONDOC_INSTALLATION.*bao-duong"):
        plan_changes(demo, clock.now())

    ask(lambda client: server.retire(client, mine))
    assert ["bao-duong"] == [change.name for change in apply(demo, clock.now()).changes]


def test_a_schedule_that_a_person_added_stays(demo: Rulebook, applied: Applied):
    seen = _seen("bao-cao-tong-hop")
    extra = CronSchedule(cron="0 9 1 1 *", timezone="Asia/Ho_Chi_Minh")
    ask(lambda client: client.create_deployment_schedules(seen.found.id, [(extra, True)]))

    assert plan_changes(demo, clock.now()).unchanged
    wanted = _wanted(demo, "bao-cao-tong-hop")
    facts, now = server.flow_facts(wanted), _seen("bao-cao-tong-hop")
    ask(lambda client: server.put(client, wanted, facts, now))

    kept = [one.schedule for one in _seen("bao-cao-tong-hop").found.schedules]
    assert ["0 9 1 1 *"] == [one.cron for one in kept if isinstance(one, CronSchedule)]
    assert len(kept) == len(wanted.timetables) + 1


def test_what_a_person_switched_off_stays_off_and_is_said(demo: Rulebook, applied: Applied):
    seen, paused = _seen("phat-hanh"), _seen("bao-cao-tong-hop")
    first = seen.found.schedules[0]

    async def switch(client: PrefectClient, on: bool) -> None:
        await client.update_deployment_schedule(seen.found.id, first.id, active=on)
        await (client.resume_deployment if on else client.pause_deployment)(paused.found.id)
        await client.update_work_pool(POOL, WorkPoolUpdate(is_paused=not on))

    ask(lambda client: switch(client, False))
    said, again = plan_changes(demo, clock.now()), apply(demo, clock.now())
    ask(lambda client: switch(client, True))

    off = "lịch của bao-cao-tong-hop, phat-hanh đang tắt, không lượt nào tự chạy"
    pool = "nhóm chạy don-doc đang tạm dừng, không lượt nào được chạy"
    for one in (said, again):
        assert () == one.changes
        assert [pool, off] == [line.partition(";")[0] for line in one.off.sentences()]
        assert ["! " + line for line in one.off.sentences()] == one.lines()[-2:]
    assert again.sentence().endswith(again.off.sentences()[-1])
    assert not plan_changes(demo, clock.now()).off

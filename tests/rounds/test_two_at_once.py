"""Two at once: neither is lost, none is kept twice."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date

from dondoc.clock import at
from dondoc.rounds.opening import open_rounds
from models.database import transaction

NOW = at(date(2027, 3, 15), 9)


def test_two_submissions_at_once_are_two_versions(life):
    with ThreadPoolExecutor(2) as pool:
        numbers = [f"{n}/BC-STC" for n in range(1, 9)]
        recorded = list(pool.map(lambda number: life.submit(NOW, document_number=number), numbers))

    assert list(range(1, 9)) == sorted(one.version for one in recorded)
    kept = {one.document_number for one in life.facts(NOW).submissions}
    assert set(numbers) == kept


def test_a_double_tap_is_one_submission(life):
    with ThreadPoolExecutor(2) as pool:
        recorded = list(pool.map(lambda _: life.submit(NOW, key="mot-bieu-mau"), range(4)))

    assert 1 == len({one.receipt for one in recorded})
    assert 1 == len(life.facts(NOW).submissions)


def test_two_openings_at_once_open_one_round(life):
    def again(_: int) -> list[object]:
        with transaction(life.engine) as session:
            return list(open_rounds(session, life.rulebook, life.duty, now=at(date(2027, 6, 1), 8)))

    with ThreadPoolExecutor(2) as pool:
        opened = [one for found in pool.map(again, range(2)) for one in found]

    assert ["2027-S1"] == [one.period for one in opened]

"""One walk a year for all that is asked of it: walking is the slow part."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dondoc.plan.rulebook import Rulebook, load_rulebook
from dondoc.settings import load_settings
from models.database import make_engine
from tests.support.prepared_ledger import build_ledger
from tests.walk.changing import CAST_2025, DUTIES_2025, rulebooks_2025
from tests.walk.table import write_table
from tests.walk.walk import Manner, Walk

CAST_2021 = {
    "van-phong-ubnd": Manner.PROMPT,
    "so-noi-vu": Manner.PROMPT,
    "so-tai-chinh": Manner.PROMPT,
    "huyen-na-hang": Manner.LATE,
    "so-y-te": Manner.SILENT,
    "so-ngoai-vu": Manner.SILENT,  # and cannot be reached
    "so-tu-phap": Manner.ASKS,
    "so-xay-dung": Manner.RETURNED,
    "dai-ptth": Manner.PROMPT,
    "bao-tuyen-quang": Manner.SILENT,
    "mttq-tinh": Manner.SILENT,
}
CAST_2026 = {
    "van-phong-ubnd": Manner.PROMPT,
    "so-noi-vu": Manner.PROMPT,
    "so-tai-chinh": Manner.PROMPT,
    "xa-02269-2025": Manner.LATE,
    "xa-02221-2025": Manner.PROMPT,
    "so-y-te": Manner.SILENT,
    "so-ngoai-vu": Manner.SILENT,
    "so-tu-phap": Manner.ASKS,
    "so-xay-dung": Manner.RETURNED,
    "bao-va-dai": Manner.SILENT,
    "mttq-tinh": Manner.SILENT,
}


@pytest.fixture(scope="package")
def walk_2021(tmp_path_factory: pytest.TempPathFactory) -> Walk:
    """From the plan's first day until the chase of its first reports has ended.

    The whole year is lived in 2026; what 2021 asked for in all is counted in `opened_2021`.
    """
    walk = _prepared(tmp_path_factory.mktemp("nam-2021"), load_rulebook(), CAST_2021)
    return _walked(walk, date(2021, 1, 26), date(2021, 4, 30))


@pytest.fixture(scope="package")
def opened_2021(tmp_path_factory: pytest.TempPathFactory) -> Walk:
    """Every round of the plan's first year: what is counted of it needs no letter."""
    walk = _prepared(tmp_path_factory.mktemp("mo-2021"), load_rulebook(), CAST_2021)
    walk.open_all(date(2021, 1, 26), date(2022, 3, 31))
    return walk


@pytest.fixture(scope="package")
def walk_2026(tmp_path_factory: pytest.TempPathFactory) -> Walk:
    walk = _prepared(tmp_path_factory.mktemp("nam-2026"), load_rulebook(), CAST_2026)
    return _walked(walk, date(2026, 1, 26), date(2026, 12, 31))


@pytest.fixture(scope="package")
def walk_2025(tmp_path_factory: pytest.TempPathFactory) -> Walk:
    """The year in which the bodies changed, with a calendar that moved and communes that hear.

    Some duties only, until the last of what changed has been chased to its end.
    """
    before, changes = rulebooks_2025(tmp_path_factory.mktemp("lich"))
    walk = _prepared(tmp_path_factory.mktemp("nam-2025"), before, CAST_2025)
    walk.duties, walk.changes = DUTIES_2025, changes
    return _walked(walk, date(2025, 1, 26), date(2025, 10, 31))


WALKED = {"walk": (2021, 2025, 2026), "every_duty": (2021, 2026)}
"""The years that a test of each fixture is asked of: 2021 has districts that answer for communes,
2025 bodies that end and some duties only, 2026 every duty to the year's end."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Each year in a group of its own: walked once, by whichever worker is free.

    Marks of a fixture's own parameters would not reach the scheduler; these do.
    """
    for name in WALKED.keys() & set(metafunc.fixturenames):
        years = [
            pytest.param(f"walk_{year}", marks=pytest.mark.xdist_group(f"walk_{year}"))
            for year in WALKED[name]
        ]
        metafunc.parametrize(name, years, indirect=True)


@pytest.fixture
def walk(request: pytest.FixtureRequest) -> Walk:
    walked: Walk = request.getfixturevalue(request.param)
    return walked


@pytest.fixture
def every_duty(request: pytest.FixtureRequest) -> Walk:
    walked: Walk = request.getfixturevalue(request.param)
    return walked


def _prepared(folder: Path, rulebook: Rulebook, cast: dict[str, Manner]) -> Walk:
    engine = make_engine(f"sqlite:///{folder / 'ledger.sqlite3'}")
    build_ledger(engine, rulebook)
    settings = load_settings(
        data_dir=folder, trial=False, secret_key="khoa-kiem-thu-du-ba-muoi-hai-chu"
    )
    walk = Walk(engine, settings, rulebook, cast, without_mail=("so-ngoai-vu",))
    walk.prepare()
    return walk


def _walked(walk: Walk, start_on: date, end_on: date) -> Walk:
    for _ in walk.days(start_on, end_on):
        pass
    # The table is for a person: read it as the clerk of each of them would.
    write_table(walk, Path("build") / f"nam-{start_on.year}.txt")
    return walk

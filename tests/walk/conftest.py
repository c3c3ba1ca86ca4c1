"""One walk a year for all that is asked of it: walking is the slow part."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dondoc.plan.rulebook import load_rulebook
from dondoc.settings import load_settings
from models.database import make_engine
from tests.support.prepared_ledger import build_ledger
from tests.walk.walk import Manner, Walk, write_table

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
    "so-y-te": Manner.SILENT,
    "so-ngoai-vu": Manner.SILENT,
    "so-tu-phap": Manner.ASKS,
    "so-xay-dung": Manner.RETURNED,
    "bao-va-dai": Manner.SILENT,
    "mttq-tinh": Manner.SILENT,
}


@pytest.fixture(scope="package")
def walk_2021(tmp_path_factory: pytest.TempPathFactory) -> Walk:
    folder = tmp_path_factory.mktemp("nam-2021")
    return _walked(folder, CAST_2021, date(2021, 1, 26), date(2022, 2, 28), "nam-2021.txt")


@pytest.fixture(scope="package")
def walk_2026(tmp_path_factory: pytest.TempPathFactory) -> Walk:
    folder = tmp_path_factory.mktemp("nam-2026")
    return _walked(folder, CAST_2026, date(2026, 1, 26), date(2026, 12, 31), "nam-2026.txt")


@pytest.fixture(params=["walk_2021", "walk_2026"])
def walk(request: pytest.FixtureRequest) -> Walk:
    walked: Walk = request.getfixturevalue(request.param)
    return walked


def _walked(folder: Path, cast: dict[str, Manner], start: date, end: date, name: str) -> Walk:
    engine = make_engine(f"sqlite:///{folder / 'ledger.sqlite3'}")
    rulebook = load_rulebook()
    build_ledger(engine, rulebook)
    settings = load_settings(data_dir=folder, trial=False, secret_key="khoa")
    walked = Walk(engine, settings, rulebook, cast, without_mail=("so-ngoai-vu",))
    walked.prepare()
    for _ in walked.days(start, end):
        pass
    # The table is for a person: read it as the clerk of each of them would.
    write_table(walked, Path("build") / name)
    return walked

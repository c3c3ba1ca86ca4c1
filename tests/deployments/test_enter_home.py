"""Where a run's process goes before it loads its flow."""

from __future__ import annotations

from pathlib import Path

import pytest

from deployments.enter_home import enter_home
from dondoc.problems import Refused


@pytest.fixture(autouse=True)
def elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """As Prefect starts a run: in a folder of no meaning."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DONDOC_HOME", raising=False)
    return tmp_path


def test_it_goes_where_the_worker_says(monkeypatch: pytest.MonkeyPatch, elsewhere: Path):
    (elsewhere / "nhà").mkdir()
    monkeypatch.setenv("DONDOC_HOME", str(elsewhere / "nhà"))

    assert {"directory": str(elsewhere / "nhà")} == enter_home()
    assert elsewhere / "nhà" == Path.cwd()


def test_it_stays_where_nothing_is_said(elsewhere: Path):
    assert {"directory": str(elsewhere)} == enter_home()


def test_a_folder_that_is_not_there_is_refused_in_words(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("DONDOC_HOME", "/khong/co")

    with pytest.raises(Refused, match="DONDOC_HOME «/khong/co»: không vào được thư mục này"):
        enter_home()

"""`dondoc publication scan`: the same scan by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from dondoc.cli import main
from dondoc.operations.prepare_ledger import prepare_ledger
from dondoc.plan.rulebook import Rulebook
from dondoc.settings import load_settings
from models.database import transaction
from tests.support.list_site import ListSite
from tests.support.sample_procedures import lay_source, sample_list
from tests.support.scan_office import WHOLE


def test_it_says_what_the_scan_came_to(
    tmp_path: Path,
    rulebook: Rulebook,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("DONDOC_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("DONDOC_DEMO", "true")
    engine = prepare_ledger(load_settings(), rulebook)
    with ListSite() as site:
        site.show(2, WHOLE)
        with transaction(engine) as session:
            session.delete(sample_list(session).site)
            lay_source(session, "so-y-te", site.address(2), gap_seconds=0.0)

        assert 0 == main(["publication", "scan"])
        assert 0 == main(["publication", "scan", "--open"])
        assert 2 == main(["publication", "scan", "--source", "99"])
        assert 2 == main(["publication", "scan", "--source", "1", "--open"])
    engine.dispose()

    said = capsys.readouterr()
    whole = "1 nguồn: 1 kiểm chứng được, 0 không; 0 sai lệch mới, 0 đã khắc phục."
    assert [whole, "Không có nguồn nào cần kiểm tra."] == said.out.splitlines()
    assert "Nguồn công khai «99»: không có nguồn này" in said.err
    assert "chỉ dùng một trong hai: --open hoặc --source" in said.err

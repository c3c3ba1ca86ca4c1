"""`dondoc publication`: the same scan by hand, and a look at a file."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlmodel import select

from dondoc.cli import main
from dondoc.operations.prepare_ledger import prepare_ledger
from dondoc.plan.rulebook import Rulebook
from dondoc.settings import load_settings
from models import PublicationCheck
from models.database import transaction
from models.publication_kinds import ReadingWay
from tests.support.list_site import ListSite, list_page
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


def test_a_file_is_looked_at_first_and_kept_when_asked(
    tmp_path: Path,
    rulebook: Rulebook,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("DONDOC_DATA_DIR", str(tmp_path / "data"))
    engine = prepare_ledger(load_settings(), rulebook)
    with transaction(engine) as session:
        session.delete(sample_list(session).site)
        by_hand = lay_source(session, "so-y-te", "", way=ReadingWay.BY_HAND)
        number = str(by_hand.id)
    page, now = tmp_path / "trang.html", ("--now", "16/11/2026 09:00")
    page.write_text(list_page(WHOLE[:2]), encoding="utf-8")

    asked = ("publication", "look", str(page), "--source", number, *now)
    assert (0, 0, 0) == (main([*asked]), main([*asked, "--apply"]), main([*asked, "--apply"]))
    with transaction(engine, write=False) as session:
        looks = len(session.exec(select(PublicationCheck)).all())
    engine.dispose()

    shown = "Sở Y tế · Trang của đơn vị: 2 dòng, đăng 2/3 thủ tục phải có; 1 sai lệch."
    kept = ("Đã ghi: 1 sai lệch mới, 0 đã khắc phục.", "Đã ghi vào sổ.")
    again = ("Đã ghi: 0 sai lệch mới, 0 đã khắc phục.", "Đã ghi vào sổ.")
    dry = "Mới là xem trước, chưa ghi gì. Chạy lại với --apply để ghi."
    said = capsys.readouterr().out.splitlines()
    assert [shown, dry, shown, *kept, shown, *again] == said
    assert 1 == looks

"""A machine of its own for every test: a data folder, and the commands as a person types them."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from dondoc.cli import main
from dondoc.settings import load_settings
from models.database import engine_for

HERE = Path(__file__).parent
OPENED = "01/03/2027 07:30"
"""When the round of quý I/2027 opens; a Monday."""

CONTACTS = """\
đơn vị,đầu mối,điện thoại,địa chỉ,mục đích,đã xác minh
so-tai-chinh,Nguyễn Thị Mai,0207 300 0002,van-thu@so-tai-chinh.example,đầu mối,02/01/2020
so-y-te,Trần Văn Hùng,,van-thu@so-y-te.example,đầu mối,02/01/2020
so-tai-chinh,,,giam-doc@so-tai-chinh.example,lãnh đạo,02/01/2020
"""
ACCOUNTS = """\
họ tên,địa chỉ,đơn vị,vai trò,phòng,điện thoại,nhiệm vụ
Phạm Thị Hà,ha@so-noi-vu.example,so-noi-vu,cán bộ,Phòng CCHC,0207 300 0001,\
bao-cao-dinh-ky kiem-tra-trien-khai chuyen-muc-phat-song dien-hinh-tot tin-cong-ttdt
Lê Văn Minh,minh@so-noi-vu.example,so-noi-vu,cán bộ,,,
Lê Văn Xem,xem@so-noi-vu.example,so-noi-vu,xem,,,
Trần Thị Khác,khac@so-tu-phap.example,so-tu-phap,cán bộ,,,
"""


@dataclass(frozen=True)
class Done:
    """What a command left: its exit code, what it printed, what it complained of."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()

    @property
    def problems(self) -> list[str]:
        return self.err.splitlines()


Run = Callable[..., Done]


def _grown(folder: Path, from_: Path | None, *lines: tuple[str, ...]) -> Path:
    """A data folder to be copied: another one, after these commands."""
    if from_ is not None:
        shutil.copytree(from_, folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DONDOC_DATA_DIR", str(folder))
        for line in lines:
            assert main(line) == 0
        engine_for(load_settings().database).dispose()
    return folder


@pytest.fixture(scope="session")
def empty_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with a migrated ledger."""
    return _grown(tmp_path_factory.mktemp("machine") / "data", None, ("migrate",))


@pytest.fixture(scope="session")
def peopled_ledger(tmp_path_factory: pytest.TempPathFactory, empty_ledger: Path) -> Path:
    folder = tmp_path_factory.mktemp("peopled")
    lines = []
    for kind, content in (("contacts", CONTACTS), ("accounts", ACCOUNTS)):
        file = folder / f"{kind}.csv"
        file.write_text(content, encoding="utf-8")
        lines.append((kind, "import", str(file), "--apply", "--now", OPENED))
    return _grown(folder / "data", empty_ledger, *lines)


@pytest.fixture(scope="session")
def opened_ledger(tmp_path_factory: pytest.TempPathFactory, peopled_ledger: Path) -> Path:
    duties = ("bao-cao-dinh-ky", "bao-cao-tong-hop")
    lines = [("rounds", "open", "--duty", slug, "--now", OPENED) for slug in duties]
    return _grown(tmp_path_factory.mktemp("opened") / "data", peopled_ledger, *lines)


@pytest.fixture
def bare(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    """`bare("due", "--year", "2026")` on a machine where nothing was made yet."""
    monkeypatch.setenv("DONDOC_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)

    def run(*argv: str) -> Done:
        code = main(argv)
        said = capsys.readouterr()
        return Done(code, said.out, said.err)

    return run


@pytest.fixture
def run(bare: Run, tmp_path: Path, empty_ledger: Path) -> Run:
    """The same over an empty ledger."""
    shutil.copytree(empty_ledger, tmp_path / "data")
    return bare


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., str]:
    """A file in the test's folder; returns its path."""

    def written(name: str, content: str | bytes) -> str:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return str(path)

    return written


@pytest.fixture
def peopled(bare: Run, tmp_path: Path, peopled_ledger: Path) -> Run:
    """With three contacts and four accounts."""
    shutil.copytree(peopled_ledger, tmp_path / "data")
    return bare


@pytest.fixture
def opened(bare: Run, tmp_path: Path, opened_ledger: Path) -> Run:
    """And with the two reports' rounds of quý I/2027 open."""
    shutil.copytree(opened_ledger, tmp_path / "data")
    return bare

"""docs/cai-dat.md, walked: its numbered steps in order, on real servers, and what one sees."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.cut_plan import cut_plan
from tests.support.prefect_harness import PrefectServer
from tests.support.smtp_server import SmtpServer

pytestmark = [pytest.mark.prefect, pytest.mark.wall, pytest.mark.xdist_group("prefect")]

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "cai-dat.md"
STEP = re.compile(
    r"<!-- bước (\d+) -->\n```\n(.*?)```(?:\n<!-- thấy -->\n```\n(.*?)```)?", re.DOTALL
)
NAME = "huong-dan"
ADMINISTRATOR = "Quản Trị,quan-tri@so-noi-vu.example,so-noi-vu,quản trị,,,\n"


def _fits(seen: str, said: str) -> bool:
    """«…» stands for whatever is not the same everywhere."""
    pattern = ".*".join(re.escape(part.strip()) for part in seen.split("…"))
    return any(re.search(pattern, line) for line in said.splitlines())


class NewAdministrator:
    """Who types the guide's commands in an empty folder, with the settings of its step 3."""

    def __init__(self, folder: Path, server: PrefectServer, mail: SmtpServer) -> None:
        self.folder = folder
        smtp = f"mailto://127.0.0.1:{mail.port}?from=don-doc@so-noi-vu.example&mode=insecure"
        plain = {k: v for k, v in server.environment.items() if not k.startswith("DONDOC_")}
        self.environment = {
            **plain,
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "DONDOC_DATA_DIR": str(folder / "var"),
            "DONDOC_BASE_URL": "https://dondoc.tinh.example",
            "DONDOC_SMTP_URL": smtp,
            "DONDOC_MAIL_DOMAIN": "so-noi-vu.example",
            "DONDOC_TRIAL_ALLOW": "quan-tri@so-noi-vu.example",
            # The server is shared and a year of runs is long to name: a mark and a short plan.
            "DONDOC_INSTALLATION": NAME,
            "DONDOC_PLAN_FOLDER": str(cut_plan(folder / "ke-hoach")),
        }

    def types(self, block: str) -> str:
        done = subprocess.run(
            ["bash", "-euc", block],
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )
        assert 0 == done.returncode, block + done.stdout + done.stderr
        return done.stdout.replace(f"-{NAME}:", ":")

    def edits(self) -> None:
        """What the guide asks to be done in a spreadsheet after step 2."""
        with (self.folder / "tai-khoan.csv").open("a", encoding="utf-8") as file:
            file.write(ADMINISTRATOR)


def test_the_guide_leads_to_a_confirmed_contact(prefect_server: PrefectServer, tmp_path: Path):
    steps = STEP.findall(GUIDE.read_text(encoding="utf-8"))
    assert [str(number) for number in range(1, 8)] == [number for number, _, _ in steps]

    with SmtpServer() as mail:
        administrator = NewAdministrator(tmp_path, prefect_server, mail)
        for number, block, seen in steps:
            said = administrator.types(block)
            assert [] == [line for line in seen.splitlines() if not _fits(line, said)], said
            if number == "2":
                administrator.edits()
        again = administrator.types("dondoc apply; dondoc contacts list --unverified")

    assert [["quan-tri@so-noi-vu.example"]] == [one.recipients for one in mail.received]
    assert "= lịch chạy đã đúng với kế hoạch" in again
    assert "Nguyễn Thị Mai" not in again
    assert "Trần Văn Hùng" in again

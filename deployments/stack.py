"""`make run`: everything on one machine, from an empty folder to a demo year one can click through.

Prefect server, work pool, worker, portal and demo inbox run as one process tree; Ctrl+C stops all
of it. The data stays in its folder, and a second start goes on from there.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
import time
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from sqlmodel import col, select

from deployments import marker
from deployments.in_background import in_background
from deployments.processes import Tree, refuse_used_ports
from deployments.server_variables import SERVER_VARIABLES
from dondoc.calendar.date_words import weekday_date
from dondoc.clock import at, local_date, now
from dondoc.delivery.envelope import Outcome, OutcomeKind
from dondoc.delivery.letter import ReadyMessage
from dondoc.delivery.sign_in_mail import sign_in_link
from dondoc.ledger.installation import Installation, as_decided
from dondoc.operations.prepare_ledger import prepare_ledger
from dondoc.plan.rulebook import Rulebook, load_rulebook
from dondoc.problems import Problem, Refused
from dondoc.publication.scan.run_scan import run_scan
from dondoc.secret_file import kept_secret
from dondoc.settings import Settings, load_settings
from dondoc.simulation import replay
from dondoc.simulation.demo_characters import OFFICER, seed
from dondoc.simulation.demo_procedures import seed_procedures
from models import Account, Scan
from models.database import engine_for, transaction
from models.publication_kinds import ScanScope

if TYPE_CHECKING:
    from deployments.apply import Applied

HOME = Path(__file__).resolve().parent.parent
_PREFECT = {
    **SERVER_VARIABLES,
    "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_WORKER_QUERY_SECONDS": "2",
    "PREFECT_LOGGING_COLORS": "false",
    "DO_NOT_TRACK": "1",
}


@dataclass
class Stack:
    """The whole of it on one data folder and three neighbouring ports."""

    data: Path
    port: int
    started: float = field(default_factory=time.monotonic)

    @property
    def prefect_url(self) -> str:
        return f"http://127.0.0.1:{self.port + 1}"

    @property
    def portal_url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def prefect_password(self) -> str:
        """Who has it runs code on the worker: made at the first start, kept as long as the data."""
        return f"don-doc:{kept_secret(self.data / 'prefect.key', 'DATA')}"

    @property
    def mailbox(self) -> Path:
        """Where answers by mail come in: the demo inbox puts them there."""
        return self.data / "thu-den"

    def environment(self) -> dict[str, str]:
        """For our children: their own Prefect home and address, never the user's."""
        smtp = f"mailto://127.0.0.1:{self.port + 2}"
        by_name = f"http://localhost:{self.port + 1}"
        return {
            **_PREFECT,
            "PREFECT_SERVER_API_AUTH_STRING": self.prefect_password,
            "PREFECT_API_AUTH_STRING": self.prefect_password,
            # By default any page that is open in a browser here may read and post.
            "PREFECT_SERVER_CORS_ALLOWED_ORIGINS": f"{self.prefect_url},{by_name}",
            "PREFECT_HOME": str(self.data / "prefect"),
            "PREFECT_API_URL": f"{self.prefect_url}/api",
            "PREFECT_UI_URL": self.prefect_url,
            "DONDOC_HOME": str(HOME),
            "DONDOC_DATA_DIR": str(self.data),
            "DONDOC_BASE_URL": self.portal_url,
            "DONDOC_PREFECT_UI_URL": self.prefect_url,
            "DONDOC_SMTP_URL": f"{smtp}?from=don-doc@so-noi-vu.example&mode=insecure&cto=60",
            "DONDOC_REPLY_TO": "tra-loi@don-doc.example",
            "DONDOC_INCOMING_URL": str(self.mailbox),
            "DONDOC_DEMO": "true",
            "PYTHONUNBUFFERED": "1",
        }

    def run(self) -> None:
        """Start, fill, show, wait for Ctrl+C, stop."""
        ports = {"cổng đơn vị": self.port, "Prefect": self.port + 1, "hộp thư": self.port + 2}
        # Held first, to the end: whoever starts it twice hears who holds it, not of a used port.
        held = marker.open_folder(self.data)
        refuse_used_ports(ports)
        self.mailbox.mkdir(exist_ok=True)
        os.environ.update(self.environment())
        settings = load_settings()
        rulebook = load_rulebook(settings.plan_folder, demo=True)
        prepare_ledger(settings, rulebook)
        tree = Tree(self.environment(), self.data / "logs")
        _stop_on_signals()
        try:
            self._start(tree)
            naming = self._fill(tree, settings, rulebook)
            tree.start("thu-den", ["dondoc", "incoming", "watch", "--every", "3"])
            self._show(settings)
            self._look_at_pages(settings, rulebook)
            said = naming.result().sentence()
            self._say(f"{said[0].upper()}{said[1:]}.")
            while True:
                time.sleep(1)
                tree.check()
        except KeyboardInterrupt:
            print(flush=True)
        finally:
            _ignore_signals()
            self._say("Đang dừng…")
            tree.stop()
            held.close()
            self._say("Đã dừng, dữ liệu còn trong " + str(self.data))

    def _start(self, tree: Tree) -> None:
        self._say("Khởi động máy chủ Prefect, cổng đơn vị và hộp thư…")
        server = ["prefect", "server", "start", "--host", "127.0.0.1"]
        tree.start("prefect", [*server, "--port", str(self.port + 1)])
        inbox = str(self.data / "inbox")
        tree.start(
            "hop-thu",
            ["deployments.demo_mail_server", "--port", str(self.port + 2), "--folder", inbox],
        )
        portal = ["dondoc", "serve", "--host", "127.0.0.1", "--port", str(self.port)]
        tree.start("cong", portal)

    def _fill(self, tree: Tree, settings: Settings, rulebook: Rulebook) -> Future[Applied]:
        """The demo year: replayed to the eve of the day that then runs for real.

        Returns the naming of the upcoming runs, which goes on: the first letter is not to wait
        for it, nor the addresses.
        """
        today = local_date(now())
        real_on = replay.last_speaking_day(rulebook, before=today)
        engine = engine_for(settings.database)
        done = marker.is_filled(self.data)
        deploying = in_background(lambda: self._deploy(tree, settings, rulebook))
        if not done:
            with transaction(engine) as session:
                seed(session, rulebook, today=today)
                seed_procedures(session, rulebook, base_url=settings.base_url, today=today)
            self._say("Dựng lại mười hai tháng vừa qua bằng chính chương trình…")
            past = replay.Replay(engine, settings, rulebook, _silent, only=replay.REPORTS)
            _live(past, today - timedelta(days=365), real_on - timedelta(days=1))
        deployed = deploying.result()
        tree.start("worker", ["deployments.worker"])
        if not done:
            self._say(f"Chạy thật ngày {weekday_date(real_on)} bằng Prefect…")
            _run_for_real(real_on)
            self._say(f"Thư đầu tiên đã đến sau {time.monotonic() - self.started:.0f} giây.")
        naming = in_background(lambda: _name_upcoming(deployed, settings, rulebook))
        if not done:
            recent = replay.Replay(engine, settings, rulebook)
            recent.office_day(real_on)
            _live(recent, real_on + timedelta(days=1), today - timedelta(days=1))
            if at(today, 8) <= now() and rulebook.workdays.is_workday(today):
                recent.flows(today)  # its own runs were due before this machine was up
            marker.mark_filled(self.data)
        return naming

    def _look_at_pages(self, settings: Settings, rulebook: Rulebook) -> None:
        """The publication check of the sample sites, after the addresses were said. Once.

        Two looks, for what a page new to us lacks is believed when it is seen again: one dated the
        working day before, then the flow that a newcomer finds in Prefect.
        """
        engine = engine_for(settings.database)
        with transaction(engine, write=False) as session:
            whole = select(Scan.id).where(col(Scan.scope) == ScanScope.ALL)
            if len(session.exec(whole).all()) > 1:
                return  # one alone may be the day's own, of a machine started at six
        before = rulebook.workdays.add(local_date(now()), -1)
        here = Installation(settings, as_decided(rulebook, engine), engine)
        try:
            run_scan(here, ScanScope.ALL, now=at(before, 9))
            _run_scan_for_real()
        except Refused as refused:  # the rest of the demo is worth seeing all the same
            self._say(f"Chưa đối chiếu được các trang mẫu. {refused}")
            return
        self._say(f"Đã đối chiếu ba trang mẫu với danh mục: {self.portal_url}/bang/cong-khai")

    def _deploy(self, tree: Tree, settings: Settings, rulebook: Rulebook) -> Applied:
        """Put the schedules on the server once it answers."""
        from deployments.apply import deploy  # noqa: PLC0415 - prefect reads its address when loaded

        tree.wait_for(f"{self.prefect_url}/api/health", name="prefect", seconds=90)
        return deploy(rulebook, now(), settings)

    def _show(self, settings: Settings) -> None:
        engine = engine_for(settings.database)
        with transaction(engine) as session:
            officer = session.exec(select(Account).where(col(Account.address) == OFFICER)).one()
            link = sign_in_link(session, settings, officer, now())
        print(
            "\nĐôn Đốc đang chạy (bản trình diễn, kế hoạch coi như áp dụng cho năm nay):\n"
            f"  Giao diện Prefect   {self.prefect_url}/v2/\n"
            f"  Mật khẩu Prefect    {self.prefect_password}\n"
            "  (giao diện hỏi một lần; ai có mật khẩu này chạy được mã trên máy này)\n"
            f"  Hộp thư trình diễn  {self.portal_url}/hop-thu\n"
            f"  Bảng theo dõi       {self.portal_url}/bang\n"
            f"  Đăng nhập bảng      {link}\n"
            f"  (đường dẫn dùng một lần, với tài khoản cán bộ Sở Nội vụ {OFFICER})\n"
            "Bấm Ctrl+C để dừng.\n",
            flush=True,
        )

    def _say(self, words: str) -> None:
        print(f"[{time.monotonic() - self.started:5.0f} s] {words}", flush=True)


def _live(replay: replay.Replay, start_on: date, end_on: date) -> None:
    for _ in replay.days(start_on, end_on):
        pass


def _silent(_ready: ReadyMessage) -> Outcome:
    return Outcome(OutcomeKind.SENT, 250, "phát lại của bản trình diễn, không gửi qua mạng")


def _name_upcoming(deployed: Applied, settings: Settings, rulebook: Rulebook) -> Applied:
    from deployments.apply import name_upcoming  # noqa: PLC0415 - as above

    return name_upcoming(deployed, rulebook, now(), settings)


def _run_for_real(on: date) -> None:
    from deployments.run_now import run_now  # noqa: PLC0415 - prefect reads its address when loaded

    for name in ("bao-cao-dinh-ky", "don-doc-sau-han", "phat-hanh"):
        run_now(name, {"as_of": str(on)})


def _run_scan_for_real() -> None:
    from deployments.catalogue import SCAN  # noqa: PLC0415 - as above
    from deployments.run_now import run_now  # noqa: PLC0415 - as above

    run_now(SCAN, {})


def _stop_on_signals() -> None:
    """Ctrl+C and SIGTERM alike interrupt, even where the shell that started us ignores one."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, interrupt)


def _ignore_signals() -> None:
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)


def main() -> int:
    """Run; every refusal is one clear sentence."""
    parser = argparse.ArgumentParser(description="Chạy Đôn Đốc trên một máy, với năm trình diễn.")
    parser.add_argument("--data", type=Path, default=Path("data"), help="thư mục dữ liệu")
    parser.add_argument("--port", type=int, default=8450, help="cổng đầu tiên trong ba cổng")
    given = parser.parse_args()
    os.umask(0o077)  # the data is nobody else's
    try:
        Stack(given.data.resolve(), given.port).run()
    except Refused as refused:
        print(f"Không chạy được. {refused}", file=sys.stderr)
        return 2
    except OSError as error:
        wanted = f"không ghi được ({error.strerror}); hãy chọn thư mục khác bằng DATA=…"
        problem = Problem("DATA", str(error.filename or given.data), wanted)
        print(f"Không chạy được. {problem.sentence()}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())

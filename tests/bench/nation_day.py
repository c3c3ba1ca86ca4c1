"""A day of 3,836 units: opening, planning, sending, on each database, in one table.

Each step is a process of its own, the senders too, as workers are in an office; the mail server is
a real one in its own process, on a line without latency. SQLite is written by one process, so it
has one worker; PostgreSQL one and three. What its own processes spend is not counted.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tests.bench.far import FROM, Line, far_server
from tests.bench.measure import load, say, wall
from tests.bench.nation_worker import CERTIFICATE
from tests.support.own_postgresql import own_postgresql

OPENED, DUE = date(2027, 3, 1), date(2027, 3, 9)
"""The reports' rounds open; five working days before their date every unit is reminded."""
LATER = [date(2027, month, 1 if month > 4 else 2) for month in range(4, 13)]
SILENT = date(2027, 12, 20)
"""By then nobody has answered anything for a year: the largest planning there can be."""

TABLE = (("SQLite", 1), ("PostgreSQL", 1), ("PostgreSQL", 3))
HEADS = ("sổ", "tiến trình gửi", "tin", "tin/giây", "ms CPU/tin", "MB mỗi tiến trình", "tải máy")
WIDTHS = (10, 14, 6, 8, 10, 17, 14)


@dataclass(frozen=True)
class Step:
    """What a step did, by its own account: CPU and wall seconds, MiB before it and at its peak."""

    done: int
    cpu: float
    seconds: float
    held: float
    peak: float

    def words(self, what: str) -> str:
        took = f"{self.cpu:.1f} s CPU, {self.seconds:.1f} s"
        return f"{self.done} {what}, {took}, {self.held:.0f} → {self.peak:.0f} MB"


def nation_day() -> None:
    """The figures of each database, then the table of who sends how fast."""
    rows = [_day(database, workers) for database, workers in TABLE]
    print()
    for cells in (HEADS, *rows):
        print("  ".join(f"{cell:>{width}}" for cell, width in zip(cells, WIDTHS, strict=True)))


def _day(database: str, workers: int) -> tuple[str, ...]:
    """The table's row; what one worker measures of opening and planning is said at once."""
    with ExitStack() as held:
        folder = Path(held.enter_context(tempfile.TemporaryDirectory()))
        line = held.enter_context(far_server(folder))
        url = held.enter_context(_ledger(database, folder))
        office = _Office(_environment(folder, url, line))
        office.step("prepare", OPENED)
        opened, planned = office.step("open", OPENED, DUE), office.step("plan", DUE)
        row = _sent(office, line, database, workers)
        if workers == 1:
            say(f"{database}: mở đợt", opened.words("việc"))
            say(f"{database}: lập thông báo", planned.words("thông báo"))
            say(f"{database}: mở cả năm", office.step("open", *LATER, SILENT).words("việc"))
            say(f"{database}: im cả năm", office.step("plan", SILENT).words("thông báo"))
    return row


def _sent(office: _Office, line: Line, database: str, workers: int) -> tuple[str, ...]:
    with office.ready(["send"] * workers, DUE) as processes:
        steps, seconds = wall(lambda: [_told(one) for one in _begun(processes)])
    letters = line.counted()
    assert letters == (sum(one.done for one in steps),) * 2, (letters, steps)
    spent = 1000 * sum(one.cpu for one in steps) / letters[0]
    peak = max(one.peak for one in steps)
    figures = (f"{letters[0] / seconds:.0f}", f"{spent:.1f}", f"{peak:.0f}")
    return (database, str(workers), str(letters[0]), *figures, load())


@dataclass(frozen=True)
class _Office:
    environment: dict[str, str]

    def step(self, name: str, *days: date) -> Step:
        with self.ready([name], *days) as processes:
            return _told(_begun(processes)[0])

    @contextmanager
    def ready(self, names: Sequence[str], *days: date) -> Iterator[list[subprocess.Popen[str]]]:
        """A process for each, everything loaded."""
        with ExitStack() as held:
            processes = [held.enter_context(self._process(name, days)) for name in names]
            for one in processes:
                assert one.stdout is not None
                assert one.stdout.readline() == "ready\n"
            yield processes

    def _process(self, name: str, days: Sequence[date]) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "tests.bench.nation_worker", name, *map(str, days)]
        return subprocess.Popen(
            command,
            env=self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )


def _begun(processes: list[subprocess.Popen[str]]) -> list[subprocess.Popen[str]]:
    for one in processes:
        assert one.stdin is not None
        one.stdin.write("\n")
        one.stdin.flush()
    return processes


def _told(process: subprocess.Popen[str]) -> Step:
    assert process.stdout is not None
    return Step(**json.loads(process.stdout.readline()))


@contextmanager
def _ledger(database: str, folder: Path) -> Iterator[str]:
    """Its address; PostgreSQL writes through to the disk, as SQLite does."""
    if database == "SQLite":
        yield f"sqlite:///{folder / 'dondoc.sqlite3'}"
        return
    with own_postgresql(fsync=True) as url:
        yield url


def _environment(folder: Path, url: str, line: Line) -> dict[str, str]:
    others = {name: value for name, value in os.environ.items() if not name.startswith("DONDOC_")}
    return others | {
        CERTIFICATE: str(line.certificate),
        "DONDOC_DATABASE_URL": url,
        "DONDOC_DATA_DIR": str(folder),
        "DONDOC_SECRET_KEY": "khoa-cua-lan-do-cung-phai-du-ba-muoi-hai-chu",
        "DONDOC_SMTP_URL": f"mailto://127.0.0.1:{line.direct}?from={FROM}&mode=starttls",
        "DONDOC_SMTP_CONNECTIONS": "8",
    }

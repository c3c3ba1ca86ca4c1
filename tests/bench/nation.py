"""`make bench-nation`: what a day and each page cost where a province is as wide as the country.

The day is `nation_day`'s: opening, planning, sending. Of a page: processor time of a request
through the test client, the middle of five, and its statements. The pages' ledger is built once, in
`build/bench-nation`; PostgreSQL's anew on each run, and what its own processes spend is not
counted. Not a test: nothing fails for being slow.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from fastapi.testclient import TestClient
from sqlalchemy import Engine, event
from sqlmodel import select

from dondoc.delivery.sign_in_mail import sign_in_link
from dondoc.operations.prepare_ledger import prepare_ledger
from dondoc.plan.rulebook import Rulebook
from dondoc.portal.app import create_app
from dondoc.portal.web_server import spare_the_collector
from dondoc.settings import Settings, load_settings
from models import Account, Assignment
from models.database import transaction
from models.kinds import AccountRole
from tests.bench.measure import cpu, load, say
from tests.bench.nation_day import nation_day
from tests.bench.nation_ledger import NOW, fill, nation_rulebook
from tests.support.own_postgresql import own_postgresql

FOLDER = Path("build/bench-nation")
WANTED = "≤ 150 ms"
_REPORTS = "/bang?nhiem-vu=bao-cao-dinh-ky"
PAGES = (
    "/bang",
    _REPORTS,
    f"{_REPORTS}&loc=qua-han",
    f"{_REPORTS}&nhom=cap-xa&trang=7",
    f"{_REPORTS}&tim=xa+mau+12",
    f"{_REPORTS}&ngay=2027-10-20",
    "/bang?nhiem-vu=truyen-thanh-co-so",
    "/bang/don-vi/xa-mau-100",
    "/bang/nam/2027",
    "/bang/tre-hai-ky",
    "/bang/qua-han",
    "/bang/cho-quyet-dinh",
    "/bang/tim-kiem?tim=xa+mau+12",
    "/bang/tim-kiem?tim=12/BC-UBND",
    "/bang/viec/200000",
    "/bang/dau-moi",
    "/bang/thu-den",
    "/bang/dot-xuat",
    "/bang/kiem-tra",
    "/lanh-dao",
    "/lanh-dao?ngay=2027-10-20",
    "/quan-tri",
    "/quan-tri/tai-khoan",
    "/quan-tri/dau-moi",
    "/quan-tri/kenh",
    "/quan-tri/lich-nghi",
    "/quan-tri/ke-hoach",
    "/quan-tri/nhat-ky",
)


def nation(settings: Settings, rulebook: Rulebook, paths: list[str]) -> None:
    """Every page, or those named, over the ledger that the settings name."""
    engine = prepare_ledger(settings, rulebook)
    with transaction(engine, write=False) as session:
        empty = session.exec(select(Assignment.id).limit(1)).first() is None
    if empty:
        _, seconds = cpu(lambda: fill(engine, rulebook))
        say("lập sổ", f"{seconds:.0f} s CPU")
    with transaction(engine) as session:
        is_administrator = Account.role == AccountRole.ADMINISTRATOR
        account = session.exec(select(Account).where(is_administrator)).one()
        link = sign_in_link(session, settings, account, NOW)
    app = create_app(settings, rulebook=rulebook, clock=lambda: NOW)
    spare_the_collector()  # as `dondoc serve` does
    with TestClient(app, base_url=settings.base_url) as client, _counted(engine) as statements:
        client.post(link.removeprefix(settings.base_url))
        for path in paths or PAGES:
            _measure(client, path, statements)


def _measure(client: TestClient, path: str, statements: list[str]) -> None:
    page = client.get(path)
    statements.clear()
    times = sorted(cpu(lambda: client.get(path))[1] for _ in range(5))
    asked, size = len(statements) // 5, len(page.content) / 1024
    wrong = "" if page.status_code == 200 else f", {page.status_code}"
    say(
        f"{path:40}",
        f"{times[2] * 1000:5.0f} ms, {asked:3} câu hỏi, {size:4.0f} KiB{wrong}",
        WANTED,
    )


@contextmanager
def _counted(engine: Engine) -> Iterator[list[str]]:
    """The statements that the engine is asked, as they come."""
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        seen.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    yield seen
    event.remove(engine, "before_cursor_execute", note)


def main(asked: list[str]) -> None:
    """The day, then the pages on SQLite; `ngay` or `trang` for one of them alone.

    `postgresql` first: the pages on that database. Addresses: these pages alone.
    """
    if asked[:1] in ([], ["ngay"]):
        nation_day()
    if asked[:1] == ["ngay"]:
        return
    asked = asked[asked[:1] == ["trang"] :]
    rulebook = nation_rulebook()
    other = asked[:1] == ["postgresql"]
    paths = asked[other:]
    say("tải máy", load())
    if other:
        with own_postgresql() as url:
            nation(load_settings(data_dir=FOLDER, demo=True, database_url=url), rulebook, paths)
    else:
        nation(load_settings(data_dir=FOLDER, demo=True), rulebook, paths)


if __name__ == "__main__":
    main(sys.argv[1:])

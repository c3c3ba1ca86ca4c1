"""Another plan, walked: rounds, a letter, an answer, the board, a file, papers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

import pytest
from docx import Document as Docx

from dondoc.cli import main
from dondoc.clock import at
from dondoc.delivery.dispatch_window import dispatch_window
from dondoc.delivery.sign_in_mail import sign_in_link
from dondoc.operations.prepare_ledger import prepare_ledger
from dondoc.plan.rulebook import load_rulebook
from dondoc.settings import load_settings
from models import Account, Contact, DocumentFile
from models.database import transaction
from models.kinds import AccountRole
from tests.support.cast import VERIFIED
from tests.support.other_plan import OF_OURS, other_plan
from tests.support.portal import Portal
from tests.support.reading import Page
from tests.support.smtp_server import SmtpServer

OPENS, LATE = date(2027, 3, 1), date(2027, 4, 13)
REPORT, DUE = "B.1", date(2027, 4, 8)  # five working days after 31/03; 05/04 is the sea festival


@dataclass
class OtherOffice:
    """The other plan's machine: its portal, and the real mail server that its letters reached."""

    portal: Portal
    server: SmtpServer
    machine: dict[str, str]

    def do(self, *argv: str, on: date, hour: int = 7) -> int:
        with pytest.MonkeyPatch.context() as patch:
            for name, value in self.machine.items():
                patch.setenv(name, value)
            return main([*argv, "--now", f"{on:%d/%m/%Y} {hour:02}:30"])

    def send(self, now: datetime) -> None:
        here = self.portal
        dispatch_window(here.engine, here.settings, here.rulebook, now)

    def letters(self) -> list[str]:
        found = []
        for one in self.server.received:
            body = one.message.get_body(("plain",))
            assert body is not None
            found.append(f"{one.message['Subject']}\n{body.get_content()}")
        return found


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OtherOffice]:
    folder = tmp_path_factory.mktemp("noi-khac")
    with SmtpServer() as server, pytest.MonkeyPatch.context() as patch:
        sender = "from=don-doc@chuyen-doi-so.example&mode=insecure"
        machine = {
            "DONDOC_PLAN_FOLDER": str(other_plan(folder / "ke-hoach")),
            "DONDOC_DATA_DIR": str(folder / "data"),
            "DONDOC_BASE_URL": "http://testserver",
            "DONDOC_TRIAL": "false",
            "DONDOC_SMTP_URL": f"mailto://127.0.0.1:{server.port}?{sender}",
        }
        for name, value in machine.items():
            patch.setenv(name, value)
        assert 0 == main(["migrate"])
        settings = load_settings()
        rulebook = load_rulebook(settings.plan_folder)
        engine = prepare_ledger(settings, rulebook)
        with transaction(engine) as session:
            for unit in rulebook.registry.units:
                address = f"van-thu@{unit.code}.example"
                session.add(Contact(unit_code=unit.code, address=address, verified_at=VERIFIED))
            session.add(
                Account(
                    name="Bà Mẫu",
                    address="mau@chuyen-doi-so.example",
                    unit_code="so-chuyen-doi-so",
                    role=AccountRole.ADMINISTRATOR,
                )
            )
        portal = Portal(settings, engine, rulebook)
        office = OtherOffice(portal, server, machine)
        assert 0 == office.do("rounds", "open", on=OPENS)
        assert 0 == office.do("notices", "plan", on=OPENS)
        office.send(at(OPENS, 8))
        yield office
        portal.close()
        engine.dispose()


@pytest.fixture(scope="module")
def afterwards(other: OtherOffice) -> OtherOffice:
    """The same office after its reports were due: what is late is urged, the report drafted."""
    assert 0 == other.do("rounds", "open", on=LATE)
    assert 0 == other.do("notices", "plan", on=LATE)
    other.send(at(LATE, 8))
    return other


def test_its_letter_names_its_plan_and_its_body(other: OtherOffice):
    letter = next(one for one in other.letters() if "UBND xã Cát Trắng" in one)

    assert "Kế hoạch số 7/KH-MAU" in letter
    assert "Sở Chuyển đổi số" in letter
    assert "08/04/2027" in letter


def test_its_units_answer_by_the_link_and_its_board_shows_it(other: OtherOffice):
    portal = other.portal
    portal.now = at(date(2027, 4, 1), 9)
    home = portal.link("so-nghe-ca", assignment_id=portal.assignment("so-nghe-ca", REPORT))

    typed = {"answer": "done", "document_number": "12/BC-SNC", "document_on": "01/04/2027"}
    form = {**portal.page(f"{home}?sua=1").values(), **typed}
    shown = portal.client.post(f"{home}/nop", data=form)
    answered = portal.client.post(f"{home}/nop", data={**Page(shown.text).values(), "seen": "1"})

    assert 303 == answered.status_code
    assert "12/BC-SNC" in portal.page(home).text


def _signed_in(portal: Portal) -> None:
    with transaction(portal.engine) as session:
        account = session.get_one(Account, 1)
        link = sign_in_link(session, portal.settings, account, portal.now)
    path = link.removeprefix("http://testserver")
    form = portal.page(path).values(next(iter(portal.page(path).forms)))
    portal.client.post(path.split("?")[0], data=form)


def test_no_page_mail_or_file_of_it_says_a_word_of_the_shipped_plan(afterwards: OtherOffice):
    portal = afterwards.portal
    portal.now = at(LATE, 9)
    _signed_in(portal)
    home = portal.link("so-nghe-ca", assignment_id=portal.assignment("so-nghe-ca", REPORT))
    pages = {path: portal.get(path) for path in ("/bang", "/bang/tai-lieu", "/lanh-dao", home)}

    assert {200} == {one.status_code for one in pages.values()}
    said = [*afterwards.letters(), *(one.text for one in pages.values())]
    assert [] == [(word, one[:200]) for one in said for word in OF_OURS if word in one]
    menu = pages["/bang"].text
    assert [] == [one for one in ("/bang/hoi-nghi", "/bang/cong-khai") if f'href="{one}"' in menu]


def test_its_papers_are_dated_at_its_place_and_filed_under_its_mark(afterwards: OtherOffice):
    files = afterwards.portal.rows(DocumentFile)
    letters = [one for one in files if one.name.endswith(".docx")]
    texts = []
    for one in letters:
        file = afterwards.portal.settings.files_dir / one.sha256[:2] / one.sha256
        document = Docx(str(file))
        cells = [c.text for t in document.tables for row in t.rows for c in row.cells]
        texts.append("\n".join([*(p.text for p in document.paragraphs), *cells]))

    assert letters
    assert any(re.search(r"Bờ Biển, ngày", one) for one in texts)
    assert any("VT, CĐS" in one for one in texts)
    assert [] == [word for one in texts for word in OF_OURS if word in one]


def test_what_the_board_shows_leaves_as_a_file(other: OtherOffice, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    code = other.do(
        *("export", "matrix", "--duty", "bao-cao-chuyen-doi-so", "--period", "2027-Q1"),
        *("--out", "bang.csv"),
        on=LATE,
    )

    assert 0 == code
    text = (tmp_path / "bang.csv").read_text(encoding="utf-8-sig")
    assert "Sở Nghề cá" in text
    assert [] == [word for word in OF_OURS if word in text]

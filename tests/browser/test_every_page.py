"""Every page: nothing that axe finds (WCAG 2.2 A, AA), nothing that scrolls sideways at 320 px,
nothing too small for a finger.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import date
from email.message import EmailMessage
from pathlib import Path

import pytest
from selenium.webdriver.chrome.webdriver import WebDriver
from sqlalchemy import Engine
from sqlmodel import col, select

from dondoc.clock import at
from dondoc.delivery.contact_requests.ask_contact_change import ask_change
from dondoc.delivery.sign_in_mail import sign_in_link
from dondoc.incoming.read_incoming import read_incoming
from dondoc.ledger.links import Right, keep_tokens, make_token
from dondoc.plan.rulebook import Rulebook
from dondoc.portal.sign_in.session import COOKIE, open_session
from dondoc.settings import Settings
from models import Account, Assignment, Contact, Invitee, Round
from models.database import transaction
from models.kinds import AccountRole, ContactWish, TokenPurpose
from models.publication_kinds import FindingKind
from tests.browser.conftest import Open, leave
from tests.support.cast import Cast, give_clerks
from tests.support.conference_day import conference_day
from tests.support.inspecting import Inspecting
from tests.support.invitation_guest import invited_in_spring
from tests.support.paper_desk import keep_report
from tests.support.portal import Portal
from tests.support.publication_rows import MEND, PublicationRows
from tests.support.served_portal import Served, serving

pytestmark = pytest.mark.browser

NOW = at(date(2027, 3, 17), 9)
AXE = (Path(__file__).parent / "axe" / "axe.min.js").read_text(encoding="utf-8")
_RUN = """
const done = arguments[0]
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
axe.run(document, {runOnly: {type: 'tag', values: tags}, iframes: false})
  .then(found => done(found.violations.map(v => [v.id, ...v.nodes.map(n => n.html.slice(0, 120))])))
"""
_OPEN = "document.querySelectorAll('details').forEach(d => d.open = true)"
_SMALL = """
return [...document.querySelectorAll('a, button, input, select, textarea, summary')]
  .filter(e => !e.closest('.sr, .skip')).map(e => [e, e.getBoundingClientRect()])
  .filter(([e, r]) => r.width && r.height && (r.height < 24 || (r.width < 24 && e.tagName != 'A')))
  .map(([e, r]) => `${e.outerHTML.slice(0, 90)} ${r.width}x${r.height}`)
"""
"""What a finger does not hit: under 24 px, but for the width of a link of one figure."""
_WIDE = "return document.documentElement.scrollWidth"
_LETTERS = "document.documentElement.style.fontSize = arguments[0]"
_NO_PAGES = {  # files, feeds, and what only leads elsewhere
    *("/robots.txt", "/v/{token}/tep/{file_id}", "/v/{token}/lich.ics"),
    "/v/{token}/hoi-nghi/{assignment_id}/lich-hop.ics",
    "/v/{token}/hoi-nghi/{assignment_id}/tep/{file_id}",
    "/bang/hoi-nghi/{code}/tai-lieu/{file_id:int}",
    *("/v/{token}/van-ban/{file_id}", "/bang/viec/{assignment_id}/van-ban/{file_id}"),
    *("/bang/viec/{assignment_id}/tep/{file_id}", "/bang/thu-den/{number:int}/tep/{place}"),
    *("/bang/tai-lieu/{number:int}/tep/{file_id}", "/quan-tri/mau-van-ban/{file}/tep"),
    *("/bang/thu-den/{number:int}/thu-goc", "/quan-tri/dau-moi/mau", "/quan-tri/dau-moi/xuat"),
    *("/bang/cong-khai/chup/{sha256}", "/bang/hoi-nghi/{code}/minh-chung"),
    *("/suc-khoe", "/suc-khoe/san-sang", "/metrics"),  # read by programs
    *("/cua-prefect", "/xem-prefect"),  # answers to the web server in front; leads to Prefect
    *("/dang-nhap/{token}", "/xin-lam/{token}"),  # once each, below
}


@pytest.fixture
def whole(
    sqlite_engine: Engine, settings: Settings, rulebook: Rulebook, sqlite_cast: Cast
) -> Iterator[Served]:
    """A portal in which every page has something to show, the demo's inbox too."""
    letters = settings.data_dir / "thu-den"
    letters.mkdir(parents=True)
    given = {"demo": True, "incoming_url": str(letters), "reply_to": "tra-loi@don-doc.example"}
    with serving(settings, sqlite_engine, rulebook, **given) as portal:
        portal.now = NOW
        _fill(portal, sqlite_cast)
        yield portal


def test_every_page_is_free_of_barriers_and_fits_a_small_screen(
    whole: Served, sqlite_cast: Cast, browser: Open
) -> None:
    chromium = browser(1280, 900)
    axe = chromium.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": AXE})
    chromium.get(whole.url("/robots.txt"))
    chromium.add_cookie({"name": COOKIE, "value": _session(whole, sqlite_cast)})
    wrong: dict[str, object] = {}

    for path in [*_addresses(whole), *_states(whole)]:
        chromium.get(whole.url(path))
        _judge(chromium, path, wrong)
    known = {"viec": whole.assignment(), "home": _home(whole), "other": whole.link("so-tu-phap")}
    for path, act in _FORMS.items():
        chromium.get(whole.url(path.format(**known)))
        act(chromium)
        _judge(chromium, f"{path} → form", wrong)
    chromium.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", axe)

    assert {} == wrong


def test_no_page_is_left_out(whole: Served) -> None:
    reads = [route for route in whole.routes() if "GET" in route.methods]
    pages = {one.path for one in reads if not one.endpoint.__name__.startswith("back_to_")}

    assert pages - _NO_PAGES == set(_known(whole))


def _judge(chromium: WebDriver, path: str, wrong: dict[str, object]) -> None:
    chromium.execute_script(_OPEN)
    if found := chromium.execute_async_script(_RUN):
        wrong[path] = found
    for letters in ("", "225%"):  # 112.5 % is ours: twice that is the reader's 200 %
        _resize(chromium, 320 if not letters else 640)
        chromium.execute_script(_LETTERS, letters)
        if (wide := chromium.execute_script(_WIDE)) > (320 if not letters else 640):
            wrong[f"{path} {letters or '320 px'}"] = wide
        if small := chromium.execute_script(_SMALL):
            wrong[f"{path} {letters or '320 px'} small"] = small
    _resize(chromium, 1280)


def _resize(chromium: WebDriver, width: int) -> None:
    size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    chromium.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)


def _addresses(portal: Served) -> list[str]:
    return [one for several in _known(portal).values() for one in several]


def _known(portal: Served) -> dict[str, list[str]]:
    """Every page by its route, with something to show on it."""
    viec, home = portal.assignment(), _home(portal)
    counted, drawn = _counted(portal), _drawn(portal)
    return {
        "/": ["/"],
        "/v/{token}": [home],
        "/v/{token}/viec/{assignment_id}": [
            f"{home}/viec/{viec}?sua=1",
            f"{home}/viec/{_mending(portal)}",
        ],
        "/v/{token}/danh-sach": [f"{home}/danh-sach"],
        "/v/{token}/bien-nhan/{submission_id}": [f"{home}/bien-nhan/1"],
        "/v/{token}/khong-phat-sinh": [f"{home}/khong-phat-sinh"],
        "/v/{token}/hoat-dong/{assignment_id}": [f"{home}/hoat-dong/{counted}"],
        "/v/{token}/hoi-nghi/{assignment_id}": [f"{home}/hoi-nghi/{_invitation(portal)}"],
        "/v/{token}/dau-moi": [f"{home}/dau-moi?viec={viec}"],
        "/dang-nhap": ["/dang-nhap"],
        "/duong-dan-moi": ["/duong-dan-moi"],
        "/xac-nhan/{token}": [_confirming(portal)],
        "/bang": ["/bang", "/bang?nhiem-vu=bao-cao-dinh-ky", "/bang?loc=qua-han&nhom=khac"],
        "/bang/tim-kiem": ["/bang/tim-kiem?tim=so", "/bang/tim-kiem?tim=zzzz"],
        "/bang/kiem-tra": ["/bang/kiem-tra"],
        "/bang/cong-khai": ["/bang/cong-khai"],
        "/bang/cong-khai/nguon/{number:int}": ["/bang/cong-khai/nguon/1"],
        "/bang/cong-khai/sai-lech/{number:int}": ["/bang/cong-khai/sai-lech/1"],
        "/bang/kiem-tra/don-vi/{assignment_id:int}": [drawn],
        "/bang/hoi-nghi": ["/bang/hoi-nghi"],
        "/bang/hoi-nghi/{code}": ["/bang/hoi-nghi/hoi-nghi-2026"],
        "/bang/hoi-nghi/{code}/cau-hoi": ["/bang/hoi-nghi/hoi-nghi-2027/cau-hoi"],
        "/bang/hoi-nghi/{code}/tai-lieu": ["/bang/hoi-nghi/hoi-nghi-2027/tai-lieu"],
        "/bang/hoi-nghi/{code}/nhiem-vu": ["/bang/hoi-nghi/hoi-nghi-2027/nhiem-vu"],
        "/bang/hoi-nghi/{code}/cham-diem": ["/bang/hoi-nghi/hoi-nghi-2026/cham-diem"],
        "/bang/hoi-nghi/{code}/tai-khoan": ["/bang/hoi-nghi/hoi-nghi-2026/tai-khoan"],
        "/bang/hoi-nghi/{code}/can-goi": ["/bang/hoi-nghi/hoi-nghi-2026/can-goi"],
        "/bang/hoi-nghi/{code}/ban-don": ["/bang/hoi-nghi/hoi-nghi-2026/ban-don?ma=AAAAA"],
        "/bang/hoi-nghi/{code}/danh-sach": ["/bang/hoi-nghi/hoi-nghi-2026/danh-sach"],
        "/bang/hoi-nghi/{code}/the-dai-bieu": ["/bang/hoi-nghi/hoi-nghi-2026/the-dai-bieu"],
        "/bang/dot-xuat": ["/bang/dot-xuat"],
        "/bang/thu-den": ["/bang/thu-den"],
        "/bang/thu-den/{number:int}": ["/bang/thu-den/1"],
        "/bang/viec/{assignment_id}": [f"/bang/viec/{viec}"],
        "/bang/viec/{assignment_id:int}/nhap": [
            f"/bang/viec/{portal.assignment('so-tu-phap')}/nhap"
        ],
        "/bang/cho-quyet-dinh": ["/bang/cho-quyet-dinh"],
        "/bang/dau-moi": ["/bang/dau-moi?don-vi=so-tai-chinh"],
        "/bang/don-vi/{code}": ["/bang/don-vi/so-tai-chinh"],
        "/bang/nam/{year}": ["/bang/nam/2027"],
        "/bang/minh-chung/{kind}/{name}/{year}": [
            "/bang/minh-chung/don-vi/so-tai-chinh/2027",
            "/bang/minh-chung/nhiem-vu/bao-cao-dinh-ky/2027",
        ],
        "/bang/tai-lieu": ["/bang/tai-lieu"],
        "/bang/tai-lieu/{number:int}": ["/bang/tai-lieu/1", "/bang/tai-lieu/2"],
        "/bang/tai-lieu/{number:int}/xem": ["/bang/tai-lieu/1/xem"],
        "/bang/tre-hai-ky": ["/bang/tre-hai-ky"],
        "/bang/qua-han": ["/bang/qua-han"],
        "/lanh-dao": ["/lanh-dao"],
        "/quan-tri": ["/quan-tri"],
        "/quan-tri/tai-khoan": ["/quan-tri/tai-khoan"],
        "/quan-tri/tai-khoan/{number:int}": ["/quan-tri/tai-khoan/1"],
        "/quan-tri/dau-moi": ["/quan-tri/dau-moi?don-vi=so-tai-chinh"],
        "/quan-tri/kenh": ["/quan-tri/kenh"],
        "/quan-tri/khoi-phuc": ["/quan-tri/khoi-phuc"],
        "/quan-tri/kham": ["/quan-tri/kham"],
        "/quan-tri/lich-nghi": ["/quan-tri/lich-nghi"],
        "/quan-tri/ke-hoach": ["/quan-tri/ke-hoach"],
        "/quan-tri/nhat-ky": ["/quan-tri/nhat-ky"],
        "/quan-tri/mau-van-ban": ["/quan-tri/mau-van-ban"],
        "/hop-thu": ["/hop-thu"],
        "/trang-mau/{site}": ["/trang-mau/so-y-te", "/trang-mau/so-tai-chinh"],
        "/hop-thu/{name}": ["/hop-thu/a.eml"],
    }


def _mending(portal: Portal) -> int:
    """The assignment that asks to mend a finding."""
    with transaction(portal.engine, write=False) as session:
        asked = select(Assignment.id).join(Round).where(col(Round.duty) == MEND)
        return session.exec(asked).one() or 0


def _invitation(portal: Portal) -> int:
    """The assignment that an invitation is."""
    with transaction(portal.engine, write=False) as session:
        wanted = select(Invitee.assignment_id).where(col(Invitee.assignment_id).is_not(None))
        return session.exec(wanted).one() or 0


def _states(portal: Served) -> list[str]:
    """The same pages otherwise: what is not there, an unknown filter, a link used up."""
    with transaction(portal.engine) as session:
        account = session.get_one(Account, 1)
        link = sign_in_link(session, portal.settings, account, portal.now)
    return [
        "/khong-co",
        "/bang/viec/999999",
        "/v/khong-phai-ma",
        "/bang?nhiem-vu=khong-co&loc=la&nhom=la&nam=1999",
        link.removeprefix(portal.address),
        "/dang-nhap/het-hieu-luc",
        "/xin-lam/het-hieu-luc",
    ]


def _sent(form: str, **typed: str) -> Callable[[WebDriver], None]:
    def fill(chromium: WebDriver) -> None:
        for name, value in typed.items():
            look = f"{form} [name={name}]"
            chromium.execute_script(
                "const e = document.querySelector(arguments[0]);"
                " e.type === 'checkbox' ? e.checked = true : e.value = arguments[1]",
                *(look, value),
            )
        send = "document.querySelector(arguments[0]).submit()"
        leave(chromium, lambda: chromium.execute_script(send, form))

    return fill


_DEMAND = {
    "noi_dung": "Hội nghị",
    "don_vi": "Sở Tài chính; Sở Y tế; các đoàn thể",
    "han": "22/03/2027",
    "so_van_ban": "45/SNV-CCHC",
    "ngay_van_ban": "15/03/2027",
}
_FORMS: dict[str, Callable[[WebDriver], None]] = {
    "/bang/dot-xuat": _sent("form[action$='/dot-xuat/xem']", **_DEMAND),
    "/bang/dot-xuat?": _sent("form[action$='/dot-xuat/xem']"),
    "/bang/tai-lieu/2": _sent("form[action$='/phat-hanh']"),
    "/bang/viec/{viec}": _sent("form[action$='/tra-lai/xem']", ly_do="", y_kien="Bảng 2"),
    "/duong-dan-moi": _sent("main form"),
    "{home}/dau-moi": _sent("form[action$='/dau-moi']"),
    "{other}": _sent("form[action$='/nop']"),
}
"""Pages that answer a form: a preview, and what was wrong."""


def _fill(portal: Served, cast: Cast) -> None:
    desk = Inspecting(portal, cast.officer)
    keep_report(portal, at(date(2027, 3, 17), 7, 30))
    give_clerks(portal.engine, ("so-xay-dung", "thanh-tra-tinh"))
    portal.open_round(now=at(date(2026, 12, 1), 7, 30))  # and nobody answered: late twice running
    for duty in portal.rulebook.registry.plan.duties:
        if duty.kind == "duty" and duty.cadence in ("monthly", "quarterly", "yearly"):
            portal.open_round(duty.code, now=at(date(2027, 3, 1), 7, 30))
    desk.hand_in("so-tai-chinh", NOW)
    desk.hand_in("so-y-te", NOW, answer="not_done", reason="Chưa có số liệu")
    keep_report(portal, NOW)
    with transaction(portal.engine) as session:
        clerk = session.get_one(Contact, _clerk(portal))
        given = {"person": "Lan", "address": "lan@gmail.com", "telephone": "", "note": "Từ 01/04"}
        ask_change(session, clerk, ContactWish.REPLACE, given, assignment_id=None, now=NOW)
        session.add(Contact(unit_code="so-tai-chinh", address="moi@so-tai-chinh.example"))
    _publication(portal)
    conference_day(portal.engine).scan("a" * 20, "CCCCC")
    invited_in_spring(portal.engine, portal.rulebook, NOW)
    _mail_comes(portal)


def _publication(portal: Portal) -> None:
    rows = PublicationRows(portal.engine)
    source = rows.source()
    rows.check(source, at(date(2027, 3, 1), 2))
    check = rows.check(source, at(date(2027, 3, 8), 2))
    evidence = {"expected": "120.000 đồng", "actual": "100.000 đồng", "locator": "bảng 2, dòng 14"}
    finding = rows.finding(source, check, FindingKind.WRONG_FEE, **evidence)
    rows.ask(portal.rulebook, finding, at(date(2027, 3, 8), 2), due_on=date(2027, 3, 15))


def _mail_comes(portal: Portal) -> None:
    mail = EmailMessage()
    mail["From"], mail["To"] = "Mai <van-thu@so-tai-chinh.example>", "tra-loi@don-doc.example"
    mail["Subject"], mail["Message-ID"] = "Báo cáo quý I", "<1@x.example>"
    mail.set_content("Đã nộp, số 12/BC-STC ngày 14/3/2027")
    path = portal.settings.data_dir / "thu-den" / "1.eml"
    path.write_bytes(mail.as_bytes())
    os.utime(path, (at(date(2027, 3, 15), 8).timestamp(),) * 2)
    read_incoming(portal.engine, portal.settings, portal.rulebook, NOW)
    portal.settings.inbox_dir.mkdir(parents=True, exist_ok=True)
    (portal.settings.inbox_dir / "a.eml").write_bytes(mail.as_bytes())


def _session(portal: Served, cast: Cast) -> str:
    """Somebody who may see all there is."""
    with transaction(portal.engine) as session:
        account = session.get_one(Account, cast.officer.id)
        account.role, account.duties = AccountRole.ADMINISTRATOR, ""
        return open_session(session, account, now=portal.now)


def _clerk(portal: Portal) -> int:
    wanted = select(Contact.id).where(col(Contact.address) == "van-thu@so-tai-chinh.example")
    with transaction(portal.engine, write=False) as session:
        return session.exec(wanted).one() or 0


def _home(portal: Portal) -> str:
    return portal.link(contact_id=_clerk(portal))


def _confirming(portal: Portal) -> str:
    key, right = portal.settings.signing_key(), Right(TokenPurpose.VERIFY, contact_id=1)
    with transaction(portal.engine) as session:
        keep_tokens(session, key, {("hoi", "x"): right}, now=portal.now)
    return f"/xac-nhan/{make_token(key, 'hoi', 'x')}"


def _counted(portal: Portal) -> int:
    query = select(Assignment.id).join(Round).where(col(Round.threshold) > 0)
    mine = query.where(col(Assignment.unit_code) == "so-tai-chinh")
    with transaction(portal.engine, write=False) as session:
        return session.exec(mine).first() or 0


def _drawn(portal: Portal) -> str:
    query = select(Assignment.id).where(col(Assignment.role) == "duoc_kiem_tra")
    with transaction(portal.engine, write=False) as session:
        return f"/bang/kiem-tra/don-vi/{session.exec(query).first()}"

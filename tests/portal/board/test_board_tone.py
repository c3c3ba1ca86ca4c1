"""An assignment of a body that is asked, not ordered: nothing on its page urges or blames."""

from __future__ import annotations

import re
from datetime import date

import pytest
from sqlmodel import select

from dondoc.clock import at
from models import Assignment
from models.database import transaction
from tests.support.cast import Cast
from tests.support.desk import Desk
from tests.support.portal import Portal
from tests.support.post import Office
from tests.support.reading import Page

LATE = at(date(2027, 3, 23), 9)  # five working days past the date
HARD = ("quá hạn", "trễ", "yêu cầu", "đôn đốc", "sau hạn", "chậm", "gia hạn")


@pytest.fixture
def desk(portal: Portal, sqlite_cast: Cast) -> Desk:
    with transaction(portal.engine) as session:
        for assignment in session.exec(select(Assignment)):
            assignment.tone = "request"
    desk = Desk(portal, sqlite_cast.officer)
    desk.at(LATE)
    return desk


def hard_words(html: str) -> list[str]:
    """Those of the page's own column that stand neither in the plan's words nor in its name."""
    main = re.search(r"<main.*</main>", html, re.DOTALL)
    assert main is not None
    plain = re.sub(r"<blockquote>.*?</blockquote>", "", main[0], flags=re.DOTALL)
    text = Page(plain).text.replace("Hệ thống Đôn Đốc", "").lower()
    return [word for word in HARD if word in text]


def test_past_its_date_the_page_offers_gentle_words_and_says_its_letters_gently(
    desk: Desk,
) -> None:
    viec, portal = desk.portal.assignment(), desk.portal
    released = portal.settings.model_copy(update={"trial": False})
    office = Office(portal.engine, released, portal.rulebook)
    for day in (9, 18, 23):
        office.morning(date(2027, 3, day))
        office.window(at(date(2027, 3, day), 8))

    html = desk.get(f"/bang/viec/{viec}")

    assert "Gửi thư đề nghị phối hợp tới" in html
    assert all(f"<summary>{word}</summary>" in html for word in ("Nhắc ngay", "Lùi thời gian"))
    assert [] == hard_words(html)
    assert [] == hard_words(desk.get(f"/bang/viec/{viec}/nhap"))


@pytest.mark.parametrize("act", ["tra-lai", "mien", "gia-han"])
def test_so_do_what_is_decided_and_the_look_before_it(desk: Desk, act: str) -> None:
    viec = desk.portal.assignment()
    if act == "tra-lai":
        desk.hand_in("so-tai-chinh", LATE)
    form = {"ly_do": "3", "y_kien": "Xin bổ sung mục II.", "han_moi": "30/03/2027"}
    form["tra_loi"] = "dong-y"

    shown = desk.post(f"/bang/viec/{viec}/{act}/xem", **form)
    assert 200 == shown.status_code
    about = shown.text.split('<div class="letter-text">')[0]
    assert [] == hard_words(f"{about}</main>")
    buttons = re.findall(r"<button[^>]*>([^<]+)</button>", shown.text)
    assert [] == [button for button in buttons if hard_words(f"<main>{button}</main>")]
    done = desk.post(f"/bang/viec/{viec}/{act}", **form)

    assert [] == hard_words(desk.get(done.headers["location"]))

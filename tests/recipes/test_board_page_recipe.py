"""The recipe: a page of the board is its file, its template and one line; no other page changes."""

from __future__ import annotations

import pytest

from tests.support.project_copy import ProjectCopy, amiss, places_named

pytestmark = pytest.mark.xdist_group("recipe_board_page")

SECTIONS = "dondoc/portal/board/sections.py"
IMPORTED = "from dondoc.portal.board import (\n"
LAST_LINE = "    Section(contacts_page.router),\n"
LINE = '    Section(greeting_pages.router, greeting_pages.PATH, "Lời chào", act=Act.DEMAND),\n'
PAGES = '''"""A greeting, typed by an officer and read back: nothing is kept."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request, Response

from dondoc.access import Act
from dondoc.portal.board.form_page import form_page, lead_back
from dondoc.portal.sign_in.session import opening, posting
from dondoc.portal.text_door import PlainRoute
from dondoc.problems import Problem
from models import Account

router = APIRouter(route_class=PlainRoute)

PATH = "/bang/loi-chao"


@router.get(PATH)
def show(request: Request, account: Annotated[Account, Depends(opening(Act.DEMAND))]) -> Response:
    """The empty form."""
    return form_page(request, "board/greeting.html", account, words="")


@router.post(f"{PATH}/xem")
def read_back(
    request: Request,
    account: Annotated[Account, Depends(posting(Act.DEMAND))],
    loi: Annotated[str, Form()] = "",
) -> Response:
    """What was typed, or what is missing."""
    problems = () if loi else (Problem("words", "", "hãy ghi một câu", "Lời chào"),)
    return form_page(request, "board/greeting.html", account, words=loi, problems=problems)


lead_back(router, f"{PATH}/xem", to=PATH, guard=opening(Act.DEMAND))
'''
TEMPLATE = """\
{% extends "board/base.html" %}
{% import "board/parts.html" as part %}
{% block title %}Lời chào{% endblock %}
{% block main %}
<h1>Lời chào {{ words }}</h1>
{{ part.problem_list(problems, "Chưa đọc được") }}
<form method="post" action="{{ root }}/bang/loi-chao/xem">
{{ part.carried(form_token) }}
{{ part.field("words", at_field, "loi", "Lời chào", words) }}
<button class="button" type="submit">Xem</button>
</form>
{% endblock %}
"""
TEST = '''"""The greeting: who may open it, and what a form of it needs."""

from __future__ import annotations

from tests.support.cast import Cast
from tests.support.portal import Portal
from tests.support.desk import Desk

HOME = "/bang/loi-chao"
LINK = f'href="{HOME}"'


def test_an_officer_finds_it_in_the_menu_and_opens_it(portal: Portal, sqlite_cast: Cast):
    desk = Desk(portal, sqlite_cast.officer)

    assert LINK in desk.get("/bang")
    assert "<h1>Lời chào </h1>" in desk.get(HOME)


def test_who_only_looks_neither_finds_nor_opens_it(portal: Portal, sqlite_cast: Cast):
    desk = Desk(portal, sqlite_cast.viewer)

    assert LINK not in desk.get("/bang")
    assert 403 == portal.get(HOME).status_code
    assert 403 == desk.post(f"{HOME}/xem", loi="x").status_code


def test_a_form_is_read_or_says_what_is_missing(portal: Portal, sqlite_cast: Cast):
    desk = Desk(portal, sqlite_cast.officer)
    said, empty = desk.post(f"{HOME}/xem", loi="các anh chị"), desk.post(f"{HOME}/xem")

    assert (200, True) == (said.status_code, "<h1>Lời chào các anh chị</h1>" in said.text)
    assert (422, True) == (empty.status_code, "ãy ghi một câu" in empty.text)
    assert 403 == portal.client.post(f"{HOME}/xem", data={"loi": "x"}).status_code


def test_its_form_opened_by_hand_leads_back(portal: Portal, sqlite_cast: Cast):
    Desk(portal, sqlite_cast.officer)

    assert HOME == portal.get(f"{HOME}/xem").headers["location"]
'''
ROUTES = "tests/portal/test_portal_access.py"
"""What holds every route: nobody is let in unasked."""


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> ProjectCopy:
    copy = ProjectCopy(tmp_path_factory.mktemp("copy"))
    copy.write("dondoc/portal/board/greeting_pages.py", PAGES)
    copy.write("dondoc/portal/templates/board/greeting.html", TEMPLATE)
    copy.write("tests/portal/board/test_board_greeting.py", TEST)
    copy.replace(SECTIONS, IMPORTED, f"{IMPORTED}    greeting_pages,\n")
    copy.replace(SECTIONS, LAST_LINE, LAST_LINE + LINE)
    return copy


def test_the_page_answers_stands_in_the_menu_and_refuses(copy: ProjectCopy):
    done = copy.pytest("-rA", "tests/portal/board/test_board_greeting.py", ROUTES)

    passed = {line.split("::")[-1] for line in done.stdout.splitlines() if line[:6] == "PASSED"}
    assert {
        "test_an_officer_finds_it_in_the_menu_and_opens_it",
        "test_who_only_looks_neither_finds_nor_opens_it",
        "test_a_form_is_read_or_says_what_is_missing",
        "test_its_form_opened_by_hand_leads_back",
        "test_every_route_checks_a_link_or_an_account_or_is_public_on_purpose",
        "test_every_page_under_v_checks_the_link",
        "test_without_an_account_no_page_of_the_board_says_anything",
    } == passed, done.stdout


def test_the_recipe_names_what_was_touched(copy: ProjectCopy):
    assert ([], []) == amiss(places_named("A page of the board", name="greeting"), copy.touched())

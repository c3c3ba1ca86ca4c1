"""A link opens its own unit and nothing else; a bad one says the same words whatever is wrong."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlmodel import select

from models import Submission, Token
from models.database import transaction
from models.kinds import TokenPurpose
from tests.support.portal import Portal


@pytest.fixture
def bad(portal: Portal) -> dict[str, str]:
    """One link for every way in which a link may be wrong."""
    good = portal.link()
    letters = "abcdefgh"
    tampered = good[:-1] + next(letter for letter in letters if letter != good[-1])
    expired = portal.link("so-y-te", lasts=timedelta(seconds=0))
    revoked = portal.link("so-tu-phap")
    session_link = portal.link("so-xay-dung", purpose=TokenPurpose.SESSION, assignment_id=None)
    with transaction(portal.engine) as session:
        for token in session.exec(select(Token).where(Token.unit_code == "so-tu-phap")):
            token.revoked_at = portal.now
    return {
        "tampered": tampered,
        "expired": expired,
        "revoked": revoked,
        "of another purpose": session_link,
        "no token at all": "/v/khong-phai-ma",
    }


def test_every_bad_link_gets_the_same_page(portal: Portal, bad: dict[str, str]) -> None:
    answers = {way: portal.get(path) for way, path in bad.items()}

    assert {404} == {answer.status_code for answer in answers.values()}
    # each carries only what was opened, so that a fresh link can be asked for
    same = {answers[way].text.replace(path.removeprefix("/v/"), "…") for way, path in bad.items()}
    assert 1 == len(same)
    assert "Không mở được trang này" in answers["tampered"].text


@pytest.mark.parametrize("act", ["nop", "da-nhan", "gia-han"])
def test_nothing_is_done_by_a_bad_link(portal: Portal, bad: dict[str, str], act: str) -> None:
    before = portal.dump()

    form = {"assignment": portal.assignment(), "answer": "not_done", "reason": "x"}
    answers = [portal.client.post(f"{path}/{act}", data=form) for path in bad.values()]

    assert {404} == {answer.status_code for answer in answers}
    assert before == portal.dump()


def test_a_link_shows_another_assignment_of_its_own_unit(portal: Portal) -> None:
    home = portal.link(assignment_id=None)

    answer = portal.get(f"{home}/viec/{portal.assignment()}")

    assert 200 == answer.status_code


@pytest.mark.parametrize("page", ["viec/{assignment}", "bien-nhan/1", "tep/1"])
def test_what_is_another_units_does_not_exist(portal: Portal, page: str) -> None:
    pdf = {"file": ("a.pdf", b"%PDF-1.7", "application/pdf")}
    portal.hand_in(portal.link("so-tu-phap"), files=pdf)
    path = page.format(assignment=portal.assignment("so-tu-phap"))

    assert 200 == portal.get(f"{portal.link('so-tu-phap')}/{path}").status_code
    theirs, nobodys = portal.get(f"{portal.link()}/{path}"), portal.get("/v/xyz")

    assert 404 == theirs.status_code
    token = portal.link().removeprefix("/v/")
    assert nobodys.text.replace("xyz", "…") == theirs.text.replace(token, "…")


@pytest.mark.parametrize("act", ["nop", "da-nhan", "gia-han"])
def test_nothing_is_done_for_another_unit(portal: Portal, act: str) -> None:
    home, theirs = portal.link(), portal.assignment("so-tu-phap")
    before = portal.dump()

    form = {"assignment": theirs, "answer": "not_done", "reason": "x", "asked_on": "17/03/2027"}
    answer = portal.client.post(f"{home}/{act}", data=form)

    assert 404 == answer.status_code
    assert before == portal.dump()


@pytest.mark.parametrize("number", ["0", "-1", "x", "99999999999999999999"])
def test_a_number_that_is_none_is_a_page_that_does_not_exist(portal: Portal, number: str) -> None:
    home = portal.link()

    pages = [portal.get(f"{home}/{name}/{number}") for name in ("viec", "bien-nhan", "tep")]
    sent = portal.client.post(f"{home}/nop", data={"assignment": number})

    assert [404] * 4 == [answer.status_code for answer in (*pages, sent)]


def test_one_units_form_key_never_answers_for_another(portal: Portal) -> None:
    key = "chung-mot-khoa-bieu-mau"
    portal.hand_in(portal.link("so-tu-phap"), form_key=key)

    portal.hand_in(portal.link(), form_key=key)

    assert 2 == len({kept.assignment_id for kept in portal.rows(Submission)})


def test_a_link_of_several_assignments_opens_the_list(portal: Portal) -> None:
    assert "Các việc của đơn vị Sở Tài chính" in portal.page(portal.link(assignment_id=None)).text

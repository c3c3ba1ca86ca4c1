"""A key lives as long as who holds it: out of use, or of a unit that is no more, opens nothing."""

from __future__ import annotations

from datetime import date

import pytest

from dondoc.clock import at
from dondoc.ledger.links import Right, keep_tokens, make_token
from models import Audit, Contact, Token
from models.database import transaction
from models.kinds import TokenPurpose
from tests.support.cast import Cast
from tests.support.desk import Desk
from tests.support.portal import Portal


def contact_of(portal: Portal, unit: str = "so-tai-chinh") -> Contact:
    row = Contact(unit_code=unit, address=f"mai@{unit}.example", person="Mai")
    with transaction(portal.engine) as session:
        session.add(row)
    return row


def question_to(portal: Portal, contact: Contact) -> str:
    key, right = portal.settings.signing_key(), Right(TokenPurpose.VERIFY, contact_id=contact.id)
    with transaction(portal.engine) as session:
        keep_tokens(session, key, {("hoi", "x"): right}, now=portal.now)
    return f"/xac-nhan/{make_token(key, 'hoi', 'x')}"


def disable(portal: Portal, contact: Contact, **values: object) -> None:
    with transaction(portal.engine) as session:
        row = session.get_one(Contact, contact.id)
        row.disabled_at = portal.now
        for name, value in values.items():
            setattr(row, name, value)


def test_the_links_of_a_contact_out_of_use_open_nothing_and_prove_nothing(portal: Portal) -> None:
    contact = contact_of(portal)
    home = portal.link(contact_id=contact.id)
    form = portal.page(home).values()
    disable(portal, contact)
    before = portal.dump()

    answers = [
        portal.get(home),
        portal.get(f"{home}/danh-sach"),
        portal.get(f"{home}/lich.ics"),
        portal.client.post(f"{home}/da-nhan", data={"assignment": form["assignment"]}),
        portal.client.post(f"{home}/nop", data=form),
        portal.client.post(question_to(portal, contact)),
    ]

    assert [404] * 6 == [answer.status_code for answer in answers]
    assert {**before, "token": []} == {**portal.dump(), "token": []}
    assert [None] == [one.verified_at for one in portal.rows(Contact)]


def test_put_back_in_use_its_links_are_good_again(portal: Portal) -> None:
    contact = contact_of(portal)
    home = portal.link(contact_id=contact.id)
    disable(portal, contact)
    disable(portal, contact, disabled_at=None)

    assert 200 == portal.get(home).status_code


@pytest.mark.parametrize("named", [True, False])
def test_the_links_of_a_unit_that_is_no_more_end_with_it(portal: Portal, named: bool) -> None:
    gone = next(unit for unit in portal.rulebook.registry.units if unit.to_on)
    assert gone.to_on is not None
    contact = contact_of(portal, gone.code)
    held = {"contact_id": contact.id} if named else {}
    portal.now = at(gone.to_on, 16)
    home = portal.link(gone.code, assignment_id=None, **held)

    last_day = portal.get(home).status_code
    portal.now = at(date.fromordinal(gone.to_on.toordinal() + 1), 8)

    assert (200, 404) == (last_day, portal.get(home).status_code)


def test_an_officer_revokes_what_was_sent_and_the_contact_stays(
    portal: Portal, sqlite_cast: Cast
) -> None:
    desk = Desk(portal, sqlite_cast.officer)
    contact, other = contact_of(portal), contact_of(portal, "so-y-te")
    home, kept = portal.link(contact_id=contact.id), portal.link("so-y-te", contact_id=other.id)
    question = question_to(portal, contact)
    form = f'action="/bang/dau-moi/{contact.id}/thu-hoi"'

    page = desk.get("/bang/dau-moi?don-vi=so+tai+chinh")
    without_reason = desk.post(f"/bang/dau-moi/{contact.id}/thu-hoi", ly_do=" ")
    open_still = portal.get(home).status_code
    done = desk.post(f"/bang/dau-moi/{contact.id}/thu-hoi", ly_do="thư bị chuyển tiếp")

    assert (True, 422, 200) == (form in page, without_reason.status_code, open_still)
    assert "hãy ghi lý do" in without_reason.text
    assert "Đã thu hồi 2 đường dẫn." in desk.get(done.headers["location"])
    assert [404, 404, 200] == [portal.get(path).status_code for path in (home, question, kept)]
    (told,) = [one for one in portal.rows(Audit) if one.act == "thu hồi đường dẫn của đầu mối"]
    assert (f"contact:{contact.id}", "thư bị chuyển tiếp") == (told.target, told.detail)
    assert portal.rows(Contact)[-2].disabled_at is None


def test_a_unit_that_is_none_is_named_at_its_field(portal: Portal, sqlite_cast: Cast) -> None:
    answer = Desk(portal, sqlite_cast.officer).client.get("/bang/dau-moi?don-vi=So+Khong+Co")

    assert (422, True) == (answer.status_code, "So Khong Co" in answer.text)
    assert [] == [one for one in portal.rows(Token) if one.revoked_at]


@pytest.mark.parametrize("mark", [".", ",", ")", ">", "%3E", "&gt;", ".)", "”."])
def test_a_link_followed_by_a_mark_finds_its_page(portal: Portal, mark: str) -> None:
    home = portal.link()
    number = portal.assignment()

    for path in (home, f"{home}/viec/{number}", question_to(portal, contact_of(portal))):
        assert 200 == portal.get(path + mark).status_code, path + mark
    assert f'action="{home}/nop"' in portal.get(home + mark).text

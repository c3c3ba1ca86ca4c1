"""What is asked under an account's address is done when that account presses, never before."""

from __future__ import annotations

import json
import re
from dataclasses import fields, replace
from datetime import timedelta

import pytest
from sqlmodel import select

from dondoc.delivery.operating.asked_act import LASTS, Wish, ask_account, shown
from dondoc.delivery.operating.delivery_form import Order
from dondoc.demands.demand_form import Demand
from dondoc.ledger.installation import Context
from dondoc.ledger.links import substitute
from dondoc.limits import MOST_QUESTIONS
from dondoc.problems import Refused
from dondoc.submissions.paper import Paper
from models import Account, AskedAct, Audit, Message, Submission
from models.database import transaction
from models.kinds import AskedForm
from tests.support.cast import Cast
from tests.support.portal import Portal

PAPER = {
    "duty": "bao-cao-dinh-ky",
    "period": "2027-Q1",
    "unit": "Sở Tài chính",
    "document_number": "12/BC-STC",
    "document_on": "01/03/2027",
    "signer": "Nguyễn Văn An",
    "figures": "tin_bai=12, hoi_nghi=3, an_pham=0, luot_nguoi=1.250",
}
WISH = Wish(AskedForm.PAPER, PAPER, "flow-run:1")


def _ask(portal: Portal, account: Account, wish: Wish = WISH) -> str:
    """Asks, and returns the path of the link in the mail."""
    here = Context(portal.settings, portal.rulebook, portal.engine, portal.now)
    with transaction(portal.engine) as session:
        ask_account(session, here, wish, address=account.address)
        message = session.exec(select(Message).where(Message.account_id == account.id)).one()
    sent = substitute(message.text, portal.settings.signing_key(), message.key)
    found = re.search(r"/xin-lam/[a-z2-7]{32}", sent)
    assert found is not None
    assert "Sở Tài chính" in sent
    return found[0]


def test_only_the_button_does_it_and_only_once(portal: Portal, sqlite_cast: Cast) -> None:
    portal.open_round()
    link = _ask(portal, sqlite_cast.officer)
    assert [] == portal.rows(Submission)
    before = portal.dump()
    assert "12/BC-STC" in portal.get(link).text
    assert before == portal.dump()

    said = portal.client.post(link).text
    again = portal.client.post(link)

    [kept] = portal.rows(Submission)
    assert f"account:{sqlite_cast.officer.id}" == kept.recorded_by
    assert "Đã ghi Báo cáo tuyên truyền CCHC quý I/2027 của Sở Tài chính" in said
    assert 200 == again.status_code
    assert "đã làm lúc" in again.text
    acts = [one.act for one in portal.rows(Audit) if one.actor == kept.recorded_by]
    assert 1 == acts.count("xác nhận: ghi nhận kết quả thay đơn vị")


@pytest.mark.parametrize(
    ("form", "typed"),
    [(AskedForm.PAPER, Paper), (AskedForm.DEMAND, Demand), (AskedForm.DELIVERY, Order)],
)
def test_who_answers_for_it_reads_everything_that_was_typed(form: AskedForm, typed: type) -> None:
    """Each field by the name it has in its form, in the order of the form."""
    names = [one.name for one in fields(typed) if one.name != "account"]
    given = json.dumps({name: f"chữ của {name}" for name in names})

    read = shown(AskedAct(form=form, typed=given))

    assert [f"chữ của {name}" for name in names] == [words for _label, words in read]
    assert not {label for label, _words in read} & set(names)


def test_a_field_without_a_name_is_not_hidden() -> None:
    asked = AskedAct(form=AskedForm.PAPER, typed=json.dumps({"post": "Giám đốc"}))

    assert [("post", "Giám đốc")] == shown(asked)


def test_the_same_run_asks_once(portal: Portal, sqlite_cast: Cast) -> None:
    portal.open_round()

    assert _ask(portal, sqlite_cast.officer) == _ask(portal, sqlite_cast.officer)
    assert 1 == len(portal.rows(AskedAct))


def test_a_form_that_is_wrong_or_a_right_that_is_missing_mails_nobody(
    portal: Portal, sqlite_cast: Cast
) -> None:
    portal.open_round()
    wishes = (
        Wish(AskedForm.PAPER, {**PAPER, "unit": "Sở Lạ"}, "flow-run:2"),
        Wish(AskedForm.DELIVERY, {"act": "tạm dừng kênh", "channel": "email"}, "flow-run:3"),
    )
    for wish, said in zip(wishes, ("không có đơn vị nào", "chỉ quản trị được"), strict=True):
        with pytest.raises(Refused, match=said):
            _ask(portal, sqlite_cast.officer, wish)

    assert [] == [one for one in portal.rows(Message) if one.account_id]


def test_a_link_that_is_old_or_of_a_closed_account_does_nothing(
    portal: Portal, sqlite_cast: Cast
) -> None:
    portal.open_round()
    link = _ask(portal, sqlite_cast.officer)
    with transaction(portal.engine) as session:
        session.get_one(Account, sqlite_cast.officer.id).disabled_at = portal.now
    assert 410 == portal.client.post(link).status_code
    with transaction(portal.engine) as session:
        session.get_one(Account, sqlite_cast.officer.id).disabled_at = None
    portal.now += LASTS + timedelta(minutes=1)

    assert 410 == portal.get(link).status_code == portal.client.post(link).status_code
    assert [] == portal.rows(Submission)


def test_what_became_wrong_meanwhile_is_said_and_can_be_tried_again(
    portal: Portal, sqlite_cast: Cast
) -> None:
    portal.open_round()
    link = _ask(portal, sqlite_cast.officer)
    with transaction(portal.engine) as session:
        account = session.get_one(Account, sqlite_cast.officer.id)
        role, account.duties = account.duties, "II.3.1"

    answer = portal.client.post(link)
    assert (422, []) == (answer.status_code, portal.rows(Submission))
    assert "phụ trách nhiệm vụ khác" in answer.text
    with transaction(portal.engine) as session:
        session.get_one(Account, sqlite_cast.officer.id).duties = role
    assert 200 == portal.client.post(link).status_code
    assert 1 == len(portal.rows(Submission))


def test_an_account_is_asked_so_often_a_day_and_no_more(portal: Portal, sqlite_cast: Cast) -> None:
    here = Context(portal.settings, portal.rulebook, portal.engine, portal.now)

    def ask(number: int, account: Account, later: timedelta = timedelta()) -> None:
        wish = Wish(AskedForm.PAPER, PAPER, f"flow-run:{number}")
        then = replace(here, now=here.now + later)
        with transaction(portal.engine) as session:
            ask_account(session, then, wish, address=account.address)

    for number in range(MOST_QUESTIONS):
        ask(number, sqlite_cast.officer)
    ask(0, sqlite_cast.officer)  # a run that asks again has asked already
    with pytest.raises(Refused, match=f"đã được hỏi {MOST_QUESTIONS} lần trong 24 giờ") as caught:
        ask(100, sqlite_cast.officer)
    ask(101, sqlite_cast.officer, timedelta(hours=25))

    assert sqlite_cast.officer.address not in str(caught.value)
    assert MOST_QUESTIONS + 1 == len(portal.rows(Message))

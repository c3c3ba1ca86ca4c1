"""What a person typed comes back to him whenever it is refused, as it was typed."""

from __future__ import annotations

from typing import Any

import pytest
from markupsafe import escape

from dondoc.limits import LONGEST_EVIDENCE
from models.database import transaction
from tests.support.cast import Cast
from tests.support.inspecting import NOW, Inspecting
from tests.support.portal import Portal

TYPED = 'không <phải> "ngày" & số'
LONG = "dài " * LONGEST_EVIDENCE
FORMS: dict[str, tuple[str, dict[str, str]]] = {
    "demand": ("/bang/dot-xuat", dict.fromkeys(("noi_dung", "don_vi", "han", "so_van_ban"), TYPED)),
    "demand seen": ("/bang/dot-xuat/xem", {"noi_dung": TYPED, "ngay_van_ban": TYPED}),
    "return": ("/bang/viec/{viec}/tra-lai/xem", {"han_moi": TYPED, "y_kien": TYPED}),
    "return at length": ("/bang/viec/{viec}/tra-lai", {"y_kien": LONG}),
    "waive at length": ("/bang/viec/{viec}/mien/xem", {"y_kien": LONG}),
    "receipt": ("/bang/viec/{viec}/luc-nhan", {"ngay_nhan": TYPED, "ly_do": TYPED}),
    "call": ("/bang/viec/{viec}/goi-dien", {"noi_voi": TYPED, "ngay_goi": TYPED}),
    "paper": ("/bang/viec/{viec}/nhap", {"incoming_number": TYPED, "received_on": TYPED}),
    "visit": ("{visit}/hen/xem", {"ngay": TYPED, "loi": TYPED}),
    "minutes": ("{visit}/bien-ban", {"so": TYPED, "ngay_van_ban": TYPED, "loi": LONG}),
    "links": ("/bang/dau-moi/{contact}/thu-hoi", {"ly_do": LONG}),
    "sign-in": ("/dang-nhap", {"dia_chi": TYPED}),
    "answer": ("{home}/nop", {"answer": "done", "document_number": TYPED, "signer": TYPED}),
    "note": ("{home}/nop", {"answer": "done", "note": LONG}),
    "more time": ("{home}/gia-han", {"asked_on": TYPED, "reason": TYPED}),
}


@pytest.mark.parametrize("form", FORMS)
def test_it_stands_in_its_field_again(portal: Portal, sqlite_cast: Cast, form: str) -> None:
    desk = Inspecting(portal, sqlite_cast.officer)
    viec = desk.hand_in("so-tai-chinh", NOW)
    home = portal.link("so-y-te")
    path, typed = FORMS[form]
    known = {"viec": viec, "visit": desk.home, "contact": 1, "home": home}
    before = portal.dump()

    answer = desk.post(path.format(**known), **typed, assignment=str(portal.assignment("so-y-te")))

    assert 422 == answer.status_code
    wanted = {name: str(escape(text)).strip() for name, text in typed.items() if text != "done"}
    assert {} == {name: text for name, text in wanted.items() if text not in answer.text}
    assert before == portal.dump()


def test_a_demand_is_understood_before_anything_is_locked(
    portal: Portal, sqlite_cast: Cast
) -> None:
    desk = Inspecting(portal, sqlite_cast.officer)
    form: dict[str, Any] = {"noi_dung": "x", "don_vi": "Sở Tài chính\n" * 20_000}

    with transaction(portal.engine):  # somebody else is writing
        answers = [desk.post(path, **form) for path in ("/bang/dot-xuat/xem", "/bang/dot-xuat")]

    assert [422, 422] == [answer.status_code for answer in answers]

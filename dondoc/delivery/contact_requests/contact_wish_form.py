"""What a unit types about its contacts: who is to come, and why."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator

from dondoc.forms.typed_form import Needed, TypedForm, entry
from dondoc.forms.values import Info, OneLine, SomeLines
from dondoc.limits import LONGEST_PERSON
from dondoc.text import is_mail_address, typed_address
from models.kinds import ContactWish

_PERSON_MISSING = "hãy ghi họ và tên người nhận"
_ADDRESS_MISSING = "hãy ghi địa chỉ thư điện tử, như ten@so-tai-chinh.example"
_ADDRESS_WRONG = "không phải địa chỉ thư; hãy ghi như ten@so-tai-chinh.example"


def _address(given: Any) -> str:
    address = typed_address(str(given))
    if not is_mail_address(address):
        raise ValueError(_ADDRESS_WRONG)
    return address


class ContactWishForm(TypedForm):
    """A request; who is in charge no longer names nobody. Read against the wish itself."""

    person: Annotated[str | None, OneLine(LONGEST_PERSON), Needed(_PERSON_MISSING)] = entry(
        "Họ và tên"
    )
    address: Annotated[str | None, BeforeValidator(_address), Needed(_ADDRESS_MISSING)] = entry(
        "Địa chỉ thư"
    )
    telephone: Annotated[str | None, OneLine(LONGEST_PERSON)] = entry("Điện thoại")
    note: Annotated[str | None, SomeLines] = entry("Ghi chú")

    @classmethod
    def asks(cls, name: str, info: Info) -> bool:
        return name == "note" or info.context is not ContactWish.LEAVE

"""An account as an administrator fills it in: the columns of an import as fields of a form."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated

from dondoc.contacts.account_columns import COLUMNS, account_entry
from dondoc.contacts.entries import ContactEntry
from dondoc.forms.typed_form import Needed, TypedForm, entry
from dondoc.forms.values import OneLine
from dondoc.limits import LONGEST_EVIDENCE, LONGEST_SEARCH, LONGEST_UNIT
from dondoc.plan.registry import Registry
from dondoc.problems import Problem
from dondoc.tables.sheet import SheetRow
from dondoc.text import typed_address

TITLES = {column.name: column.title.capitalize() for column in COLUMNS}


class AccountForm(TypedForm):
    """The fields; what they mean is said by the columns of an import."""

    name: Annotated[str, OneLine(LONGEST_SEARCH), Needed("hãy ghi họ tên")] = entry("Họ tên")
    address: Annotated[
        str, OneLine(LONGEST_UNIT), Needed("hãy ghi địa chỉ thư mà người ấy đăng nhập")
    ] = entry("Địa chỉ")
    unit: Annotated[
        str, OneLine(LONGEST_UNIT), Needed("hãy ghi tên, ký hiệu hoặc mã của đơn vị")
    ] = entry("Đơn vị")
    role: Annotated[str | None, OneLine(LONGEST_SEARCH)] = entry("Vai trò")
    department: Annotated[str | None, OneLine(LONGEST_SEARCH)] = entry("Phòng")
    telephone: Annotated[str | None, OneLine(LONGEST_SEARCH)] = entry("Điện thoại")
    duties: Annotated[str | None, OneLine(LONGEST_EVIDENCE)] = entry("Nhiệm vụ")


class FormRow(SheetRow):
    """The form as the one row of a table: what is wrong is said of its field."""

    def problem(self, name: str, wanted: str, *, given: str | None = None) -> Problem:
        """What is wrong with one field."""
        shown = self[name] if given is None else given
        return Problem(name, shown, wanted, TITLES.get(name, name))


def read_account(given: Mapping[str, str], registry: Registry, on: date) -> ContactEntry:
    """The account understood; raises Refused with every field that is wrong."""
    form = AccountForm.read(given)
    cells = {name: str(value or "") for name, value in form.model_dump().items()}
    cells["address"] = typed_address(cells["address"])
    return account_entry(FormRow(0, cells, TITLES), registry, on)

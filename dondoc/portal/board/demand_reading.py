"""The form of a demand as it came: what was typed and picked, its files read, nothing judged."""

from __future__ import annotations

from dataclasses import dataclass, field

from fastapi import Request
from starlette.datastructures import FormData

from dondoc.demands.demand_form import Demand
from dondoc.limits import MOST_FILES
from dondoc.portal.board.upload_form import field_text, upload_form
from dondoc.portal.unit.uploads import Upload

_NAMES = {
    "subject": "noi_dung",
    "units": "don_vi",
    "due_on": "han",
    "document_number": "so_van_ban",
    "document_on": "ngay_van_ban",
    "duty": "nhiem_vu",
}
"""Each field of a demand, and what the page calls it."""


@dataclass(frozen=True)
class TypedDemand:
    """`written` is the text; `picked` are ticked codes of units and groups; `kept` carry files."""

    written: Demand = field(default_factory=lambda: Demand("", "", ""))
    picked: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    uploads: tuple[Upload, ...] = ()

    @property
    def demand(self) -> Demand:
        """What is asked, of whom is ticked and of whom is written."""
        said = self.written
        whole = "\n".join([*self.picked, said.units]).strip()
        return Demand(
            said.subject, whole, said.due_on, said.document_number, said.document_on, said.duty
        )


async def read_typed_demand(request: Request) -> TypedDemand:
    """The form of a request by a signed-in account; 403 unless it is one of our own pages'."""
    return _typed(*await upload_form(request, most_files=2 * MOST_FILES))


def _typed(form: FormData, uploads: tuple[Upload, ...]) -> TypedDemand:
    return TypedDemand(
        written=Demand(**{name: field_text(form, called) for name, called in _NAMES.items()}),
        picked=tuple(dict.fromkeys(_texts(form, "chon"))),
        kept=_texts(form, "kept"),
        uploads=uploads,
    )


def _texts(form: FormData, name: str) -> tuple[str, ...]:
    return tuple(one for one in form.getlist(name) if isinstance(one, str))

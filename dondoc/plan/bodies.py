"""Bodies and roles: who exists on a day, under whom, in what tone, and in which role."""

from __future__ import annotations

from datetime import date
from typing import Literal, Self

from pydantic import Field, model_validator

from dondoc.plan.base import Entry, Many, RoleName, Slug, Span, Text

Group = Literal["so_ban_nganh", "cap_huyen", "cap_xa", "mttq_ctxh", "bao_dai", "khac"]
Tone = Literal["order", "request"]


class Parent(Span):
    """The unit above, while it was above. Without dates: for the unit's whole life."""

    code: Slug


class ToneSpan(Span):
    """How a unit is spoken to, while that holds: ordered, or asked (DESIGN §6)."""

    tone: Tone


class Unit(Span):
    """A body that can be asked for something. `code` is unique over all time.

    `renamed_from` is the code that the same body had in this file until now.
    `official_code` is the statistics office's, which was used again for other units: look it up
    with a day. `order` is its place in official documents. `called` are the short names that people
    write: MTTQ tỉnh.
    """

    code: Slug
    renamed_from: Slug | None = None
    official_code: str | None = None
    name: Text
    symbol: str | None = None
    called: Many[Text] = ()
    group: Group
    order: int
    from_on: date = Field(alias="from")
    parents: Many[Parent] = ()
    tones: Many[ToneSpan] = ()
    successor: Slug | None = None
    confirmed: bool
    note: str = ""

    def exists(self, on: date) -> bool:
        """Whether the body exists on that day."""
        return self.covers(on)

    def parent(self, on: date) -> str | None:
        """Code of the unit above on that day, None where there is none among our units."""
        return next((parent.code for parent in self.parents if parent.covers(on)), None)

    def tone(self, on: date) -> Tone:
        """`request` while an entry of `tones` says so, else `order`."""
        return next((span.tone for span in self.tones if span.covers(on)), "order")


class Binding(Span):
    """A unit, or a whole group of units, in a role for some time."""

    unit: Slug | None = None
    group: Group | None = None
    confirmed: bool
    note: str = ""

    @model_validator(mode="after")
    def _one_of_them(self) -> Self:
        if (self.unit is None) == (self.group is None):
            raise ValueError("mỗi dòng ghi đúng một trong hai: «unit» hoặc «group»")
        return self


class Role(Entry):
    """A role that duties name, so that a reorganisation changes roles.yaml and no duty."""

    role: RoleName
    renamed_from: RoleName | None = None
    title: Text
    short: str = ""
    units: Many[Binding]

    @property
    def names(self) -> tuple[str, ...]:
        """The name it has, and the one that it had before."""
        return (self.role,) if self.renamed_from is None else (self.role, self.renamed_from)

    @property
    def brief(self) -> str:
        """The role in two or three words, for the name of a run."""
        return self.short or self.title

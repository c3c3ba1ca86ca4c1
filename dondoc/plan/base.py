"""What every entry of the data files is: closed, frozen, strictly typed."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field, Strict, model_validator

from dondoc.problems import Refused

Item = TypeVar("Item")

# YAML gives lists, entries are frozen: a list becomes a tuple, its items stay strict.
Many = Annotated[tuple[Item, ...], Strict(False)]

Text = Annotated[str, Field(min_length=1)]
Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
RoleName = Annotated[str, Field(pattern=r"^[a-z0-9]+(_[a-z0-9]+)*$")]


class NotInPlan(Refused):
    """A code that leads to no entry of the files, or to nobody on that day."""


class Entry(BaseModel):
    """An entry of a data file. An unknown field, or a value of another type, is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, populate_by_name=True)


class Span(Entry):
    """Something that holds from one day to another, both included; open where a day is missing.

    In the files the fields are called `from` and `to`.
    """

    from_on: date | None = Field(default=None, alias="from")
    to_on: date | None = Field(default=None, alias="to")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.from_on and self.to_on and self.to_on < self.from_on:
            raise ValueError(
                f"«to» ({self.to_on}) trước «from» ({self.from_on}); hãy ghi ngày kết thúc"
                " không sớm hơn ngày bắt đầu"
            )
        return self

    def covers(self, on: date) -> bool:
        """Whether it holds on that day."""
        return (self.from_on is None or self.from_on <= on) and (
            self.to_on is None or on <= self.to_on
        )

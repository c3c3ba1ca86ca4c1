"""A form as a typed model: what each field is called, whether it is needed, how it is read.

A form's class lists its fields once. What somebody typed, on a page, in a mail, on the command
line, goes through `read`: out come values, or every problem at once. What the fields mean depends
on more than the text (the duty, the day): that is its frame, which the validators see.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    ValidatorFunctionWrapHandler,
    field_validator,
)
from pydantic_core import InitErrorDetails, PydanticCustomError

from dondoc.forms.translate import Place, problems_of
from dondoc.forms.values import Info
from dondoc.problems import Problem, Refused
from dondoc.text import legible


@dataclass(frozen=True)
class Needed:
    """Beside a field's type: it may not be empty, and what is said where it is."""

    wanted: str


def entry(title: str, empty: Any = "") -> Any:
    """A field of a form, as a person knows it by; where it is not given it is empty."""
    return Field(empty, title=title)


class TypedForm(BaseModel):
    """The base of every form. Blank text is no value: None, or a problem where it is needed."""

    model_config = ConfigDict(frozen=True, extra="forbid", validate_default=True)

    @classmethod
    def read(cls, given: Mapping[str, Any], frame: Any = None) -> Self:
        """The form understood; raises Refused with every problem, in the order of the fields."""
        given = {name: _legible(value) for name, value in given.items()}
        try:
            return cls.model_validate(given, context=frame)
        except ValidationError as error:
            raise Refused(problems_of(error, cls, given, frame)) from None

    @classmethod
    def asks(cls, name: str, info: Info) -> bool:
        """Is the field of any interest here? What is typed where it is not is left out."""
        return True

    @classmethod
    def missing(cls, name: str, info: Info) -> str:
        """What is said of the field left empty; nothing where it may be."""
        kept = cls.model_fields[name].metadata
        return next((one.wanted for one in kept if isinstance(one, Needed)), "")

    @classmethod
    def empty(cls, name: str, info: Info) -> Any:
        """What a field that may be empty stands for where it is."""
        return None

    @classmethod
    def label(cls, place: Place, frame: Any = None) -> str:
        """What a person knows the field by."""
        field = cls.model_fields.get(str(place[0]))
        return (field.title if field else None) or ""

    @classmethod
    def field_name(cls, place: Place) -> str:
        """What the pages call the field."""
        return "_".join(str(part) for part in place)

    @classmethod
    def unknown(cls, place: Place, frame: Any = None) -> str:
        """What is said of a field that the form does not have."""
        known = ", ".join(field.title or name for name, field in cls.model_fields.items())
        return f"không có ô này; các ô là {known}"

    @field_validator("*", mode="wrap")
    @classmethod
    def _read(cls, given: Any, inner: ValidatorFunctionWrapHandler, info: Info) -> Any:
        name = info.field_name or ""
        if not cls.asks(name, info):
            return None
        blank = given is None or (isinstance(given, str) and not given.strip())
        if blank and (wanted := cls.missing(name, info)):
            raise ValueError(wanted)
        try:
            return cls.empty(name, info) if blank else inner(given)
        except Refused as refused:
            raise cls._relayed(refused, given) from None

    @classmethod
    def _relayed(cls, refused: Refused, given: Any) -> ValidationError:
        """Problems that another room found, each kept for the translator, with its field."""
        details = []
        for problem in refused.problems:
            field = problem.field if problem.field in cls.model_fields else ""
            kept = _carrying(replace(problem, field=field))
            details.append(InitErrorDetails(type=kept, input=given))
        return ValidationError.from_exception_data("refused", details)


def _legible(value: Any) -> Any:
    """Whatever the door: of text, what a database can keep (`text.legible`)."""
    if isinstance(value, str):
        return legible(value)
    if isinstance(value, Mapping):
        return {name: _legible(part) for name, part in value.items()}
    return value


def _carrying(problem: Problem) -> PydanticCustomError:
    return PydanticCustomError("refused", "refused", {"problem": problem})


def labels_of(form: type[TypedForm]) -> dict[str, str]:
    """Its fields, each as a person knows it by."""
    return {name: field.title or name for name, field in form.model_fields.items()}

"""A decision as somebody states it beside a file: its number and dates."""

from __future__ import annotations

from datetime import date

from dondoc.forms.document_number import document_number
from dondoc.messages.environment import phrases
from dondoc.problems import Problem, Refused
from dondoc.publication.official.decision_cells import read_issuer
from dondoc.publication.official.list_entry import ListedDecision


def given_decision(
    number: str,
    *,
    signed_on: date | None = None,
    effective_on: date | None = None,
    act_effective_on: date | None = None,
    issuer: str = "",
    shortened: bool = False,
) -> ListedDecision | None:
    """None where no number is given. Raises Refused for one that is none, or dates without one."""
    book = phrases("procedures")
    if not number.strip():
        if signed_on or effective_on or act_effective_on or issuer or shortened:
            raise Refused(Problem("--decision", "", book.number_wanted()))
        return None
    problems = []
    read, level = document_number(number), read_issuer(issuer) if issuer else None
    if read is None:
        problems.append(Problem("--decision", number, book.no_number()))
    if issuer and level is None:
        problems.append(Problem("--issuer", issuer, book.one_of(["tỉnh", "bộ"])))
    if problems:
        raise Refused(problems)
    return ListedDecision(
        read or "", signed_on, effective_on, act_effective_on, level, shortened or None
    )

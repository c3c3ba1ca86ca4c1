"""IV. Publication of procedures: what bodies declare and those that check it report.

The seam for what a machine finds on the pages themselves: it becomes a field of `Publication`,
read of the same `as_of`, and everything that shows part IV shows it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dondoc.reporting.consolidated.results_by_duty import DutyResult


@dataclass(frozen=True)
class Publication:
    """The duties of III.1.3, second bullet, and II.3.5: their rounds as they stand."""

    duties: tuple[DutyResult, ...]


def publication(results: Iterable[DutyResult]) -> Publication:
    return Publication(tuple(one for one in results if one.duty.report_part == "IV"))

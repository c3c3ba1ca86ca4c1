"""Head, foot and words around the facts: who writes to whom, and the places left to a person."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dondoc.documents.consolidated.report_of import ReportOf
from dondoc.documents.paper.paper_values import time_words
from dondoc.documents.paper.passages import Narrative, TextLine
from dondoc.messages.environment import phrases
from dondoc.messages.phrasing import full_name
from dondoc.plan.bodies import Unit
from dondoc.plan.rulebook import Rulebook
from dondoc.rounds.naming import span_of

NARRATIVES = ("chi_dao", "danh_gia", "cong_khai", "ton_tai", "ky_toi")
"""What a person writes, by key, in the order in which it stands in the report."""

_LINES = ("{superior} (báo cáo)", "{monitor}", "Lãnh đạo {body}", "Lưu: {filed}")


def frame(rulebook: Rulebook, report: ReportOf) -> dict[str, Any]:
    """The fields of head and foot of a draft: number and day are the records office's."""
    on = report.period.end_on
    body = report.body(rulebook)
    superior = superior_of(rulebook, report)
    monitor = rulebook.registry.monitoring_unit(report.duty, on)
    symbol = f"BC-{body.symbol}" if body.symbol else "BC"
    names = {"superior": superior.name, "monitor": monitor.name, "body": body.name}
    names["filed"] = report.plan.filing
    return {
        "superior": full_name(superior.name),
        "organ": full_name(body.name),
        "symbol": symbol,
        "issued_at": report.plan.place,
        "time": time_words(None, on.year),
        "about": phrases("consolidated").about(report),
        "position": "Giám đốc",
        "recipients": tuple(line.format(**names) for line in _LINES),
        "addressee": full_name(superior.name),
        "opening": (TextLine(_opening(report, body)),),
        "closing": (TextLine(phrases("consolidated").closing(report, body, superior)),),
    }


def superior_of(rulebook: Rulebook, report: ReportOf) -> Unit:
    """To whom the body reports."""
    body = report.body(rulebook)
    return rulebook.registry.superior(body, report.period.end_on) or body


def narrative(key: str, texts: Mapping[str, str]) -> Narrative:
    """A place that a person fills, with what was written for it so far."""
    return Narrative(key, phrases("consolidated").wanted(key), texts.get(key, ""))


def _opening(report: ReportOf, body: Unit) -> str:
    said: str = phrases("consolidated").opening(report, body, span_of(report.duty, report.period))
    return said

"""How a source stands, as a sign, a word and their sense: the same on board, paper and artifact."""

from __future__ import annotations

from dataclasses import dataclass

from dondoc.publication.score.publication_state import OpenFinding, SourceState
from dondoc.publication.score.score_parts import ScorePart
from dondoc.publication.score.unit_score import UnitScore
from dondoc.rounds.standing_words import Sense
from models.publication_kinds import CheckVerdict, FindingKind, Severity


@dataclass(frozen=True)
class SourceWords:
    """«! sai lệch nặng»"""

    sign: str
    word: str
    sense: Sense


_NO_LOOK = SourceWords("○", "chưa kiểm tra", Sense.QUIET)
_LINKED = SourceWords("→", "dẫn tới cổng chính thức", Sense.QUIET)
_UNREACHABLE = SourceWords("!", "không truy cập được", Sense.NOT_DONE)
_UNVERIFIABLE = SourceWords("?", "không kiểm chứng được", Sense.WAITING)
_NOT_DECLARED = SourceWords("!", "chưa tự khai", Sense.NOT_DONE)  # an office, past its day
_GRAVE = SourceWords("!", "sai lệch nặng", Sense.OVERDUE)
_WRONG = SourceWords("✗", "có sai lệch", Sense.NOT_DONE)
_RIGHT = SourceWords("✓", "đủ và đúng", Sense.DONE)
_UNCONFIRMED = SourceWords("…", "chờ xem lại", Sense.WAITING)  # seen, not yet confirmed or let pass
_OF_CONTENT = (
    ScorePart.COVERAGE,
    ScorePart.COMPLETENESS,
    ScorePart.CORRECTNESS,
    ScorePart.CLEANLINESS,
)
LEGEND = (
    *(_RIGHT, _UNCONFIRMED, _WRONG, _GRAVE),
    *(_UNREACHABLE, _UNVERIFIABLE, _NOT_DECLARED, _LINKED, _NO_LOOK),
)


def source_words(source: SourceState) -> SourceWords:
    """What its newest look says; one that proves nothing says no word of right or wrong."""
    if source.last is None:
        return _NO_LOOK
    match source.last.verdict:
        case CheckVerdict.UNREACHABLE:
            return _UNREACHABLE
        case CheckVerdict.UNVERIFIABLE:
            return _NOT_DECLARED if _undeclared(source) else _UNVERIFIABLE
        case CheckVerdict.LINKED:
            return _LINKED
        case _:
            return _said_of(source.open_findings, source.score)


def _undeclared(source: SourceState) -> bool:
    return any(one.kind is FindingKind.OFFICE_NOT_DECLARED for one in source.open_findings)


def _said_of(findings: tuple[OpenFinding, ...], score: UnitScore) -> SourceWords:
    if not findings:
        short = any(score.measure(part).short_of for part in _OF_CONTENT)
        return _UNCONFIRMED if short else _RIGHT
    return _GRAVE if any(one.severity is Severity.HIGH for one in findings) else _WRONG

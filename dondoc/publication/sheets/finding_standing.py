"""How a finding stands, as sign, word and sense: seen gone, let pass, or as its assignment does."""

from __future__ import annotations

from dondoc.publication.findings.finding_kinds import FindingOwner, finding_rule
from dondoc.publication.sheets.finding_sheet import FindingSheet
from dondoc.rounds.standing_words import Sense, StandingWords
from dondoc.rounds.unit_progress import UnitProgress

_GONE = StandingWords("✓", "đã hết", Sense.DONE)
_PASSED = StandingWords("–", "được để qua", Sense.QUIET)
_UNCONFIRMED = StandingWords("…", "chờ kiểm tra lại để xác nhận", Sense.WAITING)
_DISPUTED = StandingWords("✗", "đơn vị không đồng ý, chờ trả lời", Sense.WAITING)
_NOT_ASKED = StandingWords("!", "đã xác nhận, chưa giao đơn vị", Sense.TODAY)
_OF_OFFICER = StandingWords("?", "cần người xem", Sense.WAITING)


def finding_standing(sheet: FindingSheet, row: UnitProgress | None) -> StandingWords:
    """The words for its standing at the instant that the sheet is of."""
    if sheet.finding.closed_at is not None:
        return _GONE
    if sheet.waiver is not None:
        return _PASSED
    if row is not None and row.standing.unruled:
        return _DISPUTED
    if row is not None:
        return row.spoken
    if sheet.finding.confirmed_at is None:
        return _UNCONFIRMED
    of_unit = finding_rule(sheet.finding.kind).owner is FindingOwner.UNIT
    return _NOT_ASKED if of_unit else _OF_OFFICER

"""The addresses of the board's pages across duties, and of a round on the board itself."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from dondoc.documents.consolidated.draft_artifact import PAPERS_PAGE
from dondoc.plan.duty import Duty
from dondoc.portal.board.done_lines import JUST_DONE

UNIT_PATH = "/bang/don-vi"
YEAR_PATH = "/bang/nam"
LATE_TWICE_PATH = "/bang/tre-hai-ky"
OVERDUE_PATH = "/bang/qua-han"
WAITING_PATH = "/bang/cho-quyet-dinh"
PAPERS_PATH = PAPERS_PAGE
EVIDENCE_PATH = "/bang/minh-chung"
PUBLICATION_PATH = "/bang/cong-khai"
SOURCE_PATH = f"{PUBLICATION_PATH}/nguon"
FINDING_PATH = f"{PUBLICATION_PATH}/sai-lech"


def round_query(duty: Duty, period: str, *, only: str = "", group: str = "") -> str:
    """The board's address of one round, narrowed to a filter or to a group: «?nam=2027&…»."""
    parts = {
        "nam": period[:4],
        "nhiem-vu": duty.slug,
        "ky": period,
        "loc": only,
        "nhom": group.replace("_", "-"),
    }
    return f"?{urlencode({name: value for name, value in parts.items() if value})}"


def unit_path(code: str) -> str:
    """The page of a unit, across all its duties."""
    return f"{UNIT_PATH}/{quote(code, safe='')}"


def pack_path(kind: str, name: str, year: int) -> str:
    """The page of a year's evidence: a unit's by its code, a duty's by its slug."""
    return f"{EVIDENCE_PATH}/{'don-vi' if kind == 'unit' else 'nhiem-vu'}/{name}/{year}"


def paper_address(root: str, document_id: int, done: str = "") -> str:
    """The page of one version of a paper; after an act at the line that says what was done."""
    here = f"{root}{PAPERS_PATH}/{document_id}"
    return f"{here}?xong={done}#{JUST_DONE}" if done else here

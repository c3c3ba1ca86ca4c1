"""The columns of the scoring software's export, by the headings that people write for them.

Nobody has seen the province's export (docs/decisions/0080): the order is not known, nor what else
stands in it, so columns that nobody here needs are passed over.
"""

from __future__ import annotations

import re

from dondoc.conference.scoring.status_words import read_status
from dondoc.tables.headings import SheetColumn, SheetManner

COLUMNS = (
    SheetColumn(
        "unit",
        "đơn vị",
        ("tên đơn vị", "cơ quan", "tên cơ quan", "cơ quan, đơn vị", "tên cơ quan, đơn vị"),
        required=True,
    ),
    SheetColumn("year", "năm", ("năm chỉ số", "năm đánh giá", "năm chấm điểm", "kỳ đánh giá")),
    SheetColumn(
        "scored",
        "tự chấm",
        (
            *("đã tự chấm", "tự chấm điểm", "trạng thái", "trạng thái tự chấm"),
            *("tình trạng", "tình trạng tự chấm", "tự đánh giá"),
        ),
    ),
    SheetColumn(
        "scored_on",
        "ngày tự chấm",
        ("ngày tự chấm xong", "ngày hoàn thành", "ngày hoàn thành tự chấm", "ngày chấm"),
    ),
    SheetColumn(
        "filed",
        "nộp hồ sơ",
        ("đã nộp hồ sơ", "hồ sơ", "tài liệu kiểm chứng", "nộp tài liệu kiểm chứng"),
    ),
    SheetColumn("filed_on", "ngày nộp hồ sơ", ("ngày nộp", "ngày gửi", "ngày gửi hồ sơ")),
    SheetColumn("explained", "giải trình", ("đã giải trình", "trạng thái giải trình")),
    SheetColumn("explained_on", "ngày giải trình", ("ngày gửi giải trình",)),
    SheetColumn(
        "self_score",
        "điểm tự chấm",
        ("tổng điểm tự chấm", "điểm tự đánh giá", "tổng điểm tự đánh giá", "điểm đơn vị tự chấm"),
    ),
    SheetColumn(
        "appraised_score",
        "điểm thẩm định",
        ("tổng điểm thẩm định", "điểm sau thẩm định", "điểm hội đồng thẩm định"),
    ),
)

_FIGURE = re.compile(r"\d{1,4}(?:[.,]\d{1,6})?")


def _of_row(cell: str) -> bool:
    """No signature at the foot is a score or says how a step stands."""
    return bool(_FIGURE.fullmatch(cell)) or (bool(cell) and read_status(cell) is not None)


MANNER = SheetManner(more_columns=True, groups=True, legacy=True, of_row=_of_row)

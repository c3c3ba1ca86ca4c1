"""Tables as one file of either kind: what a page and the command line hand out alike."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from dondoc.clock import local_date
from dondoc.documents.paper import csv_file as as_csv
from dondoc.documents.paper import workbook as as_workbook
from dondoc.documents.paper.table import Table
from dondoc.limits import MOST_EXPORTED
from dondoc.messages.environment import phrases
from dondoc.problems import Problem, Refused
from dondoc.text import fold

_FILE = "Tệp"
_NOT_IN_NAME = re.compile(r"[^a-z0-9]+")


class TableSuffix(StrEnum):
    """The kinds of file, by the end of their names."""

    XLSX = "xlsx"
    CSV = "csv"

    @property
    def media_type(self) -> str:
        return as_csv.MEDIA_TYPE if self is TableSuffix.CSV else as_workbook.MEDIA_TYPE


def table_suffix(text: str) -> TableSuffix:
    """What was asked for. Raises Refused for anything else."""
    try:
        return TableSuffix(text.strip().lower())
    except ValueError:
        raise Refused(Problem(_FILE, text[:20], phrases("tables").only_these())) from None


def table_file(suffix: TableSuffix, tables: Sequence[Table], *, made: datetime) -> bytes:
    """All tables as a workbook, or the first one, which is the view's own, as CSV.

    Raises Refused for more rows than `MOST_EXPORTED`.
    """
    rows = sum(len(one.rows) for one in tables)
    if rows > MOST_EXPORTED:
        wanted = phrases("tables").too_many(rows, MOST_EXPORTED)
        raise Refused(Problem(_FILE, tables[0].title, wanted))
    if suffix is TableSuffix.CSV:
        return as_csv.csv_file(tables[0])
    return as_workbook.workbook(tables, made=made)


def file_name(words: str, made: datetime, suffix: str) -> str:
    """«qua-han-so-ban-nganh-2027-03-17.xlsx»: plain letters, for every mail system and disk."""
    bare = _NOT_IN_NAME.sub("-", fold(words)).strip("-")[:80].strip("-")
    return f"{bare or 'bang'}-{local_date(made):%Y-%m-%d}.{suffix}"

"""The end of a local day inside a question: to compare a row's instant with a row's date."""

from __future__ import annotations

from typing import Any

from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

from models.kinds import UtcDateTime


class NextDay(FunctionElement[Any]):
    """The instant at which the day after a date column begins in Việt Nam.

    17:00 UTC of the day itself: the zone has been seven hours ahead, without summer time, since
    1975 (`dondoc.clock` says the same of every later day).
    """

    type = UtcDateTime()
    inherit_cache = True
    name = "next_day"


@compiles(NextDay, "sqlite")
def _sqlite(element: NextDay, compiler: Any, **named: Any) -> str:
    """As SQLAlchemy writes an instant there: text of one length, in order."""
    return f"({compiler.process(element.clauses, **named)} || ' 17:00:00.000000')"


@compiles(NextDay, "postgresql")
def _postgresql(element: NextDay, compiler: Any, **named: Any) -> str:
    return f"(({compiler.process(element.clauses, **named)} + time '17:00') AT TIME ZONE 'UTC')"

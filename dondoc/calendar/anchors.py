"""The dates of a round that a due rule reckons from."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date

from dondoc.calendar.periods import Period
from dondoc.calendar.rule_terms import Anchor, DayOfMonth, DayOfYear, Named
from dondoc.problems import Problem, Refused

_MISSING = {"issued": "ngày ban hành văn bản", "event": "ngày diễn ra sự kiện"}


@dataclass(frozen=True)
class Anchors:
    """What the names in a rule stand for in one round."""

    cutoff_on: date
    start_on: date
    end_on: date
    issued_on: date | None
    event_on: date | None
    year: int

    @classmethod
    def of(
        cls, period: Period, *, issued_on: date | None = None, event_on: date | None = None
    ) -> Anchors:
        """The anchors of a period; `issued_on` is the plan's (or the demand's) own date."""
        return cls(
            cutoff_on=period.cutoff_on,
            start_on=period.start_on,
            end_on=period.end_on,
            issued_on=issued_on,
            event_on=event_on,
            year=period.year,
        )

    @classmethod
    def of_event(cls, event_on: date, *, issued_on: date | None = None) -> Anchors:
        """The anchors of a round that no period opened: a demand, a conference, a finding."""
        return cls(event_on, event_on, event_on, issued_on, event_on, event_on.year)

    def on(self, anchor: Anchor) -> date:
        """The day of an anchor; a day the month lacks is its last (BLDS 2015 Điều 148.3).

        Raises Refused for a date the round does not have.
        """
        match anchor:
            case Named(name):
                return self._named(name)
            case DayOfMonth(day):
                return _clamped(self.end_on.year, self.end_on.month, day)
            case DayOfYear(month, day):
                return _clamped(self.year, month, day)

    def _named(self, name: str) -> date:
        found: date | None = getattr(self, f"{name}_on")
        if found is None:
            wanted = f"đợt này chưa có {_MISSING[name]}; hãy ghi ngày đó, hoặc đổi quy tắc"
            raise Refused(Problem("quy tắc hạn", name, wanted))
        return found


def _clamped(year: int, month: int, day: int) -> date:
    return date(year, month, min(day, calendar.monthrange(year, month)[1]))

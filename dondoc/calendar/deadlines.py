"""The three dates of a deadline, and how they were reckoned (DESIGN §4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dondoc.calendar.anchors import Anchors
from dondoc.calendar.arithmetic import arithmetic_sentence, off_reason, rule_date, skipped_words
from dondoc.calendar.date_words import weekday_date
from dondoc.calendar.rule_terms import EarliestOrLatest, Rule
from dondoc.calendar.workdays import Workdays

__all__ = ["Anchors", "Deadline", "deadline", "reckon", "rule_date"]


@dataclass(frozen=True)
class Reckoned:
    """`nominal_on` as the rule gives it; `target_on` is aimed at; late only after `due_on`.

    `due_on` is the nominal day or the next working day (BLDS 2015 Điều 148.5), until 24:00 of it
    (148.6); `target_on` the nominal day or the working day before: reminders count from it. A rule
    that counts working days gives three times the same date.
    """

    nominal_on: date
    target_on: date
    due_on: date


@dataclass(frozen=True)
class Deadline(Reckoned):
    """The three dates, and how they came about; `arithmetic` is Vietnamese."""

    arithmetic: str


def reckon(nominal_on: date, workdays: Workdays) -> Reckoned:
    """The dates that follow from a nominal one on this calendar: the one place that rolls them."""
    target_on, due_on = workdays.roll_back(nominal_on), workdays.roll_forward(nominal_on)
    return Reckoned(nominal_on, target_on, due_on)


def deadline(rule: Rule, anchors: Anchors, workdays: Workdays) -> Deadline:
    """The deadline of one round. Raises Refused when the rule needs a date the round lacks."""
    dates = reckon(rule_date(rule, anchors, workdays), workdays)
    nominal_on, target_on, due_on = dates.nominal_on, dates.target_on, dates.due_on
    arithmetic = arithmetic_sentence(rule, anchors, workdays)
    if target_on != due_on:
        whole = isinstance(rule.base, EarliestOrLatest) and not rule.steps
        arithmetic += (
            f"{f'; {weekday_date(nominal_on)} là ' if whole else ', '}"
            f"{off_reason(nominal_on, workdays)}, nên hạn là {weekday_date(due_on)}"
            f"{skipped_words(nominal_on, due_on, workdays)}"
            f", mốc phấn đấu là {weekday_date(target_on)}"
            f"{skipped_words(nominal_on, target_on, workdays)}"
        )
    return Deadline(nominal_on, target_on, due_on, arithmetic)

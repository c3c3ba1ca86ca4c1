"""What the program can do beside a duty's rounds, and whether a plan has a duty that wants it.

A feature is known by the flow that a duty names in the plan's data, never by a clause: a plan that
has no such duty has no such schedule and no such page. Pure.
"""

from __future__ import annotations

from enum import StrEnum

from dondoc.plan.duty import Duty
from dondoc.plan.schema import Plan


class Feature(StrEnum):
    """The flow (`flow:` of a duty) that brings schedules and pages of its own."""

    FOLLOW_UP = "follow_up"
    CONSOLIDATED_REPORT = "consolidated_report"
    INSPECTION = "inspection"
    CONFERENCE = "scoring_conference"
    PUBLICATION = "procedure_publication"
    REVIEW = "procedure_review"


BY_HAND = ("on_demand", "on_event")
"""Cadences of duties that a person opens: on demand, or when something happened."""


def duties_of(plan: Plan, flow: str) -> list[Duty]:
    """The plan's duties of that flow, in its order."""
    return [one for one in plan.duties if one.kind == "duty" and one.flow == flow]


def first_of(plan: Plan, flow: str) -> Duty | None:
    """The first of them, which a run serves that is told of no other; None where there is none."""
    return next(iter(duties_of(plan, flow)), None)


def wants(plan: Plan, feature: Feature) -> bool:
    """Has the plan, or one before it whose work goes on, a duty that wants this feature?"""
    return any(duties_of(one, feature) for one in (plan, *plan.earlier))


def demanded_of(plan: Plan) -> list[Duty]:
    """The duties that an officer may ask for by hand, those on demand first."""
    found = [one for one in plan.duties if one.kind == "duty" and one.cadence in BY_HAND]
    asked = [one for one in found if not (one.flow == Feature.FOLLOW_UP or one.asked_apart)]
    return sorted(asked, key=lambda one: BY_HAND.index(one.cadence))


def may_demand(plan: Plan) -> bool:
    """Is there anything to ask for by hand?"""
    return bool(demanded_of(plan))


def report_duty(plan: Plan) -> Duty | None:
    """What units report by and another duty sums up; else the plan's first duty with a period."""
    summed = [one for one in plan.duties if any(up.consolidates == one.code for up in plan.duties)]
    owed = [one for one in plan.duties if one.kind == "duty" and one.cadence not in BY_HAND]
    return next(iter([*summed, *owed]), None)

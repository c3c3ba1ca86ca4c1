"""The duties of scoring (III.1.2.c3, c8 to c12), and the stages of a conference that they are.

Each has one round an index year; the explanation has one for every result that is told. The plan
has their dates, so that a stage and what is asked of units cannot disagree.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from dondoc.conference.stage_rules import Stage
from dondoc.plan.duty import ScoringPart
from dondoc.plan.registry import Registry
from dondoc.plan.rulebook import Rulebook
from dondoc.plan.schema import Duty
from dondoc.problems import Problem, Refused

SELF_SCORING_DUTY: ScoringPart = "self_scoring"
FILE_DUTY: ScoringPart = "file"
EXPLANATION_DUTY: ScoringPart = "explanation"
"""What every unit that is scored does."""
APPRAISAL_DUTY: ScoringPart = "appraisal"
COUNCIL_DUTY: ScoringPart = "council"
DECISION_DUTY: ScoringPart = "decision"
"""What the bodies that appraise do, and Sở Nội vụ for the council and the province."""

STAGE_DUTIES: Mapping[Stage, ScoringPart] = {
    Stage.SELF_SCORING: SELF_SCORING_DUTY,
    Stage.SCORING_FILE: FILE_DUTY,
    Stage.APPRAISAL: APPRAISAL_DUTY,
    Stage.COUNCIL: COUNCIL_DUTY,
    Stage.DECISION: DECISION_DUTY,
}


def scoring_duties(registry: Registry) -> dict[str, Duty]:
    """Those that the plan has, by what they are of the scoring, in the order of the plan."""
    return {one.scoring: one for one in registry.plan.duties if one.scoring}


def scoring_duty(registry: Registry, part: ScoringPart) -> Duty:
    """The plan's duty that is this part of the scoring. Raises Refused for none."""
    found = scoring_duties(registry).get(part)
    if found is None:
        wanted = f"kế hoạch (plan.yaml) không có nhiệm vụ nào ghi «scoring: {part}»; hãy ghi thêm"
        raise Refused(Problem("duty", "", wanted, "Nhiệm vụ của chấm điểm"))
    return found


def duty_of_stage(registry: Registry, stage: Stage) -> Duty | None:
    """None for a stage of the conference itself, and where the plan has lost the duty."""
    return scoring_duties(registry).get(STAGE_DUTIES.get(stage, ""))


def scoring_days(rulebook: Rulebook, index_year: int) -> dict[Stage, date]:
    """The day of each stage that is a duty of the plan: by when its last role owes it."""
    return dict(_days(rulebook, str(index_year)))


def _days(rulebook: Rulebook, period: str) -> Iterator[tuple[Stage, date]]:
    duties = scoring_duties(rulebook.registry)
    for stage, part in STAGE_DUTIES.items():
        duty = duties.get(part)
        if duty is None:
            continue
        if stage is Stage.SELF_SCORING:
            yield Stage.SELF_SCORING_OPENS, rulebook.opens_on(duty, period)
        yield stage, max(rulebook.deadline(duty, period, role).due_on for role in duty.roles)

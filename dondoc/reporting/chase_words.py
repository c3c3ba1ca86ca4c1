"""What a day of following up says it did, over every duty."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from dondoc.activities.feeds import FeedRead
from dondoc.decisions.calendar_move import Moved
from dondoc.decisions.succession import NOBODY_PASSED, Passed
from dondoc.messages.environment import phrases
from dondoc.messages.notice_kinds import RULES
from dondoc.notices.write import PlannedCount
from dondoc.plan.rulebook import Rulebook
from dondoc.reporting.day_words import opening_words, settled_words, unreachable_words
from dondoc.rounds.day_table import RoundTable
from dondoc.rounds.opening import OpenedRound


def duty_codes(rulebook: Rulebook) -> list[str]:
    """The codes of everything that has to be done by a date, here or left over from before."""
    registry = rulebook.registry
    duties = (*registry.plan.duties, *registry.ended.values())
    return [duty.code for duty in duties if duty.kind == "duty"]


def chase_figure(new: PlannedCount, drafts: int, shown: Sequence[RoundTable]) -> str:
    """«12 thông báo · 1 dự thảo · 5 quá hạn», or that nothing is late."""
    overdue = sum(one.progress.tally.overdue for one in shown)
    return phrases("day").chase_figure(new.notices, drafts, overdue)


def chase_sentence(
    rulebook: Rulebook,
    *,
    moved: Sequence[Moved],
    opened: Sequence[OpenedRound],
    settled: int,
    passed: Passed = NOBODY_PASSED,
    read: Sequence[FeedRead] = (),
    new: PlannedCount,
    drafts: Sequence[str],
    reports: Sequence[str] = (),
    shown: Sequence[RoundTable],
    lost: Sequence[str] = (),
) -> str:
    """The whole of the day, the notices first."""
    parts = [_notices(new.kinds, new.units), *(one.words() for one in moved)]
    parts += opening_words(opened)
    parts += settled_words(settled)
    parts += passed.words()
    parts += [one.words() for one in read]
    parts += drafts
    parts += reports
    parts += [_stands(one) for one in shown if _late(one)]
    parts += unreachable_words(rulebook, new.unreachable)
    parts += lost
    return "; ".join(parts) + "."


def _notices(kinds: Counter[str], units: int) -> str:
    planned = [
        (kinds[kind], rule.planned) for kind, rule in RULES.items() if rule.planned and kinds[kind]
    ]
    return phrases("day").chased(planned, kinds.total(), units)


def _late(one: RoundTable) -> bool:
    return bool(one.progress.tally.overdue or one.progress.tally.unreached)


def _stands(one: RoundTable) -> str:
    words = one.progress.sentence()
    return f"{one.duty.short} {words[:1].lower()}{words[1:]}"

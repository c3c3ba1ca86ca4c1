"""A working day's acts, in their order: what a person does by hand is what the flows do.

A flow does each as a task; `dondoc rounds open` and `dondoc notices plan` do the same calls when
the Prefect server is down; a test holds that no flow of a day knows an act that is not listed here.
What only Prefect shows (artifacts, run names, schedules) is no act of the day.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from dondoc.activities.feeds import feeds_of, read_feed
from dondoc.clock import local_date
from dondoc.conference.questions import take_answers
from dondoc.conference.settle_conference import settle_answers
from dondoc.decisions.calendar_move import settle_dates
from dondoc.decisions.closing import settle_closed
from dondoc.decisions.own_slot import settle_completions
from dondoc.decisions.succession import settle_abolished
from dondoc.documents.consolidated.issue_report import settle_issued
from dondoc.documents.consolidated.renew_draft import renew_draft, reports_to_draft
from dondoc.documents.letters.draft_letters import draft_letters
from dondoc.documents.publicity.renew_conclusion import conclusions_to_draft, renew_conclusion
from dondoc.ledger.actors import Actor
from dondoc.ledger.follow_plan import follow_plan
from dondoc.ledger.installation import Installation
from dondoc.messages.environment import phrases
from dondoc.plan.features import Feature
from dondoc.publication.posting.settle_declarations import settle_declarations
from dondoc.publication.review.review_run import review_decisions
from models.database import transaction


@dataclass(frozen=True)
class ByHand:
    """One day of one person: which installation, which duties, at what instant.

    `live`: the instant is the present one, so that what is read of the net is of that day.
    """

    here: Installation
    duties: Sequence[str]
    now: datetime
    live: bool = True


@dataclass(frozen=True)
class DayAct:
    """`task` is the module in `tasks/` by which a flow does it; `act` returns what came of it."""

    task: str
    act: Callable[[ByHand], list[str]]


def moved_dates(day: ByHand) -> list[str]:
    """The ledger follows the plan's codes; dates follow the calendar."""
    here, plan = day.here, day.here.rulebook.registry.plan
    with transaction(here.engine) as session:
        follow_plan(session, here.rulebook.registry, now=day.now)
        return [
            moved.words()
            for code in day.duties
            for moved in settle_dates(session, here.rulebook, plan.duty(code), now=day.now)
        ]


def passed_on(day: ByHand) -> list[str]:
    """What bodies that are no more still owed goes to their successors."""
    with transaction(day.here.engine) as session:
        return settle_abolished(session, day.here.rulebook, day.duties, now=day.now).words()


def completed(day: ByHand) -> list[str]:
    """Own slots are done with the consolidated report; what is over is closed."""
    here, plan = day.here, day.here.rulebook.registry.plan
    with transaction(here.engine) as session:
        done = sum(
            settle_completions(session, here.rulebook, plan.duty(code), day.now)
            for code in day.duties
        )
        settle_closed(session, here.rulebook, day.duties, day.now)
    return [said] if (said := phrases("day").settled(done)) else []


def conferences_settled(day: ByHand) -> list[str]:
    """Answers go to who asked; invitations that nobody answered close after the day."""
    with transaction(day.here.engine) as session:
        take_answers(session, day.here.rulebook, now=day.now)
        closed = settle_answers(session, now=day.now)
    return [phrases("conference").closed_answers(closed)] if closed else []


def feeds_counted(day: ByHand) -> list[str]:
    """Every new item of every feed; a day that is over is not on the net."""
    here, found = day.here, []
    if day.live:
        for duty, feed in feeds_of(here.rulebook, day.duties, local_date(day.now)):
            demo = here.settings.demo
            found.append(
                read_feed(here.engine, here.rulebook, duty, feed, now=day.now, inside=demo)
            )
    return [one.words() for one in found]


def decisions_reviewed(day: ByHand) -> list[str]:
    """What ministries decided is asked for once."""
    with transaction(day.here.engine) as session:
        by = Actor.flow(Feature.REVIEW)
        said = review_decisions(session, day.here.rulebook, now=day.now, by=by).sentence()
    return [said] if said else []


def declarations_settled(day: ByHand) -> list[str]:
    """What units declared of their offices is held against the official list."""
    with transaction(day.here.engine) as session:
        said = settle_declarations(session, day.here.rulebook, now=day.now).sentence()
    return [said] if said else []


def letters_drafted(day: ByHand) -> list[str]:
    """Letters that urge, for the monitoring body to sign."""
    with transaction(day.here.engine) as session:
        context = day.here.at(day.now)
        drafts = draft_letters(session, context, by=Actor.flow(Feature.FOLLOW_UP))
        return [one.words() for one in drafts]


def reports_drafted(day: ByHand) -> list[str]:
    """What was issued by another way is settled; reports that are due are drafted anew."""
    context, by = day.here.at(day.now), Actor.flow(Feature.CONSOLIDATED_REPORT)
    book = phrases("consolidated")
    with transaction(day.here.engine) as session:
        said = [book.run_settled(one) for one in settle_issued(session, context, by=by)]
    with transaction(day.here.engine, write=False) as session:
        found = reports_to_draft(session, context.rulebook, day.now)
    for report in found:
        with transaction(day.here.engine) as session:
            said.append(book.run_said(renew_draft(session, context, report, by=by)))
    return said


def conclusions_drafted(day: ByHand) -> list[str]:
    """The monthly conclusion on publication, of each month that is over."""
    context, by = day.here.at(day.now), Actor.flow(Feature.PUBLICATION)
    book = phrases("publication")
    with transaction(day.here.engine) as session:
        kept = [
            renew_conclusion(session, context, month, by=by)
            for month in conclusions_to_draft(session, context)
        ]
        return [book.drafted(one.document) for one in kept if one.new]


BEFORE_OPENING = (DayAct("move_dates", moved_dates),)
AFTER_OPENING = (
    DayAct("pass_on_work", passed_on),
    DayAct("settle_completions", completed),
    DayAct("look_at_conferences", conferences_settled),
    DayAct("read_feeds", feeds_counted),
)
"""`dondoc rounds open` does these, the opening itself (`open_rounds`) between the two."""

BEFORE_NOTICES = (
    DayAct("review_decisions", decisions_reviewed),
    DayAct("office_declarations", declarations_settled),
)
AFTER_NOTICES = (
    DayAct("draft_urging", letters_drafted),
    DayAct("draft_report", reports_drafted),
    DayAct("draft_conclusion", conclusions_drafted),
)
"""`dondoc notices plan` does these, the notices (`plan_notices`) between the two."""

ELSEWHERE = ("open_rounds", "plan_notices", "read_mail", "send_messages")
"""Done by the command itself: `rounds open`, `notices plan`, and `dispatch` the last two."""

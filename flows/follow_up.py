"""III.1.2, first bullet: Sở Nội vụ watches over and urges; every working day, over every duty."""

from __future__ import annotations

from prefect.client.schemas.objects import State

from dondoc.calendar.service_names import follow_up_name
from dondoc.ledger.installation import load_installation
from dondoc.reporting.chase_words import chase_figure, chase_sentence, duty_codes
from flows.day import AsOf, settle_day
from flows.dondoc_flow import dondoc_flow
from flows.duty_day import feeds_read
from flows.ending import done
from flows.publication_parts import reviewed_decisions, settled_declarations
from flows.report_drafts import drafted_reports
from flows.run_names import day_of, run_name
from tasks.draft_urging import draft_letters
from tasks.move_dates import settle_moved_dates
from tasks.open_rounds import open_due_rounds
from tasks.pass_on_work import settle_succession
from tasks.plan_notices import plan_due_notices
from tasks.publish_progress import publish_progress
from tasks.schedules import mend_runs
from tasks.settle_completions import settle_completed


@dondoc_flow(
    "Theo dõi, đôn đốc",
    run_name=run_name(lambda given: follow_up_name(day_of(given))),
)
def follow_up(as_of: AsOf = None) -> State[None]:
    """Bù việc còn sót của mọi nhiệm vụ, lập thông báo đôn đốc, soạn dự thảo công văn đôn đốc."""
    day = settle_day(as_of)
    rulebook = load_installation().rulebook
    if not day.past:
        mend_runs(day.now)
    duties = duty_codes(rulebook)
    moved = settle_moved_dates(duties, day.now)
    opened = open_due_rounds(duties, day.now)
    passed = settle_succession(duties, day.now)
    settled = settle_completed(duties, day.now)
    read = feeds_read(duties, day)
    procedures = (*reviewed_decisions(day).said, *settled_declarations(day).said)
    planning = plan_due_notices(duties, day.now, after_due=True)
    drafts = draft_letters(day.now)
    reports = drafted_reports(day)
    shown = publish_progress(duties, day.now)
    sentence = chase_sentence(
        rulebook,
        moved=moved,
        opened=opened,
        settled=settled,
        passed=passed,
        read=read,
        new=planning.new,
        drafts=[one.words() for one in drafts],
        reports=(*procedures, *reports.said),
        shown=shown,
        lost=planning.lost,
    )
    return done(chase_figure(planning.new, len(drafts), shown), sentence)

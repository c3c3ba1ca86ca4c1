"""A paper of a conference went out: frozen, and published on the conference's page."""

from __future__ import annotations

from collections.abc import Mapping

from sqlmodel import Session

from dondoc.calendar.date_words import short_date, weekday_date
from dondoc.conference.conference_files import publish_file
from dondoc.conference.find_conference import find_conference
from dondoc.conference.plan_conference import record_act
from dondoc.conference.stage_rules import INVITE_AT_LEAST, RULES, Stage, invited_in_time, stage_on
from dondoc.documents.letters.issued_file import keep_issued
from dondoc.documents.meeting.compose_conclusions import conclusions_due
from dondoc.documents.meeting.compose_invitation import urgent_reason
from dondoc.documents.meeting.compose_meeting import compose_meeting
from dondoc.documents.meeting.composed_meeting import MeetingBasis
from dondoc.documents.register.find_paper import files_of
from dondoc.documents.register.issue_paper import IssueForm, issue
from dondoc.documents.register.keep_paper import mark_of
from dondoc.documents.register.paper_matter import matter_of
from dondoc.ledger.actors import Actor
from dondoc.ledger.installation import Context
from dondoc.messages.environment import phrases
from dondoc.problems import Problem, Refused
from dondoc.submissions.files import StoredFile
from models import Document
from models.conference_kinds import ConferenceFileKind
from models.kinds import DocumentKind

FILE_KINDS: Mapping[DocumentKind, ConferenceFileKind] = {
    DocumentKind.INVITATION: ConferenceFileKind.INVITATION,
    DocumentKind.CONFERENCE_MINUTES: ConferenceFileKind.MINUTES,
    DocumentKind.CONCLUSIONS: ConferenceFileKind.CONCLUSIONS,
}


def issue_meeting(
    session: Session, context: Context, document: Document, form: IssueForm, *, by: Actor
) -> None:
    """Freeze the draft and show it under its number, all in the caller's transaction.

    Minutes and conclusions hand in the duty to hold the conference, where that still waits. Raises
    Refused as `issue` does, and for an invitation later than the rule allows without a reason.
    """
    rulebook, matter = context.rulebook, matter_of(document)
    conference = find_conference(session, matter.subject, hold=True)
    known = compose_meeting(session, rulebook, matter, as_of=document.as_of)
    if matter.kind is DocumentKind.INVITATION:
        # The reason may have been written since the draft was made.
        now = compose_meeting(session, rulebook, matter, as_of=context.now)
        _require_in_time(now.basis, form)
    issued = issue(session, document.id or 0, form, by=by, now=context.now)
    if mark_of(known.mark()) == issued.mark:
        signed = known.values.under(form.document_number, form.document_on)
        keep_issued(session, context, issued, known.template, signed)
    _publish(session, context, issued, by=by)
    if matter.kind is DocumentKind.CONCLUSIONS and form.document_on > conclusions_due(known.basis):
        within = RULES[Stage.CONCLUSIONS].days
        due_on = conclusions_due(known.basis)
        said = phrases("conference_papers").late(form.document_on, due_on, within)
        record_act(session, conference, said, by=by, now=context.now)


def _require_in_time(basis: MeetingBasis, form: IssueForm) -> None:
    """At least three working days before, unless urgent, with the reason (QĐ 45/2018/QĐ-TTg)."""
    day, workdays = basis.said.day, basis.rulebook.workdays
    if invited_in_time(day, form.document_on, workdays) or urgent_reason(basis):
        return
    conference = basis.meeting.conference
    floor = stage_on(Stage.INVITE_FLOOR, day, conference.rsvp_by, workdays)
    wanted = phrases("conference_papers").too_late(weekday_date(floor), INVITE_AT_LEAST)
    given = short_date(form.document_on)
    raise Refused(Problem("document_on", given, wanted, "Ngày văn bản"))


def _publish(session: Session, context: Context, document: Document, *, by: Actor) -> None:
    """The newest docx of it: as issued, or the draft where the conference was edited since."""
    matter = matter_of(document)
    papers = [one for one in files_of(session, document) if one.name.endswith(".docx")]
    file = papers[-1]
    typed = {
        "kind": FILE_KINDS[matter.kind].value,
        "name": phrases("conference_papers").file_name(matter.kind),
        "number": document.issued_number or "",
        "dated_on": short_date(document.issued_on) if document.issued_on else "",
    }
    stored = StoredFile(file.name, file.sha256, file.size, file.media_type)
    conference = find_conference(session, matter.subject)
    publish_file(session, context.rulebook, conference, typed, stored, by=by, now=context.now)

"""Giấy mời (QĐ 45/2018/QĐ-TTg): chair, who attends, content, hour, place, requests, contact."""

from __future__ import annotations

from itertools import groupby

from dondoc.clock import local_date
from dondoc.conference.stage_rules import INVITE_AT_LEAST, invited_in_time
from dondoc.documents.letters.paper_head import head_of
from dondoc.documents.meeting.composed_meeting import (
    ComposedMeeting,
    MeetingBasis,
    invited_table,
    venue_words,
    when_words,
)
from dondoc.documents.paper.paper_templates import INVITATION
from dondoc.documents.paper.paper_values import InvitationValues
from dondoc.documents.paper.passages import Narrative, Passage, TextLine
from dondoc.messages.environment import phrases

MATTERS, URGENT = "noi_dung_hop", "ly_do_dot_xuat"
"""What a person writes: what is met about, and why so late."""
FEW = 12
"""So many units are named in the paper itself; more are named by their group, with the list."""


def compose_invitation(basis: MeetingBasis) -> ComposedMeeting:
    """The invitation as known then."""
    book = phrases("conference_papers")
    conference = basis.meeting.conference
    today = local_date(basis.as_of)
    head = head_of(
        basis.rulebook, basis.meeting.body, today, kind="GM", about=book.about(conference)
    )
    values = InvitationValues(
        **head,
        guests=_guests(basis),
        event=conference.title,
        chair=basis.said.chair,
        starts=when_words(basis.said),
        venue=venue_words(basis.said),
        content=_content(basis),
    )
    said = book.invitation_said(len(basis.units), basis.said.day)
    return ComposedMeeting(basis, INVITATION, values, (invited_table(basis),), said)


def urgent_reason(basis: MeetingBasis) -> str:
    """Why it is later than the rule allows, as written in the paper or said when inviting."""
    return basis.texts.get(URGENT, "") or basis.meeting.conference.urgent_why


def _guests(basis: MeetingBasis) -> tuple[str, ...]:
    if len(basis.units) <= FEW:
        return tuple(one.unit.name for one in basis.units)
    book = phrases("conference_papers")
    groups = groupby(basis.units, key=lambda one: one.unit.group)
    counted: dict[str, int] = {}
    for name, found in groups:
        counted[name] = counted.get(name, 0) + len(list(found))
    return tuple(book.group(name, count) for name, count in counted.items())


def _content(basis: MeetingBasis) -> tuple[Passage, ...]:
    book = phrases("conference_papers")
    conference = basis.meeting.conference
    texts = basis.texts
    found: list[Passage] = [
        TextLine("", lead=book.matters_title()),
        Narrative(MATTERS, book.matters_wanted(), texts.get(MATTERS, "")),
    ]
    late = not invited_in_time(basis.said.day, local_date(basis.as_of), basis.rulebook.workdays)
    if late or texts.get(URGENT):
        wanted = book.urgent_wanted(INVITE_AT_LEAST)
        found.append(TextLine("", lead=book.urgent_title()))
        found.append(Narrative(URGENT, wanted, urgent_reason(basis)))
    if conference.partners:
        found.append(TextLine(book.partners(conference)))
    found.append(TextLine(book.asks(conference, _seats(basis))))
    if conference.contact:
        found.append(TextLine(book.contact(conference)))
    found.append(TextLine(book.invitation_closing()))
    return tuple(found)


def _seats(basis: MeetingBasis) -> int:
    """How many each may send, where that is the same for all; 0 where the list says it."""
    seats = {one.seats for one in basis.units}
    return seats.pop() if len(seats) == 1 else 0

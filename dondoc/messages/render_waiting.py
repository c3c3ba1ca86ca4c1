"""The letter to an officer about what waits: groups with their counts, rows with their links."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dondoc.messages.environment import environment, phrases
from dondoc.messages.message_facts import Rendered
from dondoc.messages.phrasing import SUBJECT_LIMIT, one_line, shorten, tidy

_ASKS, _BUTTON, _OPENS = "Xem tất cả trên bảng theo dõi:", "Mở bảng theo dõi", "Mở danh sách"


@dataclass(frozen=True)
class WaitingRow:
    """One thing, and the page where it is decided."""

    line: str
    link: str


@dataclass(frozen=True)
class WaitingGroup:
    """Things of one kind. `more` says how many rows are left out; `link` shows all of them."""

    says: str
    rows: Sequence[WaitingRow] = ()
    more: str = ""
    link: str = ""

    @property
    def opens(self) -> str:
        return _OPENS


def render_waiting(
    *, to: str, subject: str, says: str, groups: Sequence[WaitingGroup], link: str
) -> Rendered:
    """Text and HTML with the same words; `link` is the board."""
    facts = {
        "to": to,
        "subject": shorten(one_line(subject), SUBJECT_LIMIT),
        "says": says,
        "groups": groups,
        "asks": _ASKS,
        "button": _BUTTON,
        "link": link,
        "preview": _preview(groups) or says,
        "above": "",
        "grounds": "",
        "closing": phrases("say").machine(),
    }
    text = environment().get_template("morning.txt").render(facts)
    html = environment().get_template("morning.html").render(facts)
    return Rendered(subject=str(facts["subject"]), text=tidy(text), html=tidy(html))


def _preview(groups: Sequence[WaitingGroup]) -> str:
    """What a list of mails shows under the subject: the first thing, which that does not name."""
    first = next(iter(groups), None)
    if first is None:
        return ""
    return first.rows[0].line if first.rows else first.says

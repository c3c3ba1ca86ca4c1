"""From what there is to say to a message that can be read: letter, digest, question, chat.

The words stand in `templates/`: `<kind>.txt` and `<kind>.subject.txt` for each kind, the shared
ones in `phrases.txt` and `lists.txt`. `letter.txt` and `letter.html` put the very same words on
paper, so the two parts of a mail cannot differ.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dondoc.calendar.date_words import local_date
from dondoc.messages import digest
from dondoc.messages.environment import environment, phrases
from dondoc.messages.ground_notes import grounds_of
from dondoc.messages.letter_paper import paper, words_of
from dondoc.messages.message_facts import AskedBefore, Item, Rendered
from dondoc.messages.notice_kinds import RULES, Needs
from dondoc.messages.phrasing import (
    ABOVE,
    BRIEF_LIMIT,
    SUBJECT_LIMIT,
    brief_name,
    one_line,
    shorten,
    tidy,
    tiny_day,
)
from models.kinds import NoticeKind


def render(
    items: Sequence[Item],
    *,
    to_name: str,
    by_mail: bool = False,
    before: Sequence[AskedBefore] = (),
) -> Rendered:
    """One item in its kind's own words, more of them as a digest.

    `to_name` is whom the letter greets: a unit, or a person of Sở Nội vụ. `by_mail`: an answer by
    mail is read, and the letter says how to write it. `before`: in a contact's first letter, what
    its unit was asked before it came. Raises ValueError if there is nothing to
    say, or a receipt has no submission, or a return no reason.
    """
    for item in items:
        _check(item)
    if not items:
        raise ValueError("nothing to say: a message needs at least one item")
    if len(items) == 1:
        return _letter(items[0], to_name, by_mail=by_mail, before=before)
    return _digest(items, to_name, by_mail=by_mail, before=before)


def render_chat(items: Sequence[Item]) -> tuple[str, str]:
    """Title and body of a chat message: what, when, link; nothing personal."""
    found = digest.parts(items)
    ordered = [*found.asked, *digest.worst(found.reported), *found.told]
    title = phrases("rows").chat_opening(ordered[0])
    named = digest.named(ordered)
    more = len(ordered) - len(named)
    body = environment().get_template("chat.txt").render(items=named, more=more)
    return one_line(title), tidy(body).strip()


def render_verification(items: Sequence[Item], *, to_name: str, waits: bool, link: str) -> Rendered:
    """Asks a contact to confirm its address; `items` are what there is to say, by their dates.

    `waits`: they wait for this contact. Otherwise another one of the unit reads them meanwhile.
    """
    first = items[0]
    facts = {"items": items, "first": first, "waits": waits, "to": to_name}
    named = {**facts, "unit": brief_name(to_name), "due": tiny_day(first.due_on)}
    lines = _lines("verify.subject.txt", first.short, named)
    subject = next((line for line in lines if len(line) <= SUBJECT_LIMIT), lines[-1])
    words = words_of("verify.txt", facts)
    whom = phrases("say").contact(phrases("say").whom(first))
    words |= {
        "to": to_name,
        "link": link,
        "grounds": phrases("say").grounds(first, dated=False),
        "closing": "\n".join([whom, *_closing(items[:1], to_name)]),
    }
    return paper("letter", shorten(subject, SUBJECT_LIMIT), words)


def render_verification_chat(items: Sequence[Item], *, link: str) -> tuple[str, str]:
    """Title and body of the same in a chat."""
    title, body = phrases("rows").verify_opening(items[0]), phrases("rows").verify_line(items, link)
    repeated = phrases("say").duplicate("Tin") if items[0].possible_duplicate else ""
    return one_line(title), one_line(f"{body} {repeated}")


def _check(item: Item) -> None:
    needs = RULES[item.kind].needs
    if needs is Needs.SUBMISSION and item.handed is None:
        raise ValueError(f"{item.kind} for {item.unit_name} without what was handed in")
    if needs is Needs.REASON and not (item.reason or "").strip():
        raise ValueError(f"{item.kind} for {item.unit_name} without a reason")


def _letter(item: Item, to_name: str, *, by_mail: bool, before: Sequence[AskedBefore]) -> Rendered:
    to = _addressee([item], to_name)
    facts = {"item": item, "to": to, "recorded_later": _recorded_later(item)}
    words = words_of(f"{item.kind.value}.txt", facts)
    words["says"] += _catch_up([item]) + _asked_before(item, before)
    words.setdefault("preview", words["asks"])  # how to answer by mail is nothing to begin with
    if by_mail and item.link and not digest.reports(item):
        words["asks"] = "\n".join(filter(None, [phrases("say").by_mail(item), words["asks"]]))
    contact = phrases("say").contact(phrases("say").whom(item))
    words |= {
        "to": to,
        "link": item.link,
        "nil_link": item.nil_link,
        "nil_says": phrases("say").nil_asked(item) if item.nil_link else "",
        "nil_button": phrases("say").nil_button(),
        "grounds": phrases("say").grounds(item, dated=words["dated"]),
        "closing": "\n".join([contact, *_closing([item], to_name)]),
        "above": ABOVE if by_mail else "",
    }
    return paper("letter", _subject(f"{item.kind.value}.subject.txt", item, {}), words)


def _digest(
    items: Sequence[Item], to_name: str, *, by_mail: bool, before: Sequence[AskedBefore]
) -> Rendered:
    found = digest.parts(items)
    groups = digest.groups(found)
    rows = [row for group in groups for row in group.rows]
    said = [row.item for row in rows]
    words = {
        "to": _addressee(said, to_name),
        "groups": groups,
        "preview": phrases("rows").preview(said),
        "asks": _each_on_a_line(
            phrases("rows").spans(digest.spans(found.asked)),
            phrases("rows").asks(said, head=_to_head(said), asked=found.asked),
        )
        + _catch_up(said)
        + _asked_before(said[0], before),
        "calendar": phrases("rows").calendar(found.asked[0]) if found.asked else "",
        "feed": f"{found.asked[0].link}/lich.ics" if found.asked else "",
        "grounds": grounds_of([(row.number, row.item) for row in rows]),
        "closing": "\n".join([digest.contacts(rows), *_closing(said, to_name)]),
        "above": ABOVE if by_mail else "",
    }
    facts = {"asked": found.asked, "reported": found.reported, "told": found.told}
    about = digest.oldest(found.asked or found.reported or found.told)
    return paper("digest", _subject("digest.subject.txt", about, facts), words)


def _each_on_a_line(*said: str) -> str:
    """What there is to say, a line each."""
    return "\n".join(filter(None, said))


def _subject(template: str, item: Item, facts: dict[str, Any]) -> str:
    """The first line of the template that fits; else its last, with the title shortened."""
    facts = {
        "item": item,
        "period": item.period_short,
        "rest": item.period_short or item.about or item.short,
        "brief": item.brief or shorten(item.short, BRIEF_LIMIT),
        "due": tiny_day(item.due_on),
        "received": tiny_day(local_date(item.handed.received_at)) if item.handed else "",
        "unit": brief_name(item.unit_name),
        **facts,
    }
    lines = _lines(template, item.short, facts)
    fitting = next((line for line in lines if len(line) <= SUBJECT_LIMIT), "")
    if fitting:
        return fitting
    room = len(item.short) - (len(lines[-1]) - SUBJECT_LIMIT)
    shortened = shorten(one_line(item.short), max(room, 1))
    return shorten(_lines(template, shortened, facts)[-1], SUBJECT_LIMIT)


def _lines(template: str, short: str, facts: dict[str, Any]) -> list[str]:
    rendered = environment().get_template(template).render({**facts, "short": short})
    return [one_line(line) for line in rendered.splitlines() if line.strip()]


def _to_head(items: Sequence[Item]) -> bool:
    return any(item.kind is NoticeKind.OVERDUE_HEAD for item in items)


def _addressee(items: Sequence[Item], to_name: str) -> str:
    """The head of a unit is greeted as such; so is the monitor's own, when told of another body."""
    own = any(item.kind is NoticeKind.ESCALATION and item.monitor == to_name for item in items)
    return phrases("say").head(to_name) if _to_head(items) or own else to_name


def _recorded_later(item: Item) -> bool:
    handed = item.handed
    if handed is None:
        return False
    return local_date(handed.received_at) != local_date(handed.recorded_at)


def _catch_up(items: Sequence[Item]) -> str:
    """That it comes late: the day it was meant for, else that earlier ones may be missing."""
    late = [item for item in items if item.meant_on]
    if late:
        meant = min(item.meant_on for item in late if item.meant_on)
        whole, queued = len(late) == len(items), all(item.queued for item in late)
        return "\n\n" + phrases("say").meant(meant, whole=whole, queued=queued)
    if not any(item.catch_up for item in items):
        return ""
    return "\n\n" + phrases("say").catch_up(items[0])


def _asked_before(first: Item, before: Sequence[AskedBefore]) -> str:
    return "\n\n" + phrases("rows").asked_before(first, before) if before else ""


def _closing(items: Sequence[Item], to_name: str) -> list[str]:
    lines = []
    if any(item.possible_duplicate for item in items):
        lines.append(phrases("say").duplicate())
    monitor = items[0].answers_to or items[0].monitor
    polite = items[0].tone == "request" and not digest.reports(items[0])
    if to_name == monitor:
        lines.append(phrases("say").machine())
    else:
        lines.append(phrases("say").signature(monitor, polite=polite))
    return lines

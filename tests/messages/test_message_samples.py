"""Every kind of message in both tones, word for word as it leaves.

To renew the samples: DONDOC_UPDATE_SAMPLES=1 pytest tests/messages
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from dondoc.messages.phrasing import SEEN_FIRST, several
from dondoc.messages.render import (
    render,
    render_chat,
    render_verification,
    render_verification_chat,
)
from dondoc.messages.render_account import render_asked_act, render_sign_in, render_trial
from dondoc.messages.render_contacts import (
    render_contact_ruled,
    render_named_contact,
    render_new_link,
)
from models import ContactRequest
from models.kinds import ContactWish, NoticeKind

TONES = ("order", "request")


@pytest.mark.parametrize("tone", TONES)
@pytest.mark.parametrize("kind", NoticeKind)
def test_it_says_these_words(kind, tone, make, reader, same_as_sample):
    item = make(kind, tone)

    message = render([item], to_name=reader(item))

    same_as_sample(f"{kind}-{tone}.txt", f"Tiêu đề: {message.subject}\n\n{message.text}")
    same_as_sample(f"{kind}-{tone}.html", message.html)


@pytest.mark.parametrize("tone", TONES)
def test_it_gathers_many_things_in_these_words(tone, make, same_as_sample):
    report = make(NoticeKind.OVERDUE, tone)
    dated = {"as_of": report.as_of, "call": None, "cutoff_on": None, "span": "", "clause": "II.3.3"}
    review = make(
        NoticeKind.REMINDER,
        tone,
        **dated,
        short="Rà soát thủ tục hành chính",
        period_short="tháng 3/2027",
        due_on=date(2027, 3, 19),
        target_on=date(2027, 3, 19),
        link="https://dondoc.example/v/8aQ2",
    )
    news = replace(review, kind=NoticeKind.ACCEPTED, short="Kế hoạch tuyên truyền CCHC")

    message = render([review, news, report], to_name=report.unit_name)

    same_as_sample(f"digest-{tone}.txt", f"Tiêu đề: {message.subject}\n\n{message.text}")
    same_as_sample(f"digest-{tone}.html", message.html)


@pytest.mark.parametrize("tone", TONES)
def test_it_chats_in_these_words(tone, make, same_as_sample):
    lines = []
    for kind in NoticeKind:
        title, body = render_chat([make(kind, tone)])
        lines.append(f"{title} | {body}\n")

    same_as_sample(f"chat-{tone}.txt", "".join(lines))


def test_it_invites_to_sign_in_with_these_words(same_as_sample):
    message = render_sign_in(
        name="Trần Văn Minh",
        link="https://dondoc.example/dang-nhap/7Hx1",
        expires_at=datetime(2027, 3, 15, 2, 14, tzinfo=UTC),
    )

    same_as_sample("sign_in.txt", f"Tiêu đề: {message.subject}\n\n{message.text}")
    same_as_sample("sign_in.html", message.html)


def test_it_asks_an_account_whether_it_asked_in_these_words(same_as_sample):
    message = render_asked_act(
        name="Trần Văn Minh",
        act="yêu cầu báo cáo đột xuất",
        typed=[("Nội dung", "Kết quả <b>dịch vụ công</b>"), ("Đơn vị", "Sở Tài chính; Sở Y tế")],
        link="https://dondoc.example/xin-lam/7Hx1",
        expires_at=datetime(2027, 3, 16, 2, 14, tzinfo=UTC),
    )

    same_as_sample("asked_act.txt", f"Tiêu đề: {message.subject}\n\n{message.text}")
    same_as_sample("asked_act.html", message.html)


@pytest.mark.parametrize("tone", TONES)
def test_it_asks_to_confirm_an_address_with_these_words(tone, make, same_as_sample):
    first, second = make(NoticeKind.OPENING, tone), make(NoticeKind.REMINDER, tone)
    second = replace(second, short="Rà soát thủ tục hành chính", due_on=date(2027, 3, 19))
    link = "https://dondoc.example/xac-nhan/5kQ8"
    items = [first, second] if tone == "order" else [first]

    message = render_verification(items, to_name=first.unit_name, waits=tone == "order", link=link)
    chat = " | ".join(render_verification_chat(items, link=link))

    said = f"Tiêu đề: {message.subject}\n\n{message.text}\nTin nhắn: {chat}\n"
    same_as_sample(f"verify-{tone}.txt", said)
    same_as_sample(f"verify-{tone}.html", message.html)


def test_a_unit_without_a_confirmed_contact_is_told_of_in_these_words(make, same_as_sample):
    item = make(NoticeKind.UNREACHABLE, reason=None, unverified=True)

    message = render([item], to_name="Sở Nội vụ")

    same_as_sample("unverified.txt", f"Tiêu đề: {message.subject}\n\n{message.text}")
    same_as_sample("unverified.html", message.html)


def test_units_that_never_had_a_contact_are_told_of_in_these_words(make, same_as_sample):
    names = tuple(f"Ủy ban nhân dân xã {number:02d}" for number in range(1, 24))
    facts = {"reason": None, "contactless": names, "unit_name": several(names)}
    item = make(NoticeKind.UNREACHABLE, link="https://dondoc.example/bang/dau-moi", **facts)

    message, digest = (render(items, to_name="Sở Nội vụ") for items in ([item], [item, item]))
    title, body = render_chat([item])

    said = f"Tiêu đề: {message.subject}\n\n{message.text}\nTin nhắn: {title} | {body}\n"
    same_as_sample("contactless.txt", f"{said}\nThư gộp: {digest.subject}\n\n{digest.text}")
    same_as_sample("contactless.html", message.html)


@pytest.mark.parametrize("tone", TONES)
def test_it_speaks_of_a_units_contacts_in_these_words(tone, same_as_sample):
    unit, polite = "Hội Nông dân tỉnh" if tone == "request" else "Sở Tài chính", tone == "request"
    about = {"to_name": unit, "watcher": "Sở Nội vụ", "polite": polite}
    who = {"person": "Trần Thị Lan", "address": "lan@so-tai-chinh.example"}
    asked_at = datetime(2027, 3, 15, 2, 14, tzinfo=UTC)
    asked = {"unit_code": "x", "contact_id": 1, "asked_at": asked_at, **who}
    link = "https://dondoc.example/xac-nhan/5kQ8"

    on = date(2027, 3, 15)
    letters = [render_named_contact(on=on, person="Trần Thị Lan", link=link, **about)]
    for wish in ContactWish:
        for reason in ("", "Chưa rõ người này thuộc phòng nào"):
            request = ContactRequest(wish=wish, accepted=not reason, reason=reason, **asked)
            letters.append(render_contact_ruled(request, **about))
    letters.append(render_new_link(on=on, link=link.replace("xac-nhan", "v"), **about))

    assert all("T2 15/03" in one.subject[:SEEN_FIRST] for one in letters)
    said = "\n---\n\n".join(f"Tiêu đề: {one.subject}\n\n{one.text}" for one in letters)
    same_as_sample(f"contacts-{tone}.txt", said)
    same_as_sample(f"contacts-{tone}.html", letters[0].html)


def test_it_tries_whether_letters_arrive_in_these_words(same_as_sample):
    message = render_trial(
        name="Trần Văn Minh",
        sender="Đỗ Văn Quản",
        at=datetime(2027, 3, 15, 2, 14, tzinfo=UTC),
        link="https://dondoc.example/quan-tri/kenh",
    )

    same_as_sample("trial_letter.txt", f"Tiêu đề: {message.subject}\n\n{message.text}")
    same_as_sample("trial_letter.html", message.html)


def test_no_sample_is_left_over():
    kinds = {
        f"{kind}-{tone}"
        for kind in [*NoticeKind, "digest", "chat", "verify", "contacts"]
        for tone in TONES
    }

    samples = {path.stem for path in (Path(__file__).parent / "samples").iterdir()}

    alone = {"sign_in", "asked_act", "trial_letter", "urging_letter", "unverified", "contactless"}
    assert kinds | alone == samples

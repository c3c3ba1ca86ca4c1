"""Code and exact registered address must agree: nobody answers for a unit by chance or by force.

Tests 12 to 16 of replies.md §5.
"""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from models import Contact
from models.kinds import IncomingOutcome
from tests.support.mailroom import CLERK, SAID

OURS = "mx.tinh.example"


@pytest.fixture
def checked_room(quick_room):
    """A mail server of ours says who a mail is really from."""
    quick_room.settings = quick_room.settings.model_copy(update={"incoming_auth_id": OURS})
    return quick_room


def _held(room) -> str:
    assert ([], IncomingOutcome.HELD) == (room.submissions(), room.last.outcome)
    return room.last.reason


@pytest.mark.parametrize("subject", ["Fwd: [Mở kỳ] Báo cáo", "FW: Báo cáo", "Chuyển tiếp: Báo cáo"])
def test_a_forwarded_letter_waits_whatever_is_in_it(subject, quick_room):
    quick_room.take(quick_room.letter(SAID, Subject=subject))

    assert "Thư chuyển tiếp: lời bên trong là của người khác." == _held(quick_room)


def test_what_is_forwarded_inline_is_not_read(quick_room):
    text = (
        f"Kính chuyển.\n\n---------- Forwarded message ---------\nFrom: A <a@b.example>\n\n{SAID}"
    )
    quick_room.take(quick_room.letter(text))

    assert "Thư chuyển tiếp: lời bên trong là của người khác." == _held(quick_room)


def test_a_letter_attached_as_a_letter_is_not_read(quick_room):
    inner = EmailMessage()
    inner["From"], inner["Subject"] = CLERK, "Đã nộp"
    inner.set_content(SAID)
    outer = quick_room.letter("Kính chuyển thư đính kèm.")
    outer.add_attachment(inner)
    quick_room.take(outer)

    assert "Thư chuyển tiếp: lời bên trong là của người khác." == _held(quick_room)


def test_the_document_systems_no_reply_waits_and_is_not_written_to(quick_room):
    quick_room.take(quick_room.letter(sender="no-reply@vanban.tinh.example"))

    assert "Thư do máy gửi, hoặc từ địa chỉ không ai đọc." == _held(quick_room)
    assert [] == quick_room.answers()


def _from_stranger(room, sender: str, found: str = "dmarc=pass") -> EmailMessage:
    domain = sender.partition("@")[2]
    results = f"{OURS}; {found} header.from={domain}"
    return room.letter(sender=sender, Authentication_Results=results)


def test_a_personal_address_waits_with_one_question_and_no_link_to_the_units_page(checked_room):
    checked_room.take(_from_stranger(checked_room, "mai1980@thu.example"))

    assert _held(checked_room).startswith(
        "Địa chỉ gửi thư chưa được đăng ký làm đầu mối của đơn vị."
    )
    (question,) = checked_room.answers()
    assert question.url.endswith("to=mai1980%40thu.example")
    assert "Xin gửi từ địa chỉ đã đăng ký" in question.envelope.text
    assert "/v/" not in question.envelope.text


def test_another_body_waits_though_it_holds_the_code_and_shares_the_domain(quick_room):
    quick_room.change(lambda s: s.add(Contact(unit_code="so-y-te", address="b@tinh.example")))
    quick_room.take(quick_room.letter(sender="b@tinh.example"))

    assert "Cùng tên miền chưa phải là cùng đơn vị." in _held(quick_room)


def test_a_contact_no_longer_in_use_waits(quick_room):
    def _disable(session):
        contact = session.get_one(Contact, quick_room.contact().id)
        contact.disabled_at = quick_room.message().created_at

    quick_room.change(_disable)
    quick_room.take(quick_room.letter())

    assert f"Đầu mối {CLERK} đã ngừng dùng." == _held(quick_room)


def test_a_contact_of_a_unit_that_is_no_more_waits_like_its_link(quick_room):
    units = quick_room.rulebook.registry.units
    gone = next(unit for unit in units if unit.to_on and not unit.successor)
    quick_room.change(lambda s: setattr(_row(s, quick_room), "unit_code", gone.code))
    quick_room.take(quick_room.letter())

    assert f"{gone.name} đã hết hoạt động" in _held(quick_room)


def _row(session, room):
    return session.get_one(Contact, room.contact().id)


def test_two_senders_are_none(quick_room):
    mail = quick_room.letter()
    del mail["From"]
    mail["From"] = f"a@b.example, {CLERK}"
    quick_room.take(mail)

    _held(quick_room)


@pytest.mark.parametrize(
    "found",
    [
        f"{OURS}; dmarc=fail header.from=so-tai-chinh.example",
        f"{OURS}; spf=fail smtp.mailfrom=x@so-tai-chinh.example; dkim=none",
        f"{OURS}; spf=pass smtp.mailfrom=x@other.example",
        "mx.other.example; dmarc=pass header.from=so-tai-chinh.example",
        "",
    ],
)
def test_what_our_own_server_does_not_vouch_for_waits_unanswered(found, checked_room):
    headers = {"Authentication_Results": found} if found else {}
    checked_room.take(checked_room.letter(**headers))

    assert "Máy chủ thư" in _held(checked_room)
    assert [] == checked_room.answers()


@pytest.mark.parametrize(
    "found",
    [
        f"{OURS}; dmarc=pass (p=reject) header.from=so-tai-chinh.example",
        f"{OURS}; spf=pass smtp.mailfrom=van-thu@so-tai-chinh.example; dmarc=none",
        f"{OURS} 1; dkim=pass header.d=so-tai-chinh.example",
    ],
)
def test_what_our_own_server_vouches_for_is_recorded(found, checked_room):
    checked_room.take(checked_room.letter(Authentication_Results=found))

    assert 1 == len(checked_room.submissions())


def test_only_the_topmost_result_of_our_server_counts(checked_room):
    mail = checked_room.letter(Authentication_Results=f"{OURS}; dmarc=fail")
    mail["Authentication-Results"] = f"{OURS}; dmarc=pass"
    checked_room.take(mail)

    _held(checked_room)


def test_without_a_server_of_ours_a_failure_still_counts(quick_room):
    quick_room.take(quick_room.letter(Authentication_Results="mx.any.example; dmarc=fail"))

    assert "Máy chủ thư báo địa chỉ người gửi có thể bị giả mạo (DMARC)." == _held(quick_room)


@pytest.mark.parametrize(
    "found",
    [
        "spf=pass smtp.mailfrom=dmarc=pass@evil.example",
        'spf=pass smtp.mailfrom="a; dmarc=pass header.from=so-tai-chinh.example; b"@evil.example',
        "spf=pass smtp.mailfrom=a;dmarc=pass@evil.example",
        "dkim=pass header.d=evil.example header.s=dmarc=pass",
        "dkim=pass header.d=evil.example header.s=so-tai-chinh.example",
        "spf=pass (dmarc=pass header.from=so-tai-chinh.example) smtp.mailfrom=a@evil.example",
        "spf=pass (a (b) ; dmarc=pass ) smtp.mailfrom=a@evil.example",
        "dmarc=pass header.from=evil.example",
        "dmarc=fail (dmarc=pass) header.from=so-tai-chinh.example",
        "dmarc=bestguesspass header.from=so-tai-chinh.example",
        "dkim=pass reason=dmarc=pass header.d=evil.example",
        "x-dmarc=pass header.from=so-tai-chinh.example",
        "spf=pass smtp.helo=so-tai-chinh.example smtp.mailfrom=a@evil.example",
        "auth=pass smtp.auth=dmarc=pass",
        "dmarc=pass (header.from=so-tai-chinh.example",
        'dmarc=pass "header.from=so-tai-chinh.example',
    ],
)
def test_a_word_that_the_sender_chose_proves_nothing(found, checked_room):
    checked_room.take(checked_room.letter(Authentication_Results=f"{OURS}; {found}"))

    assert "Máy chủ thư" in _held(checked_room)
    assert [] == checked_room.answers()


def test_results_folded_over_lines_with_comments_and_versions_are_read(checked_room):
    found = (
        f"{OURS} 1;\r\n\tdkim=pass (2048-bit key; x) header.d=so-tai-chinh.example"
        " header.s=s1 header.b=ab/cd==;\r\n\tspf/1=pass smtp.mailfrom=a@b.example;"
        "\r\n\tdmarc=pass (p=NONE sp=NONE dis=NONE) header.from=so-tai-chinh.example"
    )
    raw = checked_room.letter().as_bytes()
    checked_room.take(f"Authentication-Results: {found}\r\n".encode() + raw)

    assert 1 == len(checked_room.submissions())


def test_nobody_unknown_is_written_to_unless_our_server_vouches_for_him(quick_room, checked_room):
    quick_room.take(quick_room.letter(sender="ai1@thu.example"))
    checked_room.take(_from_stranger(checked_room, "ai2@thu.example", "spf=pass"))

    assert [] == checked_room.answers()


def test_one_code_makes_us_write_to_ten_strangers_a_day_at_most(checked_room):
    for number in range(14):
        checked_room.put(_from_stranger(checked_room, f"ai{number}@thu.example"))
    checked_room.read_mail()

    assert 10 == len(checked_room.answers())
    assert 14 == len(checked_room.incoming())

"""`dondoc contacts verify`: an officer has called the unit and vouches for an address."""

from __future__ import annotations

import pytest

NEW = "đơn vị,đầu mối,địa chỉ\nso-tu-phap,Lê Thị Mới,moi@so-tu-phap.example\n"
NOW = ("--now", "02/03/2027 09:00")


@pytest.fixture
def known(peopled, write):
    """A fourth contact, whose address nobody has confirmed."""
    peopled("contacts", "import", write("moi.csv", NEW), "--apply", *NOW)
    return peopled


def unconfirmed(run):
    return [one["id"] for one in run("contacts", "list", "--unverified", "--json").json]


def test_the_list_shows_who_has_not_confirmed(known):
    assert [4] == unconfirmed(known)
    assert "chưa xác nhận địa chỉ" in known("contacts", "list", "--unverified").out
    assert "Lê Thị Mới" in known("contacts", "list", "--unverified").out


def test_an_officer_confirms_after_a_call(known):
    done = known("contacts", "verify", "4", "--as", "ha@so-noi-vu.example", *NOW)

    assert "Đã xác nhận đầu mối 4: moi@so-tu-phap.example." == done.lines[0]
    assert [] == unconfirmed(known)


def test_a_viewer_may_not(known):
    done = known("contacts", "verify", "4", "--as", "xem@so-noi-vu.example", *NOW)

    assert 2 == done.code
    assert "chỉ được xem" in done.err
    assert [4] == unconfirmed(known)


@pytest.mark.parametrize(
    ("number", "said"), [("1", "đã được xác nhận lúc"), ("99", "không có đầu mối này")]
)
def test_what_cannot_be_confirmed_is_said(known, number, said):
    done = known("contacts", "verify", number, "--as", "ha@so-noi-vu.example", *NOW)

    assert 2 == done.code
    assert said in done.err


def test_a_contact_out_of_use_is_put_back_before_it_is_confirmed(known):
    known("contacts", "disable", "4", *NOW)

    done = known("contacts", "verify", "4", "--as", "ha@so-noi-vu.example", *NOW)

    assert (2, True) == (done.code, "đã ngừng dùng" in done.err)


def test_links_are_revoked_in_an_officers_name_with_a_reason(known):
    by = ("--as", "ha@so-noi-vu.example", *NOW)

    done = known("contacts", "revoke-links", "4", "--reason", "thư lạc", *by)
    unsaid = known("contacts", "revoke-links", "4", "--reason", " ", *by)

    said = "Đã thu hồi 0 đường dẫn đã gửi cho đầu mối 4: moi@so-tu-phap.example."
    assert (0, [said]) == (done.code, done.lines)
    assert (2, True) == (unsaid.code, "hãy ghi lý do" in unsaid.err)

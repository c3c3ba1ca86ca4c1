"""Addresses that can be written to, and what must not stand in one."""

from __future__ import annotations

import pytest

from dondoc.contacts.address import (
    holds_credentials,
    is_official,
)
from dondoc.text import is_mail_address

HEAD = "đơn vị,kênh,địa chỉ"


@pytest.mark.parametrize(
    "address", ["a@b.gov.vn", "van-thu.stc@tuyenquang.gov.vn", "x+y_1@a-b.example", "A@B.VN"]
)
def test_it_takes_a_plain_mail_address(address):
    assert is_mail_address(address)


@pytest.mark.parametrize(
    "address",
    [
        *("", "a", "a@b", "@b.vn", "a@", "a b@c.vn", "a@c..vn", ".a@c.vn", "a.@c.vn", "á@c.vn"),
        *("a@c.v", "a@-c.vn", "An <a@c.vn>", "a@c.vn, b@c.vn", "a@c.vn\nb", f"{'a' * 250}@c.vn"),
    ],
)
def test_it_refuses_what_no_server_would_take(address):
    assert not is_mail_address(address)


@pytest.mark.parametrize(
    ("address", "official"),
    [
        ("a@tuyenquang.gov.vn", True),
        ("a@GOV.VN", True),
        ("a@gov.vn.example", False),
        ("a@fakegov.vn", False),
        ("a@gmail.com", False),
    ],
)
def test_it_knows_the_domains_of_the_state(address, official):
    assert official == is_official(address, demo=False)


@pytest.mark.parametrize(
    ("address", "wanted"),
    [
        ("abc", "không phải địa chỉ thư; hãy ghi như ten@tuyenquang.gov.vn"),
        ("a@b.vn; c@d.vn", "mỗi dòng chỉ một địa chỉ; hãy tách thành nhiều dòng"),
    ],
)
def test_a_wrong_mail_address_is_refused_with_what_to_write(address, wanted, refusal):
    assert [f"dòng 2, cột địa chỉ «{address}»: {wanted}"] == (
        refusal(HEAD, f'so-y-te,email,"{address}"')
    )


def test_a_chat_address_under_email_is_refused_without_showing_it(refusal):
    wanted = "là địa chỉ của một dịch vụ nhắn tin; hãy ghi tên dịch vụ ở cột kênh"

    assert [f"dòng 2, cột địa chỉ «json://…»: {wanted}"] == (
        refusal(HEAD, "so-y-te,,json://user:mat-khau@hooks.example/x")
    )


@pytest.mark.parametrize("address", ["hooks.example/x", "json://hooks.example/x"])
def test_a_chat_address_is_kept_without_its_scheme(address, check):
    entry, *_ = check(HEAD, f"so-y-te,JSON,{address}").entries

    assert ("json", "hooks.example/x") == (entry.key["channel"], entry.key["address"])
    assert "Sở Y tế · đầu mối · json://…" == entry.words


@pytest.mark.parametrize(
    "address",
    ["user:mat-khau@hooks.example/x", "hooks.example/x?token=abc", ":p@h", "h/?Password="],
)
def test_credentials_never_live_in_contacts_nor_in_what_is_said_of_them(address, refusal):
    wanted = "có mật khẩu hoặc mã bí mật trong địa chỉ; những thứ ấy chỉ nằm trong thiết lập"

    assert [f"dòng 2, cột địa chỉ «json://…»: {wanted}"] == (
        refusal(HEAD, f"so-y-te,json,{address}")
    )
    assert holds_credentials("json", address)


def test_an_address_that_its_service_cannot_use_is_refused(refusal):
    wanted = "thiếu hoặc sai một phần của địa chỉ; hãy xem cách ghi của dịch vụ này"

    assert [f"dòng 2, cột địa chỉ «tgram://…»: {wanted}"] == refusal(HEAD, "so-y-te,tgram,x")


@pytest.mark.parametrize("channel", ["mailto", "mailtos"])
def test_mail_goes_through_the_settings_server_alone(channel, refusal):
    wanted = "thư điện tử thì ghi kênh là email, địa chỉ như ten@tuyenquang.gov.vn"

    assert [f"dòng 2, cột kênh «{channel}»: {wanted}"] == (
        refusal(HEAD, f"so-y-te,{channel},smtp.example/?to=a")
    )


@pytest.mark.parametrize(
    ("channel", "address"),
    [("zns", "0912 345 678"), ("zns", "84912345678"), ("zalooa", "1234567890123")],
)
def test_zalo_is_a_channel_like_any_other(check, channel, address):
    (entry,) = check(HEAD, f"so-y-te,{channel},{address}").entries

    assert (channel, address) == (entry.key["channel"], entry.key["address"])


@pytest.mark.parametrize(
    ("channel", "address", "wanted"),
    [
        ("zns", "0207 300 0002", "phải là số di động, ví dụ 0912345678 hoặc 84912345678"),
        ("zalooa", "mai", "phải là mã người dùng (user_id) mà Zalo cấp khi người ấy quan tâm OA"),
    ],
)
def test_a_wrong_zalo_address_is_refused_with_what_to_write(refusal, channel, address, wanted):
    (said,) = refusal(HEAD, f"so-y-te,{channel},{address}")

    assert wanted in said
    assert address not in said


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "2130706433", "[::1]", "10.1.2.3:8080", "localhost", "may-chu.local"],
)
def test_a_webhook_does_not_lead_into_our_own_network(host, refusal):
    inside = "máy này không thuộc mạng Internet công cộng; hãy ghi địa chỉ công khai của dịch vụ"

    assert [f"dòng 2, cột địa chỉ «json://…»: {inside}"] == refusal(HEAD, f"so-y-te,json,{host}/x")

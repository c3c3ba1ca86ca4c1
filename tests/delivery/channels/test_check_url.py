from __future__ import annotations

import pytest

from dondoc.delivery import apprise_send
from dondoc.delivery.channels.install import install, plugins
from dondoc.delivery.channels.smtp.plugin import PooledEmail
from dondoc.problems import Refused


@pytest.mark.parametrize(
    "url",
    [
        "mailtos://don-doc:bi-mat@mail.so-noi-vu.example?from=a@so-noi-vu.example",
        "mailto://127.0.0.1:1450?from=a@so-noi-vu.example&mode=insecure",
        "json://127.0.0.1/moc",
        "ntfy://tuyen-quang",
    ],
)
def test_it_accepts_an_address_that_can_be_used(url: str) -> None:
    apprise_send.check_url(url)


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        ("khongco://don-doc:bi-mat@x", "Địa chỉ gửi «khongco://…»: không có dịch vụ này"),
        ("mailto://don-doc:bi-mat@", "Địa chỉ gửi «mailto://…»: thiếu hoặc sai một phần"),
        ("email://don-doc:bi-mat@x", "Địa chỉ gửi «email://…»: không có dịch vụ này"),
        ("don-doc:bi-mat@x", "Địa chỉ gửi: thiếu tên dịch vụ ở đầu"),
    ],
)
def test_it_says_what_is_wrong_and_shows_no_password(url: str, wanted: str) -> None:
    with pytest.raises(Refused) as refused:
        apprise_send.check_url(url)

    assert str(refused.value).startswith(wanted)
    assert "bi-mat" not in str(refused.value)


def test_it_knows_email_and_the_schemes_of_apprise() -> None:
    assert {"email", "mailto", "mailtos", "json", "jsons", "ntfy"} <= apprise_send.known_schemes()
    assert "khongco" not in apprise_send.known_schemes()


def test_our_mail_plugin_stands_in_for_the_stock_one_once() -> None:
    install()
    install()

    assert [PooledEmail] * 2 == [plugins()[scheme] for scheme in ("mailto", "mailtos")]

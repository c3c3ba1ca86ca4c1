"""A mailbox's address: how its line is protected, and that none in clear leaves this machine."""

from __future__ import annotations

import pytest

from dondoc.mailbox.mailbox_address import ImapAddress, Protection, read_imap, read_where

HOSTS = ["thu.example", "10.0.0.7", "[2001:db8::7]", "127.0.0.1.thu.example", "localhost.example"]


@pytest.mark.parametrize(
    ("text", "line", "port"),
    [
        ("imaps://a:b@thu.example", Protection.TLS, 993),
        ("imap://a:b@thu.example", Protection.STARTTLS, 143),
        ("imap://a:b@thu.example:1143", Protection.STARTTLS, 1143),
        ("imaps://a:b@thu.example/INBOX?mode=insecure", Protection.TLS, 993),
    ],
)
def test_every_line_is_encrypted_unless_it_is_asked_not_to_be(
    text: str, line: Protection, port: int
):
    assert ImapAddress("thu.example", port, "a", "b", "INBOX", line) == read_imap(text)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.1.2.3", "[::1]", "localhost"])
def test_a_server_on_this_machine_may_be_spoken_to_in_clear(host: str):
    where = read_where(f"imap://a:b@{host}/INBOX?mode=insecure")

    assert isinstance(where, ImapAddress)
    assert Protection.INSECURE is where.line


@pytest.mark.parametrize("host", HOSTS)
def test_any_other_is_refused_with_what_to_write_instead(host: str):
    with pytest.raises(ValueError, match=r"trên chính máy này.*imaps://") as refused:
        read_where(f"imap://a:bi-mat@{host}/INBOX?mode=insecure")

    assert "bi-mat" not in str(refused.value)

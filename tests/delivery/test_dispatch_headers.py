"""A message of the ledger as it stands on the wire: every header once, the link on its own line."""

from __future__ import annotations

from datetime import date

import pytest
from pydantic import SecretStr

from dondoc.clock import at
from dondoc.delivery.dispatch_window import dispatch_window
from tests.support.post import Office

OPENING = date(2027, 3, 1)
CLERK = "van-thu@so-tai-chinh.example"


@pytest.fixture
def office(sqlite_engine, settings, rulebook, smtp, sqlite_cast):
    url = f"mailto://127.0.0.1:{smtp.port}?from=don-doc@so-noi-vu.example&mode=insecure"
    given = {"smtp_url": SecretStr(url), "reply_to": "cchc@so-noi-vu.example"}
    office = Office(sqlite_engine, settings.model_copy(update=given), rulebook)
    office.morning(OPENING)
    dispatch_window(office.engine, office.settings, rulebook, at(OPENING, 8))
    return office


@pytest.fixture
def received(office, smtp):
    (letter,) = [one.message for one in smtp.received if [CLERK] == one.recipients]
    return letter


@pytest.fixture
def kept(office):
    (message,) = [one for one in office.messages() if one.contact_id == 1]
    return message


def test_every_header_stands_once_with_the_message_id_of_the_ledger(received, kept):
    expected = {
        "Message-ID": f"<{kept.mime_id}>",
        "From": "Đôn Đốc <don-doc@so-noi-vu.example>",
        "To": CLERK,
        "Subject": kept.subject,
        "Reply-To": "cchc@so-noi-vu.example",
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
        "List-Id": "Đôn Đốc <thong-bao.don-doc.example>",
        "Date": "Mon, 01 Mar 2027 08:00:00 +0700",
    }
    assert {name: [value] for name, value in expected.items()} == {
        name: received.get_all(name) for name in expected
    }


def test_text_and_html_carry_the_units_link_the_text_on_a_line_of_its_own(office, received):
    text = received.get_body(("plain",)).get_content()
    (link,) = [line for line in text.splitlines() if line.startswith("http")]

    assert link.startswith(f"{office.settings.base_url}/v/")
    assert f'href="{link}"' in received.get_body(("html",)).get_content()


def test_the_ledger_keeps_no_living_link(received, kept):
    text = received.get_body(("plain",)).get_content()
    (link,) = [line for line in text.splitlines() if line.startswith("http")]

    assert link.rpartition("/")[2] not in kept.text + kept.html

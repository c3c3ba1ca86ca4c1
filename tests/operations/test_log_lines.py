"""The log of our programs: one line an event, and nothing by which anybody acts or is found."""

from __future__ import annotations

import io
import json
import logging
import re
from datetime import date

import pytest
from pydantic import SecretStr
from sqlalchemy import text

from dondoc.clock import at
from dondoc.ledger.installation import Installation
from dondoc.operations.log_lines import log_lines
from dondoc.operations.regular_work import send_window
from tests.support.broken_mail import base
from tests.support.post import Office
from tests.support.watches import SetWatch

OPENING = date(2027, 3, 1)
TOKEN = "abcdefgh" * 4  # as long as ours, of the letters of ours
GIVEN = {"who": "Phạm Thị Hà"}


@pytest.fixture
def lines():
    """What a program that runs on would have written, by the form of its lines."""
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    servers = [logging.getLogger(name) for name in ("uvicorn", "uvicorn.access")]
    known = [(one, one.propagate, one.disabled, one.level) for one in servers]
    for one in servers:  # a server of another test may have kept its lines to itself
        one.propagate, one.disabled = True, False
        one.setLevel(logging.NOTSET)
    written = io.StringIO()

    def begin(form="text"):
        log_lines(form, written)
        return lambda: written.getvalue().splitlines()

    yield begin
    root.handlers[:] = before
    root.setLevel(level)
    for one, propagates, disabled, own_level in known:
        one.propagate, one.disabled = propagates, disabled
        one.setLevel(own_level)


def test_an_event_is_one_line_with_its_hour_and_where_it_came_from(lines):
    written = lines()
    logging.getLogger("dondoc.thu").info("hai\ndòng")
    logging.getLogger("apprise").info("chuyện riêng của thư viện")

    [line] = written()
    hour, level, said = line.split(" ", 2)
    assert hour.endswith("+07:00")
    assert ("INFO", "dondoc.thu: hai ⏎ dòng") == (level, said)


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_fault_is_one_line_too(lines, form):
    written = lines(form)
    try:
        raise ValueError("mai@so-y.example")
    except ValueError:
        logging.getLogger("dondoc").exception("Không đọc được thư của an@so-tai-chinh.example")

    [line] = written()
    assert "…@so-tai-chinh.example" in line
    assert "ValueError: …@so-y.example" in line
    assert "an@" not in line


def test_json_names_its_parts(lines):
    written = lines("json")
    logging.getLogger("dondoc.thu").warning("Kênh %s dừng", "email")

    event = json.loads(written()[0])
    assert {"at", "level", "from", "said"} == set(event)
    assert ("WARNING", "dondoc.thu", "Kênh email dừng") == (
        event["level"],
        event["from"],
        event["said"],
    )


def test_a_request_is_told_without_visitor_token_or_what_was_searched_for(lines):
    written = lines()
    args = ("10.1.2.3:40000", "GET", f"/v/{TOKEN}?tim=Nguyễn+An", "1.1", 200)
    logging.getLogger("uvicorn.access").info('%s - "%s %s HTTP/%s" %d', *args)

    [line] = written()
    assert line.endswith("uvicorn.access: GET /v/… 200")


@pytest.mark.one_database
@pytest.mark.parametrize("reply", ["250 2.0.0 queued", "550 5.1.1 <{who}>: unknown", "421 4.3.2"])
def test_a_window_that_sends_leaves_no_address_and_no_token_in_the_log(
    engine, settings, rulebook, cast, smtp, lines, reply
):
    written = lines()
    logging.getLogger().setLevel(logging.INFO)  # the libraries' own lines too
    office = Office(engine, settings, rulebook)
    office.morning(OPENING)
    if not reply.startswith("250"):
        smtp.answer_always["RCPT"] = reply.format(who="van-thu@so-tai-chinh.example")
    sending = settings.model_copy(update={"smtp_url": SecretStr(base(smtp))})
    send_window(Installation(sending, rulebook, engine), at(OPENING, 8), SetWatch())
    _breaks(engine)

    whole = "\n".join(written())
    assert "Không ghi được" in whole
    assert bool(_links(smtp)) is reply.startswith("250")
    for secret in ("van-thu@", "van-thu%40", GIVEN["who"], "ha@", *_links(smtp)):
        assert secret not in whole


def _breaks(engine):
    """A statement that fails, with what it was given."""
    try:
        with engine.begin() as ledger:
            ledger.execute(text("insert into nowhere values (:who)"), GIVEN)
    except Exception:
        logging.getLogger("dondoc").exception("Không ghi được")


def _links(smtp):
    """The tokens of the links that left."""
    texts = [one.message.get_body(("plain",)).get_content() for one in smtp.received]
    return {token for text in texts for token in re.findall(r"/v/([a-z2-7]{32})", text)}

"""Where each fault measured in Apprise (reference notify.md §1) is held off: fault → our test.

What goes over the line is met on all three: plain, STARTTLS, TLS (`line` in conftest).
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[3]

TABLE = [
    # what comes back
    ("notify() gives True, False, None", "stock_schemes", "is_sent_when_the_service_takes_it"),
    ("no result per recipient", "email_recipients", "refuses_anything_but_one_recipient"),
    ("code and words only in a debug log", "email_outcomes", "takes_the_servers_word"),
    (
        "4xx and 5xx look alike, at MAIL, RCPT, DATA, dot",
        "email_outcomes",
        "takes_the_servers_word",
    ),
    ("a wrong login looks like a refusal", "email_channel_faults", "for_a_refused_login"),
    ("a bad certificate too", "email_channel_faults", "for_a_certificate_nobody_vouches_for"),
    ("what is the channel's burns every message", "pause_alarm", "burns_no_message"),
    ("TCP refused", "email_outcomes", "defers_when_nobody_listens"),
    ("no banner", "email_outcomes", "defers_when_the_server_does_not_greet"),
    ("a banner that refuses", "email_outcomes", "tells_a_busy_server_from_a_closed_one"),
    ("reasons mix between threads", "sending_threads", "each_thread_sees_its_own_outcome"),
    # whom it reaches
    ("several To in one address", "email_recipients", "refuses_anything_but_one_recipient"),
    ("one of several refused", "sending_threads", "each_thread_sees_its_own_outcome"),
    ("a refused cc or bcc is lost", "email_recipients", "refuses_what_it_would_drop_in_silence"),
    ("?retry= sends again", "email_outcomes", "tries_once_whatever_the_address_asks"),
    ("?retry= of a stock scheme", "stock_schemes", "is_deferred_after_one_try"),
    ("without a target it mails the sender", "email_recipients", "without_any_recipient"),
    ("an invalid target", "email_recipients", "refuses_anything_but_one_recipient"),
    ("the envelope's sender", "email_letter", "sends_one_envelope_to_one_recipient"),
    ("nobody left to tell", "dispatch_outcomes", "with_nobody_left_is_told"),
    # the line
    ("lost after the dot", "email_outcomes", "reply_to_the_dot_never_comes"),
    ("lost before the dot", "email_outcomes", "line_is_cut_before_the_dot"),
    ("dropped between two letters", "email_connections", "cut_between_two_letters"),
    ("dropped as the next begins", "email_connections", "fails_at_the_next_letter"),
    ("lost after the dot on a kept line", "email_connections", "lost_after_the_dot_on_a_kept"),
    ("5.5 s of throttle between letters", "email_connections", "seven_letters_over_one_connection"),
    ("a context for every message", "email_connections", "one_ssl_context_for_many_lines"),
    ("time-outs", "email_outcomes", "reply_to_the_dot_never_comes"),
    ("TLS is verified", "email_channel_faults", "for_somebody_elses_certificate"),
    ("?verify=no", "email_channel_faults", "asks_for_no_verification"),
    ("secrets in debug logs", "email_channel_faults", "never_shows_a_password"),
    # the letter
    ("two Message-IDs", "email_header_words", "one_message_id_even_if_the_address"),
    ("a header of the address's own", "email_header_words", "one_message_id_even_if_the_address"),
    ("headers fixed per address", "email_letter", "every_header_exactly_once"),
    ("no text part of our own", "email_letter", "offers_the_html_as_the_alternative"),
    ("the link lost in the text part", "email_letter", "link_on_its_own_line"),
    ("text alone", "email_letter", "text_alone_without_a_multipart"),
    ("CR/LF in the subject", "email_header_words", "subject_with_line_ends_through_the_door"),
    ("an over-long subject", "email_header_words", "brings_the_subject_through_unchanged"),
    ("a Vietnamese file name", "email_letter", "attaches_the_calendar_file_as_published"),
    (".ics without method and charset", "email_letter", "attaches_the_calendar_file_as_published"),
    ("bare line feeds", "email_letter", "never_sends_a_bare_line_feed"),
]


@pytest.mark.parametrize(("fault", "file", "part"), TABLE)
def test_each_fault_has_its_test(fault: str, file: str, part: str) -> None:
    (path,) = TESTS.rglob(f"test_{file}.py")
    written = path.read_text(encoding="utf-8")

    names = re.findall(r"^def (test_\w+)", written, re.MULTILINE)
    assert 1 == len([name for name in names if part in name]), (fault, part)

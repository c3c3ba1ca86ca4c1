"""The rules' numbers, as pages say them: `{{ numbers.largest_file }}`."""

from __future__ import annotations

from types import SimpleNamespace

from dondoc.calendar.sending_hours import ANSWER_BEFORE, windows_in_words
from dondoc.conference.stage_rules import INVITE_AT_LEAST, RULES, Stage
from dondoc.delivery.verification.hold import PATIENCE
from dondoc.ledger.links import SESSION_HOURS, SIGN_IN_MINUTES
from dondoc.limits import LARGEST_FILE, MOST_FILES, megabytes

NUMBERS = SimpleNamespace(
    largest_file=megabytes(LARGEST_FILE),
    most_files=MOST_FILES,
    sign_in_minutes=SIGN_IN_MINUTES,
    session_hours=SESSION_HOURS,
    verify_days=PATIENCE,
    windows=windows_in_words(),
    answer_hour=ANSWER_BEFORE.hour,
    invite_at_least=INVITE_AT_LEAST,
    rsvp_before=-RULES[Stage.RSVP].days,
    questions_within=RULES[Stage.QUESTIONS].days,
)

"""What a form of the Prefect UI asks: put before the account it names, done by that alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from prefect.client.schemas.objects import State

from flows.day import settle_day
from flows.ending import done, refused
from models.kinds import AskedForm
from tasks.ask_account import WAITS, ask_account
from tasks.send_messages import send_immediate


def put_before_account(
    form: AskedForm, typed: Mapping[str, Any], account: str, *, undone: str
) -> State[None]:
    """Mail the account its question at once; `undone` names the state where nobody was asked."""
    day = settle_day(None)
    asked = ask_account(form, typed, account, day.now)
    if isinstance(asked, tuple):
        return refused(undone, asked)
    send_immediate(day.now)
    return done(WAITS, asked.sentence())

"""An alarm to the administrators: a run of ours failed, crashed or did not start in time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from dondoc.clock import local
from dondoc.delivery.account_letter import account_letter
from dondoc.ledger.links import make_token
from dondoc.ledger.message_rows import insert_messages, message_key
from dondoc.messages.render_account import render_alarm
from dondoc.settings import Settings
from models import Account
from models.kinds import AccountRole
from models.reasons import MessagePurpose

OUT_OF_TIME = "quá giờ"
"""The name of the state of a run that was broken off because its limit was over."""


@dataclass(frozen=True)
class Trouble:
    """What the Prefect server tells of a run. `state` is its own word, or ours."""

    run: str
    state: str
    words: str = ""
    run_id: str = ""


def hook_token(settings: Settings) -> str:
    """What the Prefect server shows when it reports a run; made from the key of signed links."""
    return make_token(settings.signing_key(), "moc-bao", "prefect")


def hook_url(settings: Settings) -> str:
    """The address of the portal at which the Prefect server reports a run."""
    return f"{settings.base_url}/moc-bao/{hook_token(settings)}"


def queue_alarm(session: Session, settings: Settings, trouble: Trouble, now: datetime) -> int:
    """Queue one mail for every administrator, at any hour; returns how many are new.

    One an hour: a storm of failing runs is one mail, and a fault that stays is told again.
    """
    administrators = select(Account).where(
        col(Account.role) == AccountRole.ADMINISTRATOR, col(Account.disabled_at).is_(None)
    )
    rows = []
    for account in session.exec(administrators.order_by(col(Account.id))):
        letter = render_alarm(
            name=account.name,
            run=trouble.run,
            state=trouble.state,
            words=trouble.words,
            link=_run_url(settings, trouble),
            seen_at=now,
        )
        key = message_key(MessagePurpose.ALARM, account.id, f"{local(now):%Y-%m-%dT%H}")
        rows.append(account_letter(MessagePurpose.ALARM, key, account, letter, now=now))
    return len(insert_messages(session, settings, rows))


def _run_url(settings: Settings, trouble: Trouble) -> str:
    runs = f"{settings.prefect_ui_url}/v2/runs"
    return f"{runs}/flow-run/{trouble.run_id}" if trouble.run_id else runs

"""What is asked in an account's name by somebody who typed its address: done once it says yes.

A Prefect form knows no accounts, so the address in it is no identity. The account gets a mail with
a button; what is asked is done in the portal, in that account's name, by the rights it has then.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, update
from sqlmodel import Session, col, select

from dondoc.access import Act, about_duty, require, who
from dondoc.contacts.address import masked
from dondoc.contacts.find_account import ACCOUNT_LABEL, account_named
from dondoc.delivery.account_letter import account_letter, hold_account
from dondoc.delivery.operating.delivery_form import Done, Order, carry_out
from dondoc.demands.demand import check_demand, open_checked
from dondoc.demands.demand_form import Demand, DemandForm
from dondoc.forms.typed_form import labels_of
from dondoc.ledger import audit
from dondoc.ledger.actors import SYSTEM, Actor
from dondoc.ledger.installation import Context
from dondoc.ledger.links import make_token, placeholder, token_hash
from dondoc.ledger.message_rows import insert_messages, message_key
from dondoc.limits import MOST_QUESTIONS
from dondoc.messages.environment import phrases
from dondoc.messages.render_account import render_asked_act
from dondoc.problems import Problem, Refused
from dondoc.submissions.evidence_form import EvidenceForm
from dondoc.submissions.paper import Paper, PaperForm, record_paper
from models import Account, AskedAct
from models.kinds import AskedForm
from models.reasons import MessagePurpose

LASTS = timedelta(hours=24)
"""How long the button works: who asked by the form looks into the mailbox the same day."""

WORDS = {
    AskedForm.DELIVERY: "điều hành việc gửi tin",
    AskedForm.DEMAND: "yêu cầu báo cáo đột xuất",
    AskedForm.PAPER: "ghi nhận kết quả thay đơn vị",
}
_LABELS: Mapping[AskedForm, Mapping[str, str]] = {
    AskedForm.DELIVERY: {
        "act": "Việc",
        "channel": "Kênh",
        "message": "Số tin",
        "to": "Địa chỉ đúng",
        "reason": "Lý do",
    },
    AskedForm.DEMAND: labels_of(DemandForm),
    AskedForm.PAPER: {"duty": "Nhiệm vụ", **labels_of(EvidenceForm), **labels_of(PaperForm)},
}
"""What each field is called; one that has no name here is shown by its code, never left out."""

_PLACEHOLDER = "xin-lam"
_DAY = timedelta(hours=24)


@dataclass(frozen=True)
class Wish:
    """A form as it was filled in; `run_key` makes it the only one of its run."""

    form: AskedForm
    typed: Mapping[str, Any]
    run_key: str


@dataclass(frozen=True)
class AskedAccount:
    """Who was asked; the address as a run may show it."""

    address: str

    def sentence(self) -> str:
        return phrases("delivery").asked_account(self.address, int(LASTS.total_seconds() // 3600))


def ask_account(session: Session, context: Context, wish: Wish, *, address: str) -> AskedAccount:
    """Mail the account the question; the same run asks once. Nothing of what is asked is done.

    Raises Refused with every field that is wrong, and where the account may not: it is rehearsed.
    """
    account = _rehearsed(session, context, wish, address)
    asked = AskedAccount(masked(account.address))
    if session.exec(select(AskedAct.hash).where(col(AskedAct.run_key) == wish.run_key)).first():
        return asked
    _refuse_more(session, account, now=context.now)
    now, settings = context.now, context.settings
    key = message_key(MessagePurpose.ASKED_ACT, account.id, wish.run_key)
    letter = render_asked_act(
        name=account.name,
        act=WORDS[wish.form],
        typed=_shown(wish.form, wish.typed),
        link=f"{settings.base_url}/xin-lam/{placeholder(_PLACEHOLDER)}",
        expires_at=now + LASTS,
    )
    row = account_letter(MessagePurpose.ASKED_ACT, key, account, letter, now=now)
    insert_messages(session, settings, [row])
    session.add(
        AskedAct(
            hash=token_hash(make_token(settings.signing_key(), key, _PLACEHOLDER)),
            form=wish.form,
            typed=json.dumps(dict(wish.typed), ensure_ascii=False),
            run_key=wish.run_key,
            account_id=account.id or 0,
            asked_at=now,
            expires_at=now + LASTS,
        )
    )
    session.flush()
    return asked


def _refuse_more(session: Session, account: Account, *, now: datetime) -> None:
    """Raises Refused for one question too many in a day; the account is held while they are
    counted, and not named: what a run says is read by everyone who may see Prefect.
    """
    hold_account(session, account)
    recent = select(func.count()).where(
        col(AskedAct.account_id) == account.id, col(AskedAct.asked_at) > now - _DAY
    )
    if session.exec(recent.select_from(AskedAct)).one() >= MOST_QUESTIONS:
        wanted = phrases("delivery").asked_enough(MOST_QUESTIONS)
        raise Refused(Problem("account", "", wanted, ACCOUNT_LABEL))


def find_asked(session: Session, token: str, *, now: datetime) -> tuple[AskedAct, Account] | None:
    """What the link asks, and whom; None for a link that is forged, over, or of nobody in use."""
    asked = session.get(AskedAct, token_hash(token.strip().lower()))
    if asked is None or asked.expires_at <= now:
        return None
    account = session.get_one(Account, asked.account_id)
    return (asked, account) if account.disabled_at is None else None


def do_asked(session: Session, context: Context, asked: AskedAct, account: Account) -> Done | None:
    """The account said yes: do it, once, in its name. None where it was done meanwhile.

    Raises Refused where it cannot be done any more, or the account may not; it can be tried again.
    """
    taken = session.execute(
        update(AskedAct)
        .where(col(AskedAct.hash) == asked.hash, col(AskedAct.done_at).is_(None))
        .values(done_at=context.now)
        .execution_options(synchronize_session=False)
        .returning(col(AskedAct.hash))
    )
    if taken.first() is None:
        return None
    by = Actor.account(account.id)
    act = f"xác nhận: {WORDS[asked.form]}"
    audit.record(session, actor=by, act=act, target=by, now=context.now)
    wish = Wish(asked.form, json.loads(asked.typed), asked.run_key)
    return _carry_out(session, context, wish, account)


def shown(asked: AskedAct) -> list[tuple[str, str]]:
    """What was typed, as the account reads it: label and value, without what was left empty."""
    return _shown(asked.form, json.loads(asked.typed))


def _shown(form: AskedForm, typed: Mapping[str, Any]) -> list[tuple[str, str]]:
    """In the order of the form. Everything that was typed: the account answers for all of it."""
    labels = _LABELS[form]
    return [(labels.get(name, name), _text(value)) for name, value in typed.items() if value]


def _text(value: Any) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{name}={one}" for name, one in value.items())
    return " ".join(str(value).split())


def _rehearsed(session: Session, context: Context, wish: Wish, address: str) -> Account:
    """The account, once all of it would go well; every field that is wrong is said at once."""
    account, problems = None, []
    try:
        account = account_named(session, address)
    except Refused as refused:
        problems = list(refused.problems)
    try:
        with session.begin_nested() as trial:
            _carry_out(session, context, wish, account)
            trial.rollback()
    except Refused as refused:
        others = (one for one in refused.problems if account or one.field != "account")
        problems += others
    if problems or account is None:
        raise Refused(problems)
    session.refresh(account)
    return account


def _carry_out(session: Session, context: Context, wish: Wish, account: Account | None) -> Done:
    """Without an account it is only rehearsed, and nobody's right is asked."""
    does: dict[AskedForm, Callable[[Session, Context, Wish, Account | None], Done]] = {
        AskedForm.DELIVERY: _deliver,
        AskedForm.DEMAND: _demand,
        AskedForm.PAPER: _paper,
    }
    return does[wish.form](session, context, wish, account)


def _deliver(session: Session, here: Context, wish: Wish, account: Account | None) -> Done:
    order = Order(account=account.address if account else "", **wish.typed)
    return carry_out(session, here.settings, here.rulebook, order, now=here.now)


def _demand(session: Session, here: Context, wish: Wish, account: Account | None) -> Done:
    by, registry = _by(account), here.rulebook.registry
    checked = check_demand(here.rulebook, Demand(**wish.typed), now=here.now)
    if account:
        about = about_duty(registry, checked.duty, here.today)
        require(who(account, registry, here.today), Act.DEMAND, about, label=ACCOUNT_LABEL)
    opened = open_checked(session, here.rulebook, checked, by=by, now=here.now)
    return Done(opened.figure(), opened.sentence())


def _paper(session: Session, here: Context, wish: Wish, account: Account | None) -> Done:
    by, registry = _by(account), here.rulebook.registry
    paper = Paper(**wish.typed)
    key = f"asked:{wish.run_key}"  # recorded once
    entered = record_paper(session, here.rulebook, paper, by=by, key=key, now=here.now)
    if account:
        about = about_duty(registry, entered.duty, here.today, unit=entered.unit)
        require(who(account, registry, here.today), Act.RECORD, about, label=ACCOUNT_LABEL)
    return Done(entered.recorded.receipt, entered.sentence())


def _by(account: Account | None) -> Actor:
    return Actor.account(account.id) if account else SYSTEM

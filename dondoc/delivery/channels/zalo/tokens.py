"""Zalo's access token and the single-use refresh token that buys the next one.

Zalo takes a refresh token once and gives the next with the answer: two processes that use the
same one lock the office out. So the pair is one row; the process that finds the access token
stale takes the row's lock, reads it again, and only then asks Zalo; both are saved in one commit.
It is the one place where a transaction stays open during a request, once in some 25 hours.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import Engine
from sqlmodel import Session, col, select

from dondoc import clock
from dondoc.delivery.channels.zalo import post
from dondoc.delivery.envelope import Outcome, OutcomeKind
from dondoc.ledger.upsert import insert_new
from dondoc.settings import Settings
from models import ServiceToken
from models.database import transaction

NAME = "zalo"
PAUSE = timedelta(minutes=1)
"""After a failure nobody asks again so soon: the other messages of the batch share its outcome."""

_REMEDY = (
    "lấy refresh token mới trên trang của Zalo, đặt DONDOC_ZALO_REFRESH_TOKEN rồi cho kênh chạy lại"
)


@dataclass(frozen=True)
class Places:
    """Where Zalo listens."""

    token: str = "https://oauth.zaloapp.com/v4/oa/access_token"  # noqa: S105 - an address
    message: str = "https://openapi.zalo.me/v3.0/oa/message/cs"
    template: str = "https://business.openapi.zalo.me/message/template"


@dataclass(frozen=True)
class ZaloAccount:
    """The office's application at Zalo, and the ledger that keeps its tokens."""

    engine: Engine
    app_id: str
    secret: str = field(repr=False)
    refresh_token: str = field(repr=False)  # the first one, as Zalo's page gave it
    template: str = ""
    places: Places = field(default_factory=Places)

    @classmethod
    def of(cls, settings: Settings, engine: Engine) -> ZaloAccount:
        return cls(
            engine,
            settings.zalo_app_id,
            settings.zalo_secret.get_secret_value(),
            settings.zalo_refresh_token.get_secret_value(),
            settings.zns_template,
        )

    @property
    def missing(self) -> str:
        """The first setting without which nothing can be sent; empty if all are there."""
        needed = {
            "DONDOC_ZALO_APP_ID": self.app_id,
            "DONDOC_ZALO_SECRET": self.secret,
            "DONDOC_ZALO_REFRESH_TOKEN": self.refresh_token,
        }
        return next((name for name, value in needed.items() if not value), "")

    def access_token(self) -> str:
        """The newest access token; empty before the first. It may be stale: Zalo says so."""
        with transaction(self.engine, write=False) as session:
            row = session.get(ServiceToken, NAME)
        return row.access_token if row is not None and row.seed == self._seed() else ""

    def renew(self, used: str) -> str:
        """An access token other than the stale one `used`. Raises Lost.

        Of many who find it stale at once, in any process, one asks Zalo and the others read.
        """
        now = clock.now()
        with transaction(self.engine) as session:
            row = self._locked(session)
            if row.access_token and row.access_token != used:
                return row.access_token
            failed = _lately(row, now) or self._exchange(row, now)
        if failed is not None:
            raise post.Lost(failed)
        return row.access_token

    def _locked(self, session: Session) -> ServiceToken:
        """The row under a lock; another refresh token in the settings starts a new chain."""
        first = {"refresh_token": self.refresh_token, "seed": self._seed()}
        insert_new(session, ServiceToken, [{"name": NAME, "access_token": "", **first}])
        query = select(ServiceToken).where(col(ServiceToken.name) == NAME).with_for_update()
        row = session.exec(query).one()
        if row.seed != first["seed"]:
            row.sqlmodel_update({**first, "access_token": "", "failed_at": None})
        return row

    def _exchange(self, row: ServiceToken, now: datetime) -> Outcome | None:
        """Buy the next pair into the row; what went wrong otherwise."""
        form = {
            "refresh_token": row.refresh_token,
            "app_id": self.app_id,
            "grant_type": "refresh_token",
        }
        headers = {"secret_key": self.secret}
        try:
            answer = post.post(self.places.token, service="Zalo", headers=headers, data=form)
            failed = _refusal(answer)
        except post.Lost as lost:
            failed = lost.outcome
        if failed is None:
            row.access_token = str(answer.body["access_token"])
            row.refresh_token = str(answer.body["refresh_token"])
            row.renewed_at, row.failed_at = now, None
            return None
        row.failed_at, row.failed_kind, row.failed_why = now, _of_message(failed), failed.words
        return _kept(row)

    def _seed(self) -> str:
        return hashlib.sha256(f"{self.app_id}\n{self.refresh_token}".encode()).hexdigest()


def _refusal(answer: post.ServiceAnswer) -> Outcome | None:
    if answer.body.get("access_token") and answer.body.get("refresh_token"):
        return None
    code = answer.body.get("error", answer.status)
    if answer.status == 429 or answer.status >= 500:
        return Outcome(OutcomeKind.DEFERRED, None, f"Zalo chưa cấp mã truy cập ({code})")
    return Outcome(OutcomeKind.CHANNEL, None, f"Zalo không cấp mã truy cập ({code}): {_REMEDY}")


def _of_message(failed: Outcome) -> str:
    """The message itself never left, even where the token's request may have arrived."""
    kept = failed.kind is OutcomeKind.CHANNEL
    return (OutcomeKind.CHANNEL if kept else OutcomeKind.DEFERRED).value


def _lately(row: ServiceToken, now: datetime) -> Outcome | None:
    return _kept(row) if row.failed_at and now - row.failed_at < PAUSE else None


def _kept(row: ServiceToken) -> Outcome:
    return Outcome(OutcomeKind(row.failed_kind), None, row.failed_why)

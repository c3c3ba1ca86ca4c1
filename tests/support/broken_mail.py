"""Mail servers that take no letter, and an office whose mail really goes there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from pydantic import SecretStr
from sqlmodel import col, select

from dondoc.delivery.dispatch_window import DispatchResult, dispatch_window
from models import Audit
from tests.support.post import Office
from tests.support.smtp_server import SmtpServer

Start = Callable[..., SmtpServer]


class Broken(Office):
    """An office whose mail goes out for real, to a server that takes none of it."""

    def point(self, url: str, *alarms: str) -> None:
        given = {"smtp_url": SecretStr(url), "alarm_urls": SecretStr(" ".join(alarms))}
        self.settings = self.settings.model_copy(update=given)

    def for_real(self, now: datetime) -> DispatchResult:
        return dispatch_window(self.engine, self.settings, self.rulebook, now)

    def audited(self) -> list[str]:
        query = select(Audit.act).where(col(Audit.target) == "channel:email")
        return self.read(lambda s: list(s.exec(query.order_by(col(Audit.id)))))


def wrong_sender(start_smtp: Start, _tls: Any = None) -> str:
    server = start_smtp()
    for _ in range(9):
        server.answer("MAIL", "550 5.7.1 sender not allowed")
    return base(server)


def wrong_login(start_smtp: Start, _tls: Any = None) -> str:
    return base(start_smtp(password="đúng", must_log_in=True), login="don-doc:sai@")


def bad_certificate(start_smtp: Start, tls: Any) -> str:
    return base(start_smtp(starttls=tls), mode="starttls")


def bad_certificate_of_tls(start_smtp: Start, tls: Any) -> str:
    return base(start_smtp(tls=tls), mode="ssl")


def base(server: SmtpServer, login: str = "", mode: str = "insecure") -> str:
    return f"mailto://{login}127.0.0.1:{server.port}?from=don-doc@so-noi-vu.example&mode={mode}"

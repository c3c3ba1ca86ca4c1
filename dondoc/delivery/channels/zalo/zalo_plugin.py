"""Zalo, which Apprise 1.x does not carry: `zalooa://USER_ID` and `zns://SỐ_ĐIỆN_THOẠI`.

An Official Account writes to its followers; ZNS writes to a telephone number by a template
that Zalo has approved. The protocol is second-hand (public descriptions, not checked against the
living service): a code not known here counts as deferred, so the next contact takes over after a
day and nobody is struck off by mistake.
"""

from __future__ import annotations

import re
from typing import Any, ClassVar
from urllib.parse import unquote

from apprise import NotifyBase
from apprise.common import NotifyFormat, OverflowMode

from dondoc.delivery.channels.zalo import post
from dondoc.delivery.channels.zalo.tokens import ZaloAccount
from dondoc.delivery.channels.zalo.zalo_address import OA, ZNS, recipient, refusal
from dondoc.delivery.envelope import Envelope, Outcome, OutcomeKind, current_envelope
from dondoc.problems import Problem, Refused
from models.kinds import About

LONGEST = 2000
"""Letters of one text message."""

_STALE = frozenset({401, -216, -124})  # the access token has run out
_CHANNEL = frozenset({-224})  # the account's package lacks this feature
_REFUSED = frozenset({-213, -108, -118})  # no follower; no telephone number; a number without Zalo
_LINK = re.compile(r"https?://\S+")
_Stock: Any = NotifyBase  # its annotations are partial and differ between versions


class _Zalo(_Stock):  # type: ignore[misc] # see `_Stock`
    """What both have in common: one recipient, one try, a stale token replaced once."""

    service_url = "https://oa.zalo.me"
    address_name = ""  # what an address that cannot be used is called
    request_rate_per_sec = 0
    notify_format = NotifyFormat.TEXT
    templates = ("{schema}://{target}",)
    template_tokens: ClassVar[dict[str, Any]] = {
        "target": {"name": "Target", "type": "string", "required": True}
    }

    def __init__(self, target: str = "", **parsed: Any) -> None:
        super().__init__(**parsed)
        self.target = self.checked(target)
        self.overflow_mode = OverflowMode.UPSTREAM  # ?overflow=split would send several messages

    @staticmethod
    def parse_url(url: str) -> dict[str, Any] | None:
        parsed: dict[str, Any] | None = _Stock.parse_url(url, verify_host=False)
        if parsed is not None:
            parsed["target"] = unquote(parsed.get("host") or "")
        return parsed

    def url(self, *, privacy: bool = False, **_rest: Any) -> str:
        return f"{self.secure_protocol}://{'…' if privacy else self.target}"

    def send(self, body: str, title: str = "", **_rest: Any) -> bool:
        """Whether Zalo took it; the details are in the envelope's outcome."""
        envelope = current_envelope.get()
        account = envelope.credentials if envelope else None
        if envelope is None or not isinstance(account, ZaloAccount):
            return False
        wanted = account.missing or self.lacks(account)
        if wanted:
            words = f"Chưa đặt {wanted}; xem mục Zalo trong hướng dẫn quản trị"
            envelope.outcome = Outcome(OutcomeKind.CHANNEL, None, words)
        else:
            said = self.wording(account, envelope, body or title)
            envelope.outcome = self._try(account, said)
        return envelope.outcome.kind is OutcomeKind.SENT

    def _try(self, account: ZaloAccount, payload: dict[str, Any]) -> Outcome:
        try:
            token = account.access_token() or account.renew("")
            answer = self._post(account, token, payload)
            if _code(answer) in _STALE:
                answer = self._post(account, account.renew(token), payload)
        except post.Lost as lost:
            return lost.outcome
        return _of_answer(answer)

    def _post(
        self, account: ZaloAccount, token: str, payload: dict[str, Any]
    ) -> post.ServiceAnswer:
        headers = {"access_token": token}
        return post.post(self.place(account), service="Zalo", headers=headers, json=payload)

    def checked(self, target: str) -> str:
        scheme = str(self.secure_protocol)
        wanted = refusal(scheme, target)
        if wanted:
            raise Refused(Problem(self.address_name, target, wanted))
        return recipient(scheme, target)

    def lacks(self, account: ZaloAccount) -> str:
        return ""

    def place(self, account: ZaloAccount) -> str:
        raise NotImplementedError

    def wording(self, account: ZaloAccount, envelope: Envelope, text: str) -> dict[str, Any]:
        raise NotImplementedError


class ZaloOA(_Zalo):
    """A text from the office's Official Account to one of its followers."""

    service_name = "Zalo Official Account"
    secure_protocol = OA
    address_name = "Địa chỉ Zalo"

    def place(self, account: ZaloAccount) -> str:
        return account.places.message

    def wording(self, account: ZaloAccount, envelope: Envelope, text: str) -> dict[str, Any]:
        return {"recipient": {"user_id": self.target}, "message": {"text": _fitting(text)}}


class Zns(_Zalo):
    """A notification by an approved template to a telephone number."""

    service_name = "Zalo Notification Service"
    secure_protocol = ZNS
    address_name = "Số điện thoại"

    def lacks(self, account: ZaloAccount) -> str:
        return "" if account.template else "DONDOC_ZNS_TEMPLATE"

    def place(self, account: ZaloAccount) -> str:
        return account.places.template

    def wording(self, account: ZaloAccount, envelope: Envelope, text: str) -> dict[str, Any]:
        """`tracking_id` comes from the message's key: the same for every try."""
        link = _LINK.search(text)
        said = " ".join(_LINK.sub("", text).split())
        return {
            "phone": self.target,
            "template_id": account.template,
            "template_data": {"noi_dung": said, "duong_dan": link[0] if link else ""},
            "tracking_id": envelope.message_id.partition("@")[0],
        }


def _code(answer: post.ServiceAnswer) -> int:
    """Zalo's own code where it gives one (0 is success), else the HTTP status."""
    if answer.status != 200:
        return answer.status
    try:
        return int(answer.body["error"])
    except (KeyError, TypeError, ValueError):
        return answer.status


def _of_answer(answer: post.ServiceAnswer) -> Outcome:
    code = _code(answer)
    said = " ".join(str(answer.body.get("message", "")).split())[:300]
    words = f"Zalo: {said}" if said else f"Zalo trả lời mã {code}"
    if code == 0:
        return Outcome(OutcomeKind.SENT, code, words)
    if code in _STALE:  # still, with a token just bought
        return Outcome(OutcomeKind.CHANNEL, code, f"{words} (mã truy cập không được chấp nhận)")
    kinds = {_CHANNEL: OutcomeKind.CHANNEL, _REFUSED: OutcomeKind.REFUSED}
    kind = next((kind for codes, kind in kinds.items() if code in codes), OutcomeKind.DEFERRED)
    about = About.ADDRESS if kind is OutcomeKind.REFUSED else None
    return Outcome(kind, code, words, about)


def _fitting(text: str) -> str:
    """Whole lines only: half a link leads nowhere, and any link leads to the unit's whole list."""
    if len(text) <= LONGEST:
        return text
    kept = text[: LONGEST - 2].rpartition("\n")[0] or text[: LONGEST - 2].rpartition(" ")[0]
    return f"{kept}\n…"

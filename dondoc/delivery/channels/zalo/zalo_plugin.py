"""Zalo, which Apprise 1.x does not carry: `zalooa://USER_ID` and `zns://SỐ_ĐIỆN_THOẠI`.

An Official Account writes to whoever follows it; ZNS writes to a telephone number by a template
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
from dondoc.delivery.envelope import Envelope, Outcome, OutcomeKind, current_envelope
from dondoc.problems import Problem, Refused

LONGEST = 2000
"""Letters of one text message."""

_STALE = frozenset({401, -216, -124})  # the access token has run out
_CHANNEL = frozenset({-224})  # the account's package lacks this feature
_REFUSED = frozenset({-213, -108, -118})  # no follower; no telephone number; a number without Zalo
_LINK = re.compile(r"https?://\S+")
_Stock: Any = NotifyBase  # its annotations are partial and differ between versions


class _Zalo(_Stock):  # type: ignore[misc]
    """What both have in common: one recipient, one try, a stale token replaced once."""

    service_url = "https://oa.zalo.me"
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
        if envelope is None or envelope.zalo is None:
            return False
        wanted = envelope.zalo.missing or self.lacks(envelope.zalo)
        if wanted:
            words = f"Chưa đặt {wanted}; xem mục Zalo trong hướng dẫn quản trị"
            envelope.outcome = Outcome(OutcomeKind.CHANNEL, None, words)
        else:
            envelope.outcome = self._try(envelope.zalo, self.wording(envelope, body or title))
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

    def _post(self, account: ZaloAccount, token: str, payload: dict[str, Any]) -> post.Answer:
        headers = {"access_token": token}
        return post.post(self.place(account), service="Zalo", headers=headers, json=payload)

    def checked(self, target: str) -> str:
        raise NotImplementedError

    def lacks(self, account: ZaloAccount) -> str:
        return ""

    def place(self, account: ZaloAccount) -> str:
        raise NotImplementedError

    def wording(self, envelope: Envelope, text: str) -> dict[str, Any]:
        raise NotImplementedError


class ZaloOA(_Zalo):
    """A text from the office's Official Account to one of its followers."""

    service_name = "Zalo Official Account"
    secure_protocol = "zalooa"

    def checked(self, target: str) -> str:
        if re.fullmatch(r"\d{5,30}", target):
            return target
        wanted = "phải là mã người dùng (user_id) mà Zalo cấp khi người ấy quan tâm OA, toàn chữ số"
        raise Refused(Problem("Địa chỉ Zalo", target, wanted))

    def place(self, account: ZaloAccount) -> str:
        return account.places.message

    def wording(self, envelope: Envelope, text: str) -> dict[str, Any]:
        return {"recipient": {"user_id": self.target}, "message": {"text": _fitting(text)}}


class Zns(_Zalo):
    """A notification by an approved template to a telephone number."""

    service_name = "Zalo Notification Service"
    secure_protocol = "zns"

    def checked(self, target: str) -> str:
        digits = re.sub(r"[ .+-]", "", target)
        if digits.startswith("0"):
            digits = f"84{digits[1:]}"
        if re.fullmatch(r"84[35789]\d{8}", digits):
            return digits
        wanted = "phải là số di động, ví dụ 0912345678 hoặc 84912345678"
        raise Refused(Problem("Số điện thoại", target, wanted))

    def lacks(self, account: ZaloAccount) -> str:
        return "" if account.template else "DONDOC_ZNS_TEMPLATE"

    def place(self, account: ZaloAccount) -> str:
        return account.places.template

    def wording(self, envelope: Envelope, text: str) -> dict[str, Any]:
        """`tracking_id` comes from the message's key: the same for every try."""
        assert envelope.zalo is not None
        link = _LINK.search(text)
        said = " ".join(_LINK.sub("", text).split())
        return {
            "phone": self.target,
            "template_id": envelope.zalo.template,
            "template_data": {"noi_dung": said, "duong_dan": link[0] if link else ""},
            "tracking_id": envelope.message_id.partition("@")[0],
        }


PLUGINS = ((ZaloOA, ("zalooa",)), (Zns, ("zns",)))
"""Our classes with their schemes, as `install` registers them."""


def _code(answer: post.Answer) -> int:
    """Zalo's own code where it gives one (0 is success), else the HTTP status."""
    if answer.status != 200:
        return answer.status
    try:
        return int(answer.body["error"])
    except (KeyError, TypeError, ValueError):
        return answer.status


def _of_answer(answer: post.Answer) -> Outcome:
    code = _code(answer)
    said = " ".join(str(answer.body.get("message", "")).split())[:300]
    words = f"Zalo: {said}" if said else f"Zalo trả lời mã {code}"
    if code == 0:
        return Outcome(OutcomeKind.SENT, code, words)
    if code in _STALE:  # still, with a token just bought
        return Outcome(OutcomeKind.CHANNEL, code, f"{words} (mã truy cập không được chấp nhận)")
    kinds = {_CHANNEL: OutcomeKind.CHANNEL, _REFUSED: OutcomeKind.REFUSED}
    kind = next((kind for codes, kind in kinds.items() if code in codes), OutcomeKind.DEFERRED)
    return Outcome(kind, code, words)


def _fitting(text: str) -> str:
    """Whole lines only: half a link leads nowhere, and any link leads to the unit's whole list."""
    if len(text) <= LONGEST:
        return text
    kept = text[: LONGEST - 2].rpartition("\n")[0] or text[: LONGEST - 2].rpartition(" ")[0]
    return f"{kept}\n…"

"""The door of a Prefect server: shut to whoever has no password, and ours opens it.

Who gets in there runs code on the worker, as the worker's user (docs/decisions/0037).
"""

from __future__ import annotations

from urllib.parse import urlsplit

import httpx
from prefect.client.orchestration import get_client
from prefect.exceptions import PrefectHTTPStatusError
from prefect.settings import PREFECT_API_AUTH_STRING, PREFECT_API_KEY, PREFECT_API_URL

from dondoc.limits import LOOPBACK
from dondoc.problems import Problem, Refused

PASSWORD = "PREFECT_API_AUTH_STRING"  # noqa: S105 - the variable's name
SERVERS = "PREFECT_SERVER_API_AUTH_STRING"
OPEN = "DONDOC_PREFECT_OPEN"

_ASKED = "/admin/version"
_SECONDS = 5.0


def look_at_door(*, open_allowed: bool) -> str:
    """A warning where the server is open and that is allowed, or our password goes unprotected.

    Raises Refused for an open server, and for a password that it does not take;
    `httpx.TransportError` where nobody answers.
    """
    address = api_address()
    is_open = httpx.get(f"{address}{_ASKED}", timeout=_SECONDS).status_code < 400
    if is_open and not open_allowed:
        wanted = (
            "máy chủ Prefect trả lời không cần mật khẩu: trang web bất kỳ cũng chạy được mã trên"
            f" máy chạy worker; hãy đặt {SERVERS}=tên:mật-khẩu cho máy chủ và {PASSWORD} như thế"
            f" cho các tiến trình khác ({OPEN}=true nếu cố ý để mở)"
        )
        raise Refused(Problem("PREFECT_API_URL", address, wanted))
    if is_open:
        return (
            f"MÁY CHỦ PREFECT {address} ĐỂ MỞ, không mật khẩu ({OPEN}=true): ai tới được nó là chạy"
            " được mã trên máy chạy worker và đọc được khóa ký"
        )
    _refuse_wrong_password()
    parts = urlsplit(address)
    if parts.scheme == "http" and parts.hostname not in LOOPBACK:
        return (
            f"mật khẩu Prefect đi tới {parts.hostname} trên đường chưa mã hóa; hãy đặt máy chủ"
            " Prefect sau HTTPS của cơ quan, hoặc trên chính máy này"
        )
    return ""


def api_address() -> str:
    """Where the server is. Raises Refused where nothing says."""
    address: str | None = PREFECT_API_URL.value()
    if not address:
        wanted = "chưa đặt; hãy ghi địa chỉ máy chủ Prefect, ví dụ http://127.0.0.1:4200/api"
        raise Refused(Problem("PREFECT_API_URL", "", wanted))
    return address.rstrip("/")


def _refuse_wrong_password() -> None:
    try:
        with get_client(sync_client=True) as client:
            client.api_version()
    except PrefectHTTPStatusError as error:
        if error.response.status_code not in (401, 403):
            raise
        given = PREFECT_API_AUTH_STRING.value() or PREFECT_API_KEY.value()
        wanted = "máy chủ Prefect không nhận mật khẩu này" if given else "chưa đặt"
        wanted += f"; hãy ghi đúng như {SERVERS} của máy chủ"
        raise Refused(Problem(PASSWORD, "(không hiện)" if given else "", wanted)) from None

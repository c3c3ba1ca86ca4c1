"""By hand: an officer pauses or releases a channel, sends a message again, or withdraws one."""

from __future__ import annotations

from typing import Annotated, Any

from prefect.client.schemas.objects import State

from dondoc.delivery.operating.delivery_form import ACTS, PAUSE
from flows.dondoc_flow import dondoc_flow
from flows.form_act import put_before_account
from flows.form_field import AccountAddress, form_field
from flows.run_names import run_name
from models.kinds import AskedForm
from tasks.ask_account import forget_addresses

Act = Annotated[str, form_field("Việc", "Chọn việc cần làm.", enum=list(ACTS))]
Channel = Annotated[str, form_field("Kênh", "Khi dừng hoặc cho kênh chạy lại, ví dụ email.")]
Number = Annotated[
    str, form_field("Số tin", "Khi gửi lại hoặc rút lại; xem trên trang của việc, ví dụ 12.")
]
To = Annotated[
    str,
    form_field("Địa chỉ đúng", "Khi gửi lại tới địa chỉ đã sửa; để trống là gửi lại địa chỉ cũ."),
]
Reason = Annotated[str, form_field("Lý do", "Bắt buộc khi rút lại tin.")]


def _named(given: dict[str, Any]) -> str:
    act, number = str(given.get("act", "")), str(given.get("message", ""))
    return f"Gửi tin · {act if act in ACTS else PAUSE}{f' {number}' if number.isdecimal() else ''}"


@dondoc_flow("Điều hành việc gửi tin", run_name=run_name(_named))
def delivery_control(
    *,
    act: Act = PAUSE,
    account: AccountAddress = "",
    channel: Channel = "email",
    message: Number = "",
    to: To = "",
    reason: Reason = "",
) -> State[None]:
    """Tạm dừng hoặc cho chạy lại một kênh, gửi lại hoặc rút lại một tin."""
    forget_addresses()
    typed = {"act": act, "channel": channel, "message": message, "to": to, "reason": reason}
    return put_before_account(AskedForm.DELIVERY, typed, account, undone="chưa làm")

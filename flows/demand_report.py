"""III.1.2, by hand: an officer asks units for a report by a date that a document sets."""

from __future__ import annotations

from typing import Annotated, Any

from prefect.client.schemas.objects import State

from flows.dondoc_flow import dondoc_flow
from flows.form_act import put_before_account
from flows.form_field import AccountAddress, form_field
from flows.run_names import run_name
from models.kinds import AskedForm
from tasks.ask_account import forget_addresses

Subject = Annotated[
    str,
    form_field("Nội dung", "Báo cáo về việc gì, ví dụ Kết quả dịch vụ công trực tuyến tháng 02."),
]
Units = Annotated[
    str,
    form_field(
        "Đơn vị",
        "Tên, ký hiệu hoặc mã, cách nhau bằng dấu chấm phẩy; hoặc cả nhóm:"
        " các sở, ban, ngành; các xã, phường.",
    ),
]
DueOn = Annotated[
    str,
    form_field(
        "Hạn gửi",
        "Một ngày làm việc, ghi ngày/tháng/năm, để đơn vị có trọn một ngày sau khi nhận thư; việc"
        " phát sinh thì để trống, hạn tính từ ngày văn bản.",
    ),
]
Number = Annotated[str, form_field("Số văn bản yêu cầu", "Ví dụ 45/STC-VP.")]
SignedOn = Annotated[str, form_field("Ngày văn bản yêu cầu", "Ví dụ 12/03/2027.")]
Duty = Annotated[
    str,
    form_field(
        "Nhiệm vụ",
        "Để trống là báo cáo đột xuất. Việc phát sinh (có ý kiến chuyển đến, có văn bản công"
        " bố) thì ghi mã hoặc tên ngắn của nhiệm vụ ấy.",
    ),
]


def _named(given: dict[str, Any]) -> str:
    subject = str(given.get("subject", "")).strip()
    return f"Yêu cầu đột xuất{f' · {subject[:80]}' if subject and '@' not in subject else ''}"


@dondoc_flow("Yêu cầu báo cáo đột xuất", run_name=run_name(_named))
def demand_report(
    *,
    subject: Subject = "",
    units: Units = "",
    due_on: DueOn = "",
    number: Number = "",
    signed_on: SignedOn = "",
    duty: Duty = "",
    account: AccountAddress = "",
) -> State[None]:
    """Giao việc báo cáo đột xuất cho các đơn vị, khi người đứng tên đã bấm nút trong thư."""
    forget_addresses()
    typed = {
        "subject": subject,
        "units": units,
        "due_on": due_on,
        "document_number": number,
        "document_on": signed_on,
        "duty": duty,
    }
    return put_before_account(AskedForm.DEMAND, typed, account, undone="chưa yêu cầu")

"""By hand: an officer enters what came on paper, by telephone or through the document system."""

from __future__ import annotations

from typing import Annotated, Any

from prefect.client.schemas.objects import State

from dondoc.ledger.installation import load_rules
from dondoc.plan.features import report_duty
from dondoc.submissions.paper import ANSWERS
from flows.dondoc_flow import dondoc_flow
from flows.form_act import put_before_account
from flows.form_field import AccountAddress, form_field
from flows.run_names import run_name
from models.kinds import AskedForm
from tasks.ask_account import forget_addresses

Duty = Annotated[
    str,
    form_field(
        "Nhiệm vụ",
        "Mã hoặc tên ngắn của nhiệm vụ; để trống là báo cáo định kỳ của các đơn vị. Trên bảng, nút"
        " «Nhập kết quả thay đơn vị» ở trang của việc không phải ghi ô này.",
    ),
]
Period = Annotated[str, form_field("Kỳ", "Ví dụ 2027-Q1 hoặc quý I/2027.")]
Unit = Annotated[str, form_field("Đơn vị", "Tên, ký hiệu hoặc mã, ví dụ Sở Tài chính hoặc STC.")]
Number = Annotated[str, form_field("Số, ký hiệu văn bản", "Ví dụ 12/BC-STC.")]
SignedOn = Annotated[str, form_field("Ngày ký", "Ví dụ 15/03/2027.")]
Signer = Annotated[str, form_field("Người ký", "Họ và tên.")]
ReceivedOn = Annotated[
    str, form_field("Ngày nhận", "Ngày văn bản đến cơ quan; để trống là hôm nay.")
]
ReceivedTime = Annotated[str, form_field("Giờ nhận", "Ví dụ 09:15; để trống nếu không rõ.")]
Incoming = Annotated[str, form_field("Số đến", "Số đến trong sổ hoặc hệ thống quản lý văn bản.")]
Figures = Annotated[
    str | dict[str, Any],
    form_field(
        "Số liệu",
        "Mỗi chỉ tiêu ghi tên rồi đến số, cách nhau bằng dấu chấm phẩy, ví dụ: Tin, bài: 12; Hội"
        " nghị: 3; Tờ rơi: 0; Lượt người: 1.250. Ghi mã cũng được: tin_bai=12.",
    ),
]
Said = Annotated[str, form_field("Trả lời", "Đơn vị trả lời thế nào.", enum=list(ANSWERS))]
Reason = Annotated[str, form_field("Lý do", "Bắt buộc khi không phát sinh hoặc chưa thực hiện.")]
Link = Annotated[str, form_field("Đường dẫn", "Khi việc cần minh chứng trên mạng: https://…")]
Note = Annotated[str, form_field("Ghi chú", "Điều cần nói thêm.")]
ListNumber = Annotated[
    str,
    form_field(
        "Danh mục TTHC niêm yết: quyết định mới nhất",
        "Chỉ khi đơn vị tự khai niêm yết: số quyết định công bố mới nhất có trong danh mục.",
    ),
]
ListOn = Annotated[str, form_field("Danh mục TTHC niêm yết: ngày ký", "Ngày ký của quyết định ấy.")]


def _named(given: dict[str, Any]) -> str:
    unit, period = str(given.get("unit", "")), str(given.get("period", ""))
    known = f" · {unit[:60]} · {period[:30]}" if unit and "@" not in f"{unit}{period}" else ""
    return f"Nhập kết quả{known}"


def _reported() -> str:
    """The duty by which units report; empty, and refused in words, where the plan has none."""
    found = report_duty(load_rules().registry.plan)
    return found.slug if found else ""


@dondoc_flow("Ghi nhận kết quả", run_name=run_name(_named))
def record_submission(
    *,
    duty: Duty = "",
    period: Period,
    unit: Unit,
    number: Number = "",
    signed_on: SignedOn = "",
    signer: Signer = "",
    received_on: ReceivedOn = "",
    received_time: ReceivedTime = "",
    incoming_number: Incoming = "",
    figures: Figures = "",
    answer: Said = "đã thực hiện",
    reason: Reason = "",
    link: Link = "",
    note: Note = "",
    list_number: ListNumber = "",
    list_on: ListOn = "",
    account: AccountAddress,
) -> State[None]:
    """Ghi vào sổ kết quả mà đơn vị gửi bằng giấy, qua điện thoại hoặc qua hệ thống văn bản."""
    forget_addresses()
    typed = {
        "duty": duty or _reported(),
        "period": period,
        "unit": unit,
        "document_number": number,
        "document_on": signed_on,
        "signer": signer,
        "received_on": received_on,
        "received_time": received_time,
        "incoming_number": incoming_number,
        "figures": figures,
        "answer": answer,
        "reason": reason,
        "link": link,
        "note": note,
        "list_number": list_number,
        "list_on": list_on,
    }
    return put_before_account(AskedForm.PAPER, typed, account, undone="chưa ghi")

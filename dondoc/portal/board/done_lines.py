"""What an act on an assignment ends with: the page again, at the line that says what was done."""

from __future__ import annotations

from fastapi import BackgroundTasks, Request
from fastapi.responses import RedirectResponse

from dondoc.portal.context import deliver_later, root

JUST_DONE = "vua-xong"
"""The id of that line. An address that ends in it takes the focus there, without JavaScript."""

DONE = {
    "nhap": "Đã ghi kết quả thay đơn vị; biên nhận đã được xếp gửi.",
    "don-doc": "Thư cho đơn vị đã được xếp gửi.",
    "gui-lai-thu": "Thư gửi lại đã được xếp gửi.",
    "goi-dien": "Đã ghi cuộc gọi vào diễn biến.",
    "goi-dien-bo": "Đã bỏ cuộc gọi ghi nhầm; lời ghi còn trong diễn biến.",
    "chap-nhan": "Đã chấp nhận.",
    "tra-lai": "Đã trả lại; thư cho đơn vị đã được xếp gửi.",
    "gia-han": "Đã ghi quyết định về gia hạn; thư cho đơn vị đã được xếp gửi.",
    "thu-den": "Đã ghi kết quả từ thư đến; biên nhận đã được xếp gửi.",
    "luc-nhan": "Đã sửa lúc nhận; lúc ghi trước đây còn trong diễn biến.",
    "ly-do": "Đã ghi ý kiến về lý do; thư cho đơn vị đã được xếp gửi.",
    "ngay-gui": "Đã xác nhận ngày gửi theo sổ; biên nhận mới đã được xếp gửi.",
    "mien": "Đã miễn; thư cho đơn vị đã được xếp gửi.",
    "mo-lai": "Đã mở lại; thư cho đơn vị đã được xếp gửi.",
    "thu-hoi-tra-lai": "Đã thu hồi việc trả lại; thư cho đơn vị đã được xếp gửi.",
    "thu-hoi-gia-han": "Đã thu hồi gia hạn; thư cho đơn vị đã được xếp gửi.",
    "rut-yeu-cau": "Đã rút yêu cầu; thư cho đơn vị đã được xếp gửi.",
    "bo-ghi-nhan": "Đã bỏ ghi nhận; thư cho đơn vị đã được xếp gửi.",
    "bo-gan-thu": "Đã bỏ gắn thư; thư lại chờ ở «Thư đến», thư cho đơn vị đã được xếp gửi.",
}
"""By the word that the address carries."""

_GENTLY = {
    "tra-lai": "Đã đề nghị bổ sung; thư cho đơn vị đã được xếp gửi.",
    "gia-han": "Đã ghi quyết định về thời gian; thư cho đơn vị đã được xếp gửi.",
    "mien": "Đã ghi: không cần thông tin nữa; thư cho đơn vị đã được xếp gửi.",
    "thu-hoi-tra-lai": "Đã thu hồi đề nghị bổ sung; thư cho đơn vị đã được xếp gửi.",
    "thu-hoi-gia-han": "Đã thu hồi việc lùi thời gian; thư cho đơn vị đã được xếp gửi.",
    "rut-yeu-cau": "Đã rút đề nghị; thư cho đơn vị đã được xếp gửi.",
}
"""Those whose words would order a body that is asked."""


def done_line(act: str, *, asked: bool) -> str:
    """The line itself; empty for a word that is none of ours."""
    line = DONE.get(act, "")
    return _GENTLY.get(act, line) if asked else line


def back_when_done(
    request: Request, background: BackgroundTasks, assignment_id: int, act: str
) -> RedirectResponse:
    """What the act wrote to the unit leaves behind the answer, which leads to the page."""
    deliver_later(background, request)
    return RedirectResponse(done_address(request, assignment_id, act), status_code=303)


def done_address(request: Request, assignment_id: int, act: str) -> str:
    """The page after an act."""
    return f"{root(request)}/bang/viec/{assignment_id}?xong={act}#{JUST_DONE}"

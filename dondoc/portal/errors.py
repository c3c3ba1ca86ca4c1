"""The pages for what went wrong: one calm page each, in Vietnamese, with what to do next."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass, replace

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from dondoc.limits import LARGEST_FILE, MOST_FILES, megabytes
from dondoc.plan.base import NotInPlan
from dondoc.portal.context import page, root
from dondoc.portal.protection import SECURITY_HEADERS
from dondoc.portal.sign_in.session import signed_in
from dondoc.text import without_tokens


@dataclass(frozen=True)
class _Words:
    title: str
    says: str
    do: str
    number: str = ""
    leads: tuple[tuple[str, str], ...] = ()  # where to go from here: words and path


_PAGES = {
    400: _Words(
        "Không đọc được nội dung vừa gửi",
        "Đường truyền có thể đã ngắt giữa chừng, nên chưa có gì được ghi.",
        "Hãy bấm Quay lại trên trình duyệt và gửi lại. Gửi lại không bị tính thành hai lần.",
    ),
    403: _Words(
        "Không được mở trang này",
        "Tài khoản đang dùng không có quyền xem hoặc làm việc này.",
        "Nếu cần, hãy đề nghị quản trị hệ thống cấp quyền.",
    ),
    404: _Words(
        "Không mở được trang này",
        "Địa chỉ không có trang nào: có thể gõ nhầm hoặc chép thiếu.",
        "Đơn vị: hãy mở đường dẫn trong thư đã nhận. Cán bộ theo dõi, lãnh đạo: hãy mở bảng theo"
        " dõi.",
        leads=(("Xin đường dẫn mới cho đơn vị", "/duong-dan-moi"), ("Bảng theo dõi", "/bang")),
    ),
    405: _Words(
        "Trang này không mở trực tiếp được",
        "Đây là địa chỉ để gửi biểu mẫu, không phải một trang để xem. Chưa có gì thay đổi.",
        "Hãy mở lại đường dẫn trong thư rồi làm tiếp từ đó.",
    ),
    408: _Words(
        "Đường truyền quá chậm",
        "Nội dung chưa tới đủ nên chưa có gì được ghi.",
        "Hãy bấm Quay lại trên trình duyệt và gửi lại khi đường truyền tốt hơn. Gửi lại không bị"
        " tính thành hai lần.",
    ),
    409: _Words(
        "Việc này đang tạm dừng",
        "Danh mục nhiệm vụ, đơn vị của hệ thống đang được sửa nên trang này chưa mở được."
        " Những gì đã gửi trước đây vẫn còn nguyên.",
        "Hãy thử lại sau. Nếu sắp đến hạn, hãy gọi cán bộ theo dõi ghi trong thư.",
    ),
    413: _Words(
        "Tệp gửi lên quá lớn",
        f"Mỗi tệp không quá {megabytes(LARGEST_FILE)}, mỗi lần không quá {MOST_FILES} tệp."
        " Chưa có gì được ghi.",
        "Hãy bấm Quay lại trên trình duyệt, chọn tệp nhỏ hơn (ví dụ lưu lại thành PDF), hoặc chỉ"
        " ghi số và ngày văn bản nếu đã gửi qua hệ thống văn bản.",
    ),
    422: _Words(
        "Nội dung vừa gửi thiếu hoặc không đúng dạng",
        "Biểu mẫu có thể đã cũ hoặc địa chỉ bị gõ sai. Chưa có gì được ghi.",
        "Hãy mở lại đường dẫn trong thư và làm lại.",
    ),
    500: _Words(
        "Hệ thống đang gặp lỗi",
        "Lỗi này ở phía hệ thống, không phải do người dùng. Nội dung vừa gửi có thể chưa được ghi.",
        "Hãy đợi vài phút, bấm Quay lại và gửi lại; gửi lại không bị tính thành hai lần. Nếu sắp"
        " đến hạn, hãy gọi cán bộ theo dõi ghi trong thư.",
    ),
    503: _Words(
        "Nhiều đơn vị đang gửi tệp cùng lúc",
        "Hệ thống chưa nhận được tệp này; chưa có gì được ghi.",
        "Hãy đợi một phút, bấm Quay lại trên trình duyệt và gửi lại.",
    ),
}
_OTHER = _Words(
    "Không thực hiện được yêu cầu",
    "Chưa có gì thay đổi.",
    "Hãy mở lại đường dẫn trong thư và làm lại.",
)

# A 404 speaks to whom it meets: a unit before its link, who is signed in, anybody else.
_DEAD_LINK = _Words(
    "Không mở được trang này",
    "Đường dẫn có thể đã hết hạn, đã được thay bằng đường dẫn mới, hoặc chép chưa đủ.",
    "Hãy mở lại đường dẫn trong thư mới nhất, hoặc xin đường dẫn mới dưới đây. Những gì đã gửi"
    " trước đây vẫn còn nguyên.",
)
_NOT_ON_THE_BOARD = _Words(
    "Không có trang này trên bảng",
    "Địa chỉ có thể bị gõ nhầm, hoặc việc, đợt, thư ấy không còn trong sổ.",
    "Hãy mở bảng theo dõi rồi tìm lại từ đó.",
    leads=(("Bảng theo dõi", "/bang"),),
)
_DEAD_QUESTION = _Words(
    "Không mở được trang này",
    "Đường dẫn xác nhận có thể đã hết hạn, đã được thay bằng đường dẫn mới, hoặc chép chưa đủ.",
    "Hãy mở lại đường dẫn trong thư mới nhất, hoặc trả lời thư đó: cán bộ theo dõi sẽ xem.",
)
_LINK = re.compile(r"/v/([^/]*)")

_OWN_WORDS = frozenset({403})
"""Statuses where the code that refused says why, in Vietnamese."""


def error_page(request: Request, status: int, *, says: str = "", number: str = "") -> Response:
    """The page for a status; the same words for every way in which a link may be wrong.

    `number` finds a fault of ours in the log.
    """
    if status == 404 and (link := _LINK.match(_path(request))):
        shown = {"words": _DEAD_LINK, "given": "", "dead": link[1], "problem": ""}
        return page(request, "sign_in/dead_link.html", 404, headers=SECURITY_HEADERS, **shown)
    words = _PAGES.get(status, _OTHER)
    if status == 404 and _path(request).startswith("/xac-nhan/"):
        words = _DEAD_QUESTION
    elif status == 404 and _on_the_board(request):
        words = _NOT_ON_THE_BOARD
    words = replace(words, number=number)
    if says:
        words = replace(words, says=says, do="")
    return page(request, "error.html", status, headers=SECURITY_HEADERS, words=words)


def _path(request: Request) -> str:
    return request.url.path.removeprefix(root(request))


def _on_the_board(request: Request) -> bool:
    """Is it somebody who is signed in?"""
    try:
        return bool(request.cookies) and signed_in(request) is not None
    except HTTPException:
        return False


def too_large(request: Request) -> Response:
    return error_page(request, 413)


def add_error_pages(app: FastAPI) -> None:
    """Every error that reaches the edge becomes a page."""
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(RequestValidationError, _malformed)
    app.add_exception_handler(ClientDisconnect, _gone)
    app.add_exception_handler(NotInPlan, _edited)
    app.add_exception_handler(Exception, _failed)


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if error.status_code < 400:
        return Response(status_code=error.status_code, headers=dict(error.headers or {}))
    says = error.detail if error.status_code in _OWN_WORDS else ""
    answer = error_page(request, error.status_code, says=says if says != "Forbidden" else "")
    for name, value in (error.headers or {}).items():
        answer.headers[name] = value
    return answer


def _malformed(request: Request, _error: Exception) -> Response:
    # A word where a number belongs in an address is an address that does not exist.
    return error_page(request, 404 if request.method == "GET" else 422)


def _gone(request: Request, _error: Exception) -> Response:
    # The line broke while a form was coming in: nobody reads the answer, and it is no fault.
    return error_page(request, 400)


def _edited(request: Request, _error: Exception) -> Response:
    # The plan was edited under it (decision 0030): the board names what is to be mended.
    return error_page(request, 409)


def _failed(request: Request, error: Exception) -> Response:
    # The server writes the traceback into its log, the note at its end.
    number = f"{secrets.randbelow(10**8):08d}"
    path = without_tokens(request.url.path)
    error.add_note(f"Lỗi số {number}: {request.method} {path}")
    return error_page(request, 500, number=number)

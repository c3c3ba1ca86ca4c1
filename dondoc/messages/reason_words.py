"""Why a notice was cancelled, why a message waits or was given up: the one place that says it."""

from __future__ import annotations

from dondoc.limits import GIVE_UP_WORDS
from models import Message, Notice
from models.reasons import CancelReason, MessageReason

CANCELLED = {
    CancelReason.ANSWERED: "Đơn vị đã trả lời trước khi thông báo được gửi.",
    CancelReason.NOT_WANTED: "Việc đã được miễn hoặc rút trước khi thông báo được gửi.",
    CancelReason.DATE_MOVED: "Hạn đã đổi sau khi thông báo được lập.",
    CancelReason.DUE_PASSED: "Hạn đã qua trước khi lời nhắc được gửi.",
    CancelReason.THRESHOLD_MET: "Mọi đơn vị đã đạt ngưỡng.",
    CancelReason.CONTACT_FOUND: "Đơn vị đã có đầu mối trước khi thông báo được gửi.",
    CancelReason.NEWER: "Đã có thông báo mới hơn về cùng việc này.",
    CancelReason.UNVERIFIED: "Đã chuyển cho đầu mối kế tiếp: địa chỉ này chưa được xác nhận.",
    CancelReason.NEXT_CONTACT: "Đã chuyển cho đầu mối kế tiếp của đơn vị.",
    CancelReason.CONTACT_ENDED: "Đầu mối đã ngừng dùng trước khi tin được gửi.",
    CancelReason.ALREADY_TOLD: "Địa chỉ đã sửa đã có thông báo này.",
    CancelReason.WITHDRAWN: "Cán bộ rút lại: {words}",
    CancelReason.OTHER_DAY: "Đã hẹn lại.",
    CancelReason.AS_WRITTEN: "{words}",
}

MESSAGES = {
    MessageReason.MINUTE_FULL: "Chờ vì hạn mức {words} thư một phút của tài khoản gửi.",
    MessageReason.DAY_FULL: "Chờ vì hạn mức {words} thư trong 24 giờ của tài khoản gửi.",
    MessageReason.TRIAL: "Chế độ thử: địa chỉ không có trong danh sách cho phép.",
    MessageReason.RESTORED: (
        "Sổ đã khôi phục từ bản sao: tin này có thể đã gửi trước đó, chờ quản trị trả lời."
    ),
    MessageReason.TRIAL_TOO_LONG: (
        f"Giữ lại trong chế độ thử quá {GIVE_UP_WORDS} nên không gửi nữa."
    ),
    MessageReason.REFUSED: "{words}",
    MessageReason.IN_QUESTION: "Máy chủ vừa từ chối, đang xem lỗi ở đâu: {words}",
    MessageReason.LETTER_REFUSED: "Máy chủ không nhận thư này, chờ cán bộ: {words}",
    MessageReason.SENT_ANEW: "Cán bộ đã gửi lại thành tin {words}.",
    MessageReason.DEFERRED_TOO_LONG: f"Hoãn quá {GIVE_UP_WORDS}: {{words}}",
    MessageReason.UNKNOWN_AGAIN: "Hai lần gửi đều chưa rõ kết quả, không gửi nữa: {words}",
    MessageReason.NOTHING_TO_SAY: "Không còn gì cần nói trong tin này.",
    MessageReason.NOTHING_WAITS: "Không còn việc nào chờ báo cho đầu mối này.",
    MessageReason.VERIFIED: "Địa chỉ đã được xác nhận.",
    MessageReason.CONTACT_UNUSED: "Đầu mối đã ngừng dùng.",
    MessageReason.CONTACT_ENDED: "Đầu mối đã ngừng dùng trước khi tin được gửi. {words}",
    MessageReason.CORRECTED: "Địa chỉ đã sửa thành {words}.",
    MessageReason.WITHDRAWN: "Cán bộ rút lại: {words}",
    MessageReason.AS_WRITTEN: "{words}",
}


def cancel_words(notice: Notice) -> str:
    """Why the notice is not sent any more, as a sentence; empty while it is to be sent."""
    if notice.cancelled_why is None:
        return ""
    return CANCELLED[notice.cancelled_why].replace("{words}", notice.cancelled_words).strip()


def reason_words(message: Message) -> str:
    """Why the message stands as it does, as a sentence; empty where nothing is to be said."""
    if message.reason is None:
        return ""
    return MESSAGES[message.reason].replace("{words}", message.reason_words).strip()

"""All looks that need no Prefect, in the order in which they are shown."""

from __future__ import annotations

from functools import partial

from dondoc.limits import LIVE_LOOK_SECONDS
from dondoc.operations.doctor import (
    copy_looks,
    ledger_looks,
    machine_looks,
    mail_looks,
    plan_looks,
    portal_looks,
    sending_looks,
)
from dondoc.operations.doctor.examine import Look

_MACHINE, _LEDGER = "Máy", "Sổ theo dõi"
_PLAN, _SENDING, _COPIES = "Kế hoạch và đầu mối", "Gửi tin", "Sao lưu"
_SERVERS = "Máy chủ thư, cổng"

_live = partial(Look, seconds=LIVE_LOOK_SECONDS)

OFFLINE: tuple[Look, ...] = (
    Look(_MACHINE, "ghi được vào thư mục dữ liệu", machine_looks.data_folder),
    Look(_MACHINE, "ổ đĩa còn chỗ", machine_looks.free_space),
    Look(_MACHINE, "người khác không đọc được dữ liệu", machine_looks.readable_by_others),
    Look(_MACHINE, "đồng hồ máy", machine_looks.own_clock, opened=True),
    Look(_LEDGER, "bản của sổ", ledger_looks.revision),
    Look(_LEDGER, "khóa ký", ledger_looks.own_key, opened=True),
    Look(_LEDGER, "ghi được vào sổ", ledger_looks.takes_writing, opened=True),
    Look(_PLAN, "tệp kế hoạch, đơn vị, vai trò, lịch nghỉ", plan_looks.sound_plan),
    Look(_PLAN, "việc đang mở khớp với kế hoạch", plan_looks.open_work, opened=True),
    Look(_PLAN, "lịch nghỉ năm nay và năm sau", plan_looks.days_off, opened=True),
    Look(_PLAN, "đầu mối đã xác nhận", plan_looks.unconfirmed_contacts, opened=True),
    Look(_PLAN, "đơn vị có việc đều có đầu mối", plan_looks.units_without_contact, opened=True),
    Look(_SENDING, "địa chỉ gửi thư, địa chỉ báo quản trị", sending_looks.addresses),
    Look(_SENDING, "kênh đang chạy", sending_looks.channels, opened=True),
    Look(_SENDING, "không tin nào chờ quá lâu", sending_looks.waiting_messages, opened=True),
    Look(_SENDING, "phát hành, đọc thư đến vẫn chạy", sending_looks.regular_work, opened=True),
    Look(_SENDING, "thiết lập gửi", sending_looks.what_is_allowed),
    Look(_COPIES, "bản sao lưu mới", copy_looks.newest_copy),
)
"""Cheap: settings, disk and ledger alone. The nightly run and the admin page ask these."""

LIVE: tuple[Look, ...] = (
    _live(_LEDGER, "sổ nguyên vẹn", ledger_looks.integrity, opened=True),
    _live(_SERVERS, "máy chủ thư nhận đăng nhập", mail_looks.mail_server),
    _live(_SERVERS, "máy chủ thư báo quản trị", mail_looks.alarm_servers),
    _live(_SERVERS, "hộp thư đến", mail_looks.mailbox),
    _live(_SERVERS, "nơi tra thư đã đi", mail_looks.archive),
    _live(_SERVERS, "địa chỉ cổng dùng được từ ngoài", portal_looks.address),
    _live(_SERVERS, "cổng trả lời", portal_looks.answers),
    _live(_SERVERS, "chứng thư của cổng", portal_looks.certificate),
)
"""What asks another machine, or reads the whole ledger."""

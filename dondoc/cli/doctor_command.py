"""`dondoc doctor`: everything that runs, asked whether it is well; what to do where it is not."""

from __future__ import annotations

from datetime import datetime

from dondoc.cli.command import command, flag
from dondoc.cli.shared_options import with_json, with_now
from dondoc.cli.terminal_text import print_json


@command(
    "doctor",
    "khám bản cài đang chạy: mỗi điều hỏng kèm việc phải làm",
    "Đăng nhập thử máy chủ thư và hộp thư (không gửi, không đánh dấu gì), hỏi máy chủ Prefect,"
    " cổng, sổ, ổ đĩa; không đổi gì. Mã thoát: 0 là không có gì phải làm, 1 là có điều cần xem,"
    " 2 là có điều hỏng.",
)
@flag("--offline", said="chỉ khám thiết lập, ổ đĩa và sổ, không hỏi máy nào khác")
@with_json
@with_now
def doctor(offline: bool, as_json: bool, now: datetime) -> int:
    from dondoc.cli.doctor_view import doctor_page
    from dondoc.operations.doctor.answers import as_entries
    from dondoc.operations.doctor.examine import examine
    from dondoc.operations.doctor.looks import LIVE, OFFLINE
    from dondoc.operations.doctor.patient import admit
    from dondoc.operations.doctor.symptom import Gravity, worst
    from dondoc.settings import load_settings

    looks = OFFLINE
    if not offline:
        from deployments.server_looks import SERVER

        looks = (*OFFLINE, *LIVE, *SERVER)
    answers = examine(admit(load_settings(), now), looks)
    if as_json:
        print_json(as_entries(answers))
    else:
        print(doctor_page(answers))
    found = worst(one for answer in answers for one in answer.found)
    return {Gravity.BROKEN: 2, Gravity.ATTENTION: 1}.get(found, 0) if found else 0

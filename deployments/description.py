"""What a deployment's page says of its duty: whose words, who does what, by when, on what basis."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from deployments.schedule import AHEAD, LAST_IN_THE_MORNING, NIGHT
from dondoc.calendar.date_words import short_date, weekday_date
from dondoc.calendar.ladder import HEAD_TOLD, REPEATED_EVERY, REPETITIONS, SUPERIOR_TOLD, TOLD
from dondoc.calendar.office_hours import windows_in_words
from dondoc.operations.backup import KEPT
from dondoc.plan.agenda import waits_for_event
from dondoc.plan.rulebook import Rulebook
from dondoc.plan.schema import Duty
from dondoc.text import in_words

CADENCES = {
    "once": "một lần",
    "weekly": "hằng tuần",
    "monthly": "hằng tháng",
    "quarterly": "hằng quý",
    "half_yearly": "6 tháng một lần",
    "yearly": "hằng năm",
    "four_reports": "hằng quý, 6 tháng, năm (quý I, 6 tháng, quý III, năm)",
    "on_event": "khi có việc phát sinh",
    "on_demand": "khi được yêu cầu",
}


_MONTHS = in_words(AHEAD.years * 12 + AHEAD.months)

MOST_DATES = 14
"""So many due dates are reckoned on a deployment's page; a weekly duty has more."""

_URGED = (
    f"(sau hạn {TOLD}, {HEAD_TOLD}, {SUPERIOR_TOLD} ngày làm việc, rồi cứ {REPEATED_EVERY} ngày một"
    f" lần, nhiều\n  nhất {in_words(REPETITIONS)} lần)"
)

_COPIES = f"(giữ {KEPT} bản, trong thư mục dữ liệu)"

SERVICES = {
    "follow_up": f"""\
- **Khi nào:** {LAST_IN_THE_MORNING:%H:%M} mọi ngày làm việc, sau các nhiệm vụ trong ngày.
- **Làm gì:** với mọi nhiệm vụ, mở kỳ và nhắc việc còn sót của những ngày hệ thống không chạy; lập
  thông báo đôn đốc cho việc quá hạn {_URGED}.
- **Ngoài ra:** đọc RSS để đếm tin, bài mới; chuyển việc của đơn vị hết hoạt động cho đơn vị kế
  tiếp.
- **Dự thảo:** từ ngày làm việc đầu tiên sau hạn, soạn công văn đôn đốc để cơ quan theo dõi ký (xem
  thẻ Artifacts). Không đôn đốc cơ quan chỉ được đề nghị phối hợp.""",
    "dispatch": f"""\
- **Khi nào:** {windows_in_words()} mọi ngày làm việc.
- **Làm gì:** đọc thư trả lời, rồi gom các thông báo đến giờ gửi thành một tin cho mỗi đầu mối và
  gửi. Đơn vị vừa trả lời thì thôi không nhắc; đầu mối chưa xác nhận địa chỉ thì được xin xác nhận
  trước.
- **Tin bị hoãn, tin vượt hạn mức:** tự đặt thêm một lượt vào đúng giờ gửi lại.
- **Kênh tạm dừng:** không tin nào mất; xem lượt *Điều hành việc gửi tin*.""",
    "record_submission": """\
Cán bộ nhập kết quả mà đơn vị gửi bằng giấy, qua điện thoại hoặc qua hệ thống quản lý văn bản.

Bấm **Run → Custom run**, điền các ô rồi bấm **Submit**. Nhập sai thì lượt chạy báo Failed kèm câu
nói rõ ô nào sai và phải ghi thế nào; khi đó chưa có gì được ghi. Nhập đúng thì tên trạng thái là số
biên nhận.""",
    "demand_report": """\
Cán bộ yêu cầu một số đơn vị báo cáo đột xuất: về việc gì, đơn vị nào, hạn nào, theo văn bản nào.

Bấm **Run → Custom run**, điền các ô rồi bấm **Submit**. Thư tới văn thư các đơn vị ngay trong giờ
làm việc, ngoài giờ thì đầu giờ làm việc kế tiếp; sau đó nhắc, đôn đốc như mọi việc khác. Nhập sai
thì lượt chạy báo Failed kèm câu nói rõ ô nào sai và phải ghi thế nào; khi đó chưa có gì được giao.
Nhập lại cùng nội dung, văn bản, hạn thì chỉ thêm những đơn vị chưa được yêu cầu.""",
    "delivery_control": """\
Cán bộ tạm dừng hoặc cho chạy lại một kênh gửi, gửi lại một tin (nếu cần tới địa chỉ đã sửa), rút
lại một tin chưa gửi.

Bấm **Run → Custom run**, chọn việc, điền các ô của việc ấy và địa chỉ thư của mình rồi bấm
**Submit**. Nhập sai thì lượt chạy báo Failed kèm câu nói rõ ô nào sai và phải ghi thế nào; khi đó
chưa có gì đổi. Mọi việc được ghi vào nhật ký kèm tên tài khoản; địa chỉ thư không lưu lại trong
lượt chạy.""",
    "housekeeping": f"""\
- **Khi nào:** {NIGHT:%H:%M} hằng đêm.
- **Làm gì:** cho chạy lại lượt bị gián đoạn; tính lại lịch chạy của {_MONTHS} tháng
  tới, đặt tên các lượt sắp chạy; sao lưu sổ theo dõi {_COPIES}; xóa quyền của các đường
  dẫn đã hết hạn lâu ngày, tệp không ai nộp và thư máy gửi đã cũ.""",
}
"""What the deployments that serve every duty say of themselves."""


def describe_duty(rulebook: Rulebook, duty: Duty, *, from_on: date, to_on: date) -> str:
    """The duty's Markdown description, with every due date that falls in the range."""
    return "\n".join(
        [
            *quote(rulebook, duty.bullet, duty.clause),
            "",
            f"- **Ai làm:** {_who(rulebook, duty, from_on, to_on)}.",
            f"- **Việc:** {duty.title}; {CADENCES[duty.cadence]}.",
            f"- **Nơi nhận, theo dõi:** {role_name(rulebook, duty.monitored_by, from_on)}.",
            *_due_lines(rulebook, duty, from_on, to_on),
            *_counts(duty),
            f"- **Căn cứ của hạn:** {_basis(duty)}",
            *_plan_notes(rulebook, from_on, to_on),
        ]
    )


def quote(rulebook: Rulebook, bullet: str, clause: str) -> list[str]:
    """The clause's own words, with the document they stand in."""
    plan = rulebook.registry.plan
    source = f"Kế hoạch số {plan.number} ngày {short_date(plan.issued_on)} của {plan.issuer}"
    return [f"**Mục {clause}**, {source}:", "", f"> {plan.bullet(bullet).text}"]


def role_title(rulebook: Rulebook, role: str) -> str:
    """What a role is called."""
    return next(one.title for one in rulebook.registry.roles if one.role == role)


def role_name(rulebook: Rulebook, role: str, on: date) -> str:
    """The unit itself where the role has one unit on that day, else what the role is called."""
    units = rulebook.registry.units_in_role(role, on)
    return units[0].name if len(units) == 1 else role_title(rulebook, role)


def lead_name(rulebook: Rulebook, duty: Duty, on: date) -> str:
    """Who carries the duty: the only role it falls on, else the monitoring body; as a tag."""
    lead = rulebook.registry.role(duty.roles[0] if len(duty.roles) == 1 else duty.monitored_by)
    name = role_name(rulebook, lead.role, on)
    return lead.brief[:1].upper() + lead.brief[1:] if name == lead.title else name


def _who(rulebook: Rulebook, duty: Duty, from_on: date, to_on: date) -> str:
    roles = dict.fromkeys([*duty.roles_on(from_on), *duty.roles_on(to_on)])
    if not roles:
        names = "; ".join(role_title(rulebook, role) for role in duty.roles)
        until = f", đến hết {short_date(duty.to_on)}" if duty.to_on else ""
        return f"không còn đơn vị nào ({names}{until})"
    return "; ".join(role_name(rulebook, role, from_on) for role in roles)


def _due_lines(rulebook: Rulebook, duty: Duty, from_on: date, to_on: date) -> list[str]:
    if waits_for_event(duty):
        return ["- **Hạn:** tính từ ngày việc phát sinh hoặc được yêu cầu."]
    lines = [f"  - {line}" for line in _due_dates(rulebook, duty, from_on, to_on)]
    if not lines:
        return ["- **Hạn:** không có kỳ nào trong thời gian này."]
    more = [f"  - … và {len(lines) - MOST_DATES} hạn sau đó"] if len(lines) > MOST_DATES else []
    return [f"- **{'Rà soát' if duty.continuous else 'Hạn'}:**", *lines[:MOST_DATES], *more]


def _counts(duty: Duty) -> list[str]:
    """How much is expected: a threshold that is counted, a share that is inspected."""
    found = []
    if duty.threshold and duty.counted:
        found.append(f"- **Mức tối thiểu:** {duty.threshold} {duty.counted} mỗi kỳ.")
    if duty.figures_from:
        found.append(f"- **Số liệu:** đọc từ báo cáo của nhiệm vụ {duty.figures_from}.")
    if duty.sample:
        found.append(f"- **Mẫu kiểm tra:** ít nhất {duty.sample}% số đơn vị.")
    return found


def _due_dates(rulebook: Rulebook, duty: Duty, from_on: date, to_on: date) -> Iterator[str]:
    for year in range(from_on.year, to_on.year + 1):
        for period in rulebook.periods(duty, year):
            for role in duty.roles_on(rulebook.opens_on(duty, period.key)):
                found = rulebook.deadline(duty, period.key, role)
                if from_on <= found.due_on <= to_on:
                    whom = f" ({role_title(rulebook, role)})" if len(duty.roles) > 1 else ""
                    due = f"**{weekday_date(found.due_on)}**"
                    yield f"{period.short()}{whom}: {due}. {_capital(found.arithmetic)}."


def _basis(duty: Duty) -> str:
    doubt = "" if duty.basis.confirmed or "chưa được xác nhận" in duty.basis.text else _DOUBT
    return f"{duty.basis.text}{doubt}"


_DOUBT = " (Chưa được xác nhận.)"


def _plan_notes(rulebook: Rulebook, from_on: date, to_on: date) -> list[str]:
    plan = rulebook.registry.plan
    years = range(from_on.year, to_on.year + 1)
    found = [applies for year in years if (applies := plan.application(year)) and applies.note]
    return [f"- **Năm {applies.year}:** {applies.note}" for applies in found]


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:].rstrip(".")

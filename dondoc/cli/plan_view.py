"""The plan's head, the years it applies to, and its duties, as `dondoc plan show` shows them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dondoc.calendar.date_words import short_date
from dondoc.calendar.ladder import LADDERS
from dondoc.cli.plan_words import BASIS, CADENCE, CONFIRMED, share_words
from dondoc.cli.terminal_text import fact, wrapped
from dondoc.messages.environment import phrases
from dondoc.plan.registry import Registry
from dondoc.plan.schema import Duty, Plan


def plan_page(registry: Registry, chosen: Sequence[Duty]) -> str:
    duties = (line for duty in chosen for line in _duty(registry, duty))
    return "\n".join([*_head(registry.plan), "", *duties])


def plan_json(plan: Plan, chosen: Sequence[Duty]) -> dict[str, Any]:
    """The plan as its file has it, with these duties."""
    whole = plan.model_dump(mode="json", by_alias=True)
    whole["duties"] = [duty.model_dump(mode="json", by_alias=True) for duty in chosen]
    return whole


def _head(plan: Plan) -> list[str]:
    lines = [
        phrases("say").cited_plan(plan),
        plan.title,
        "",
        "Áp dụng cho các năm",
    ]
    for year in plan.applies:
        note = f". {year.note}" if year.note else ""
        issued = f"ban hành {short_date(year.issued_on)}, {CONFIRMED[year.confirmed]}{note}"
        lines.append(fact(str(year.year), issued, column=8))
    return lines


def _duty(registry: Registry, duty: Duty) -> list[str]:
    bullet = registry.plan.bullet(duty.bullet)
    titles = {role.role: role.title for role in registry.roles}
    lines = [
        f"{duty.code} · {duty.slug}",
        wrapped(duty.title, indent="  "),
        fact("Điều khoản", duty.clause),
        fact("Nguyên văn", f"«{bullet.text}»"),
        fact("Ai làm", "; ".join(share_words(share, titles) for share in duty.responsible)),
        fact("Ai theo dõi", titles[duty.monitored_by]),
    ]
    if duty.kind == "principle":
        return [*lines, fact("Hạn", "nguyên tắc chung, không có việc phải làm theo hạn"), ""]
    return [*lines, *_dates(duty, titles), ""]


def _dates(duty: Duty, titles: dict[str, str]) -> list[str]:
    due = {"": duty.due} if isinstance(duty.due, str) else duty.due
    cutoff = "; kỳ số liệu từ ngày 15 đến ngày 14" if duty.period_basis == "reporting" else ""
    rules = [f"{titles[role]}: {rule}" if role else rule for role, rule in due.items()]
    rungs = ", ".join(rung.code for rung in LADDERS[duty.ladder]) or "không nhắc từng ngày"
    return [
        fact("Định kỳ", f"{CADENCE[duty.cadence]}{cutoff}"),
        fact("Mở kỳ", duty.opens),
        *[fact("Quy tắc hạn", rule) for rule in rules],
        *([fact("Giới hạn", f"trước hạn của {duty.bounded_by}")] if duty.bounded_by else []),
        fact(
            "Căn cứ của hạn",
            f"{BASIS[duty.basis.kind]}, {CONFIRMED[duty.basis.confirmed]}. {duty.basis.text}",
        ),
        fact("Bậc nhắc", f"{duty.ladder}: {rungs}"),
        fact("Chấp nhận", _acceptance(duty)),
        *[fact("Chỉ tiêu", f"{one.code}: {one.title} ({one.unit})") for one in duty.indicators],
    ]


def _acceptance(duty: Duty) -> str:
    who = "tự động khi đủ minh chứng" if duty.acceptance == "auto" else "do cán bộ theo dõi"
    return f"{who}; {'nhận' if duty.nil_allowed else 'không nhận'} trả lời «không phát sinh»"

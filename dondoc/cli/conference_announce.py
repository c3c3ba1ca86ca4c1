"""`dondoc conference`: plan it, with its paper, and invite."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from dondoc.cli import option_values as values
from dondoc.cli.command import command, option
from dondoc.cli.conference_group import conference, with_code, with_reason, with_session
from dondoc.cli.shared_options import with_account, with_now


@command("plan", "lập một Hội nghị; chưa ai nhận thư", under=conference)
@option("--year", required=True, metavar="NĂM", said="năm của Chỉ số, như 2026")
@option("--title", required=True, metavar="TÊN", said="tên Hội nghị")
@option("--chair", required=True, metavar="CHỨC_DANH", said="người chủ trì")
@with_session(required=True)
@option("--units", required=True, metavar="ĐƠN_VỊ", said="tên, ký hiệu hoặc nhóm, cách nhau «;»")
@option("--seats", default="", metavar="SỐ", said="số đại biểu mỗi đơn vị; mặc định 2")
@option("--rsvp-by", type=values.DAY, metavar="NGÀY", said="hạn trả lời; mặc định tính từ ngày họp")
@option("--partners", default="", metavar="CƠ_QUAN", said="cơ quan phối hợp")
@option("--contact", default="", metavar="NGƯỜI", said="người liên hệ, điện thoại")
@with_account()
@with_now
def plan(
    *,
    year: str,
    title: str,
    chair: str,
    units: str,
    seats: str,
    rsvp_by: date | None,
    partners: str,
    contact: str,
    account: str,
    now: datetime,
    **when: Any,
) -> int:
    """Set one up with one session; `move` splits it."""
    from dondoc.cli.find_conference_for import organiser_of
    from dondoc.cli.open_ledger import open_ledger
    from dondoc.conference.conference_draft import ConferenceDraft, SessionDraft
    from dondoc.conference.plan_conference import create_conference
    from models.database import transaction

    installation = open_ledger()
    head = {"index_year": year, "title": title, "chair": chair, "rsvp_by": rsvp_by}
    typed = {**head, "partners": partners, "contact": contact}
    draft = ConferenceDraft(typed, [SessionDraft(when, units, seats)])
    with transaction(installation.engine) as session:
        by = organiser_of(session, installation, account, now)
        made = create_conference(session, installation.rulebook, draft, by=by, now=now)
        print(f"Đã lập {made.code}: {made.title}. Mời: dondoc conference invite {made.code}")
    return 0


@command("paper", "ghi số, ngày kế hoạch hoặc quyết định tổ chức", under=conference)
@with_code
@option("--number", required=True, metavar="SỐ", said="số, như 45/KH-SNV")
@option("--date", "signed_on", type=values.DAY, required=True, metavar="NGÀY", said="ngày ký")
@option("--signer", required=True, metavar="NGƯỜI", said="người ký")
@with_account()
@with_now
def paper(
    *, code: str, number: str, signed_on: date, signer: str, account: str, now: datetime
) -> int:
    from dondoc.cli.find_conference_for import acting
    from dondoc.cli.open_ledger import open_ledger
    from dondoc.conference.plan_conference import record_plan_paper

    installation = open_ledger()
    typed = {"number": number, "signed_on": signed_on, "signer": signer}
    with acting(installation, code, account, now) as (session, found, by):
        record_plan_paper(session, installation.rulebook, found, typed, by=by, now=now)
        print(f"Đã ghi kế hoạch số {found.plan_number} của {found.code}.")
    return 0


@command(
    "invite",
    "mời các đơn vị chưa được mời, báo ngay",
    "Chạy lại thì chỉ mời đơn vị chưa được mời.",
    under=conference,
)
@with_code
@option("--units", default="", metavar="ĐƠN_VỊ", said="thêm các đơn vị này vào danh sách, buổi một")
@option("--seats", default="", metavar="SỐ", said="số đại biểu của đơn vị thêm; mặc định 2")
@with_reason(required=False)
@with_account()
@with_now
def invite(
    *, code: str, units: str, seats: str, reason: str | None, account: str, now: datetime
) -> int:
    from dondoc.cli.find_conference_for import acting
    from dondoc.cli.open_ledger import open_ledger
    from dondoc.cli.send_at_once import deliver
    from dondoc.conference.extend_list import extend_list
    from dondoc.conference.invite import invite_units

    installation = open_ledger()
    rulebook = installation.rulebook
    with acting(installation, code, account, now) as (session, found, by):
        if units:
            extend_list(session, rulebook, found, units, seats, by=by, now=now)
        done = invite_units(session, rulebook, found, by=by, now=now, urgent_why=reason or "")
        print(f"Đã mời {len(done.units)} đơn vị, trả lời đến hết {found.rsvp_by:%d/%m/%Y}.")
    if done.unreachable:
        print(f"Cần gọi điện: {', '.join(unit.name for unit in done.unreachable)}.")
    deliver(installation, now)
    return 0

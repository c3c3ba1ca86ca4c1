"""`/quan-tri`: what needs an administrator now, and the ways to do it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from sqlmodel import Session

from dondoc.access import Act
from dondoc.delivery.after_restore.list_holds import count_holds
from dondoc.delivery.operating.standstill import standstills
from dondoc.ledger.plan_gaps import plan_gaps
from dondoc.messages.environment import phrases
from dondoc.notices.unreachable import without_contact
from dondoc.operations.setting_notes import setting_notes
from dondoc.plan.lint.lint_all import unconfirmed
from dondoc.portal.admin import (
    account_pages,
    audit_page,
    channel_pages,
    contact_admin_pages,
    days_off_pages,
    doctor_page,
    plan_doubts_page,
    restored_page,
    template_pages,
)
from dondoc.portal.board import contacts_page
from dondoc.portal.board.form_page import form_page
from dondoc.portal.context import PageContext, context
from dondoc.portal.sign_in.session import opening
from dondoc.portal.text_door import PlainRoute
from models import Account
from models.database import transaction

router = APIRouter(route_class=PlainRoute)

PATH = "/quan-tri"


@dataclass(frozen=True)
class AdminNeed:
    """One thing that waits for an administrator; `address` is where it is done (below `root`)."""

    words: str
    address: str = ""
    grave: bool = False


@dataclass(frozen=True)
class AdminDoor:
    """A page of `/quan-tri`: its name, and what is done there."""

    address: str
    name: str
    says: str


DOORS = (
    AdminDoor(account_pages.PATH, "Tài khoản", "Ai vào được bảng, quyền gì, đăng nhập lúc nào."),
    AdminDoor(
        contact_admin_pages.PATH,
        "Danh bạ đầu mối",
        "Nhập từ tệp (xem thay đổi trước khi ghi), xuất tệp, ngừng và cho dùng lại.",
    ),
    AdminDoor(channel_pages.PATH, "Kênh gửi tin", "Kênh nào đang chạy, đang dừng và vì sao."),
    AdminDoor(
        days_off_pages.PATH,
        "Ngày nghỉ, ngày làm bù",
        "Ghi quyết định nghỉ thêm, hoán đổi; xem hạn nào đổi trước khi có hiệu lực.",
    ),
    AdminDoor(
        plan_doubts_page.PATH,
        "Kế hoạch chưa xác nhận",
        "Điều gì chưa có căn cứ, đứng ở đâu, phải ghi gì.",
    ),
    AdminDoor(
        template_pages.PATH,
        "Mẫu văn bản",
        "Tải mẫu về sửa bằng Word, đặt mẫu của cơ quan, trở lại mẫu kèm phần mềm.",
    ),
    AdminDoor(
        restored_page.PATH,
        "Sau khi khôi phục",
        "Tin có thể đã gửi trước khi khôi phục sổ: trả lời đã gửi hay chưa.",
    ),
    AdminDoor(
        doctor_page.PATH,
        "Khám bản cài",
        "Điều gì hỏng, cần xem; mỗi điều kèm việc phải làm.",
    ),
    AdminDoor(audit_page.PATH, "Nhật ký", "Ai làm gì, lúc nào; lọc theo người và theo việc."),
)


@router.get(PATH)
def index(request: Request, account: Annotated[Account, Depends(opening(Act.OPERATE))]) -> Response:
    """What waits, the gravest first, then every page of administration."""
    here = context(request)
    with transaction(here.engine, write=False) as session:
        needs = sorted(_needs(session, here, account), key=lambda one: not one.grave)
    return form_page(request, "admin/index.html", account, needs=needs, doors=DOORS)


def _needs(session: Session, here: PageContext, account: Account) -> Iterator[AdminNeed]:
    book = phrases("admin")
    registry = here.rulebook.registry
    for words in standstills(session, now=here.now):
        yield AdminNeed(words, channel_pages.PATH, grave=True)
    if held := count_holds(session):
        yield AdminNeed(phrases("backup").held(held), restored_page.PATH, grave=True)
    if gaps := plan_gaps(session, registry, here.today):
        yield AdminNeed(book.gaps(len(gaps)), plan_doubts_page.PATH, grave=True)
    if without := without_contact(session, registry, here.today):
        yield AdminNeed(book.without_contact(len(without)), contacts_page.PATH, grave=True)
    if count := contacts_page.to_confirm(session, here, account):
        yield AdminNeed(book.to_confirm(count), contacts_page.PATH)
    if count := sum(1 for _ in unconfirmed(registry, here.rulebook.workdays)):
        yield AdminNeed(book.unconfirmed(count), plan_doubts_page.PATH)
    for words in setting_notes(here.settings):
        yield AdminNeed(book.setting(words))

"""Behind the pages of the board, in its menu: the way to Prefect, and the pages of `/quan-tri`."""

from __future__ import annotations

from dondoc.access import Act
from dondoc.portal.admin import (
    account_pages,
    admin_index,
    audit_page,
    channel_pages,
    contact_admin_pages,
    days_off_pages,
    doctor_page,
    plan_doubts_page,
    restored_page,
    template_pages,
)
from dondoc.portal.board.sections import Section
from dondoc.portal.sign_in import prefect_door

ADMIN_SECTIONS = (
    Section(prefect_door.router, prefect_door.PATH, "Lượt chạy", shown=prefect_door.in_menu),
    Section(admin_index.router, admin_index.PATH, "Quản trị", act=Act.OPERATE),
    Section(account_pages.router),
    Section(contact_admin_pages.router),
    Section(channel_pages.router),
    Section(days_off_pages.router),
    Section(plan_doubts_page.router),
    Section(restored_page.router),
    Section(template_pages.router),
    Section(doctor_page.router),
    Section(audit_page.router),
)

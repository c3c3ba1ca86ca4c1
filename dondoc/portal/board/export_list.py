"""The views that are handed out without a page, by name: what `dondoc export` knows.

Each looks as its page does, told by the same words as the page's address.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sqlmodel import Session

from dondoc.conference.accounts.account_list import account_lines
from dondoc.conference.desk.desk_people import load_people
from dondoc.conference.find_conference import find_conference
from dondoc.contacts.verification import unverified
from dondoc.inspections.year_overview import inspection_of
from dondoc.ledger.installation import Context
from dondoc.portal.board import (
    board_page,
    contacts_page,
    inspection_pages,
    late_twice_pages,
    one_unit_pages,
    overdue_pages,
    waiting_pages,
    year_pages,
)
from dondoc.portal.board.board_view import instant
from dondoc.portal.board.conference import (
    conference_pages,
    list_pages,
    login_pages,
    question_pages,
    task_pages,
)
from dondoc.portal.board.conference.conference_state import conference_view
from dondoc.portal.board.day_section import day_section, waiting_groups
from dondoc.portal.board.table_page import ViewFile
from dondoc.portal.board.unit_overview import unit_meant, unit_overview
from dondoc.problems import Problem, Refused
from dondoc.rounds.late_twice import late_twice
from dondoc.rounds.year_plan import duty_years
from models import Conference

Asked = Mapping[str, str]
"""By the names in an address: «nhiem-vu», «ky», «nam», «don-vi», «ngay»."""


@dataclass(frozen=True)
class Export:
    """A view by its word on the command line; `asks` are the names it goes by, besides the day."""

    word: str
    says: str
    look: Callable[[Session, Context, Asked], ViewFile]
    asks: tuple[str, ...] = ()


def _matrix(session: Session, here: Context, asked: Asked) -> ViewFile:
    return board_page.matrix_file(here, board_page.look(session, here, asked, whole=True))


def _day(session: Session, here: Context, _asked: Asked) -> ViewFile:
    return board_page.day_file(day_section(session, here, None, root=""), as_of=here.now)


def _unit(session: Session, here: Context, asked: Asked) -> ViewFile:
    as_of, on, problems = instant(asked, here.now)
    unit = unit_meant(here.rulebook.registry, asked.get("don-vi", ""), on or here.today)
    if unit is None:
        raise Refused(Problem("--unit", "", "hãy ghi tên, mã hoặc ký hiệu của một đơn vị"))
    year = int(asked["nam"]) if "nam" in asked else None
    shown = unit_overview(session, here.rulebook, unit, year=year, as_of=as_of, root="")
    return one_unit_pages.unit_file(here, shown, as_of=as_of, on=on, problems=problems)


def _year(session: Session, here: Context, asked: Asked) -> ViewFile:
    as_of, on, problems = instant(asked, here.now)
    year = int(asked.get("nam", here.today.year))
    lines = duty_years(session, here.rulebook, year, as_of=as_of)
    if not lines:
        wanted = "kế hoạch không đặt hạn nào trong năm này, và chưa mở đợt nào"
        raise Refused(Problem("--year", str(year), wanted))
    return year_pages.year_file(here, lines, year, as_of=as_of, on=on, problems=problems)


def _overdue(session: Session, here: Context, asked: Asked) -> ViewFile:
    return overdue_pages.overdue_file(here, overdue_pages.overdue_view(session, here, asked))


def _late_twice(session: Session, here: Context, asked: Asked) -> ViewFile:
    as_of, on, problems = instant(asked, here.now)
    found = late_twice(session, here.rulebook, as_of=as_of)
    return late_twice_pages.late_twice_file(here, found, as_of=as_of, on=on, problems=problems)


def _waiting(session: Session, here: Context, _asked: Asked) -> ViewFile:
    groups = waiting_groups(session, here, None, root="", most=waiting_pages.MOST)
    return waiting_pages.waiting_file(groups, as_of=here.now)


def _contacts(session: Session, here: Context, _asked: Asked) -> ViewFile:
    without = contacts_page.units_without(session, here)
    return contacts_page.contacts_file(unverified(session), without, as_of=here.now)


def _inspection(session: Session, here: Context, asked: Asked) -> ViewFile:
    wanted = asked.get("nhiem-vu", ""), asked.get("ky", "")
    meant = inspection_pages.inspection_meant(here, *wanted)
    if meant is None:
        said = "không có cuộc kiểm tra nào như vậy; xem các kỳ ở trang Kiểm tra"
        raise Refused(Problem("--duty, --period", " ".join(wanted).strip(), said))
    found = inspection_of(session, here.rulebook, *meant, now=here.now)
    return inspection_pages.inspection_file(found, as_of=here.now)


_ONE_OF = ("hoi-nghi",)


def _conference_meant(session: Session, asked: Asked) -> Conference:
    return find_conference(session, asked.get("hoi-nghi", ""))


def _conferences(session: Session, here: Context, asked: Asked) -> ViewFile:
    year = int(asked["nam"]) if "nam" in asked else None
    return conference_pages.conferences_file(
        here, conference_pages.listed_conferences(session, year)
    )


def _conference(session: Session, here: Context, asked: Asked) -> ViewFile:
    view = conference_view(session, here, _conference_meant(session, asked))
    return conference_pages.conference_file(here, view, "", reasons=True)


def _delegates(session: Session, here: Context, asked: Asked) -> ViewFile:
    meant = _conference_meant(session, asked)
    people = load_people(session, here.rulebook.registry, meant.id or 0)
    return list_pages.list_file(here, meant, [one for one in people if one.is_wanted])


def _accounts(session: Session, here: Context, asked: Asked) -> ViewFile:
    meant = _conference_meant(session, asked)
    lines = account_lines(session, here.rulebook.registry, meant)
    return login_pages.login_file(here, meant, lines)


def _questions(session: Session, here: Context, asked: Asked) -> ViewFile:
    return question_pages.question_file(session, here, _conference_meant(session, asked))


def _tasks(session: Session, here: Context, asked: Asked) -> ViewFile:
    return task_pages.task_file(session, here, _conference_meant(session, asked))


EXPORTS = (
    Export("matrix", "bảng đơn vị × kỳ của một nhiệm vụ", _matrix, ("nhiem-vu", "ky", "nam")),
    Export("day", "trong ngày: đến hạn, quá hạn, chờ xử lý", _day),
    Export("unit", "một đơn vị qua mọi nhiệm vụ", _unit, ("don-vi", "nam")),
    Export("year", "cả năm: kế hoạch và đã làm; có cả tệp lịch .ics", _year, ("nam",)),
    Export("overdue", "quá hạn theo đơn vị", _overdue),
    Export("late-twice", "ai trễ hai kỳ liền", _late_twice),
    Export("waiting", "việc chờ cán bộ xử lý", _waiting),
    Export("contacts", "đầu mối chưa xác nhận, đơn vị chưa có đầu mối", _contacts),
    Export(
        "inspection", "mẫu, lịch hẹn, biên bản một kỳ kiểm tra", _inspection, ("nhiem-vu", "ky")
    ),
    Export("conferences", "các Hội nghị họp trong năm, kèm số liệu", _conferences, ("nam",)),
    Export(
        "conference", "một Hội nghị: trả lời, có mặt theo đơn vị, các bước", _conference, _ONE_OF
    ),
    Export("delegates", "đại biểu một Hội nghị: dữ liệu cá nhân", _delegates, _ONE_OF),
    Export("accounts", "tài khoản chấm điểm của một Hội nghị", _accounts, _ONE_OF),
    Export(
        "questions", "câu hỏi của một Hội nghị: ai trả lời, hạn, câu trả lời", _questions, _ONE_OF
    ),
    Export("tasks", "nhiệm vụ trong kết luận một Hội nghị", _tasks, _ONE_OF),
)
"""In the order of the list."""

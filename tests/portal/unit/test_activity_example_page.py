"""Good examples on the unit's page and the board: unit and figure have fields of their own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import Engine

from dondoc.clock import at
from dondoc.plan.rulebook import Rulebook
from dondoc.settings import Settings
from models import Activity
from tests.support.cast import Cast
from tests.support.desk import Desk
from tests.support.portal import Portal
from tests.support.reading import Page

EXAMPLES, QUARTER = "III.1.2.b2", "2027-Q1"
GIVEN = {
    "title": "Trả kết quả tại nhà",
    "about_unit": "so tai chinh",
    "figure": "rút ngắn 3 ngày, <b>1.250</b> hồ sơ",
}
SHOWN = "Sở Tài chính: rút ngắn 3 ngày, <b>1.250</b> hồ sơ"


@pytest.fixture
def quarter(
    portal_settings: Settings, sqlite_engine: Engine, rulebook: Rulebook
) -> Iterator[Portal]:
    built = Portal(portal_settings, sqlite_engine, rulebook)
    built.open_round(EXAMPLES, now=at(date(2027, 1, 26), 7, 30))
    yield built
    built.close()


def home_of(portal: Portal) -> tuple[str, str]:
    assignment = portal.assignment("so-noi-vu", EXAMPLES, QUARTER)
    home = portal.link("so-noi-vu", assignment_id=assignment)
    return home, f"{home}/hoat-dong/{assignment}"


def add(portal: Portal, home: str, page: str, **changes: str):  # type: ignore[no-untyped-def]
    form = {**portal.page(page).values("hoat-dong"), **GIVEN, **changes}
    return portal.client.post(f"{home}/hoat-dong", data=form)


def test_the_form_asks_for_unit_what_figure_and_link(quarter: Portal) -> None:
    _home, page = home_of(quarter)

    shown = quarter.page(page)

    assert {"about_unit", "title", "figure", "done_on", "link"} <= set(shown.values("hoat-dong"))
    assert "Ví dụ: rút ngắn 3 ngày, 1.250 hồ sơ" in shown.text


def test_unit_and_figure_are_shown_in_the_units_list(quarter: Portal) -> None:
    home, page = home_of(quarter)

    answer = add(quarter, home, page)

    assert 303 == answer.status_code
    (kept,) = quarter.rows(Activity)
    assert ("so-tai-chinh", GIVEN["figure"]) == (kept.about_unit, kept.figure)
    shown = quarter.page(page)
    assert SHOWN in shown.text
    assert "<b>1.250" not in shown.html
    assert "1/1 điển hình" in shown.text


def test_unit_and_figure_are_shown_on_the_board(quarter: Portal, sqlite_cast: Cast) -> None:
    home, page = home_of(quarter)
    add(quarter, home, page)

    assignment = quarter.assignment("so-noi-vu", EXAMPLES, QUARTER)
    shown = Page(Desk(quarter, sqlite_cast.officer).get(f"/bang/viec/{assignment}"))

    assert SHOWN in shown.text
    assert "Trả kết quả tại nhà" in shown.text


@pytest.mark.parametrize(
    ("field", "typed", "expected"),
    [
        ("about_unit", "Sở Trăng", "Không có đơn vị nào tên như vậy; hãy ghi tên"),
        ("about_unit", "", "Hãy ghi tên đơn vị có cách làm hay"),
        ("figure", "", "Hãy ghi kết quả có con số"),
    ],
)
def test_a_wrong_field_says_what_to_write_and_keeps_what_was_typed(
    quarter: Portal, field: str, typed: str, expected: str
) -> None:
    home, page = home_of(quarter)

    answer = add(quarter, home, page, **{field: typed})

    shown = Page(answer.text)
    assert (422, []) == (answer.status_code, quarter.rows(Activity))
    assert f"#{field}" in shown.links
    assert expected in shown.text
    assert {**GIVEN, field: typed}.items() <= shown.values("hoat-dong").items()

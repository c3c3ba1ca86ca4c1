"""What is wrong with a form, said at once, in our words, in the order in which it was typed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

import pytest

from dondoc.forms.typed_dates import DAY_MISSING, Day, SignedOn
from dondoc.forms.typed_form import Needed, TypedForm, entry
from dondoc.forms.values import (
    Choice,
    Clock,
    DocumentNumber,
    Info,
    Link,
    OneLine,
    SomeLines,
    Subject,
    Whole,
)
from dondoc.problems import Problem, Refused


@dataclass(frozen=True)
class Today:
    today: date


TODAY = Today(date(2027, 3, 15))


class Every(TypedForm):
    """A field of each kind of value."""

    number: Annotated[str | None, DocumentNumber("12/BC-STC")] = entry("Số")
    day: Annotated[date | None, Day] = entry("Ngày")
    signed_on: Annotated[SignedOn, Needed(DAY_MISSING)] = entry("Ngày ký")
    count: Annotated[int | None, Whole()] = entry("Số lượng")
    people: Annotated[int | None, Whole(1, "hãy ghi từ 1 trở lên")] = entry("Số người")
    title: Annotated[str | None, OneLine(10)] = entry("Tên")
    note: Annotated[str | None, SomeLines] = entry("Ghi chú")
    link: Annotated[str | None, Link] = entry("Đường dẫn")
    hour: Annotated[object, Clock("hãy ghi như 19:45")] = entry("Giờ")
    answer: Annotated[str | None, Choice((("có", "yes"),), "hãy chọn có")] = entry("Trả lời")
    subject: Annotated[str | None, Subject] = entry("Nội dung")


def _problems(**given: object) -> list[tuple[str, str, str, str]]:
    with pytest.raises(Refused) as caught:
        Every.read({"signed_on": "15/03/2027", **given}, TODAY)
    return [(one.field, one.given, one.wanted, one.label) for one in caught.value.problems]


@pytest.mark.parametrize(
    ("name", "typed", "value"),
    [
        ("number", "số 12 /bc-stc", "12/BC-STC"),
        ("day", "ngày 5-3-27", date(2027, 3, 5)),
        ("day", date(2027, 3, 5), date(2027, 3, 5)),
        ("signed_on", "15/03/2027", date(2027, 3, 15)),
        ("count", "1.250", 1250),
        ("count", 0, 0),
        ("people", "1", 1),
        ("title", " a   b ", "a b"),
        ("note", " a\nb ", "a\nb"),
        ("link", " https://stc.example/a?b=c ", "https://stc.example/a?b=c"),
        ("answer", " CÓ ", "yes"),
        ("subject", "«kết quả tháng 02».", "Kết quả tháng 02"),
        ("note", "   ", None),
        ("count", "", None),
        ("link", None, None),
    ],
)
def test_a_value_is_read_as_people_type_it(name: str, typed: object, value: object) -> None:
    form = Every.read({"signed_on": "15/03/2027", name: typed}, TODAY)

    assert value == getattr(form, name)


@pytest.mark.parametrize(
    ("name", "typed", "label", "wanted"),
    [
        ("number", "mười hai", "Số", "không đọc được số và ký hiệu; hãy ghi như 12/BC-STC"),
        (
            *("day", "2/12", "Ngày"),
            "thiếu năm; nếu là thứ Tư, 02/12/2026 thì hãy ghi 02/12/2026",
        ),
        ("day", "30/2", "Ngày", "Ngày «30/2» thiếu năm. Hãy ghi như 15/03/2027."),
        (
            "signed_on",
            "16-3-27",
            "Ngày ký",
            "sau hôm nay (15/03/2027); hãy ghi ngày ký của văn bản",
        ),
        ("count", "1,5", "Số lượng", "phải là số nguyên từ 0 trở lên, ví dụ 12 hoặc 1.250"),
        ("people", "0", "Số người", "hãy ghi từ 1 trở lên"),
        ("title", "hơn mười chữ", "Tên", "dài quá 10 ký tự; hãy viết ngắn lại"),
        ("link", "stc.example", "Đường dẫn", "hãy ghi địa chỉ đầy đủ, bắt đầu bằng https://"),
        ("hour", "24:00", "Giờ", "hãy ghi như 19:45"),
        ("answer", "không", "Trả lời", "hãy chọn có"),
    ],
)
def test_what_cannot_be_read_says_what_was_typed_and_what_to_write(
    name: str, typed: str, label: str, wanted: str
) -> None:
    assert [(name, typed, wanted, label)] == _problems(**{name: typed})


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "https://khong",
        "https://a@stc.example/",
        "https://stc.example:x/",
        "https://[stc.example/",
        "https://stc.example/a b",
        f"https://stc.example/{'a' * 2000}",
    ],
)
def test_what_is_no_address_of_a_page_is_refused(link: str) -> None:
    (problem,) = _problems(link=link)

    assert "hãy ghi địa chỉ đầy đủ, bắt đầu bằng https://" == problem[2]


def test_every_problem_is_said_at_once_in_the_order_of_what_was_typed() -> None:
    given = {"count": "x", "signed_on": " ", "number": "y", "hour": "z"}

    assert ["signed_on", "count", "number", "hour"] == [one[0] for one in _problems(**given)]


def test_a_needed_value_that_is_not_there_says_so_and_shows_nothing() -> None:
    with pytest.raises(Refused) as caught:
        Every.read({}, TODAY)

    assert (Problem("signed_on", "", DAY_MISSING, "Ngày ký"),) == caught.value.problems


def test_what_is_long_is_shown_by_its_beginning() -> None:
    (problem,) = _problems(title="dài " * 100)

    assert "dài " * 10 + "…" == problem[1]


def test_a_subject_of_stops_is_nothing_given() -> None:
    (problem,) = _problems(subject=" . ")

    assert "" == problem[1]


def test_a_field_that_the_form_does_not_have_is_named() -> None:
    (problem,) = _problems(lạ="1")

    assert ("lạ", "1") == problem[:2]
    assert problem[2].startswith("không có ô này; các ô là Số, Ngày, Ngày ký")


class Told(TypedForm):
    """Whose fields find their problems elsewhere."""

    first: Annotated[str | None, OneLine(99)] = entry("Ô đầu")
    second: Annotated[str, OneLine(99), Needed("hãy ghi ô hai")] = entry("Ô hai")

    @classmethod
    def empty(cls, name: str, info: Info) -> object:
        raise Refused([Problem("unit", "a", "không rõ", "Khác"), Problem("second", "b", "sai")])


def test_problems_of_another_room_stand_at_the_field_that_met_them_or_that_they_name() -> None:
    with pytest.raises(Refused) as caught:
        Told.read({"first": "", "second": "x"})

    assert (
        Problem("first", "a", "không rõ", "Ô đầu"),
        Problem("second", "b", "sai", "Ô hai"),
    ) == caught.value.problems


class Typed(TypedForm):
    """What a program may send of another type."""

    text: str = entry("Chữ")
    number: int = entry("Số", 0)
    days: list[date] = entry("Các ngày", [])


def test_another_type_than_wanted_is_said_in_our_words() -> None:
    with pytest.raises(Refused) as caught:
        Typed.read({"text": ["a"], "number": {}, "days": 3})

    wanted = [one.wanted for one in caught.value.problems]
    other = "không đúng kiểu; hãy xem lại"
    assert ["phải là chữ", "phải là một số nguyên, ví dụ 12", other] == wanted

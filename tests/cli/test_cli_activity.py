"""`dondoc activity add`: an officer enters for a unit what it did, counted in its month."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Run

MARCH, NOW = "01/03/2027 07:30", "15/03/2027 09:00"
PORTAL = "Sở Khoa học và Công nghệ"
AIRED = ("--on", "10/03/2027", "--title", "Chuyên mục", "--hour", "19h45", "--minutes", "15")


def add(run: Run, *more: str, duty: str = "chuyen-muc-phat-song", unit: str = "bao-va-dai", **as_):
    officer = as_.get("officer", "ha@so-noi-vu.example")
    about = ("--duty", duty, "--unit", unit, "--as", officer, "--now", NOW)
    return run("activity", "add", *about, *more)


@pytest.fixture
def month(peopled: Run) -> Run:
    for slug in ("chuyen-muc-phat-song", "tin-cong-ttdt"):
        assert 0 == peopled("rounds", "open", "--duty", slug, "--now", MARCH).code
    return peopled


def test_it_is_kept_and_counted_in_the_month_of_its_date(month: Run) -> None:
    done = add(month, *AIRED)

    assert 0 == done.code
    assert "Đã ghi «Chuyên mục», ngày 10/03/2027, 19:45, của " in done.out
    assert "tháng 3/2027 được 1/2 chuyên mục." in done.out


def test_the_same_again_is_one(month: Run) -> None:
    add(month, *AIRED)

    again = add(month, *AIRED)

    assert "Đã ghi từ trước" in again.out
    assert "được 1/2" in again.out


def test_every_wrong_field_is_named_and_nothing_is_kept(month: Run) -> None:
    refused = add(month, "--on", "31/02/2027", "--title", "Chuyên mục", "--hour", "tối")

    assert 2 == refused.code
    assert 3 == len(refused.problems)
    assert "được 1/2" in add(month, *AIRED).out


def test_a_good_example_is_said_with_its_unit_and_figure(peopled: Run) -> None:
    duty = "dien-hinh-tot"
    assert 0 == peopled("rounds", "open", "--duty", duty, "--now", MARCH).code
    example = ("--on", "10/03/2027", "--title", "Trả kết quả tại nhà", "--about-unit", "STC")
    whose = {"duty": duty, "unit": "Sở Nội vụ"}

    refused = add(peopled, *example, **whose)
    done = add(peopled, *example, "--figure", "rút ngắn 3 ngày", **whose)

    assert (2, True) == (refused.code, "hãy ghi kết quả có con số" in refused.err)
    assert "«Trả kết quả tại nhà» (Sở Tài chính: rút ngắn 3 ngày), ngày 10/03/2027, của" in done.out
    assert "được 1/1 điển hình." in done.out


def test_a_link_into_our_own_network_is_refused(month: Run) -> None:
    news = ("--on", "10/03/2027", "--title", "Tin", "--link", "http://127.0.0.1/tin")

    refused = add(month, *news, duty="tin-cong-ttdt", unit=PORTAL)

    assert (2, True) == (refused.code, "không thuộc mạng Internet công cộng" in refused.err)


@pytest.mark.parametrize("officer", ["xem@so-noi-vu.example", "khac@so-tu-phap.example"])
def test_a_viewer_or_a_stranger_enters_nothing(month: Run, officer: str) -> None:
    refused = add(month, *AIRED, officer=officer)

    assert "chỉ cán bộ Sở Nội vụ phụ trách nhiệm vụ này, cán bộ của chính Báo và" in refused.err


def test_what_is_not_counted_is_handed_in_instead(month: Run) -> None:
    refused = add(month, *AIRED, duty="bao-cao-dinh-ky", unit="STC")

    assert (2, True) == (refused.code, "không đếm theo từng hoạt động" in refused.err)


def test_before_any_round_is_open_it_says_so(peopled: Run) -> None:
    assert "chưa mở kỳ nào" in add(peopled, *AIRED).err

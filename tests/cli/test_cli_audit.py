"""`dondoc audit`: the acts that /quan-tri shows, on a terminal."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Done, Run

HEADS = ["Số", "Lúc", "Ai làm", "Làm gì", "Với cái gì", "Chi tiết"]


@pytest.fixture
def acted(peopled: Run) -> Run:
    """A channel paused and released."""
    now = ("--now", "15/03/2027 09:00")
    assert 0 == peopled("delivery", "pause", "email", "--reason", "máy chủ bảo trì", *now).code
    assert 0 == peopled("delivery", "release", "email", *now).code
    return peopled


def _acts(done: Done) -> list[str]:
    return [line["act"] for line in done.json]


def test_the_newest_act_stands_first(acted: Run):
    done = acted("audit", "--last", "2")

    head, _rule, released, paused, _blank, count = done.lines
    assert HEADS == [one.strip() for one in head.split("  ") if one]
    assert ("chạy lại", "tạm dừng") == tuple(
        word for word, line in (("chạy lại", released), ("tạm dừng", paused)) if word in line
    )
    assert "máy chủ bảo trì" in paused
    assert count.startswith("2 dòng; cũ hơn nữa: --before ")


def test_it_goes_on_below_a_number(acted: Run):
    newest, older = acted("audit", "--last", "2", "--json").json

    assert (
        older == acted("audit", "--last", "1", "--before", str(newest["number"]), "--json").json[0]
    )


@pytest.mark.parametrize("target", ["channel:email", "channel", "kênh", "kênh:email"])
def test_it_is_narrowed_by_what_was_acted_on(acted: Run, target: str):
    found = acted("audit", "--target", target, "--json").json

    assert ["channel:email"] * 2 == [line["target"] for line in found]


def test_it_is_narrowed_by_who_acted(acted: Run):
    everybody = _acts(acted("audit", "--json"))

    assert everybody == _acts(acted("audit", "--who", "máy chủ", "--json"))
    assert [] == acted("audit", "--who", "hệ thống", "--json").json


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("--last", "0"), "--last «0»: hãy ghi từ 1 đến 10000"),
        (("--last", "10001"), "--last «10001»: hãy ghi từ 1 đến 10000"),
        (("--target", "vịt:1"), "«vịt»: hãy chọn một trong: việc, đợt, đầu mối"),
        (("--who", "Nguyễn Không Có"), "«Nguyễn Không Có»"),
    ],
)
def test_what_is_asked_wrongly_is_refused_in_words(peopled: Run, asked, said: str):
    done = peopled("audit", *asked)

    assert 2 == done.code
    assert said in done.err

"""The board's sentence: a link stands where units are counted, and nowhere else."""

from __future__ import annotations

from datetime import date

from dondoc.clock import at
from dondoc.portal.board.filters import linked_figures
from dondoc.rounds.child_count import ChildrenCount
from dondoc.rounds.progress import Progress
from dondoc.rounds.tally import Tally

TALLY = Tally(
    asked=7,
    handed_in=5,
    on_time=4,
    overdue=0,
    without_news=0,
    not_done=0,
    returned=0,
    waived=1,
    waiting=1,
    not_yet=2,
    accepted=4,
)
ROUND = Progress(
    duty="III.1.1.b",
    period="2021",
    period_short="năm 2021",
    as_of=at(date(2021, 3, 1), 8),
    rows=(),
    tally=TALLY,
    children=ChildrenCount(done=130, not_done=3, silent=5, waived=2),
)


def test_each_figure_of_units_is_a_link_to_them() -> None:
    said = str(linked_figures(ROUND.parts(), lambda slug: f"?loc={slug}", chosen="mien"))

    assert said == (
        'Năm 2021: <a href="?loc=da-gui">5/7 đã gửi</a> (<a href="?loc=da-chap-nhan">'
        '4 đã chấp nhận</a>, <a href="?loc=cho-kiem-tra">1 chờ kiểm tra</a>;'
        ' <a href="?loc=dung-han">4 đúng hạn</a>),'
        ' <a href="?loc=chua-den-han">2 chưa đến hạn</a>,'
        ' <a href="?loc=mien" aria-current="true">1 được miễn</a>;'
        " văn bản của 0/7 đơn vị, 130/138 xã đã thực hiện, 3 chưa thực hiện, 5 chưa trả lời,"
        " 2 được miễn"
    )


def test_what_is_said_of_communes_leads_to_no_units() -> None:
    """The communes waived are no units of the matrix: a link would show other bodies."""
    assert "2 được miễn</a>" not in linked_figures(
        ROUND.parts(), lambda slug: f"?{slug}", chosen=None
    )


def test_whoever_only_reads_has_the_same_sentence() -> None:
    assert ROUND.sentence() == (
        "Năm 2021: 5/7 đã gửi (4 đã chấp nhận, 1 chờ kiểm tra; 4 đúng hạn),"
        " 2 chưa đến hạn, 1 được miễn;"
        " văn bản của 0/7 đơn vị, 130/138 xã đã thực hiện, 3 chưa thực hiện, 5 chưa trả lời,"
        " 2 được miễn"
    )

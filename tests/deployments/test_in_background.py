"""Work done beside other work: its result and its fault come out where they are asked for."""

from __future__ import annotations

import threading

import pytest

from deployments.in_background import in_background
from dondoc.problems import Problem, Refused


def test_it_goes_on_while_other_work_is_done():
    go, gone = threading.Event(), threading.Event()

    def work() -> str:
        assert go.wait(10)
        gone.set()
        return "xong"

    begun = in_background(work)
    assert not gone.is_set()
    go.set()
    assert "xong" == begun.result(10)


def test_what_it_refuses_is_refused_where_the_result_is_asked_for():
    def work() -> None:
        raise Refused(Problem("Tiến trình", "prefect", "đã dừng giữa chừng"))

    with pytest.raises(Refused, match="đã dừng giữa chừng"):
        in_background(work).result(10)

"""What only an entry has, its hour or whose good example, is refused where nothing is counted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dondoc.plan.registry import PlanError, load_registry

Edit = Callable[..., Path]


@pytest.mark.parametrize(
    ("field", "counted"),
    [
        ("hour", "từng việc đã phát"),
        ("about_unit", "từng điển hình"),
        ("figure", "từng điển hình"),
    ],
)
def test_it_is_told_to_be_counted(edited: Edit, field: str, counted: str) -> None:
    of_the_report = "[link_or_file] # đã gửi"
    folder = edited("plan.yaml", of_the_report, f"[{field}, link_or_file] # đã gửi")

    with pytest.raises(PlanError) as refused:
        load_registry(folder)

    (problem,) = refused.value.problems
    assert "plan.yaml, duties[0] (III.1.1.c), cả mục" == problem.field
    assert f"«{field}» chỉ ghi khi đếm {counted}; hãy thêm «threshold»" == problem.wanted

"""A plan with one duty that is counted: every month four items of news, by the calendar."""

from __future__ import annotations

import shutil
from pathlib import Path

from dondoc.plan.registry import DATA_FOLDER
from dondoc.plan.rulebook import Rulebook, load_rulebook

NEWS = "III.1.1.dem"
QUARTERLY = "III.1.1.quy"
_ENTRY = """
  - code: {code}
    slug: {slug}
    kind: duty
    title: Tin, bài về cải cách hành chính trên Trang thông tin điện tử
    short: {short}
    noun: Tin, bài CCHC
    clause: III.1.1, gạch đầu dòng thứ nhất
    bullet: III.1.1 gạch 1
    flow: outreach_plan
    responsible: [{{role: so_nganh}}]
    monitored_by: so_noi_vu
    {cadence}
    opens: {opens}
    due: {due}
    basis:
      kind: default
      text: Số lượng là mặc định được đề xuất, chưa được xác nhận.
      confirmed: false
    ladder: E3
    evidence:
      fields: []
      optional: [link_or_file]
    {indicators}
    threshold: {threshold}
    counted: tin, bài
    nil_allowed: true
    acceptance: auto
    confirmed: false
"""


def counted_rulebook(folder: Path) -> Rulebook:
    """The shipped plan in `folder`, with two duties more: by months, and by report periods."""
    shutil.copytree(DATA_FOLDER, folder)
    monthly = _ENTRY.format(
        code=NEWS,
        slug="tin-bai-kiem-thu",
        short="Tin, bài CCHC",
        cadence="cadence: monthly",
        opens="start forward",
        due="end + 2wd",
        threshold=4,
        indicators="",
    )
    reports = _ENTRY.format(
        code=QUARTERLY,
        slug="phat-song-kiem-thu",
        short="Chuyên mục CCHC",
        cadence="cadence: four_reports\n    period_basis: reporting\n    cutoff: true",
        opens="start forward",
        due="cutoff + 2wd",
        threshold=1,
        indicators="indicators: [{code: thoi_luong, title: Thời lượng, unit: phút}]",
    )
    path = folder / "plan.yaml"
    text = path.read_text(encoding="utf-8")
    head, tail = text.split("\nduties:\n", 1)
    path.write_text(f"{head}\nduties:\n{monthly}{reports}{tail}", encoding="utf-8")
    return load_rulebook(folder)

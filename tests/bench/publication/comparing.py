"""Read, match and compare: 2,000 procedures against 200 pages of 59 rows (reference §3.5)."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date

from dondoc.publication.compare.compare_reading import compare
from dondoc.publication.matching.matcher import Matcher
from dondoc.publication.official_entry import OfficialEntry
from dondoc.publication.reading.read_page import read_page
from models.publication_kinds import FindingKind
from tests.bench.measure import cpu, say
from tests.support.compared import SITE
from tests.support.procedure_names import noises, sample_entries

ON = date(2026, 11, 30)
PROCEDURES, PAGES, ROWS = 2_000, 200, 59


def comparing() -> None:
    """Processor seconds of the whole way from the page's text to what differs."""
    entries = sample_entries(PROCEDURES)
    chance = random.Random(2)
    each = [chance.sample(entries, ROWS) for _page in range(PAGES)]
    pages = [_page(shown, chance) for shown in each]
    matcher, built = cpu(lambda: Matcher(entries))
    readings, read = cpu(
        lambda: [read_page(page, "text/html", "https://mau.example/") for page in pages]
    )
    kinds = Counter[FindingKind]()

    def compare_all() -> None:
        for reading in readings:
            found = compare(reading, entries, on=ON, source=SITE, matcher=matcher)
            kinds.update(one.kind for one in found.discrepancies)

    _nothing, compared = cpu(compare_all)
    size = sum(len(page) for page in pages) / 1_000_000
    say("đọc trang", f"{read:.1f} s CPU, {size:.1f} triệu ký tự, {PAGES * ROWS} dòng")
    say("lập bảng tên", f"{built:.1f} s CPU cho {PROCEDURES} thủ tục")
    say("so danh mục", f"{compared:.1f} s CPU, {PROCEDURES} thủ tục × {PAGES} trang", "≤ 8 s")
    say("đọc và so", f"{read + built + compared:.1f} s CPU")
    say("sai lệch", ", ".join(f"{kind} {count}" for kind, count in sorted(kinds.items())))
    wanted = sum(PROCEDURES - len(shown) for shown in each)
    say("trong đó thiếu", str(kinds[FindingKind.MISSING]), f"gần {wanted}")


def matching() -> None:
    """Names under the nine noises, present and taken out of the list."""
    counts = Counter[str]()
    for seed in range(5):
        counts += _matched(sample_entries(400, seed))
    for what, of, wanted in (
        ("right", "all", ""),
        ("wrong", "all", "≤ 0,1 %"),
        ("found though absent", "absent", "≤ 1 %"),
    ):
        say(f"tên: {what}", f"{100 * counts[what] / counts[of]:.2f} % của {counts[of]}", wanted)


def _matched(entries: list[OfficialEntry]) -> Counter[str]:
    matcher, chance, counts = Matcher(entries), random.Random(1), Counter[str]()
    halves = [Matcher(entries[half::2]) for half in (0, 1)]
    for place, one in enumerate(entries):
        absent = halves[1 - place % 2]
        for noise in noises(chance).values():
            shown = noise(one.name)
            code = matcher.match("", shown).code
            counts.update(["all", "absent"])
            counts["right"] += code == one.code
            counts["wrong"] += bool(code) and code != one.code
            counts["found though absent"] += bool(absent.match("", shown).code)
    return counts


def _page(shown: list[OfficialEntry], chance: random.Random) -> str:
    """Half of the rows with codes, the rest by names with noises; as Word pastes it."""
    style = "class=MsoNormal style='margin:3.0pt 0cm;text-align:justify;font-size:13.0pt'"
    each = list(noises(chance).values())
    lines = []
    for place, one in enumerate(shown, start=1):
        name = chance.choice(each)(one.name)
        code = f"{one.code}.000.00.00.H60" if place % 2 else ""
        cells = (place, code, name, "05 ngày làm việc", "50.000 đồng", "Luật mẫu số 01/2020/QH14")
        lines.append(
            "".join(f"<td valign=top><p {style}><span>{cell}</span></p>" for cell in cells)
        )
    head = "<td>STT<td>Mã TTHC<td>Tên TTHC<td>Thời hạn<td>Phí, lệ phí<td>Căn cứ pháp lý"
    return f"<html><body><table class=MsoNormalTable><tr>{head}<tr>{'<tr>'.join(lines)}</table>"

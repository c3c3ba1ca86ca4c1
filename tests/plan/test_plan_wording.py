from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest

from dondoc.plan.registry import Registry
from dondoc.plan.schema import (
    wording_hash,
)
from dondoc.text import tidy

SOURCE = Path(__file__).resolve().parents[3] / "shared" / "plan" / "15-KH-UBND-2021.md"


def test_it_has_every_bullet_of_section_iii_and_what_duties_hang_on(registry: Registry) -> None:
    actual = [bullet.clause for bullet in registry.plan.bullets]

    assert [
        *(f"II.3.{number}" for number in range(1, 7)),
        *(f"III.1.1 gạch {number}" for number in (1, 2, 3)),
        *(f"III.1.2 gạch {number}" for number in (1, 2, 3)),
        *(f"III.1.3 gạch {number}" for number in (1, 2)),
        *(f"III.1.{number}" for number in range(4, 9)),
        "III.2 khoản 1",
        "III.2 khoản 2",
        "Nơi nhận",
    ] == actual


@pytest.mark.skipif(not SOURCE.exists(), reason="the plan's own text is not at hand")
def test_it_has_the_wording_of_the_plan_in_the_plans_order(registry: Registry) -> None:
    source = tidy(re.sub(r"[*#]", "", SOURCE.read_text(encoding="utf-8")))

    places = [source.find(bullet.text) for bullet in registry.plan.bullets]

    assert -1 not in places
    assert sorted(places) == places


@pytest.mark.skipif(not SOURCE.exists(), reason="the plan's own text is not at hand")
def test_nothing_of_section_iii_is_left_out_but_its_headings(registry: Registry) -> None:
    source = tidy(re.sub(r"[*#]", "", SOURCE.read_text(encoding="utf-8")))
    section = source[source.index("III. TỔ CHỨC THỰC HIỆN") : source.index("Trên đây là")]

    for bullet in registry.plan.bullets:
        section = section.replace(bullet.text, "…")

    assert (
        "III. TỔ CHỨC THỰC HIỆN 1. Trách nhiệm thực hiện"
        " 1.1. Các sở, ban, ngành thuộc tỉnh; Ủy ban nhân dân huyện, thành phố - … - … - …"
        " 1.2. Sở Nội vụ - … - … - … 1.3. Văn phòng Ủy ban nhân dân tỉnh - … - …"
        " 1.4. Sở Tư pháp … 1.5. Sở Thông tin và Truyền thông …"
        " 1.6. Đài Phát thanh và Truyền hình tỉnh … 1.7. Báo Tuyên Quang … 1.8. …"
        " 2. Kinh phí thực hiện 1. … 2. …"
    ) == section.strip()


def test_a_line_break_or_another_form_of_the_same_letters_is_the_same_wording() -> None:
    text = "Báo cáo Ủy ban nhân dân tỉnh"

    assert wording_hash(text) == wording_hash("  Báo cáo\nỦy ban   nhân dân tỉnh ")
    assert wording_hash(text) == wording_hash(unicodedata.normalize("NFD", text))
    assert wording_hash(text) != wording_hash("Báo cáo Ủy ban nhân dân tỉnh.")


def test_it_names_the_plan_and_the_years_it_is_carried_to(registry: Registry) -> None:
    plan = registry.plan

    assert ("15/KH-UBND", "2021-01-26") == (plan.number, str(plan.issued_on))
    years = [(entry.year, str(entry.issued_on), entry.confirmed) for entry in plan.applies]
    assert [
        (2021, "2021-01-26", True),
        (2026, "2026-01-26", False),
        (2027, "2027-01-26", False),
    ] == years
    assert plan.application(2024) is None


def test_every_text_of_the_data_files_is_nfc(registry: Registry) -> None:
    texts = [bullet.text for bullet in registry.plan.bullets]
    texts += [duty.title + duty.short + duty.basis.text for duty in registry.plan.duties]
    texts += [unit.name + unit.note for unit in registry.units]

    assert [] == [text for text in texts if not unicodedata.is_normalized("NFC", text)]

"""Fee, time, body and version: compared only where both sides say it as a figure or a name."""

from __future__ import annotations

from datetime import date

import pytest

from dondoc.publication.compare.body_name import same_body
from dondoc.publication.compare.compare_reading import compare
from dondoc.publication.compare.comparison import PageComparison, Undecided
from dondoc.publication.compare.figures import Judgement, same_fee, same_time
from dondoc.publication.official_entry import EarlierVersion, OfficialEntry
from dondoc.publication.page_rows import PageReading, PageRow
from dondoc.web.link_check import LinkState
from models.publication_kinds import CheckVerdict, Component, FindingKind, ListKind
from tests.support.compared import SITE, entry

ON = date(2026, 11, 30)
SAME, DIFFERENT = Judgement.SAME, Judgement.DIFFERENT
OPEN, SILENT = Judgement.NOT_COMPARABLE, Judgement.SILENT


@pytest.mark.parametrize(
    ("official", "shown", "judgement"),
    [
        ("05 ngày làm việc", "5 (năm) ngày làm việc kể từ ngày nhận đủ hồ sơ", SAME),
        ("05 ngày làm việc", "7 ngày làm việc", DIFFERENT),
        ("05 ngày", "Trong thời hạn 05 ngày", SAME),
        ("05 ngày làm việc", "05 ngày", OPEN),
        ("01 ngày", "24 giờ", OPEN),
        ("Không quy định", "05 ngày", OPEN),
        ("05 ngày", "Trước khi tàu cập cảng 05 ngày", OPEN),
        ("05 ngày; 10 ngày nếu phải xác minh", "05 ngày", OPEN),
        ("5-7 ngày", "7 ngày", OPEN),
        ("0,5 ngày", "1/2 ngày", OPEN),
        ("05 ngày", "Không có thông tin", SILENT),
        ("", "05 ngày", SILENT),
    ],
)
def test_a_time_limit(official: str, shown: str, judgement: Judgement) -> None:
    assert judgement is same_time(official, shown)


@pytest.mark.parametrize(
    ("official", "shown", "judgement"),
    [
        ("50.000 đồng", "50.000đ/hồ sơ", SAME),
        ("50.000 Đồng (Năm mươi nghìn đồng)", "50000 VNĐ", SAME),
        ("500.000", "500,000 đồng", SAME),
        ("75.000 đồng", "50.000 đồng", DIFFERENT),
        ("0 Đồng", "50.000 đồng", DIFFERENT),
        ("Không Đồng", "0 Đồng", OPEN),
        ("o Đồng", "0 Đồng", OPEN),
        ("Theo Thông tư số 85/2019/TT-BTC", "50.000 đồng", OPEN),
        ("50.000 đồng, trực tuyến 25.000 đồng", "50.000 đồng", OPEN),
        ("50 nghìn đồng", "50.000 đồng", OPEN),
        ("0,5% giá trị", "50.000 đồng", OPEN),
        ("50.000 đồng", "", SILENT),
    ],
)
def test_a_fee(official: str, shown: str, judgement: Judgement) -> None:
    assert judgement is same_fee(official, shown)


@pytest.mark.parametrize(
    ("official", "shown", "judgement"),
    [
        ("Ủy ban nhân dân cấp xã", "UBND xã Mẫu", SAME),
        ("Ủy ban nhân dân cấp xã", "UBND phường Mẫu", SAME),
        ("Ủy ban nhân dân cấp xã", "UBND tỉnh", DIFFERENT),
        ("Sở Tư pháp", "Sở Tư pháp tỉnh Tuyên Quang", SAME),
        ("Sở Tư pháp", "Sở Nội vụ", DIFFERENT),
        ("Sở Tư pháp", "Trung tâm Phục vụ hành chính công", OPEN),
        ("Sở Tư pháp; Sở Nội vụ", "Sở Tư pháp", OPEN),
    ],
)
def test_a_body(official: str, shown: str, judgement: Judgement) -> None:
    assert judgement is same_body(official, shown)


def compared(
    one: OfficialEntry,
    parts: dict[Component, str],
    on: date = ON,
    links: dict[str, LinkState] | None = None,
    **values: object,
) -> PageComparison:
    shown = PageRow(
        one.code,
        str(values.pop("name", one.name)),
        "bảng 1, dòng 2",
        str(values.pop("excerpt", "dòng")),
        parts=parts,
        **values,
    )
    reading = PageReading(CheckVerdict.READ, rows=(shown,))
    return compare(reading, [one], on=on, source=SITE, links=links)


def found(comparison: PageComparison) -> list[tuple[FindingKind, str]]:
    return [(one.kind, one.field) for one in comparison.discrepancies]


def test_what_cannot_be_compared_waits_for_a_person() -> None:
    one = entry("9.000001", "Cấp mẫu", fee="Theo biểu phí")

    comparison = compared(one, {Component.FEE: "50.000 đồng"})

    assert [] == found(comparison)
    assert [(Undecided.NOT_COMPARABLE, Component.FEE)] == [
        (each.doubt, each.part) for each in comparison.for_a_person
    ]
    assert 0 == comparison.counts.comparable


def test_the_same_words_wait_for_nobody() -> None:
    one = entry("9.000001", "Cấp mẫu", fee="Không Đồng")

    assert () == compared(one, {Component.FEE: "không  đồng"}).for_a_person


AMENDED = entry(
    "9.000001",
    "Cấp giấy phép mẫu mới",
    fee="75.000 đồng",
    decision_number="02/QĐ-MẪU",
    earlier=(
        EarlierVersion(
            "Cấp giấy phép mẫu cũ", "50.000 đồng", "5 ngày", "01/QĐ-MẪU", date(2026, 11, 29)
        ),
    ),
)


def test_the_old_fee_is_tolerated_until_its_day_and_outdated_after() -> None:
    parts = {Component.FEE: "50.000 đ"}
    last = compared(AMENDED, parts, on=date(2026, 11, 29))
    after = compared(AMENDED, parts)

    assert [] == found(last)
    assert (1, 1) == (last.counts.comparable, last.counts.right)
    assert [(FindingKind.OUTDATED_VERSION, "fee")] == found(after)
    assert (1, 0) == (after.counts.comparable, after.counts.right)
    assert date(2026, 11, 29) == after.discrepancies[0].due_on


def test_a_fee_of_no_version_is_wrong() -> None:
    assert [(FindingKind.WRONG_FEE, "fee")] == found(
        compared(AMENDED, {Component.FEE: "60.000 đồng"})
    )


def test_an_old_name_or_decision_is_outdated() -> None:
    assert [(FindingKind.OUTDATED_VERSION, "name")] == found(
        compared(AMENDED, {}, name="CẤP GIẤY PHÉP MẪU CŨ")
    )
    assert [(FindingKind.OUTDATED_VERSION, "decision")] == found(
        compared(AMENDED, {}, excerpt="theo QĐ 01/QĐ-MẪU")
    )
    assert [] == found(compared(AMENDED, {}, excerpt="theo QĐ 101/QĐ-MẪU"))
    assert [] == found(compared(AMENDED, {}, excerpt="02/QĐ-MẪU thay 01/QĐ-MẪU"))


def test_another_level_is_a_wrong_body() -> None:
    one = entry("9.000001", "Cấp mẫu", level="Cấp Xã")

    assert [(FindingKind.WRONG_AGENCY, "level")] == found(compared(one, {}, level="Cấp tỉnh"))
    assert [] == found(compared(one, {}, level="xã; tỉnh"))


FULL = entry(
    "9.000001",
    "Cấp mẫu",
    kind=ListKind.FULL,
    time_limit="5 ngày",
    components={
        Component.STEPS: "nộp",
        Component.DOSSIER: "đơn",
        Component.FORMS: "mẫu 01",
        Component.CONDITIONS: "Không có thông tin",
    },
)


def test_a_page_lacks_what_the_record_has_and_nothing_else() -> None:
    parts = {Component.STEPS: "nộp", Component.TIME: "5 ngày"}

    comparison = compared(FULL, parts, detail=True, forms=("https://a.example/1.doc",))

    assert [(FindingKind.INCOMPLETE_COMPONENTS, "")] == found(comparison)
    assert "chưa có: thành phần, số lượng hồ sơ" == comparison.discrepancies[0].actual
    assert (1, 0) == (comparison.counts.detailed, comparison.counts.complete)


def test_a_line_of_an_index_lacks_nothing() -> None:
    comparison = compared(FULL, {Component.TIME: "5 ngày"}, link="https://a.example/1")

    assert [] == found(comparison)
    assert 0 == comparison.counts.detailed


def test_of_a_list_only_the_five_are_asked_for() -> None:
    one = entry(
        "9.000001",
        "Cấp mẫu",
        fee="0 đồng",
        components={Component.STEPS: "nộp", Component.PLACE: "trung tâm"},
    )

    comparison = compared(one, {Component.FEE: "0 đồng", Component.AGENCY: "Sở Mẫu"})

    assert "chưa có: địa điểm thực hiện" == comparison.discrepancies[0].actual


def test_no_form_a_dead_one_and_a_dead_link() -> None:
    parts = {Component.STEPS: "nộp", Component.DOSSIER: "đơn", Component.TIME: "5 ngày"}
    form, page = "https://a.example/1.doc", "https://a.example/1"

    assert [(FindingKind.FORM_MISSING, "forms")] == found(compared(FULL, parts, detail=True))
    assert [(FindingKind.FORM_MISSING, "forms")] == found(
        compared(FULL, parts, detail=True, forms=(form,), links={form: LinkState.DEAD})
    )
    assert [(FindingKind.DEAD_LINK, "link")] == found(
        compared(FULL, {}, link=page, links={page: LinkState.DEAD})
    )
    assert [] == found(compared(FULL, {}, link=page, links={page: LinkState.UNKNOWN}))

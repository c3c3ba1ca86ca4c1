"""Official lists in the shapes in which they come: all sample procedures, real layouts."""

from __future__ import annotations

import io
import json
from datetime import date
from typing import Any

import pytest
from docx import Document
from openpyxl import Workbook

from dondoc.plan.rulebook import load_rulebook
from dondoc.problems import Refused
from dondoc.publication.official.list_entry import CheckedList, ListEntry
from dondoc.publication.official.list_rows import check_list
from models.publication_kinds import ItemAct

ON = date(2026, 11, 16)
REGISTRY = load_rulebook().registry


def check(content: bytes | str, **options: Any) -> CheckedList:
    given = content.encode() if isinstance(content, str) else content
    return check_list(given, REGISTRY, on=ON, **options)


def entries(content: bytes | str, **options: Any) -> list[ListEntry]:
    return list(check(content, **options).entries)


def refusal(content: bytes | str) -> list[str]:
    with pytest.raises(Refused) as caught:
        check(content)
    return [problem.sentence() for problem in caught.value.problems]


def national_export(*rows: tuple[Any, ...], dimension: str | None = None) -> bytes:
    """The national database's sheet: merged titles, the headings in the fourth row."""
    book = Workbook()
    sheet = book.active
    sheet.append(["CƠ SỞ DỮ LIỆU MẪU"])
    sheet.append(["DANH SÁCH THỦ TỤC HÀNH CHÍNH MẪU"])
    sheet.merge_cells("A1:I1")
    sheet.merge_cells("A2:I2")
    sheet.append([])
    sheet.append(
        [
            *("STT", "Mã TTHC", "Tên TTHC", "QĐ Công bố", "Đối tượng", "Lĩnh vực"),
            *("Cơ quan công khai", "Cấp thực hiện", "Tình trạng"),
        ]
    )
    for row in rows:
        sheet.append(list(row))
    held = io.BytesIO()
    book.save(held)
    return held.getvalue() if dimension is None else _redimensioned(held.getvalue(), dimension)


def _redimensioned(content: bytes, dimension: str) -> bytes:
    import re
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.infolist():
            text = old.read(part)
            if part.filename.endswith("sheet1.xml"):
                text = re.sub(
                    rb'<dimension ref="[^"]*"', f'<dimension ref="{dimension}"'.encode(), text
                )
            new.writestr(part.filename, text)
    return out.getvalue()


ROW = (1, "1.900010.000.00.00.H60", "Thủ tục mẫu một", "01/QĐ-MAU", "Công dân", "Mẫu")


def test_the_national_export_is_read_whatever_dimension_it_states():
    content = national_export(
        (*ROW, "Sở Y tế", "Cấp Tỉnh", "Công khai"),
        (2, 1.90002, "Thủ tục mẫu hai", "", "", "Mẫu", "UBND tỉnh", "Cấp Xã", "Hết hiệu lực"),
        dimension="A1:B2",
    )

    one, two = entries(content)

    assert ("1.900010", "000.00.00.H60", "01/QĐ-MAU") == (one.code, one.suffix, one.decision)
    assert ("Mẫu", "Cấp Tỉnh", ["so-y-te"]) == tuple(
        one.values[name] for name in ("sector", "level", "units")
    )
    assert ("1.900020", ItemAct.REVOKE) == (two.code, two.act)
    assert "units" not in two.values
    assert [
        (
            "dòng 6, cột B (Mã TTHC) «1.90002»: không đủ 6 chữ số sau dấu chấm; Excel đã làm mất,"
            " hiểu là 1.900020"
        )
    ] == [one.sentence() for one in check(content).warnings]


def test_group_rows_give_level_field_and_act_to_the_rows_below():
    text = (
        "TT,Mã số TTHC,Tên TTHC,Ghi chú\n"
        "A,,THỦ TỤC HÀNH CHÍNH CẤP TỈNH,\n"
        "I,,Lĩnh vực: Đất mẫu,\n"
        "1,1.900001,Cấp giấy mẫu,\n"
        "II,,LĨNH VỰC HỘ TỊCH MẪU,\n"
        "1,1.900002,Cấp bản mẫu,\n"
        "B,,Danh mục thủ tục hành chính cấp xã bị bãi bỏ,\n"
        "1,Không có mã số,Xác nhận mẫu,\n"
    )

    found = [(one.values.get("level"), one.values.get("sector"), one.act) for one in entries(text)]

    assert [
        ("Tỉnh", "Đất mẫu", None),
        ("Tỉnh", "Hộ tịch mẫu", None),
        ("Xã", None, ItemAct.REVOKE),
    ] == found
    assert entries(text)[-1].code.startswith("X-")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1258"])
def test_csv_is_read_in_the_encodings_and_with_the_signs_that_offices_use(delimiter, encoding):
    import unicodedata

    text = f"Mã TTHC{delimiter}Tên TTHC\n1.900001{delimiter}Cấp bản sao mẫu\n"
    decomposed = "".join(
        sign if sign.encode("cp1258", "ignore") else _for_1258(sign) for sign in text
    )
    content = (decomposed if encoding == "cp1258" else text).encode(encoding)

    assert [("1.900001", unicodedata.normalize("NFC", "Cấp bản sao mẫu"))] == [
        (one.code, one.name) for one in entries(content)
    ]


def _for_1258(sign: str) -> str:
    """A letter as Windows-1258 has it: its tone apart, its vowel's own mark not."""
    import unicodedata

    letters = unicodedata.normalize("NFD", sign)
    tones = [one for one in letters if one in "\u0300\u0301\u0303\u0309\u0323"]
    base = "".join(one for one in letters if one not in tones)
    return unicodedata.normalize("NFC", base) + "".join(tones)


RECORD = {
    "ID": "1",
    "PROCEDURE_CODE": "1.900001",
    "PROCEDURE_NAME": "Thủ tục mẫu",
    "AMOUNT": 3,
    "PUBLISHED_AGENCY": "Sở Y tế",
    "IMPLEMENTATION_AGENCY": "Sở Y tế",
    "QDCBID": "77",
    "FIELD_NAME": "Lĩnh vực mẫu",
    "ROW_STT": 1,
}


@pytest.mark.parametrize(
    "shape",
    [
        [RECORD],
        {"responseHeader": {"status": 0}, "response": {"numFound": 1, "docs": [RECORD]}},
        {"procedures": [{"code": "1.900001", "name": "Thủ tục mẫu", "sector": "Lĩnh vực mẫu"}]},
    ],
)
def test_json_is_read_in_the_shapes_of_the_service_and_in_ours(shape):
    (one,) = entries(json.dumps(shape))

    assert ("1.900001", "Thủ tục mẫu", "Lĩnh vực mẫu") == (
        one.code,
        one.name,
        one.values["sector"],
    )


def test_one_page_of_many_is_no_list():
    page = {"response": {"numFound": 1900, "docs": [RECORD]}}

    said = "chỉ có 1 trong 1900 bản ghi mà hệ thống báo; hãy lấy đủ các trang rồi ghép lại"
    assert [f"Tệp: {said}"] == refusal(json.dumps(page))


def paper(*tables: tuple[str, list[list[str]]]) -> bytes:
    """A decision in Word: its letterhead is a table too."""
    document = Document()
    head = document.add_table(rows=1, cols=2)
    head.cell(0, 0).text, head.cell(0, 1).text = "ỦY BAN MẪU", "CỘNG HÒA"
    document.add_paragraph("QUYẾT ĐỊNH")
    for title, rows in tables:
        document.add_paragraph(title)
        table = document.add_table(rows=len(rows), cols=len(rows[0]))
        for at, row in enumerate(rows):
            for index, text in enumerate(row):
                table.cell(at, index).text = text
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def test_a_decision_with_origin_codes():
    content = paper(
        (
            "DANH MỤC THỦ TỤC HÀNH CHÍNH MỚI BAN HÀNH",
            [
                ["STT", "Mã TTHC gốc", "Tên TTHC", "Tên VBQPPL"],
                ["I", "", "Lĩnh vực: Mẫu", ""],
                ["1", "1.900001", "Cấp giấy mẫu", "Luật mẫu"],
            ],
        )
    )

    (one,) = entries(content)

    assert ("1.900001", ItemAct.NEW, "Mẫu") == (one.code, one.act, one.values["sector"])


def test_a_decision_that_revokes_one_of_them_without_a_code():
    content = paper(
        (
            "DANH MỤC THỦ TỤC HÀNH CHÍNH BỊ BÃI BỎ",
            [
                ["TT", "Mã số TTHC", "Tên TTHC", "Ghi chú"],
                ["1", "1.900001", "Cấp giấy mẫu", ""],
                ["2", "Không có mã số", "Xác nhận mẫu", ""],
            ],
        )
    )

    found = entries(content)

    assert [ItemAct.REVOKE, ItemAct.REVOKE] == [one.act for one in found]
    assert ["1.900001", True] == [found[0].code, found[1].code.startswith("X-")]


def test_a_decision_without_codes():
    content = paper(
        (
            "A. Thủ tục cấp xã",
            [
                ["Số TT", "Tên TTHC", "Thời hạn", "Địa điểm", "Phí", "Căn cứ", "Cơ quan"],
                ["I", "Lĩnh vực mẫu", "", "", "", "", ""],
                *[
                    [str(n), f"Cấp mẫu {n}", f"{n} ngày", "tại xã", "Không", "x", "UBND xã"]
                    for n in (1, 2)
                ],
            ],
        )
    )

    one, two = entries(content)

    assert ("Cấp mẫu 1", "1 ngày", "Không") == (
        one.name,
        one.values["time_limit"],
        one.values["fee"],
    )
    assert one.code.startswith("X-")
    assert one.code != two.code


def test_everything_that_is_wrong_is_said_at_once_with_its_place():
    text = (
        "Mã TTHC,Tên TTHC\n"
        "1.004873A,Thủ tục mẫu một\n"
        "2.900672,Thủ tục mẫu hai\n"
        "2.900672,Thủ tục mẫu ba\n"
        "2.900673,\n"
    )

    assert [
        (
            "dòng 2, cột Mã TTHC «1.004873A»: không đúng mẫu D.NNNNNN; hãy ghi như 1.012790 hoặc"
            " 1.012790.000.00.00.H41; không có mã thì ghi «Không có mã số»"
        ),
        (
            "dòng 4, cột Mã TTHC «2.900672»: trùng mã với dòng 3 nhưng khác tên («Thủ tục mẫu"
            " hai»); hãy sửa mã ở một trong hai dòng"
        ),
        "dòng 5, cột Tên TTHC: thiếu tên thủ tục; hãy ghi tên, hoặc xóa dòng này",
    ] == refusal(text)


def test_a_procedure_of_two_levels_is_one():
    text = "Mã TTHC,Tên TTHC,Cấp thực hiện\n2.900672,Cấp mẫu,Cấp Tỉnh\n2.900672,Cấp mẫu,Cấp Xã\n"

    (one,) = entries(text)

    assert "Cấp Tỉnh; Cấp Xã" == one.values["level"]


def test_a_name_that_begins_like_a_signature_is_read_and_the_foot_is_not():
    text = (
        "TT,Tên TTHC,Phí\n1,Ký hợp đồng mẫu,1\n2,Xác nhận của mẫu,2\n"
        ",Người lập,\n,Nguyễn Văn Mẫu,\n"
    )

    assert ["Ký hợp đồng mẫu", "Xác nhận của mẫu"] == [one.name for one in entries(text)]


def test_a_decisions_dates_must_be_possible_and_agree():
    text = (
        "Mã TTHC,Tên TTHC,QĐ công bố,Ngày ký,Ngày hiệu lực\n"
        "1.900001,Mẫu một,378/QĐ-UBND,18/03/2022,01/03/2022\n"
        "1.900002,Mẫu hai,số abc,,\n"
    )

    assert [
        (
            "dòng 3, cột QĐ công bố «số abc»: không phải số, ký hiệu quyết định; hãy ghi như"
            " 378/QĐ-UBND"
        ),
        (
            "QĐ 378/QĐ-UBND: ngày hiệu lực 01/03/2022 trước ngày ký 18/03/2022; hãy sửa một"
            " trong hai ngày"
        ),
    ] == refusal(text)

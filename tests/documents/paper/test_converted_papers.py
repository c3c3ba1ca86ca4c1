"""Each kind of paper, opened by LibreOffice and printed: its pages, and what stands on them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from dondoc.documents.paper.narratives import read_narratives
from dondoc.documents.paper.paper_templates import TEMPLATES
from dondoc.documents.paper.render_paper import paper
from tests.support.papers import AS_OF, every_paper

pytestmark = pytest.mark.xdist_group("soffice")

PAGES = {
    "bao-cao-tong-hop.docx": 9,
    "cong-van.docx": 1,
    "giay-moi.docx": 1,
    "thong-bao-ket-luan.docx": 1,
    "bien-ban-kiem-tra.docx": 1,
    "bien-ban-hoi-nghi.docx": 1,
    "danh-sach.docx": 1,
    "muc-luc-ho-so.docx": 1,
}
ORDER = {
    "bao-cao-tong-hop.docx": (
        "SỞ NỘI VỤ|BÁO CÁO|Kính gửi:|I. Công tác|24/27|III. Tình hình|Đơn vị gửi chậm|Sở Tài chính"
        "|86,57 %|V. Tồn tại|Do thiếu người.|./.|Nơi nhận:|Phụ lục I|Chỉ tiêu|1.053|Phụ lục II"
    ),
    "cong-van.docx": "SỞ NỘI VỤ|V/v đôn đốc|Kính gửi:|- Sở Tài chính;|./.|Nơi nhận:",
    "giay-moi.docx": "GIẤY MỜI|trân trọng kính mời|Chủ trì|Thời gian|Địa điểm|Nơi nhận:",
    "thong-bao-ket-luan.docx": "THÔNG BÁO|Kết luận|[Cần viết: ghi các kết luận]|Nơi nhận:",
    "bien-ban-kiem-tra.docx": "BIÊN BẢN|Đoàn kiểm tra|1. Nội dung|./.|ĐẠI DIỆN|Nơi nhận:",
    "bien-ban-hoi-nghi.docx": "BIÊN BẢN|Chủ trì|Thư ký|I. Thành phần|./.|THƯ KÝ|Nơi nhận:",
    "danh-sach.docx": "DANH SÁCH|(Kèm theo|TT|Sở Tài chính|xã Tân Trào|Nơi nhận:",
    "muc-luc-ho-so.docx": "MỤC LỤC HỒ SƠ|Minh chứng|TT|Sở Tài chính|Nơi nhận:",
}


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every paper as docx and PDF, one saved again as docx: one start of LibreOffice for each."""
    missing = [name for name in ("soffice", "pdftotext", "pdffonts") if shutil.which(name) is None]
    if missing and os.environ.get("CI") == "true":
        pytest.fail(f"CI=true, và máy này không có {', '.join(missing)}.")
    if missing:
        pytest.skip(f"Bỏ qua: máy này không có {', '.join(missing)}.")
    folder = tmp_path_factory.mktemp("papers")
    for kind, values in every_paper().items():
        (folder / kind.file).write_bytes(paper(kind, values, as_of=AS_OF))
    profile = f"-env:UserInstallation=file://{folder}/profile"
    files = [str(folder / kind.file) for kind in TEMPLATES]
    for target in ("pdf", "docx"):
        out = str(folder if target == "pdf" else folder / "again")
        command = ["soffice", profile, "--headless", "--convert-to", target, "--outdir", out]
        chosen = files if target == "pdf" else files[:1]
        subprocess.run([*command, *chosen], check=True, capture_output=True, timeout=300)
    return folder


def printed(converted: Path, file: str) -> str:
    pdf = converted / file.replace(".docx", ".pdf")
    return subprocess.run(
        ["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True, text=True
    ).stdout


@pytest.mark.parametrize("file", PAGES)
def test_it_has_its_pages_and_says_all_in_order(converted: Path, file: str) -> None:
    text = printed(converted, file)
    place, found = 0, []
    for words in ORDER[file].split("|"):
        at = text.replace("\N{NO-BREAK SPACE}", " ").find(words, place)
        found += [words] if at < 0 else []
        place = max(at, place)

    assert [] == found
    assert PAGES[file] == text.count("\f")


def test_every_page_but_the_first_has_its_number_on_top(converted: Path) -> None:
    pages = printed(converted, "bao-cao-tong-hop.docx").split("\f")[:-1]

    tops = [page.strip().split()[0] for page in pages]
    assert [str(number) for number in range(2, len(pages) + 1)] == tops[1:]
    assert "1" != tops[0]


def test_it_is_set_in_the_letters_of_the_decree(converted: Path) -> None:
    """In Times New Roman, or the Liberation Serif of its widths."""
    shown = subprocess.run(
        ["pdffonts", str(converted / "cong-van.pdf")], check=True, capture_output=True, text=True
    ).stdout

    assert re.search(r"\+(LiberationSerif|TimesNewRoman)", shown)
    assert not re.search(r"Sans|Carlito|Calibri|Caladea|Cambria", shown)


def test_what_a_person_wrote_is_read_when_libreoffice_has_saved_it(converted: Path) -> None:
    saved = (converted / "again" / "bao-cao-tong-hop.docx").read_bytes()

    assert {"ton_tai": "Chậm.\nDo thiếu người."} == read_narratives(saved)

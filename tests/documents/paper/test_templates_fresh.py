"""Our templates are as the code writes them."""

from __future__ import annotations

from dondoc.documents.paper.make_templates.write_templates import stale_templates, write_templates
from dondoc.documents.paper.office_zip import pack, unpack
from dondoc.documents.paper.paper_templates import FOLDER, TEMPLATES
from tests.support.papers import AS_OF


def test_the_committed_templates_are_what_the_code_writes() -> None:
    assert [] == stale_templates(FOLDER), "hãy chạy `dondoc render`"
    assert {one.file for one in TEMPLATES} == {file.name for file in FOLDER.iterdir()}


def test_an_edited_a_missing_and_a_left_over_file_are_seen(tmp_path) -> None:
    written = write_templates(tmp_path)
    assert [] == write_templates(tmp_path)
    report, left_over = tmp_path / "bao-cao-tong-hop.docx", tmp_path / "cu.docx"
    report.write_bytes(_packed_anew(written[0].read_bytes()))
    assert [] == stale_templates(tmp_path), "how it is packed says nothing"

    report.unlink()
    left_over.write_bytes(b"")

    assert [report, left_over] == stale_templates(tmp_path)


def _packed_anew(content: bytes) -> bytes:
    return pack(unpack(content), dated=AS_OF)

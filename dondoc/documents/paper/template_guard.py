"""An office's own template, looked at before it is used: nothing in it runs or fetches.

Who puts it there runs the machine; the file may still come from a stranger's mail.
"""

from __future__ import annotations

from collections.abc import Iterator

from dondoc.documents.paper.office_zip import CONTENT_TYPES, unpack
from dondoc.documents.paper.safe_xml import Element, NotReadable, read_xml
from dondoc.limits import LARGEST_TEMPLATE, megabytes
from dondoc.zip_guard import NotOpened, part_names, refuse_many_tags

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MAIN = "word/document.xml"
_FIELDS = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES", "MERGEFORMAT", "ARABIC"})
"""Words of fields that a paper may have: others read files and addresses (INCLUDETEXT, DDE)."""
_FOREIGN = ("vbaproject", "activex", "embeddings/", "afchunk", "attachedtoolbars", "externallinks")
_XML = (".xml", ".rels")
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".emf", ".wmf")


def template_faults(content: bytes) -> list[str]:
    """What is wrong with the file as a file, each with what to do; empty where nothing is."""
    if len(content) > LARGEST_TEMPLATE:
        return [f"lớn hơn {megabytes(LARGEST_TEMPLATE)}; hãy bỏ bớt ảnh"]
    try:
        part_names(content)
        refuse_many_tags(content)
        parts = unpack(content)
    except NotOpened:
        return ["không mở được; hãy lưu lại bằng Word hoặc LibreOffice theo kiểu .docx"]
    if not {_MAIN, CONTENT_TYPES} <= set(parts):
        return ["không phải tệp .docx; hãy lưu lại bằng Word hoặc LibreOffice theo kiểu .docx"]
    found = [*_foreign(parts)]
    for name, part in sorted(parts.items()):
        if name.endswith(_XML):
            found += _in_part(name, part)
    return found


def _foreign(parts: dict[str, bytes]) -> Iterator[str]:
    if b"macroEnabled" in parts[CONTENT_TYPES]:
        yield "là tệp có macro; hãy lưu lại theo kiểu .docx"
    for name in sorted(parts):
        folder = any(word in name.lower() for word in _FOREIGN)
        if folder or not name.lower().endswith((*_XML, *_PICTURES)):
            yield f"có phần «{name}» không dùng trong mẫu; hãy xóa macro, đối tượng nhúng"


def _in_part(name: str, part: bytes) -> Iterator[str]:
    try:
        root = read_xml(part)
    except NotReadable:
        yield f"phần «{name}» không đọc được; hãy lưu lại bằng Word hoặc LibreOffice"
        return
    if name.endswith(".rels"):
        yield from (
            f"có liên kết ra ngoài «{one.get('Target', '')[:80]}»; hãy bỏ liên kết đó"
            for one in root
            if one.get("TargetMode") == "External"
        )
    else:
        yield from _fields(root)


def _fields(root: Element) -> Iterator[str]:
    codes = [one.get(f"{_W}instr", "") for one in root.iter(f"{_W}fldSimple")]
    for paragraph in root.iter(f"{_W}p"):  # Word parts the code of one field into several runs
        codes.append("".join(one.text or "" for one in paragraph.iter(f"{_W}instrText")))
    words = (word for code in codes for word in code.split() if not word.startswith("\\"))
    for word in words:
        if word.upper() not in _FIELDS:
            yield f"có trường tự động «{word[:40]}» của Word; chỉ dùng số trang, hãy xóa trường đó"

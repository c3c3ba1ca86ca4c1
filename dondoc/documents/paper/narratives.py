"""What a person wrote in Word or LibreOffice, read out of a paper of ours that came back.

A part that a person writes is found by its content control (Word keeps its tag) or its bookmark
(LibreOffice keeps that), and goes on as long as its paragraphs have the style of such parts: who
presses Enter at its end writes in it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from dondoc.documents.paper.office_zip import unpack
from dondoc.documents.paper.paper_styles import NAMES, Style
from dondoc.documents.paper.passage_xml import ASKS, ENDS, TAG
from dondoc.documents.paper.safe_xml import Element, NotReadable, read_xml, walk
from dondoc.limits import (
    LARGEST_FILE,
    LONGEST_NARRATIVE,
    MOST_NARRATIVES,
    megabytes,
)
from dondoc.messages.phrasing import number
from dondoc.problems import Problem, Refused
from dondoc.text import legible
from dondoc.zip_guard import NotOpened, part_names, refuse_many_tags

FIELD = "Tệp Word"
_ASKED_BY_WORD = "Placeholder Text"
_MAIN, _STYLES = "word/document.xml", "word/styles.xml"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NOT_SAID = frozenset({f"{_W}moveFrom", f"{_W}del", f"{_W}txbxContent"})
_QUESTION = re.compile(rf"{re.escape(ASKS)}[^\]\n]*{re.escape(ENDS)}")
_SIGNS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}


def read_narratives(content: bytes) -> Mapping[str, str]:
    """The text of each part that a person has written, by its key; empty where he emptied it.

    A part whose question still stands and nothing else is left out: it may have been written
    elsewhere meanwhile. A line is a paragraph. What was struck out with its change tracked is not
    read, nor what Word asks for in an emptied control. Raises Refused
    for a file that is no docx of ours, too large, hostile, or with a part longer than
    `LONGEST_NARRATIVE`.
    """
    document, styles = _parts(content)
    ends = {one.get(f"{_W}id", "") for one in document.iter(f"{_W}bookmarkEnd")}
    ours, asking = (_ids(styles, name) for name in (NAMES[Style.NARRATIVE], _ASKED_BY_WORD))
    reading = _NarrativeReader(ours, asking, ends)
    for event, element in walk(document):
        reading.take(event, element)
    if not reading.found:
        raise Refused(Problem(FIELD, "", _NOT_OURS))
    if len(reading.found) > MOST_NARRATIVES:
        raise Refused(Problem(FIELD, "", _TOO_MANY))
    read = {key: (text, _checked(key, text)) for key, text in reading.found.items()}
    return {key: kept for key, (text, kept) in read.items() if kept or not _QUESTION.search(text)}


_NOT_OPENED = "không mở được; hãy lưu lại bằng Word (kiểu .docx) rồi gửi lại"
_TOO_LARGE = f"lớn quá mức của một văn bản; hãy gửi tệp không quá {megabytes(LARGEST_FILE)}"
_NOT_OURS = (
    "không có phần nào do người soạn viết; hãy tải dự thảo ở trang Tài liệu, viết vào đúng những"
    " phần ghi «Cần viết» rồi gửi lại tệp đó"
)
_TOO_MANY = f"có hơn {MOST_NARRATIVES} phần do người soạn viết; hãy tải lại dự thảo rồi viết vào đó"


def _parts(content: bytes) -> tuple[Element, Element | None]:
    if len(content) > LARGEST_FILE:
        raise Refused(Problem(FIELD, "", _TOO_LARGE))
    try:
        names = part_names(content)
        refuse_many_tags(content)
        parts = unpack(content)
        document = read_xml(parts[_MAIN])
        styles = read_xml(parts[_STYLES]) if _STYLES in names else None
    except NotOpened as error:
        wanted = _TOO_LARGE if type(error) is not NotOpened else _NOT_OPENED
        raise Refused(Problem(FIELD, "", wanted)) from None
    except (NotReadable, KeyError):
        raise Refused(Problem(FIELD, "", _NOT_OPENED)) from None
    return document, styles


def _ids(styles: Element | None, wanted: str) -> frozenset[str]:
    """The ids under which the file has a style, by its name."""
    if styles is None:
        return frozenset()
    named = ((one, one.find(f"{_W}name")) for one in styles.iterfind(f"{_W}style"))
    return frozenset(
        one.get(f"{_W}styleId", "")
        for one, name in named
        if name is not None and name.get(f"{_W}val", "").casefold() == wanted.casefold()
    )


def _checked(key: str, text: str) -> str:
    written = legible(_QUESTION.sub("", text))
    lines = (line.strip() for line in written.split("\n"))
    kept = "\n".join(line for line in lines if line)
    if len(kept) > LONGEST_NARRATIVE:
        wanted = (
            f"phần này dài quá {number(LONGEST_NARRATIVE)} chữ; hãy rút gọn hoặc đưa vào phụ lục"
        )
        raise Refused(Problem(FIELD, key, wanted))
    return kept


@dataclass
class _NarrativeReader:
    """Where in the document we are, and what was found so far."""

    styles: frozenset[str]
    asking: frozenset[str]
    ends: set[str]
    found: dict[str, str] = field(default_factory=dict)
    _marks: dict[str, str] = field(default_factory=dict)  # open bookmarks: id, key
    _controls: list[str] = field(default_factory=list)  # open content controls: keys or nothing
    _before: str = ""  # the key of the paragraph before
    _styled: bool = False
    _written: str = ""  # the key that this paragraph belongs to so far
    _silent: int = 0
    _asked: bool = False  # this run is Word's own question

    def take(self, event: str, element: Element) -> None:
        name = element.tag
        if name in _NOT_SAID:
            self._silent += 1 if event == "start" else -1
        elif event == "start":
            self._start(name, element)
        elif name == f"{_W}sdt":
            self._controls.pop()
        elif name == f"{_W}p" and not self._silent:
            self._end_of_paragraph()

    def _start(self, name: str, element: Element) -> None:
        if name == f"{_W}sdt":
            self._open_control(element)
        elif name == f"{_W}bookmarkStart":
            self._open_mark(element)
        elif name == f"{_W}bookmarkEnd":
            self._marks.pop(element.get(f"{_W}id", ""), None)
        elif name == f"{_W}p" and not self._silent:
            style = element.find(f"{_W}pPr/{_W}pStyle")
            self._styled = style is not None and style.get(f"{_W}val") in self.styles
            self._written = ""
        elif name == f"{_W}r":
            style = element.find(f"{_W}rPr/{_W}rStyle")
            self._asked = style is not None and style.get(f"{_W}val") in self.asking
        elif name == f"{_W}t":
            self._say(element.text or "")
        elif name in _SIGNS and element.getparent().tag == f"{_W}r":
            self._say(_SIGNS[name])

    def _open_control(self, element: Element) -> None:
        tag = element.find(f"{_W}sdtPr/{_W}tag")
        key = _key("" if tag is None else tag.get(f"{_W}val", ""))
        self._controls.append(key)
        if key:
            self.found.setdefault(key, "")

    def _open_mark(self, element: Element) -> None:
        """One that has no end, as LibreOffice writes some, only says where its key begins."""
        if key := _key(element.get(f"{_W}name", "")):
            self.found.setdefault(key, "")
            self._before = key
            if (mark := element.get(f"{_W}id", "")) in self.ends:
                self._marks[mark] = key

    def _current(self) -> str:
        inside = next((key for key in reversed(self._controls) if key), "")
        marked = next(iter(self._marks.values()), "")
        return inside or marked or (self._before if self._styled else "")

    def _say(self, text: str) -> None:
        key = self._current()
        if key and not (self._silent or self._asked):
            self._written = key
            self.found[key] += text

    def _end_of_paragraph(self) -> None:
        key = self._written or self._current()
        if key:
            self.found[key] += "\n"
        self._before = key


def _key(name: str) -> str:
    return name.removeprefix(TAG) if name.startswith(TAG) else ""

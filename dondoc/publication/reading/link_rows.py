"""The procedures of lists and links: `<li>`, cards, numbered lines, where no table names them.

A menu or the news are lists too: a list counts where half of it at least are names of procedures.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote

from dondoc.publication.page_rows import PageRow
from dondoc.publication.procedure_code import procedure_codes
from dondoc.publication.reading.page_content import PageLine, item_place, text_place
from dondoc.publication.reading.row_text import clean_name, excerpt, like_a_procedure
from dondoc.text import parse_link

_NUMBER = re.compile(r"[0-9]{1,4}[.)/] ?\S")
_LONGEST_NAME = 1_000
_LONGEST_CODE_LINE = 40


@dataclass(frozen=True)
class _ListItem:
    name: str
    code: str
    link: str
    at: int

    @property
    def is_procedure(self) -> bool:
        return bool(self.code) or like_a_procedure(self.name)


def link_rows(lines: Sequence[PageLine], known: Collection[str]) -> Iterator[PageRow]:
    """The rows of lists, then the lines with a code of their own; `known` codes stand elsewhere."""
    codes, used = set(known), set()
    for number, item in enumerate(_listed(lines), start=1):
        if item.code and item.code in codes:
            continue
        codes.add(item.code)
        used.add(item.at)
        text = excerpt(lines[item.at].text)
        yield PageRow(item.code, item.name, item_place(number), text, link=item.link)
    for at, line in enumerate(lines):
        for code in procedure_codes(line.text) if at not in used else ():
            if code not in codes:
                codes.add(code)
                place = line.text.find(code)
                text = excerpt(line.text, max(place, 0), len(code))
                yield PageRow(code, _name_of(line), text_place(at + 1), text)


def _name_of(line: PageLine) -> str:
    name = clean_name(line.text)
    return name if len(procedure_codes(line.text)) == 1 and len(name) <= _LONGEST_NAME else ""


def _listed(lines: Sequence[PageLine]) -> list[_ListItem]:
    """The items of every list that is one of procedures, in the order of the page."""
    lists: dict[object, list[_ListItem]] = defaultdict(list)
    for key, item in _items(lines):
        lists[key].append(item)
    found = [item for items in lists.values() if _is_of_procedures(items) for item in items]
    return sorted((item for item in found if item.is_procedure), key=lambda item: item.at)


def _is_of_procedures(items: Sequence[_ListItem]) -> bool:
    good = sum(item.is_procedure for item in items)
    return 2 * good >= len(items) and (good > 1 or any(item.code for item in items))


def _items(lines: Sequence[PageLine]) -> Iterator[tuple[object, _ListItem]]:
    codes = _CodeLines(lines)
    titles = _longest_titles(lines)
    for at, line in enumerate(lines):
        if not line.text or len(line.text) > _LONGEST_NAME:
            continue
        own = procedure_codes(line.text)
        for link in line.links:
            if link.text and titles.get(link.address) == link.text:
                del titles[link.address]
                name, key = clean_name(link.text), _pattern(link.address)
                code = _one(own) or _one(_in_address(link.address)) or codes.beside(at)
                yield key, _ListItem(name, code, link.address, at)
        if not line.links and (line.group or _NUMBER.match(line.text)):
            yield line.group, _ListItem(clean_name(line.text), _one(own), "", at)


def _longest_titles(lines: Sequence[PageLine]) -> dict[str, str]:
    """Of several links to one place (picture, title, «Xem chi tiết») the one that says most."""
    found: dict[str, str] = {}
    for line in lines:
        for link in line.links:
            if len(link.text) > len(found.get(link.address, "")):
                found[link.address] = link.text
    return found


def _pattern(address: str) -> object:
    """What the addresses of one list have in common: host, folder, the names of what is asked."""
    parts = parse_link(address)
    if parts is None:
        return address
    asked = tuple(sorted(name for name, _value in parse_qsl(parts.query, max_num_fields=None)))
    return parts.netloc, parts.path.rpartition("/")[0], asked


def _in_address(address: str) -> list[str]:
    return procedure_codes(unquote(address))


def _one(codes: Sequence[str]) -> str:
    return codes[0] if len(codes) == 1 else ""


class _CodeLines:
    """Lines that hold nothing but a code, just before or after the name that they belong to."""

    def __init__(self, lines: Sequence[PageLine]) -> None:
        self._free = {
            at: code
            for at, line in enumerate(lines)
            if len(line.text) <= _LONGEST_CODE_LINE
            and (code := _one(procedure_codes(line.text)))
            and not like_a_procedure(clean_name(line.text))
        }

    def beside(self, at: int) -> str:
        """The code of the line before, else of the line after; each once."""
        for place in (at - 1, at + 1):
            if place in self._free:
                return self._free.pop(place)
        return ""

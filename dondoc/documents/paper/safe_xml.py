"""The one place that reads XML by lxml: nothing is fetched, nothing grows, no entity.

Parts of an office file are UTF-8 as Word and LibreOffice write them; a document type, by which
entities come in, stands in none of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from lxml import etree

Element: TypeAlias = etree._Element

_DOCTYPE = "<!DOCTYPE"


class NotReadable(ValueError):
    """A part that is no XML, nests too deep, or brings entities."""


def read_xml(content: bytes) -> Element:
    """The root of a part. Raises NotReadable, and nothing else."""
    try:
        if _DOCTYPE in content.decode("utf-8-sig").upper():
            raise NotReadable("doctype")
        return etree.fromstring(content, _parser())
    except (UnicodeDecodeError, etree.XMLSyntaxError, ValueError) as error:
        raise NotReadable(str(error)) from error


def walk(root: Element) -> Iterator[tuple[str, Element]]:
    """Every element twice, in the order of the text: where it starts and where it ends."""
    yield from etree.iterwalk(root, events=("start", "end"))


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_pis=True,
    )

"""The one place that reads and writes XML by lxml: nothing is fetched, nothing grows, no entity.

Parts of an office file are UTF-8 as Word and LibreOffice write them; a document type, by which
entities come in, stands in none of them.
"""

from __future__ import annotations

from lxml import etree

_DOCTYPE = "<!DOCTYPE"


class NotReadable(ValueError):
    """A part that is no XML, nests too deep, or brings entities."""


def read_xml(content: bytes) -> etree._Element:
    """The root of a part. Raises NotReadable, and nothing else."""
    try:
        if _DOCTYPE in content.decode("utf-8-sig").upper():
            raise NotReadable("doctype")
        return etree.fromstring(content, _parser())
    except (UnicodeDecodeError, etree.XMLSyntaxError, ValueError) as error:
        raise NotReadable(str(error)) from error


def write_xml(root: etree._Element) -> bytes:
    """A part as it is packed."""
    written: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
    return written


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_pis=True,
    )

"""The order in which ECMA-376 (transitional) has the children of the elements that papers write.

Word calls a file damaged whose elements stand otherwise; LibreOffice opens it. No package that the
project has brings the schema, so that the sequences of the parts we write stand here.
"""

from __future__ import annotations

from collections.abc import Iterator

from dondoc.documents.paper.office_zip import unpack
from dondoc.documents.paper.safe_xml import read_xml

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_RPR = (
    "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof"
    " snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd"
    " fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath"
)
_PPR = (
    "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr"
    " shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE"
    " autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents"
    " suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr"
    " sectPr pPrChange"
)
ORDER = {
    "rPr": _RPR,
    "pPr": _PPR,
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc"
    " tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook",
    "tblBorders": "top left start bottom right end insideH insideV",
    "tblCellMar": "top left start bottom right end",
    "trPr": "cantSplit tblHeader",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText"
    " vAlign hideMark",
    "tc": "tcPr *",
    "tbl": "tblPr tblGrid tr",
    "tr": "tblPrEx trPr tc",
    "p": "pPr *",
    "r": "rPr *",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc"
    " pgBorders lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi"
    " rtlGutter docGrid",
    "sdt": "sdtPr sdtEndPr sdtContent",
    "sdtPr": "rPr alias tag id lock placeholder temporary showingPlcHdr dataBinding",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden"
    " unhideWhenUsed qFormat locked personal personalCompose personalReply rsid pPr rPr tblPr trPr"
    " tcPr tblStylePr",
    "styles": "docDefaults latentStyles style",
    "docDefaults": "rPrDefault pPrDefault",
    "settings": "writeProtection view zoom removePersonalInformation defaultTabStop"
    " characterSpacingControl compat rsids themeFontLang clrSchemeMapping decimalSymbol"
    " listSeparator",
    "hdr": "p",
    "body": "*",
    "t": "",
}
_LEAVES = {"pStyle", "tblW", "jc", "spacing", "gridCol", "bookmarkStart", "bookmarkEnd"}


def disorder(content: bytes) -> list[str]:
    """What stands where the schema does not have it, part and element."""
    parts = unpack(content)
    return [
        f"{name}: {problem}"
        for name in sorted(parts)
        if name.startswith("word/") and name.endswith(".xml")
        for problem in _problems(read_xml(parts[name]))
    ]


def _problems(root) -> Iterator[str]:
    for element in root.iter(f"{W}*"):
        name = element.tag.removeprefix(W)
        children = [one.tag.removeprefix(W) for one in element]
        if name in _LEAVES and children:
            yield f"{name} holds {children}"
        if name in ORDER and (wrong := _wrong(children, ORDER[name].split())):
            yield f"{name}: {wrong} in {children}"
        if name == "tc" and children[-1:] != ["p"]:
            yield f"tc ends with {children[-1:]}"
        if (
            name == "sectPr"
            and element.getparent().tag == f"{W}body"
            and element.getnext() is not None
        ):
            yield "sectPr is not the last of body"


def _wrong(children: list[str], order: list[str]) -> str:
    """The first child that is none of these or stands before one that belongs in front of it."""
    last = 0
    for child in children:
        place = order.index(child) if child in order else -1
        if place < 0 and "*" in order:
            place = order.index("*")
        if place < last:
            return child
        last = place
    return ""

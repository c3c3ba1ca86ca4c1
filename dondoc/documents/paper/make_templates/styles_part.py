"""`word/styles.xml` and `word/settings.xml` of our templates."""

from __future__ import annotations

from dondoc.documents.paper.paper_styles import FONT, SHAPES, Shape, Style, twips
from dondoc.documents.paper.word_xml import HEADER, SPACES, attribute

SETTINGS = (
    f"{HEADER}<w:settings {SPACES}>"
    '<w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
    '<w:characterSpacingControl w:val="doNotCompress"/>'
    '<w:compat><w:compatSetting w:name="compatibilityMode"'
    ' w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    '<w:themeFontLang w:val="vi-VN"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/>'
    "</w:settings>"
)


def styles() -> str:
    """Black Times New Roman of 14 points below everything; one style a part of a paper."""
    fonts = "".join(f' w:{kind}="{FONT}"' for kind in ("ascii", "hAnsi", "eastAsia", "cs"))
    return (
        f"{HEADER}<w:styles {SPACES}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts{fonts}/>"
        '<w:color w:val="000000"/><w:sz w:val="28"/><w:szCs w:val="28"/>'
        '<w:lang w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="0" w:line="240"'
        ' w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        "<w:qFormat/></w:style>"
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/>'
        "</w:style>"
        f"{_TABLE}{''.join(_style(style, shape) for style, shape in SHAPES.items())}</w:styles>"
    )


_TABLE = (
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/>'
    '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
    '<w:left w:w="85" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
    '<w:right w:w="85" w:type="dxa"/>'
    "</w:tblCellMar></w:tblPr></w:style>"
)


def _style(style: Style, shape: Shape) -> str:
    kind = "character" if shape.of_letters else "paragraph"
    based = "" if shape.of_letters else '<w:basedOn w:val="Normal"/>'
    look = "" if shape.of_letters else f"<w:pPr>{_paragraph(shape)}</w:pPr>"
    return (
        f'<w:style w:type="{kind}" w:customStyle="1" w:styleId="{style}">'
        f"<w:name w:val={attribute(shape.name)}/>{based}<w:qFormat/>{look}"
        f"<w:rPr>{_letters(shape)}</w:rPr></w:style>"
    )


def _paragraph(shape: Shape) -> str:
    line = '<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="1" w:color="000000"/></w:pBdr>'
    spacing = f'w:before="{shape.before * 20:.0f}" w:after="{shape.after * 20:.0f}"'
    exact = shape.drawn_line and shape.size < 2
    height = 'w:line="40" w:lineRule="exact"' if exact else _line(shape.line)
    outline = "" if shape.outline is None else f'<w:outlineLvl w:val="{shape.outline}"/>'
    side = f' w:left="{twips(shape.side)}" w:right="{twips(shape.side)}"' if shape.side else ""
    first = f' w:firstLine="{twips(shape.first_line)}"' if shape.first_line else ""
    return (
        f"{'<w:keepNext/>' if shape.keep_next else ''}"
        f"{'<w:pageBreakBefore/>' if shape.new_page else ''}{line if shape.drawn_line else ''}"
        f"<w:spacing {spacing} {height}/>{f'<w:ind{side}{first}/>' if side or first else ''}"
        f'<w:jc w:val="{shape.align}"/>{outline}'
    )


def _line(lines: float) -> str:
    return f'w:line="{lines * 240:.0f}" w:lineRule="auto"'


def _letters(shape: Shape) -> str:
    half_points = round(shape.size * 2)
    looks = (("<w:b/>", shape.bold), ("<w:i/>", shape.italic), ("<w:caps/>", shape.caps))
    marked = '<w:shd w:val="clear" w:color="auto" w:fill="FFF2CC"/>' if shape.of_letters else ""
    return (
        f"{''.join(mark for mark, wanted in looks if wanted)}"
        f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>{marked}'
    )

"""What every paper has: its head, the signature with «Nơi nhận», and how a template loops."""

from __future__ import annotations

from dondoc.documents.paper.make_templates.template_package import PAGES
from dondoc.documents.paper.paper_styles import TEXT_WIDTH_MM, Style, twips
from dondoc.documents.paper.word_xml import borderless, paragraph, run, section

_LEFT_MM = 67
HEAD = (twips(_LEFT_MM), twips(TEXT_WIDTH_MM - _LEFT_MM))
FOOT = (twips(TEXT_WIDTH_MM / 2), twips(TEXT_WIDTH_MM / 2))


def text(style: Style, words: str) -> str:
    """A paragraph of one style; tags may stand in its words."""
    return paragraph(style, run(words))


def only_if(condition: str, *inner: str) -> str:
    """Paragraphs that stand only where the condition holds."""
    return f"{_mark(f'{{%p if {condition} %}}')}{''.join(inner)}{_mark('{%p endif %}')}"


def for_each(loop: str, *inner: str) -> str:
    """Paragraphs for each of several: «muc in cac_muc»."""
    return f"{_mark(f'{{%p for {loop} %}}')}{''.join(inner)}{_mark('{%p endfor %}')}"


def passages(tag: str) -> str:
    """The place of what the program writes: paragraphs, tables, places for a person to write."""
    return _mark(f"{{{{p {tag} }}}}")


def _mark(tag: str) -> str:
    return paragraph(Style.BODY, run(tag))


def head(*, about_below_number: bool = False) -> str:
    """Quốc hiệu and motto on the right, the body that issues on the left (NĐ 30, Phụ lục I).

    The lines are drawn. A công văn carries what it is about below its number.
    """
    about = text(Style.SUBJECT, "V/v {{ trich_yeu }}") if about_below_number else ""
    left = (
        only_if("co_quan_chu_quan", text(Style.SUPERIOR, "{{ co_quan_chu_quan }}"))
        + text(Style.ORGAN, "{{ co_quan }}")
        + paragraph(Style.SHORT_LINE)
        + text(Style.NUMBER, "Số: {{ so }}/{{ ky_hieu }}")
        + about
    )
    right = (
        text(Style.NATION, "Cộng hòa xã hội chủ nghĩa Việt Nam")
        + text(Style.MOTTO, "Độc lập - Tự do - Hạnh phúc")
        + text(Style.PLACE, "{{ dia_danh }}, {{ ngay_ban_hanh }}")
    )
    return borderless(HEAD, left, right)


def title(kind: str) -> str:
    """Tên loại and trích yếu, with the drawn line below."""
    return (
        text(Style.TITLE, kind) + text(Style.ABOUT, "{{ trich_yeu }}") + paragraph(Style.TITLE_LINE)
    )


def several(loop: str, style: Style = Style.BODY) -> str:
    """A line for each, «- …;», the last with a full stop: «noi in noi_nhan»."""
    name = loop.partition(" ")[0]
    line = f"- {{{{ {name} }}}}{{{{ '.' if loop.last else ';' }}}}"
    return for_each(loop, text(style, line))


def recipients(above: int = 0) -> str:
    """«Nơi nhận», the last line of which says where it is filed; `above` it so many points."""
    room = f'<w:spacing w:before="{above * 20}"/>' if above else ""
    head = paragraph(Style.RECIPIENTS, run("Nơi nhận:"), properties=room)
    return head + several("noi in noi_nhan", Style.RECIPIENT)


def signature(authority: str, position: str, signer: str) -> str:
    """Who signs, by the tags that say it; `authority` may be none."""
    above = only_if(authority, text(Style.AUTHORITY, f"{{{{ {authority} }}}}")) if authority else ""
    name = only_if(signer, text(Style.SIGNER, f"{{{{ {signer} }}}}"))
    return above + text(Style.AUTHORITY, f"{{{{ {position} }}}}") + name


def foot() -> str:
    """«Nơi nhận» on the left, who signs on the right; they stay on one page."""
    right = signature("quyen_han", "chuc_vu", "nguoi_ky")
    return borderless(FOOT, recipients(), right, above=12)


def end() -> str:
    """The page of a paper that has one section."""
    return section(headers=PAGES)


def next_section() -> str:
    """Ends the pages with the head: what follows stands on pages of its own."""
    flat = '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
    return paragraph(Style.BODY, properties=flat + section(headers=PAGES))

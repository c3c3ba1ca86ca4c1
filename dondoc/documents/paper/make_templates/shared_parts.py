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
        + text(Style.PLACE, "{{ dia_danh }}, {{ thoi_gian }}")
    )
    return borderless(HEAD, left, right)


def title(kind: str) -> str:
    """Tên loại and trích yếu, with the drawn line below."""
    return (
        text(Style.TITLE, kind) + text(Style.ABOUT, "{{ trich_yeu }}") + paragraph(Style.TITLE_LINE)
    )


def foot() -> str:
    """«Nơi nhận» on the left, who signs on the right; they stay on one page."""
    left = text(Style.RECIPIENTS, "Nơi nhận:") + for_each(
        "noi in noi_nhan", text(Style.RECIPIENT, "- {{ noi }}{{ '.' if loop.last else ';' }}")
    )
    right = (
        only_if("quyen_han", text(Style.AUTHORITY, "{{ quyen_han }}"))
        + text(Style.AUTHORITY, "{{ chuc_vu }}")
        + only_if("nguoi_ky", text(Style.SIGNER, "{{ nguoi_ky }}"))
    )
    return borderless(FOOT, left, right, above=12)


def page(*, landscape: bool = False) -> str:
    """The last section of a paper that has one."""
    return section(landscape=landscape, headers=PAGES)


def next_section() -> str:
    """Ends the pages with the head: what follows stands on pages of its own."""
    flat = '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
    return paragraph(Style.BODY, properties=flat + section(headers=PAGES))

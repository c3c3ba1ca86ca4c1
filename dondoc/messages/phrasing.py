"""Vietnamese word forms that the templates need: dates, names, sentences, a subject that fits.

Pure. The sentences themselves live in `templates/`; here is only what a template cannot do well.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from markupsafe import Markup, escape

from dondoc.calendar.date_words import local_date, moment, short_date, weekday

SUBJECT_LIMIT = 78
SEEN_FIRST = 40
"""So many letters of a subject a list of mails on a telephone shows: act, matter and date."""
BRIEF_LIMIT = 15
"""So long may the matter be, for all three to stand there (`brief` of a duty)."""
PREVIEW_LIMIT = 110
"""Of what stands behind the subject in a list of mails."""
_SUNDAY = 7
_A_PAIR = 2

ABOVE = "Nếu trả lời bằng thư, xin viết phía trên dòng này"
"""Stands on top of a mail that may be answered: what is below it is ours, quoted."""

_DOCUMENTS = re.compile(
    r"(báo cáo|kế hoạch|văn bản|công văn|dự toán|quyết toán|biên bản|danh sách|danh mục|thông tin"
    r"|số liệu|tờ trình|hồ sơ|ý kiến|kết quả|phiếu|tài liệu|nhật ký|lịch|đề cương|chương trình"
    r"|xác nhận)\b",
    re.IGNORECASE,
)
_SHORT_NAMES = (
    ("Ủy ban nhân dân", "UBND"),
    ("Ủy ban Mặt trận Tổ quốc", "UBMTTQ"),
)
_POINT_AND_COMMA = str.maketrans(",.", ".,")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LEANING = re.compile(
    r"(?<!\s)\s+(?:và|của|về|các|cho|với|trong|theo|là|tại|đến)$"
)  # on the next word
# Control characters and lone surrogates break a mail; marks of direction hide what is written.
_INVISIBLE = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)


def day(on: date) -> str:
    """«thứ Ba, ngày 16/03/2027»: a date in a letter always has its weekday."""
    return f"{weekday(on)}, ngày {short_date(on)}"


def brief_day(on: date) -> str:
    """«thứ Ba 16/03», for subjects and chat."""
    return f"{weekday(on)} {on.day:02d}/{on.month:02d}"


def tiny_day(on: date) -> str:
    """«T3 16/03», for the first letters of a subject; Sunday is «CN»."""
    name = "CN" if on.isoweekday() == _SUNDAY else f"T{on.isoweekday() + 1}"
    return f"{name} {on.day:02d}/{on.month:02d}"


def local_day(moment_at: datetime) -> date:
    """The day of an instant, in Việt Nam's zone."""
    return local_date(moment_at)


def tiny_at(moment_at: datetime) -> str:
    """«T6 27/11 8h00», for the first letters of a subject."""
    clock = moment(moment_at).split(" ", 1)[0]
    hour, minute = clock.split(":")
    return f"{tiny_day(local_date(moment_at))} {int(hour)}h{minute}"


def at(moment_at: datetime) -> str:
    """«09:14, thứ Hai, ngày 15/03/2027», in Việt Nam's zone."""
    clock = moment(moment_at).split(" ", 1)[0]
    return f"{clock}, {day(local_date(moment_at))}"


def capital(words: str) -> str:
    """For the start of a sentence; the rest keeps its letters."""
    return words[:1].upper() + words[1:]


def small(words: str) -> str:
    """For the middle of a sentence: «Báo cáo …» → «báo cáo …», but UBND stays."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]


def stem(sentence: str) -> str:
    """Without its final stop, so that something can follow."""
    return sentence.strip().rstrip(".;, ")


def sentence(words: str) -> str:
    """With one final stop."""
    return f"{stem(words)}." if words.strip() else ""


def numbered(number: str | None, signed_on: date | None) -> str:
    """«12/BC-STC ngày 12/03/2027»: a document in a table, as far as it is known."""
    signed = f" ngày {short_date(signed_on)}" if signed_on else ""
    return f"{number or ''}{signed}".strip()


def quoted(words: str) -> str:
    """Somebody's own words, in quotation marks, without empty lines between them."""
    lines = [line.strip() for line in words.splitlines() if line.strip()]
    return f"“{chr(10).join(lines)}”"


def number(value: float | Decimal) -> str:
    """«1.250», «86,57»: of a fraction two places at most, the last rounded half up."""
    if isinstance(value, int):
        return f"{value:,}".replace(",", ".")
    rounded = Decimal(str(value)).quantize(Decimal("0.01"), ROUND_HALF_UP)
    plain = f"{rounded + 0:,f}".rstrip("0").rstrip(".")
    return plain.translate(_POINT_AND_COMMA)


def padded(value: int) -> str:
    """«05»: below ten a figure of a document has its zero (NĐ 30/2020)."""
    return f"{value:02d}"


def numbers(values: Sequence[int]) -> str:
    """«1, 2 và 4», «1–3»"""
    if len(values) > _A_PAIR and list(values) == list(range(values[0], values[-1] + 1)):
        return f"{values[0]}–{values[-1]}"
    *rest, last = (str(value) for value in values)
    return f"{', '.join(rest)} và {last}" if rest else last


def raised(value: int) -> str:
    """«¹²»: the mark of a note."""
    return str(value).translate(_RAISED)


def several(names: Sequence[str], most: int = 3) -> str:
    """«Sở A, Sở B và Sở C»; of more than `most` «Sở A, Sở B và 12 đơn vị khác»."""
    if len(names) > most:
        return f"{', '.join(names[: most - 1])} và {len(names) - most + 1} đơn vị khác"
    *rest, last = names
    return f"{', '.join(rest)} và {last}" if rest else last


def brief_name(name: str) -> str:
    """A unit's name for a subject line: «Ủy ban nhân dân xã Tân Trào» → «UBND xã Tân Trào»."""
    for long, short in _SHORT_NAMES:
        name = name.replace(long, short)
    return name


def full_name(name: str) -> str:
    """A body's name for the head of a paper, in full (NĐ 30/2020): «UBND tỉnh» → «Ủy ban …»."""
    return name.replace("UBND", "Ủy ban nhân dân")


def is_document(title: str) -> bool:
    """Whether a title names a document, which is sent, rather than an action, which is done."""
    return bool(_DOCUMENTS.match(title))


def tidy(text: str) -> str:
    """Text as it may leave: NFC, nothing invisible, no trailing blanks, no run of empty lines."""
    plain = _INVISIBLE.sub("", unicodedata.normalize("NFC", text.replace("\t", " ")))
    lines = "\n".join(line.rstrip() for line in plain.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", lines).strip("\n") + "\n"


def one_line(text: str) -> str:
    """For a header: every kind of blank becomes one space."""
    return " ".join(tidy(" ".join(text.split())).split())


def shorten(text: str, limit: int) -> str:
    """At most `limit` characters, cut between words; an ellipsis where something is missing."""
    if len(text) <= limit:
        return text
    kept = text[: max(limit - 1, 0)]
    if not text[len(kept)].isspace():
        kept = kept.rsplit(" ", 1)[0]
    return _LEANING.sub("", kept).rstrip(" ,;:.–-(") + "…"


_FORMULA = frozenset("=+-@")
"""With these a spreadsheet begins a formula, whatever the rest is."""


def markdown(words: str) -> str:
    """Words that Markdown must not read as markup."""
    return re.sub(r"([\\`*_\[\]<>|])", r"\\\1", words)


def table_cell(words: str) -> str:
    """Words in a table that is looked at or carried away: no formula, no markup, one line.

    For every export and artifact whose cells somebody else may have typed.
    """
    safe = markdown(one_line(words))
    return f"'{safe}" if safe[:1] in _FORMULA else safe


def paragraphs(text: str, strong: str = "") -> Markup:
    """The HTML of plain text: empty lines part paragraphs; the first `strong` becomes bold."""
    if not text:
        return Markup()
    marked = str(escape(text))
    if strong:
        bold = str(escape(strong))
        marked = marked.replace(bold, f"<strong>{bold}</strong>", 1)
    style = ' style="margin:0 0 16px"'
    parts = (part.strip("\n") for part in re.split(r"\n\s*\n", marked))
    return Markup(  # noqa: S704 - escaped above
        "\n".join(f"<p{style}>{part.replace(chr(10), '<br>' + chr(10))}</p>" for part in parts)
    )

"""What somebody wrote, parted from what the mail program quoted under it.

Ours, because the libraries leave sample numbers of the quoted mail in half of the Vietnamese
replies (replies.md §4). It loses an answer written below the quotation: `below` says that there
is one, and such a letter waits for an officer.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from dondoc.limits import LONGEST_LINE
from dondoc.messages.phrasing import ABOVE
from dondoc.text import plain_signs

_WROTE = re.compile(r"(?:wrote|đã viết|viết|schrieb) ?(:?)(?: ?-{2,10})?$", re.IGNORECASE)
_WHEN = re.compile(r"(?:on|vào|ngày|lúc|thứ|t[2-7]|cn|chủ nhật)\b", re.IGNORECASE)
_DASHED = re.compile(
    r"[-_=*]{2,60} ?(?:original message|thư gốc|thư ban đầu|tin nhắn gốc|nội dung gốc"
    r"|forwarded message|thư được chuyển tiếp|thư chuyển tiếp|tin nhắn được chuyển tiếp)\b",
    re.IGNORECASE,
)
_NOTES = re.compile(r'-{3,20} ?"?[^"]{1,100}"? ?<[^<>]{3,254}> wrote: ?-{3,20}$', re.IGNORECASE)
_BEGIN = re.compile(r"(?:begin forwarded message|bắt đầu thư được chuyển tiếp)", re.IGNORECASE)
_FROM = re.compile(r"\*?(?:from|từ|người gửi)\*? ?:", re.IGNORECASE)
_FURTHER = re.compile(
    r"\*?(?:sent|date|to|subject|gửi|đã gửi|ngày|ngày gửi|đến|tới|người nhận|chủ đề|tiêu đề)"
    r"\*? ?:",
    re.IGNORECASE,
)
_FORWARDS = re.compile(r"forwarded message|chuyển tiếp", re.IGNORECASE)
_RULE = re.compile(r"_{8,}$")


@dataclass(frozen=True)
class Cut:
    """`below` is what stands unquoted under a quotation; `forwarded`, another's letter.

    `echo`: it is our own letter from its first line on, as only a machine sends it back.
    """

    new: str
    below: str = ""
    quoted: bool = False
    forwarded: bool = False
    echo: bool = False


def cut(text: str) -> Cut:
    """The new text of a reply, without quotation and signature."""
    lines = unicodedata.normalize("NFC", text).replace("\r\n", "\n").split("\n")
    seen = [_seen(line) for line in lines]
    starts = next((place for place in range(len(seen)) if _starts(seen, place)), None)
    if starts is None:
        return Cut(_unsigned(lines))
    rest = seen[starts:]
    forwarded = any(
        bool(_FORWARDS.search(line)) and bool(_DASHED.match(line) or _BEGIN.match(line))
        for line in rest[:3]
    )
    new = _unsigned(lines[:starts])
    echo = not new and rest[0].startswith(ABOVE)
    return Cut(new, _below(lines[starts:]), quoted=True, forwarded=forwarded, echo=echo)


def _seen(line: str) -> str:
    """What the patterns look at: a bounded beginning, with single blanks and none around."""
    return " ".join(plain_signs(line[:LONGEST_LINE]).split())


def _starts(lines: list[str], place: int) -> bool:
    """Does the quotation start at this line?"""
    line = lines[place]
    if line.startswith(">") or ABOVE in line or _RULE.match(line):
        return True
    if _DASHED.match(line) or _BEGIN.match(line) or _NOTES.match(line):
        return True
    if _FROM.match(line):
        return any(_FURTHER.match(later) for later in lines[place + 1 : place + 5])
    return bool(_WHEN.match(line)) and any(_wrote(lines, place, long) for long in (1, 2, 3))


def _wrote(lines: list[str], place: int, long: int) -> bool:
    """«Vào … đã viết:». Without its colon the quotation itself must follow, marked as one: «Ngày
    12/3, Ủy ban đã viết» may go on in the next line.
    """
    found = _WROTE.search(" ".join(lines[place : place + long]))
    if found is None:
        return False
    following = next((line for line in lines[place + long :][:3] if line), "")
    return bool(found[1]) or following.startswith(">")


def _below(rest: list[str]) -> str:
    marked = [place for place, line in enumerate(rest) if line.lstrip().startswith(">")]
    if not marked:
        return ""
    after = [line for line in rest[marked[0] :] if not line.lstrip().startswith(">")]
    return "\n".join(after).strip()


def _unsigned(lines: list[str]) -> str:
    ends = next((place for place, line in enumerate(lines) if line.rstrip() == "--"), len(lines))
    return "\n".join(lines[:ends]).strip()

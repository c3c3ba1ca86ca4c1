"""Who wrote, as real programs write it: `From` holds one mailbox, and much beside it.

An unquoted comma in the name, the address as its own name, brackets, the whole field encoded: the
one `<address>` counts. Two that differ are none, and what cannot be read is called that.
"""

from __future__ import annotations

from dataclasses import dataclass

from dondoc.incoming.mail.header_words import header_text
from dondoc.incoming.mail.tree import Mail
from dondoc.text import is_mail_address, plain_signs

_AROUND = str.maketrans(dict.fromkeys(",;<>[]()\"'", " "))


@dataclass(frozen=True)
class Author:
    """The one address that a mail says it is from, lower-cased; empty with the reason."""

    address: str = ""
    unreadable: str = ""


def author_of(mail: Mail) -> Author:
    """Who wrote, by every `From` of the mail."""
    values = [str(value) for value in mail.get_all("From", [])]
    if not any(value.strip() for value in values):
        return Author("", "Thư không ghi người gửi.")
    found = set()
    for value in values:
        found |= _mailboxes(value) or _mailboxes(header_text(value))
    if len(found) > 1:
        return Author("", "Thư ghi nhiều người gửi.")
    if not found:
        return Author("", "Không đọc được địa chỉ người gửi.")
    return Author(found.pop())


def _mailboxes(value: str) -> set[str]:
    """The addresses that stand in brackets or bare; those inside quotation marks are names."""
    outside, inside = _parted(plain_signs(value))
    named = {one for one in map(_address, inside) if one}
    bare = {one for one in map(_address, outside.translate(_AROUND).split()) if one}
    return named | bare


def _address(text: str) -> str:
    bare = "".join(text.split()).strip("<>[]'\"").lower().removeprefix("mailto:")
    return bare if is_mail_address(bare) else ""


def _parted(value: str) -> tuple[str, list[str]]:
    """What stands outside quotation marks, comments and brackets; and what stands in brackets.

    One pass: a mark that is never closed is a letter like any other.
    """
    ends = {'"': '"', "<": ">"}
    closes = {mark: value.rfind(end) for mark, end in ends.items()}
    outside, inside, place, comment = [], [], 0, 0
    last_comment_end = value.rfind(")")
    while place < len(value):
        letter = value[place]
        if letter == "\\" and comment:
            place += 2
            continue
        if letter == "(" and place < last_comment_end:
            comment += 1
        elif letter == ")" and comment:
            comment -= 1
        elif not comment and letter in ends and place < closes[letter]:
            end = _end(value, place + 1, ends[letter])
            if end > 0:
                if letter == "<":
                    inside.append(value[place + 1 : end])
                place = end + 1
                outside.append(" ")
                continue
        elif not comment:
            outside.append(letter)
        place += 1
    return "".join(outside), inside


def _end(value: str, place: int, mark: str) -> int:
    """Where the mark closes, skipping what a backslash takes with it; -1 where it does not."""
    while place < len(value):
        if value[place] == "\\" and mark == '"':
            place += 1
        elif value[place] == mark:
            return place
        place += 1
    return -1

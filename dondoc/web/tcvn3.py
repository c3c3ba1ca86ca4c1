"""TCVN3 (the fonts .VnTime and .VnTimeH): Vietnamese as office programs wrote it before Unicode.

One byte a letter; a page pasted from such a document shows «Thñ tôc hµnh chÝnh» to everybody who
lacks the font. Pure.
"""

from __future__ import annotations

import re

# TCVN 5712:1993 VN3, in the order of its code points.
_GLYPHS = "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\xadõøö÷ùúýûüþ¡¢§£¤¥¦"
_LETTERS = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ"
_TABLE = str.maketrans(_GLYPHS, _LETTERS)
_TELLING = re.compile("[A-Za-z][µ¸¶·¹¨»¾¼½©ª«¬]|[®§][A-Za-zÀ-ÿ]")
"""Signs that are no letters, where only a letter can stand: after one, or at a word's head."""
_RUN = re.compile(r"[^<>]+")


def from_tcvn3(text: str) -> str:
    """The text that these glyphs stand for, byte for byte."""
    return text.translate(_TABLE)


def unicode_of(text: str) -> str:
    """A page in which some passages are in such a font: those as Unicode, all others as they are.

    A passage, from one tag to the next, is one of them where it has telling glyphs and no letter
    that the font could not have.
    """
    if _TELLING.search(text) is None:
        return text
    return _RUN.sub(lambda run: from_tcvn3(run[0]) if _is_legacy(run[0]) else run[0], text)


def _is_legacy(run: str) -> bool:
    return not run.isascii() and max(run) <= "\xff" and _TELLING.search(run) is not None

"""Names like official ones, each with siblings that differ by a word, and what pages make of them.

Nothing here is a real procedure: verbs, things and places are put together at random from lists.
"""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable, Sequence

from dondoc.publication.official_entry import OfficialEntry
from tests.support.compared import entry

_VERBS = [
    "Cấp",
    "Cấp lại",
    "Cấp đổi",
    "Gia hạn",
    "Điều chỉnh",
    "Thu hồi",
    "Đăng ký",
    "Đăng ký thay đổi",
    "Xóa đăng ký",
    "Xác nhận",
    "Công nhận",
    "Thẩm định",
    "Phê duyệt",
    "Chấp thuận",
    "Hỗ trợ",
    "Bổ sung",
    "Chuyển đổi",
    "Thông báo",
]
_THINGS = [
    "giấy phép hoạt động",
    "giấy chứng nhận quyền sử dụng đất",
    "chứng chỉ hành nghề dược",
    "giấy phép khai thác nước dưới đất",
    "giấy phép khai thác khoáng sản",
    "phương tiện thủy nội địa",
    "giống cây trồng",
    "dự án đầu tư xây dựng",
    "hợp đồng lao động",
    "trợ cấp hằng tháng",
    "kế hoạch bảo vệ môi trường",
    "quỹ xã hội và quỹ từ thiện",
    "giấy phép kinh doanh vận tải",
    "văn phòng giám định tư pháp",
    "trung tâm ngoại ngữ",
    "bản sao văn bằng từ sổ gốc",
    "nhãn hiệu sản phẩm",
    "đề án sử dụng mặt nước",
]
_HOLDERS = [
    "của hợp tác xã",
    "của người có công",
    "của cơ sở khám bệnh",
    "tại khu công nghiệp",
    "cho hộ nghèo",
    "cho người nước ngoài",
    "theo cơ chế một cửa liên thông",
    "trong rừng phòng hộ",
    "trên hồ chứa thủy lợi",
    "của trường trung học phổ thông",
    "thuộc Ủy ban nhân dân quản lý",
    "của quỹ tín dụng",
]
_PAIRS = (
    ("chuyển đi ngoài tỉnh", "chuyển đến từ tỉnh khác"),
    ("cho người thường trú", "cho người không thường trú"),
    ("hạng I", "hạng II"),
    ("có yếu tố nước ngoài", "không có yếu tố nước ngoài"),
)
_LEVELS = ("(cấp tỉnh)", "(cấp xã)")
_SHORT = {
    "Ủy ban nhân dân": "UBND",
    "giấy chứng nhận": "GCN",
    "quyền sử dụng đất": "QSDĐ",
    "hợp tác xã": "HTX",
}
_OLD_TONES = {"hòa": "hoà", "thủy": "thuỷ", "hóa": "hoá", "tòa": "toà", "khóa": "khoá"}


def sample_entries(count: int, seed: int = 16) -> list[OfficialEntry]:
    """So many procedures; two of them have the same name, as two real ones do.

    Most have a sibling with another verb, a few one with another end or level: of 317 real names 70
    pairs are as like.
    """
    chance = random.Random(seed)
    names: dict[str, None] = {}
    while len(names) < count - 1:
        thing = f"{chance.choice(_THINGS)} {chance.choice(_HOLDERS)}"
        verbs = chance.sample(_VERBS, chance.choice((1, 2, 3)))
        ends = chance.choices(((), chance.choice(_PAIRS), _LEVELS), (90, 6, 4))[0]
        for verb in verbs:
            names.update(dict.fromkeys(f"{verb} {thing} {end}".strip() for end in ends or ("",)))
    each = list(names)[: count - 1]
    each.insert(count // 2, each[0])
    return [entry(f"9.{place:06d}", name) for place, name in enumerate(each, start=100)]


def noises(chance: random.Random) -> dict[str, Callable[[str], str]]:
    """The nine ways in which pages write a name (measured on real ones)."""
    return {
        "decomposed": lambda name: unicodedata.normalize("NFD", name),
        "capitals": str.upper,
        "old tones": lambda name: _replaced(name, _OLD_TONES),
        "no marks": _without_marks,
        "prefix": lambda name: f"1. Thủ tục {name[0].lower()}{name[1:]}",
        "typos": lambda name: _typo(name, chance),
        "cut": lambda name: f"{name[: len(name) * 6 // 10]}…",
        "line breaks": lambda name: name.replace(" ", "\n  ", 3).replace(" ", "\u00a0", 1),
        "short words": lambda name: _replaced(name, _SHORT),
    }


def _replaced(name: str, words: dict[str, str]) -> str:
    for long, short in words.items():
        name = name.replace(long, short)
    return name


def _without_marks(name: str) -> str:
    apart = unicodedata.normalize("NFD", name.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def _typo(name: str, chance: random.Random) -> str:
    """One letter left out, doubled, or changed places with the next."""
    words = name.split()
    at = _long_word(words, chance)
    word = words[at]
    place = chance.randrange(1, len(word) - 1)
    words[at] = chance.choice(
        (
            word[:place] + word[place + 1 :],
            word[:place] + word[place] + word[place:],
            word[:place] + word[place + 1] + word[place] + word[place + 2 :],
        )
    )
    return " ".join(words)


def _long_word(words: Sequence[str], chance: random.Random) -> int:
    places = [place for place, word in enumerate(words) if len(word) > 3]
    return chance.choice(places)

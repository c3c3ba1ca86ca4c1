"""What an officer can do of an assignment besides deciding, as its page offers it."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from sqlmodel import Session

from dondoc import access
from dondoc.decisions.letters_by_hand import hand_letter, only_reminded
from dondoc.portal.context import PageContext
from dondoc.problems import Refused
from dondoc.rounds.facts import Facts

RESEND, URGE, CALL = "gui-lai-thu", "don-doc", "goi-dien"


@dataclass(frozen=True)
class HandTitle:
    """What an act is called: `gently` where nobody is urged (`only_reminded`)."""

    act: access.Act
    button: str
    gently: str
    follows: str

    def name(self, *, gently: bool) -> str:
        return self.gently if gently else self.button


TITLES = {
    URGE: HandTitle(
        access.Act.URGE,
        "Đôn đốc ngay",
        "Nhắc ngay",
        "Thư đi ngay trong giờ làm việc, ngoài các bậc nhắc tự động.",
    ),
    RESEND: HandTitle(
        access.Act.RESEND,
        "Gửi lại thư",
        "Gửi lại thư",
        "Thư mới nhất, viết lại theo tình hình lúc này, tới đầu mối đang dùng.",
    ),
}


@dataclass(frozen=True)
class TypedCall:
    """The note of a call as typed; its key makes one form one note."""

    spoken_to: str = ""
    said: str = ""
    called_on: str = ""
    called_time: str = ""
    key: str = ""

    @property
    def form_key(self) -> str:
        return self.key or secrets.token_urlsafe(18)


@dataclass(frozen=True)
class HandOffer:
    """A letter that may be sent now, with the newest before it (`last`); or why there is none."""

    slug: str
    title: HandTitle
    name: str
    last: str = ""
    why_not: str = ""


def hand_offers(
    session: Session, here: PageContext, facts: Facts, allowed: frozenset[str]
) -> list[HandOffer]:
    """The letters of an account that may do what is `allowed`; none where it may not send any."""
    offers = []
    gently = only_reminded(facts, here.now)
    for slug, title in TITLES.items():
        if title.act not in allowed:
            continue
        name = title.name(gently=gently)
        try:
            letter = hand_letter(session, here.rulebook, facts, title.act, now=here.now)
        except Refused as refused:
            offers.append(HandOffer(slug, title, name, why_not=refused.problems[0].wanted))
        else:
            offers.append(
                HandOffer(slug, title, name, last=letter.last.words() if letter.last else "")
            )
    return offers

"""The last word before the day: who comes gets the delegates' codes, each with its QR picture."""

from __future__ import annotations

from datetime import date, datetime
from email.message import EmailMessage
from typing import Any

import pytest
from pydantic import SecretStr
from sqlmodel import col, select

from dondoc.clock import at
from dondoc.conference.desk.delegate_qr import desk_address, qr_png
from dondoc.conference.remind_of_day import remind_of_day
from dondoc.delivery.dispatch_window import deliver_immediate
from models import Delegate
from models.database import transaction
from models.kinds import NoticeKind
from tests.support.conference_hall import CODE, Hall, to_day

INVITED, ANSWERED = at(date(2026, 11, 5), 9), at(date(2026, 11, 9), 9)
EARLY, EVE, TODAY = (at(date(2026, 11, day), 7, 30) for day in (25, 26, 27))
CLERK, SENDER = "van-thu@so-y-te.example", "don-doc@so-noi-vu.example"
DAY = NoticeKind.CONFERENCE_DAY

pytestmark = pytest.mark.one_database


@pytest.fixture
def held(hall: Hall) -> Hall:
    """Sở Y tế sends two, Sở Tư pháp cannot come, Sở Tài chính is silent."""
    hall.plan()
    hall.invite(INVITED)
    hall.answer(ANSWERED, "so-y-te", "comes", "Phạm Văn Dũng", "Lê Thị Hoa")
    hall.answer(ANSWERED, "so-tu-phap", "cannot", reason="Trùng lịch thanh tra")
    return hall


def remind(hall: Hall, now: datetime) -> int:
    with transaction(hall.engine) as session:
        return remind_of_day(session, hall.rulebook, now=now)


def codes(hall: Hall) -> list[str]:
    query = select(Delegate.code).order_by(col(Delegate.id))
    return hall.read(lambda session: list(session.exec(query)))


def test_it_goes_the_working_day_before_to_who_comes_and_once(held: Hall) -> None:
    told = [remind(held, now) for now in (EARLY, EVE, EVE, TODAY)]

    assert [0, 1, 0, 0] == told
    assert 1 == len(held.notices(DAY, unit="so-y-te")) == len(held.notices(DAY))


def test_moved_it_goes_again_for_the_new_day_to_who_said_so_of_that_day(held: Hall) -> None:
    remind(held, EVE)
    held.move(at(date(2026, 11, 26), 10), to_day(date(2026, 12, 4)))
    unsure = remind(held, at(date(2026, 12, 3), 8))
    held.answer(at(date(2026, 12, 3), 9), "so-y-te", "comes", "Phạm Văn Dũng")
    sure = remind(held, at(date(2026, 12, 3), 10))

    assert [0, 1] == [unsure, sure]


def test_postponed_or_cancelled_nothing_of_it_leaves(held: Hall) -> None:
    remind(held, EVE)
    held.cancel(EVE)

    assert [] == held.notices(DAY, waiting=True)
    assert 0 == remind(held, EVE)


def test_the_letter_shows_each_delegates_own_code_as_text_and_as_picture(
    held: Hall, settings: Any, smtp: Any
) -> None:
    url = f"mailto://127.0.0.1:{smtp.port}?from={SENDER}&mode=insecure"
    real = settings.model_copy(update={"smtp_url": SecretStr(url)})
    remind(held, EVE)
    deliver_immediate(held.engine, real, held.rulebook, EVE)
    letters = [one.message for one in smtp.received if [CLERK] == one.recipients]
    letter: EmailMessage = next(one for one in letters if "[Sắp họp]" in one["Subject"])
    parts = {one.get_content_type(): one for one in letter.walk()}
    text = parts["text/plain"].get_payload(decode=True).decode()
    html = parts["text/html"].get_payload(decode=True).decode()
    pictures = [one for one in letter.walk() if one.get_content_type() == "image/png"]

    first, second = codes(held)
    assert f"ở bàn đón:\n\n{first}\n{second}\n" in text.replace("\r\n", "\n")
    assert "Dũng" not in text + html
    assert ["multipart/alternative", "text/plain", "multipart/related", "text/html"] == [
        one.get_content_type() for one in letter.walk()
    ][:4]
    for code, picture in zip((first, second), pictures, strict=True):
        name = f"qr.{CODE}.{code}@dondoc"
        assert f"<{name}>" == picture["Content-ID"]
        assert f'src="cid:{name}" alt="Mã QR điểm danh {code}"' in html
        drawn = qr_png(desk_address(real.base_url, CODE, code))
        assert drawn == picture.get_payload(decode=True)

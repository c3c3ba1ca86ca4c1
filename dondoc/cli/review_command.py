"""`dondoc review`: ministries' decisions to be taken over, and announcing them in time (II.3.3)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from dondoc.cli.command import command, group, option
from dondoc.cli.shared_options import with_account, with_json, with_now, with_unit
from dondoc.cli.terminal_text import print_json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dondoc.publication.discrepancy import Discrepancy
    from dondoc.publication.review.month_review import ReviewMonth

review = group("review", "rà soát quyết định của bộ, ngành; công bố kịp thời")


@command(
    "list", "xem các quyết định của một tháng: ai trình, tỉnh công bố kịp hay chậm", under=review
)
@option("--month", required=True, metavar="THÁNG", said="tháng ký quyết định, như 2027-03")
@with_unit()
@with_json
@with_now
def list_month(month: str, unit: str | None, as_json: bool, now: datetime) -> int:
    from dondoc.cli.find_inspection import unit_of_today
    from dondoc.cli.open_ledger import open_ledger
    from dondoc.publication.review.month_review import review_month
    from models.database import transaction

    installation = open_ledger()
    body = unit_of_today(installation, unit, now) if unit else None
    with transaction(installation.engine, write=False) as session:
        found = review_month(
            session,
            installation.rulebook,
            _month_key(month),
            announce_unit=installation.settings.announce_unit,
            now=now,
            unit=body,
        )
    if as_json:
        return print_json(_as_json(found))
    print("\n".join(_lines(found)))
    return 0


@command(
    "ask",
    "giao cho một đơn vị việc trình công bố sau một quyết định của bộ, ngành",
    "Dùng khi danh mục không cho biết quyết định thuộc đơn vị nào, hoặc quyết định đã cũ. Mỗi"
    " quyết định giao cho một đơn vị một lần.",
    under=review,
)
@option("--decision", required=True, metavar="SỐ", said="số quyết định, như 1234/QĐ-BTP")
@with_unit(required=True)
@with_account()
@with_now
def ask(decision: str, unit: str, account: str, now: datetime) -> int:
    from dondoc.cli.find_inspection import unit_of_today
    from dondoc.cli.open_ledger import open_ledger
    from dondoc.cli.send_at_once import deliver
    from dondoc.contacts.find_account import account_of
    from dondoc.publication.review.ask_takeover import ask_by_hand
    from models.database import transaction

    installation = open_ledger()
    body = unit_of_today(installation, unit, now)
    with transaction(installation.engine) as session:
        officer = account_of(session, account)
        new = ask_by_hand(session, installation.rulebook, decision, body, account=officer, now=now)
    if not new:
        print(f"Đã giao {body.name} từ trước.")
        return 0
    print(f"Đã giao {body.name} trình công bố theo quyết định ấy.")
    deliver(installation, now)
    return 0


def _month_key(text: str) -> str:
    """«2027-03» and «3/2027» as the key of the month; anything else as it was written."""
    import re

    if found := re.fullmatch(r"(\d{4})-(\d{1,2})", text.strip()):
        return f"{found[1]}-M{int(found[2]):02d}"
    if found := re.fullmatch(r"(\d{1,2})/(\d{4})", text.strip()):
        return f"{found[2]}-M{int(found[1]):02d}"
    return text


def _lines(month: ReviewMonth) -> Iterator[str]:
    from dondoc.messages.environment import phrases

    book = phrases("review")
    yield book.month_head(month)
    for one in month.ministry:
        yield f"  {book.ministry_line(one)}"
    for decision in month.province:
        yield f"  {book.province_line(decision)}"
        for late in decision.late:
            yield f"    {book.late_line(late)}"


def _as_json(month: ReviewMonth) -> dict[str, object]:
    return {
        "period": month.period.key,
        "ministry": [
            {
                "number": one.line.decision.number,
                "signed_on": one.line.decision.signed_on.isoformat(),
                "announced_on": one.line.takeover.announced_on,
                "units": [unit.code for unit in one.line.units],
                "asked": {
                    work.unit.code: {
                        "assignment": work.facts.id,
                        "due_on": work.facts.due_on.isoformat(),
                        "standing": work.spoken.word,
                    }
                    for work in one.works
                },
                "announce_by": one.announce.used.on if one.announce else None,
            }
            for one in month.ministry
        ],
        "province": [
            {
                "number": one.decision.number,
                "signed_on": one.decision.signed_on.isoformat(),
                "units": [unit.code for unit in one.units],
                "announce_by": one.announce.used.on if one.announce else None,
                "late": [_late_json(late) for late in one.late],
            }
            for one in month.province
        ],
    }


def _late_json(late: Discrepancy) -> dict[str, object]:
    return {"kind": late.kind.value, "procedure": late.procedure, "due_on": late.due_on}

"""A ledger walked by the version before shows the same after its upgrade, and says nothing twice.

`walked/ledger_before_0010.json` was made with the code of commit 57e4d60, on SQLite: the cast and
the mailroom of the tests (`Cast`, `Mailroom`), six weeks of the report round of quý I/2027 in a
small province. In it a contact is refused, another unproven, a letter resent twice (once to a
corrected address) and one withdrawn, an answer asked back for, the channel paused by a fault (told
and untold) and by a person, a date extended, a sample drawn, two units appointed (one anew), a
demand made, what is counted looked at, a contact set aside. What such a walk does not come to
(trial mode, a day of deferrals, the account's rate) was set by hand, in the very words of that
code, and one sentence each that no version wrote. `shown_before_0010.json` is what that code showed
of it at `NOW`, by the same questions that `_shown` asks; of a letter's words the first 16 digits
of their SHA-256, its links filled in. The board's words follow the rules that came later: what
waits for an officer is said apart, and who was never told is in no late list; so do the histories,
which say each mail in one line.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, MetaData, Table, text
from sqlmodel import Session, col, select

from dondoc.clock import at, local_date
from dondoc.delivery.operating.delivery_words import STATES
from dondoc.delivery.operating.resend import resend
from dondoc.delivery.operating.standstill import standstills
from dondoc.delivery.operating.status import fates
from dondoc.inspections.year_overview import inspection_of
from dondoc.ledger.links import substitute
from dondoc.ledger.notice_key import NoticeKey
from dondoc.ledger.sync_units import sync_units
from dondoc.messages.reason_words import cancel_words, reason_words
from dondoc.notices.unreachable import tell_of_contactless
from dondoc.notices.write import plan_notices
from dondoc.notices.yearly import tell_continuous
from dondoc.plan.rulebook import Rulebook
from dondoc.problems import Refused
from dondoc.reporting.history import history
from dondoc.rounds.progress import progress
from dondoc.settings import Settings
from models import ChannelAlarm, Message, Notice, Round
from models.database import transaction
from models.migrations.run import migrate, migrate_down
from models.reasons import MessagePurpose

WALKED = Path(__file__).with_name("walked")
BEFORE = "0008_add_activity_example"
NOW = at(date(2027, 4, 15), 12)
DUTIES = ("III.1.1.c", "III.1.4.a.2")


@pytest.fixture
def walked(empty: Engine, rulebook: Rulebook) -> Engine:
    """The ledger as the version before left it."""
    migrate(empty, BEFORE)
    with transaction(empty) as session:
        sync_units(session, rulebook.registry)
    _fill(empty)
    return empty


@pytest.fixture
def upgraded(walked: Engine) -> Engine:
    migrate(walked)
    return walked


def test_board_history_and_letters_are_the_same(upgraded: Engine, rulebook: Rulebook) -> None:
    expected = json.loads((WALKED / "shown_before_0010.json").read_text(encoding="utf-8"))

    shown = _shown(upgraded, rulebook)

    assert set(expected) == set(shown)
    for name, said in expected.items():
        assert said == shown[name], name


def test_nothing_is_said_a_second_time(upgraded: Engine, rulebook: Rulebook) -> None:
    mine = col(Round.duty).in_(DUTIES)
    with transaction(upgraded) as session:
        before = set(session.exec(select(Notice.key)))
        planned = plan_notices(session, rulebook, mine, now=NOW, after_due=True)
        planned += tell_continuous(session, rulebook, mine, now=NOW)
        tell_of_contactless(session, rulebook, now=NOW)
        new = set(session.exec(select(Notice.key))) - before

    # The ladder of today has a week's rung that the one of then had not: what is late says it.
    assert {"a3·c8·overdue·T+21·2", "a4·c5·overdue·T+21·1", "a7·c9·overdue·T+21·1"} == new
    assert len(new) == planned.notices


def test_every_key_is_of_the_one_form(upgraded: Engine) -> None:
    with transaction(upgraded, write=False) as session:
        keys = [(one.key, one.kind, one.contact_id) for one in session.exec(select(Notice))]

    read = [NoticeKey.parse(key) for key, _kind, _contact in keys]
    assert keys == [(str(one), one.kind.value, one.contact_id) for one in read]


def test_what_a_message_is_for_is_known(
    upgraded: Engine, rulebook: Rulebook, settings: Settings
) -> None:
    with transaction(upgraded, write=False) as session:
        purposes = {one.purpose for one in session.exec(select(Message))}
        again = [one for one in session.exec(select(Message)) if one.resends_id]
    then = {"digest", "at_once", "verification", "resent", "ask_back", "sign_in", "alarm"}
    assert set(map(MessagePurpose, then)) == purposes  # kinds that came later have no such rows
    assert {MessagePurpose.RESENT} == {one.purpose for one in again}

    asked = _first(upgraded, MessagePurpose.VERIFICATION)
    with pytest.raises(Refused, match="xin xác nhận"), transaction(upgraded) as session:
        resend(session, settings, rulebook, asked, by="account:1", now=NOW)


def test_each_pause_by_a_fault_has_its_alarm(upgraded: Engine) -> None:
    with transaction(upgraded, write=False) as session:
        kept = session.exec(select(ChannelAlarm).order_by(col(ChannelAlarm.paused_at))).all()

    march, april = date(2027, 3, 9), date(2027, 4, 15)
    assert [(march, at(march, 9, 30)), (april, None)] == [
        (local_date(one.paused_at), one.told_at) for one in kept
    ]
    assert ["json: không nhận"] * 2 == [one.failed for one in kept]


def test_down_and_up_again_it_still_shows_the_same(upgraded: Engine, rulebook: Rulebook) -> None:
    """The version before reads what a downgrade leaves; here it is read by a second upgrade."""
    once = _shown(upgraded, rulebook)
    _set_draw_words(upgraded)
    migrate_down(upgraded, BEFORE)
    for name, rows in _kept().items():
        assert _sorted(rows) == _sorted(_rows(upgraded)[name]), name
    migrate(upgraded)

    assert once == _shown(upgraded, rulebook)


def _shown(engine: Engine, rulebook: Rulebook) -> dict[str, Any]:
    """What a reader sees: the board, what stands still, histories, letters, the inspection."""
    with transaction(engine, write=False) as session:
        duty = rulebook.registry.plan.duty("III.1.2.a3.2")
        inspection = inspection_of(session, rulebook, duty, "2027", now=NOW)
        assert inspection.drawn is not None
        assert inspection.share is not None
        return {
            "board": [_board(session, rulebook, one) for one in _in_order(session, Round)],
            "stuck": standstills(session, now=NOW),
            "history": _histories(session, rulebook),
            "letters": [_letter(session, one) for one in _in_order(session, Message)],
            "notices": [
                [one.id, cancel_words(one)]
                for one in _in_order(session, Notice)
                if one.cancelled_at
            ],
            "drawn": json.loads(json.dumps(asdict(inspection.drawn))),
            "visits": [[v.unit.code, v.appointment] for v in inspection.visits if v.appointment],
            "share": inspection.share.sentence(),
        }


def _board(session: Session, rulebook: Rulebook, round_: Round) -> list[str]:
    found = progress(session, rulebook, duty=round_.duty, period=round_.period, as_of=NOW)
    rows = (f"{row.unit_name}: {row.spoken.phrase}" for row in found.rows)
    return [f"{round_.duty} {round_.period}", found.sentence(), *rows]


def _histories(session: Session, rulebook: Rulebook) -> dict[str, list[str]]:
    about = sorted(filter(None, session.exec(select(Notice.assignment_id).distinct())))
    return {
        str(number): [
            f"{line.at.isoformat()} | {line.who} | {line.says} | {line.rule}"
            f" | {' / '.join((*line.details, *line.folded))}"
            for line in history(session, rulebook, number, as_of=NOW)
        ]
        for number in about
    }


_WALKED_WITH = b"khoa-cua-bo-kiem-thu"
"""The key of the links in the letters that were kept; a key of today is longer."""


def _letter(session: Session, message: Message) -> list[Any]:
    why = f": {reason_words(message)}" if message.reason else ""
    sent = substitute(message.text, _WALKED_WITH, message.key)
    return [
        message.id,
        f"{STATES[message.state]}{why}",
        message.subject,
        sha256(sent.encode()).hexdigest()[:16],
        " ".join(fates(session, [message])[message.id or 0].sentences()),
        message.resends_id,
    ]


def _in_order(session: Session, table: Any) -> list[Any]:
    return list(session.exec(select(table).order_by(table.id)))


def _first(engine: Engine, purpose: MessagePurpose) -> int:
    with transaction(engine, write=False) as session:
        found = select(Message.id).where(col(Message.purpose) == purpose)
        return session.exec(found.order_by(col(Message.id))).first() or 0


def _set_draw_words(engine: Engine) -> None:
    """The audit's line of the draw, as this version writes it."""
    said = text("UPDATE audit SET detail = 'hạt giống 7' WHERE act = 'rút thăm kiểm tra'")
    with engine.begin() as connection:
        connection.execute(said)


def _kept() -> dict[str, list[dict[str, Any]]]:
    found = json.loads((WALKED / "ledger_before_0010.json").read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


def _fill(engine: Engine) -> None:
    tables = _tables(engine)
    with engine.begin() as connection:
        for name, rows in _kept().items():
            for row in rows:
                values = {key: _as_kept(tables[name], key, value) for key, value in row.items()}
                connection.execute(tables[name].insert().values(values))
            if engine.dialect.name == "postgresql" and "id" in tables[name].columns:
                newest = f"SELECT setval('{name}_id_seq', (SELECT max(id) + 1 FROM \"{name}\"))"
                connection.execute(text(newest))


def _rows(engine: Engine) -> dict[str, list[dict[str, Any]]]:
    """The ledger's rows as the file has them."""
    tables = _tables(engine)
    with engine.connect() as connection:
        found = {
            name: connection.execute(tables[name].select()).mappings().all() for name in _kept()
        }
    return {name: [_written(row) for row in rows] for name, rows in found.items()}


def _tables(engine: Engine) -> dict[str, Table]:
    found = MetaData()
    found.reflect(engine)
    return dict(found.tables)


def _as_kept(table: Table, column: str, value: Any) -> Any:
    kind = table.columns[column].type.python_type
    if kind is datetime:
        return datetime.fromisoformat(value).replace(tzinfo=UTC)
    return date.fromisoformat(value) if kind is date else kind(value)


def _written(row: Mapping[str, Any]) -> dict[str, Any]:
    """As the file has it: nothing where there is nothing, instants in UTC without saying so."""
    return {
        key: value.isoformat().removesuffix("+00:00") if isinstance(value, date) else value
        for key, value in row.items()
        if value is not None
    }


def _sorted(rows: Iterable[Mapping[str, Any]]) -> list[str]:
    return sorted(json.dumps(row, sort_keys=True, ensure_ascii=False) for row in rows)

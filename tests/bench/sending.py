"""How fast digests leave over a round trip of 40 ms, beside what others do on the same line.

Raw pooled `smtplib` is the fair ceiling, stock Apprise what one gets for nothing (notify.md §2).
"""

from __future__ import annotations

import tempfile
from contextlib import nullcontext
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Engine
from sqlmodel import col, select

from dondoc.clock import at
from dondoc.delivery.channels.smtp.pool import POOL
from dondoc.delivery.dispatch_window import DispatchResult, dispatch_window
from dondoc.delivery.envelope import Outcome, OutcomeKind
from dondoc.delivery.letter import ReadyMessage
from dondoc.ledger.upsert import insert_new
from dondoc.operations.prepare_ledger import prepare_ledger
from dondoc.plan.rulebook import Rulebook, load_rulebook
from dondoc.rounds.opening import open_rounds
from dondoc.settings import Settings, load_settings
from models import Assignment, Contact, Message, Notice
from models.database import transaction
from models.kinds import NoticeKind
from tests.bench.far import FROM, Line, far_server
from tests.bench.measure import cpu, load, memory, say, wall
from tests.bench.rivals import raw, stock
from tests.support.own_postgresql import own_postgresql

LETTERS, STOCK_LETTERS, CONNECTIONS = 2_000, 40, 8
ON = date(2027, 3, 9)


def sending(letters: int = LETTERS) -> None:
    """What others do on this line, then ours on each database, beside raw at its side."""
    busy = load()
    with tempfile.TemporaryDirectory() as name, far_server(Path(name)) as line:
        POOL.trust(line.certificate)
        letter = _one_rendered(Path(name), line)
        bare, spent = _per_second(
            line, STOCK_LETTERS, lambda: stock(line, letter[0], STOCK_LETTERS)
        )
    say("Apprise nguyên bản, 1", f"{bare:.1f} tin/s, {spent:.1f} ms CPU/tin")
    for database, held in (("SQLite", nullcontext("")), ("PostgreSQL", own_postgresql(fsync=True))):
        with tempfile.TemporaryDirectory() as name, far_server(Path(name)) as line, held as url:
            raw_rate, ours_rate = _beside_raw(database, url, Path(name), line, letter, letters)
        say("so với smtplib thuần", f"{ours_rate / raw_rate:.0%}", "≥ 90 %")
        say("so với Apprise", f"{ours_rate / bare:.1f} lần", "≥ 15 lần")
    say("tải của máy", f"{busy} → {load()}")


def _beside_raw(
    database: str, url: str, folder: Path, line: Line, letter: tuple[str, str], letters: int
) -> tuple[float, float]:
    """Letters a second: raw, ours."""
    POOL.trust(line.certificate)
    settings, rulebook, engine = _office(folder, line.slow, url)
    _digests(engine, rulebook, letters)
    pooled = _per_second(line, letters, lambda: raw(line, *letter, letters, CONNECTIONS))
    ours = _per_second(line, letters, lambda: _ours(engine, settings, rulebook))
    engine.dispose()
    say("smtplib thuần, 8", f"{pooled[0]:.1f} tin/s, {pooled[1]:.1f} ms CPU/tin")
    say(f"Đôn Đốc, 8, {database}", f"{ours[0]:.1f} tin/s, {ours[1]:.1f} ms CPU/tin")
    return pooled[0], ours[0]


def holding() -> None:
    """RSS before and after 2,000 and 8,000 digests, on the direct line; 200 first warm it up."""
    said = []
    with tempfile.TemporaryDirectory() as name, far_server(Path(name)) as line:
        POOL.trust(line.certificate)
        for letters in (200, LETTERS, 4 * LETTERS):
            settings, rulebook, engine = _office(Path(name) / str(letters), line.direct)
            _digests(engine, rulebook, letters)
            before = memory()
            _ours(engine, settings, rulebook)
            said.append(f"{letters}: {before:.0f} → {memory():.0f}")
    say("bộ nhớ khi gửi, MiB", "; ".join(said), "không lớn theo số tin")


def _per_second(line: Line, letters: int, act: Any) -> tuple[float, float]:
    before = line.counted()
    (_, processor), seconds = wall(lambda: cpu(act))
    after = line.counted()
    assert (letters, letters) == (after[0] - before[0], after[1] - before[1]), (before, after)
    return letters / seconds, 1000 * processor / letters


def _office(folder: Path, port: int, url: str = "") -> tuple[Settings, Rulebook, Engine]:
    """On SQLite in this folder, or on the database at `url`."""
    settings = load_settings(
        data_dir=folder,
        demo=True,
        **({"database_url": url} if url else {}),
        smtp_url=f"mailto://127.0.0.1:{port}?from={FROM}&mode=starttls",
        smtp_connections=CONNECTIONS,
        secret_key="khoa-cua-lan-do-cung-phai-du-ba-muoi-hai-chu",
    )
    rulebook = load_rulebook(demo=True)
    return settings, rulebook, prepare_ledger(settings, rulebook)


def _digests(engine: Engine, rulebook: Rulebook, letters: int) -> None:
    """So many contacts, each with two or more things to hear on one morning."""
    moment = at(ON, 7, 30)
    with transaction(engine) as session:
        for duty in rulebook.registry.plan.duties:
            open_rounds(session, rulebook, duty, now=moment)
        asked: dict[str, list[Assignment]] = {}
        for one in session.exec(select(Assignment).where(col(Assignment.chased).is_(True))):
            asked.setdefault(one.unit_code, []).append(one)
        units = [code for code, owed in asked.items() if len(owed) > 1]
        chosen = [units[number % len(units)] for number in range(letters)]
        session.add_all(
            Contact(
                unit_code=code,
                address=f"van-thu-{number}@{code}.example",
                verified_at=moment,
            )
            for number, code in enumerate(chosen)
        )
        session.flush()
        for contact in session.exec(select(Contact)).all():
            rows = [_notice(one, contact, moment) for one in asked[contact.unit_code][:2]]
            insert_new(session, Notice, rows)


def _notice(about: Assignment, contact: Contact, moment: Any) -> dict[str, Any]:
    kind = NoticeKind.REMINDER if about.due_on >= ON else NoticeKind.OVERDUE
    return {
        "key": f"a{about.id}·c{contact.id}·{kind.value}·T-5·1",
        "assignment_id": about.id,
        "contact_id": contact.id,
        "kind": kind.value,
        "rung": "T-5",
        "cycle": about.cycle,
        "not_before": moment,
        "created_at": moment,
        "detail": "",
    }


def _one_rendered(folder: Path, line: Line) -> tuple[str, str]:
    """A digest as ours come out, for the others to carry."""
    settings, rulebook, engine = _office(folder, line.direct)
    _digests(engine, rulebook, 1)

    result = dispatch_window(engine, settings, rulebook, at(ON, 8), send=_taken)
    assert 1 == result.sent, result.sentence()
    with transaction(engine, write=False) as session:
        message = session.exec(select(Message)).one()
        return message.text, message.html


def _taken(_ready: ReadyMessage) -> Outcome:
    return Outcome(OutcomeKind.SENT, 250, "")


def _ours(engine: Engine, settings: Settings, rulebook: Rulebook) -> DispatchResult:
    """From notices in the ledger to recorded attempts, by the code of every day."""
    return dispatch_window(engine, settings, rulebook, at(ON, 8))

"""`dondoc evidence`: what proves a year, packed into one file; and whether it is still that."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from dondoc.cli import option_values as values
from dondoc.cli.command import OneOf, argument, command, group, option
from dondoc.cli.conference_group import with_code
from dondoc.cli.shared_options import with_duty, with_now, with_unit

if TYPE_CHECKING:
    from sqlmodel import Session

    from dondoc.documents.evidence.pack_subject import PackSubject
    from dondoc.ledger.installation import Installation

evidence = group("evidence", "hồ sơ minh chứng một năm, một Hội nghị: lập, kiểm tra")

_SUBJECT = OneOf("của ai (ghi đúng một)", required=True)


@command(
    "pack",
    "lập hồ sơ minh chứng một năm của một đơn vị hoặc một nhiệm vụ",
    "Một tệp zip: các lần nộp, tệp, biên nhận, quyết định, thư đã gửi, mục lục và bản kê mã băm."
    " Cùng số liệu thì cùng tệp, từng byte. Không ghi đè tệp nào.",
    under=evidence,
)
@with_unit(one_of=_SUBJECT)
@with_duty(one_of=_SUBJECT)
@option("--year", type=values.YEAR, required=True, metavar="NĂM", said="năm của các kỳ, như 2027")
@option(
    "--as-of",
    type=values.DAY,
    metavar="NGÀY",
    said="tính đến hết ngày này, theo những gì lúc ấy đã biết; mặc định bây giờ",
)
@option("--out", type=values.FILE, required=True, metavar="TỆP", said="tệp .zip sẽ ghi")
@with_now
def pack(
    *,
    unit: str | None,
    duty: str | None,
    year: int,
    as_of: date | None,
    out: str,
    now: datetime,
) -> int:
    from pathlib import Path

    from dondoc.access import Act
    from dondoc.cli.evidence_view import pack_words
    from dondoc.cli.open_ledger import at_the_machine, open_ledger
    from dondoc.clock import end_of
    from dondoc.documents.evidence.make_pack import pack_facts, record_pack, write_pack_file
    from models.database import transaction

    installation = open_ledger()
    by = at_the_machine(Act.OPERATE)
    until = end_of(as_of) if as_of else now
    with transaction(installation.engine, write=False) as session:
        subject = _subject(session, installation, unit, duty, year)
        facts = pack_facts(
            session, installation.rulebook, subject, lambda _duty, _unit: "", as_of=until
        )
    manifest = write_pack_file(Path(out), facts, installation.settings.files_dir)
    with transaction(installation.engine) as session:
        record_pack(session, subject, manifest, by=by, now=now)
    print(pack_words(out, manifest))
    return 0


@command(
    "conference",
    "lập hồ sơ minh chứng một Hội nghị chấm điểm",
    "Một tệp zip: kế hoạch, giấy mời, tài liệu, biên bản, kết luận, ảnh, số đại biểu theo đơn vị,"
    " tài khoản đã giao, mục lục và bản kê mã băm. Thành phần còn thiếu được nêu. Không ghi đè tệp"
    " nào.",
    under=evidence,
)
@with_code
@option("--out", type=values.FILE, required=True, metavar="TỆP", said="tệp .zip sẽ ghi")
@with_now
def pack_conference(*, code: str, out: str, now: datetime) -> int:
    from pathlib import Path

    from dondoc.access import Act
    from dondoc.cli.evidence_view import pack_words
    from dondoc.cli.open_ledger import at_the_machine, open_ledger
    from dondoc.conference.find_conference import find_conference
    from dondoc.documents.evidence.conference_pack import conference_pack
    from dondoc.documents.evidence.make_pack import record_pack, write_pack_file
    from models.database import transaction

    installation = open_ledger()
    by = at_the_machine(Act.OPERATE)
    with transaction(installation.engine, write=False) as session:
        found = find_conference(session, code)
        facts = conference_pack(session, installation.rulebook, found, as_of=now)
    manifest = write_pack_file(Path(out), facts, installation.settings.files_dir)
    with transaction(installation.engine) as session:
        record_pack(session, facts.subject, manifest, by=by, now=now)
    print(pack_words(out, manifest))
    return 0


@command(
    "verify",
    "kiểm tra một hồ sơ minh chứng còn nguyên vẹn không",
    "Nêu tên từng tệp bị đổi, bị thiếu, thêm vào. Không cần sổ theo dõi, không giải nén gì."
    " Mã thoát 1 khi có điểm không khớp.",
    under=evidence,
)
@argument("file", "TỆP", "tệp .zip của hồ sơ minh chứng", type=values.FILE)
def verify(file: str) -> int:
    from pathlib import Path

    from dondoc.cli.evidence_view import verdict_words
    from dondoc.documents.evidence.verify_pack import verify_pack

    verdict = verify_pack(Path(file))
    print(verdict_words(verdict))
    return 1 if verdict.findings else 0


def _subject(
    session: Session, installation: Installation, unit: str | None, duty: str | None, year: int
) -> PackSubject:
    from dondoc.documents.evidence.pack_subject import PackSubject, unit_asked

    registry = installation.rulebook.registry
    if unit is not None:
        return unit_asked(session, registry, unit, year)
    return PackSubject.of_duty(registry.plan.duty(duty or ""), year)

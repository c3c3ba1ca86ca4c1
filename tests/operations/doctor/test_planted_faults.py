"""Faults planted in an office that is well: the doctor names each, and what to do."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update
from sqlmodel import col

from dondoc.cli import main
from dondoc.clock import at
from dondoc.delivery.operating.pause_withdraw import pause_channel
from dondoc.ledger import audit, beats
from dondoc.operations.certificate_end import certificate_end
from dondoc.operations.doctor.looks import LIVE, OFFLINE
from dondoc.operations.doctor.symptom import Gravity
from dondoc.plan.registry import DATA_FOLDER
from dondoc.plan.rulebook import Rulebook
from models import Contact, Message
from models.database import transaction
from models.kinds import BeatName, MessageState
from models.migrations.run import migrate_down
from tests.support.ailing_office import NOW, TODAY, AilingOffice, ailing_office, grave, well

pytestmark = pytest.mark.one_database
LOCAL = "base_local"
"""The one thing that is not as it should be: the tests' portal answers on this machine alone."""


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory, rulebook: Rulebook) -> Path:
    return well(tmp_path_factory.mktemp("well"), rulebook)


@pytest.fixture
def office(whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AilingOffice]:
    with ailing_office(whole, tmp_path, monkeypatch) as office:
        yield office


def _pause(office: AilingOffice) -> None:
    with transaction(office.engine) as session:
        pause_channel(session, "email", reason="đổi máy chủ", by=audit.SYSTEM, now=NOW)


def _letter_that_waits(office: AilingOffice) -> None:
    last_week = at(TODAY - timedelta(days=6), 8)
    with transaction(office.engine) as session:
        contact = session.execute(select(Contact.id)).scalars().first()
    office.write(
        Message(
            key="tin",
            contact_id=contact,
            channel="email",
            window="2026-02-24T08:00",
            mime_id="<1@don-doc.example>",
            state=MessageState.PENDING,
            created_at=last_week,
            next_attempt_at=last_week,
        )
    )


def _unit_gone(office: AilingOffice) -> None:
    folder = office.folder.parent / "ke-hoach"
    shutil.copytree(DATA_FOLDER, folder)
    file = folder / "units.yaml"
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    file.write_text("".join(one for one in lines if "code: so-y-te," not in one), encoding="utf-8")
    office.set("PLAN_FOLDER", str(folder))


def _older_revision(office: AilingOffice) -> None:
    migrate_down(office.engine, "-1")


def _other_key(office: AilingOffice) -> None:
    (office.folder / "secret.key").write_text("khoa-khac-" * 4, encoding="ascii")


def _nobody_confirmed(office: AilingOffice) -> None:
    office.change(update(Contact).values(verified_at=None).where(col(Contact.id) <= 2))


def _no_starttls(office: AilingOffice) -> None:
    office.mail(mode="starttls")


def _next_years_calendar(office: AilingOffice) -> None:
    office.now = at(date(2026, 11, 16), 9)


def _window_missed(office: AilingOffice) -> None:
    with transaction(office.engine) as session:
        beats.begin(session, BeatName.DISPATCH, now=NOW - timedelta(days=3))
        beats.end(session, BeatName.DISPATCH, well=True, now=NOW - timedelta(days=3))


def _certificate_about_to_end(office: AilingOffice) -> None:
    ends_at = certificate_end(office.settings.base_url)
    assert ends_at is not None
    office.now = ends_at - timedelta(days=9)


def _nights_without_a_copy(office: AilingOffice) -> None:
    office.now = NOW + timedelta(days=3)


def _disk_full(office: AilingOffice) -> None:
    office.least_free = shutil.disk_usage(office.folder).total + 1


@dataclass(frozen=True)
class Fault:
    """`by_check`: the offline check says it as well."""

    plant: Callable[[AilingOffice], None]
    gravity: Gravity
    sentence: str
    remedy: str
    by_check: bool = False


BROKEN, ATTENTION = Gravity.BROKEN, Gravity.ATTENTION
FAULTS = {
    "wrong mail password": Fault(
        lambda office: office.mail(password="sai"),
        BROKEN,
        "không nhận đăng nhập (DONDOC_SMTP_URL): 535 5.7.8 Authentication failed",
        "sửa tài khoản, mật khẩu trong DONDOC_SMTP_URL",
    ),
    "mail server without STARTTLS": Fault(
        _no_starttls,
        BROKEN,
        "không lập được đường truyền mã hóa với máy chủ thư 127.0.0.1",
        "máy chủ không có STARTTLS thì ghi mode=ssl",
    ),
    "mail server whose certificate has ended": Fault(
        lambda office: office.secured_mail(days=-1),
        BROKEN,
        "không lập được đường truyền mã hóa với máy chủ thư localhost",
        "máy chủ không có STARTTLS thì ghi mode=ssl",
    ),
    "sender that the server does not take": Fault(
        lambda office: office.smtp.answer("MAIL", "553 5.7.1 Sender rejected"),
        BROKEN,
        "không nhận địa chỉ gửi (DONDOC_SMTP_URL): 553 5.7.1 Sender rejected",
        "ghi ở from= của DONDOC_SMTP_URL",
    ),
    "wrong mailbox password": Fault(
        lambda office: office.mailbox("sai"),
        BROKEN,
        "máy chủ không nhận tài khoản hoặc mật khẩu",
        "sửa tài khoản, mật khẩu, máy chủ, thư mục trong DONDOC_INCOMING_URL",
        by_check=True,
    ),
    "certificate that has ended": Fault(
        lambda office: office.portal(days=-1),
        BROKEN,
        "certificate has expired",
        "gia hạn chứng thư ở máy chủ web",
    ),
    "certificate about to end": Fault(
        _certificate_about_to_end,
        ATTENTION,
        "hết hạn",
        "gia hạn chứng thư ở máy chủ web trước ngày ấy",
    ),
    "ledger of an older revision": Fault(
        _older_revision, BROKEN, "cũ hơn chương trình", "chạy `dondoc migrate`", by_check=True
    ),
    "other key": Fault(
        _other_key,
        BROKEN,
        "khóa ký không phải khóa mà sổ này dùng",
        "lấy lại secret.key từ bản sao lưu",
    ),
    "key that others read": Fault(
        lambda office: (office.folder / "secret.key").chmod(0o644),
        ATTENTION,
        "secret.key: người khác trên máy này đọc được",
        "chạy chmod 600",
        by_check=True,
    ),
    "full disk": Fault(_disk_full, BROKEN, "chỉ còn", "dọn ổ đĩa"),
    "no days off of next year": Fault(
        _next_years_calendar,
        ATTENTION,
        "chưa có quyết định về ngày nghỉ năm 2027",
        "ghi vào calendar.yaml",
    ),
    "contacts nobody confirmed": Fault(
        _nobody_confirmed,
        ATTENTION,
        "2 đầu mối chưa xác nhận địa chỉ",
        "`dondoc contacts verify SỐ --as TÀI_KHOẢN`",
    ),
    "channel that stands still": Fault(
        _pause, BROKEN, "kênh email tạm dừng từ", "`dondoc delivery release email`"
    ),
    "letter that waits": Fault(
        _letter_that_waits,
        ATTENTION,
        "1 tin đã đến giờ mà chưa gửi qua một ngày làm việc",
        "`dondoc dispatch`",
    ),
    "window that was missed": Fault(
        _window_missed,
        BROKEN,
        "đợt gửi lúc 08:00 ngày 02/03/2026 chưa thấy chạy",
        "`dondoc dispatch`",
    ),
    "copy of three nights ago": Fault(
        _nights_without_a_copy,
        ATTENTION,
        "bản sao lưu mới nhất",
        "dondoc backup",
    ),
    "no copy": Fault(
        lambda office: shutil.rmtree(office.folder / "backups"),
        ATTENTION,
        "chưa có bản sao lưu nào",
        "chạy `dondoc backup`",
    ),
    "unit gone with work open": Fault(
        _unit_gone, ATTENTION, "units.yaml, units (so-y-te)", "successor", by_check=True
    ),
}


def test_an_office_that_is_well_has_no_complaint(office: AilingOffice) -> None:
    assert [LOCAL] == grave(office.symptoms(*OFFLINE, *LIVE))
    assert [] == office.smtp.received
    assert "EXAMINE" in " ".join(office.imap.said)
    assert not [said for said in office.imap.said if said.startswith(("SELECT", "STORE", "FETCH"))]


@pytest.mark.parametrize("fault", FAULTS.values(), ids=list(FAULTS))
def test_a_fault_is_named_with_its_remedy(
    office: AilingOffice, fault: Fault, capsys: pytest.CaptureFixture[str]
) -> None:
    fault.plant(office)

    found = office.symptoms(*OFFLINE, *LIVE)
    [one] = [one for one in found if fault.sentence in one.sentence]
    assert fault.gravity is one.gravity
    assert fault.remedy in one.remedy
    assert [] == office.smtp.received

    main(["check"])
    assert fault.by_check == (fault.sentence in "".join(capsys.readouterr()))

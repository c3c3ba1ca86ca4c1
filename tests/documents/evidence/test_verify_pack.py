"""Is a pack still what it was? One way to tamper with it a test, and what nobody should unpack."""

from __future__ import annotations

import io
import json
import random
import stat
import struct
import time
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from dondoc.documents.evidence.manifest import Manifest
from dondoc.documents.evidence.verify_pack import PackFault, verify_pack
from dondoc.limits import LARGEST_GROWTH, LARGEST_MANIFEST, MEGABYTE, MOST_ENTRIES
from dondoc.plan.rulebook import Rulebook
from dondoc.problems import Refused
from tests.support.cast import Cast
from tests.support.evidence_year import EvidenceYear, contents, edited, manifest_of, rewritten
from tests.support.life import Life
from tests.support.prepared_ledger import copied

REPORT = "viec/001-bao-cao-dinh-ky-2027-q1/lan-1/1-bao-cao-quy-i.pdf"


@pytest.fixture(scope="module")
def pack(
    prepared_sqlite: Path, rulebook: Rulebook, tmp_path_factory: pytest.TempPathFactory
) -> bytes:
    """Made once: nothing here changes it."""
    folder = tmp_path_factory.mktemp("year")
    engine = copied(prepared_sqlite, folder)
    life = Life(engine, rulebook, Cast(engine, rulebook).officer)
    made = EvidenceYear(life, folder / "files").live().pack()
    engine.dispose()
    return made


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "goi.zip"


def findings(file: Path, content: bytes) -> list[tuple[PackFault, str]]:
    file.write_bytes(content)
    return [(one.fault, one.name) for one in verify_pack(file).findings]


def refusal(file: Path, content: bytes) -> str:
    file.write_bytes(content)
    with pytest.raises(Refused) as caught:
        verify_pack(file)
    return str(caught.value)


def packed(*parts: tuple[str | zipfile.ZipInfo, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts:
            package.writestr(name, content)
    return target.getvalue()


def test_a_pack_as_it_was_made_is_whole(pack: bytes, file: Path) -> None:
    assert [] == findings(file, pack)


def test_a_pack_that_was_unpacked_and_zipped_anew_is_still_whole(pack: bytes, file: Path) -> None:
    assert [] == findings(file, rewritten(pack, {}))


def test_a_file_that_was_lacking_from_the_start_is_no_fault(
    sqlite_year: EvidenceYear, file: Path
) -> None:
    sqlite_year.stored(b"%PDF-1.4 noi dung bao cao").unlink()

    assert [] == findings(file, sqlite_year.pack())


def test_an_entry_that_was_changed_is_named(pack: bytes, file: Path) -> None:
    longer = rewritten(pack, {REPORT: b"%PDF-1.4 ban khac"})
    same_length = rewritten(pack, {REPORT: contents(pack)[REPORT][:-1] + b"?"})

    assert [(PackFault.CHANGED, REPORT)] == findings(file, longer)
    assert [(PackFault.CHANGED, REPORT)] == findings(file, same_length)


def test_an_entry_whose_bytes_were_changed_inside_the_zip_is_named(pack: bytes, file: Path) -> None:
    wrong = pack.replace(b"noi dung bao cao", b"noi dung gia mao", 1)

    assert [(PackFault.CHANGED, REPORT)] == findings(file, wrong)


def test_an_entry_that_is_missing_or_was_added_is_named(pack: bytes, file: Path) -> None:
    other = rewritten(pack, {REPORT: None, "viec/them.pdf": b"%PDF-"})

    assert [(PackFault.MISSING, REPORT), (PackFault.ADDED, "viec/them.pdf")] == findings(
        file, other
    )


def test_a_manifest_that_was_edited_is_said(pack: bytes, file: Path) -> None:
    later = edited(pack, as_of="2027-12-31T16:59:59Z")

    assert [(PackFault.EDITED, "manifest.json")] == findings(file, later)


def test_a_file_put_in_another_s_place_with_the_manifest_edited_to_it_is_said(
    pack: bytes, file: Path
) -> None:
    entries = json.loads(contents(pack)["manifest.json"])["entries"]
    fewer = [one for one in entries if one["name"] != REPORT]
    other = rewritten(edited(pack, entries=fewer), {REPORT: None})

    assert [(PackFault.EDITED, "manifest.json")] == findings(file, other)


def test_a_manifest_hashed_anew_is_not_the_one_that_the_audit_names(
    pack: bytes, file: Path
) -> None:
    manifest = manifest_of(pack).model_copy(update={"left_out": ("khác",)}).sealed()
    forged = rewritten(pack, {"manifest.json": manifest.text()})

    assert [] == findings(file, forged)
    assert manifest_of(pack).sha256 != manifest_of(forged).sha256


@pytest.mark.parametrize(
    "wrong",
    [
        b"",
        b"{}",
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"format": "dondoc-minh-chung-1", "entries": ' + b"[" * 9999,
        b'{"a":' * 50_000,
    ],
)
def test_a_manifest_that_cannot_be_read_is_said(pack: bytes, file: Path, wrong: bytes) -> None:
    assert [(PackFault.EDITED, "manifest.json")] == findings(
        file, rewritten(pack, {"manifest.json": wrong})
    )


def test_a_manifest_that_lists_a_name_of_another_kind_is_not_believed(
    pack: bytes, file: Path
) -> None:
    entries = [{"name": "../../etc/passwd", "sha256": "0" * 64, "size": 1}]

    assert [(PackFault.EDITED, "manifest.json")] == findings(file, edited(pack, entries=entries))


@pytest.mark.parametrize(
    "content", [b"", b"%PDF-1.4", b"PK\x03\x04", b"PK\x05\x06" + bytes(18), bytes(100_000)]
)
def test_what_is_no_zip_or_no_pack_is_refused_in_a_sentence(file: Path, content: bytes) -> None:
    said = refusal(file, content)

    assert said.startswith("Tệp «goi.zip»: không phải")


def test_a_pack_that_was_cut_off_is_refused(pack: bytes, file: Path) -> None:
    assert "đã bị cắt; hãy chép lại" in refusal(file, pack[:-200])


def test_a_file_that_is_not_there_or_is_a_folder_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "khong-co.zip", tmp_path):
        with pytest.raises(Refused, match="không có tệp này hoặc không đọc được"):
            verify_pack(path)


@pytest.mark.parametrize(
    "name",
    [
        *("../ngoai.pdf", "/etc/passwd", "viec/../../ngoai.pdf", "C:/windows/x", "viec\\x.pdf"),
        *("viec/", "Báo cáo.pdf", "viec//x.pdf", ".an", "x" * 201, "a\x1b[2Jb"),
    ],
)
def test_a_name_that_leads_elsewhere_is_refused(pack: bytes, file: Path, name: str) -> None:
    said = refusal(file, rewritten(pack, {name: b"x"}))

    assert "có tên tệp không an toàn" in said
    assert "\x1b" not in said


def test_a_link_is_refused(file: Path) -> None:
    link = zipfile.ZipInfo("viec/lien-ket")
    link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16

    assert "không an toàn «viec/lien-ket»" in refusal(file, packed((link, b"/etc/passwd")))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_that_stands_there_twice_is_refused(file: Path) -> None:
    twice = packed(("viec/x.pdf", b"1"), ("viec/x.pdf", b"2"))

    assert "không an toàn «viec/x.pdf»" in refusal(file, twice)


def test_an_entry_under_a_password_is_refused(file: Path) -> None:
    locked = bytearray(packed(("viec/x.pdf", b"1")))
    locked[locked.find(b"PK\x01\x02") + 8] |= 1

    assert "không an toàn «viec/x.pdf»" in refusal(file, bytes(locked))


def test_what_unpacks_to_many_times_its_size_is_refused_before_it_is_read(file: Path) -> None:
    bomb = packed(("viec/bom.bin", bytes(LARGEST_GROWTH + 20 * MEGABYTE)))

    assert "bung ra lớn bất thường" in refusal(file, bomb)


def test_an_entry_that_holds_more_than_it_says_is_changed(pack: bytes, file: Path) -> None:
    liar = bytearray(
        packed(("manifest.json", contents(pack)["manifest.json"]), (REPORT, bytes(999)))
    )
    size = manifest_of(pack).entries
    said = next(one.size for one in size if one.name == REPORT)
    place = liar.rfind(b"PK\x01\x02")
    liar[place + 24 : place + 28] = struct.pack("<I", said)

    found = findings(file, bytes(liar))
    assert (PackFault.CHANGED, REPORT) in found


def test_a_manifest_too_large_to_be_one_is_refused(file: Path) -> None:
    noise = random.Random(1).randbytes(2 * MEGABYTE)  # so that it does not grow too large at once
    large = packed(("manifest.json", b" " * (LARGEST_MANIFEST + 1)), ("x", noise))

    assert "có manifest.json lớn quá 20 MB" in refusal(file, large)


def test_a_hundred_thousand_entries_are_refused_in_flat_memory(file: Path) -> None:
    one = (
        struct.pack(
            "<4s4B4HL2L5H2L",
            b"PK\x01\x02",
            *(20, 3, 20, 0),
            *[0] * 4,
            *[0] * 3,
            *(1, 0, 0, 0, 0),
            0,
            0,
        )
        + b"x"
    )
    many = 5 * MOST_ENTRIES
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 65535, 65535, len(one) * many, 0, 0)
    file.write_bytes(one * many + end)
    began = time.process_time()
    tracemalloc.start()
    with pytest.raises(Refused, match=r"có quá 20\.000 tệp bên trong"):
        verify_pack(file)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert peak < 12 * MEGABYTE
    assert time.process_time() - began < 2


def test_no_wrong_byte_of_a_pack_s_directory_is_more_than_a_finding(
    pack: bytes, file: Path
) -> None:
    start = pack.find(b"PK\x01\x02")
    for place in range(start, len(pack), 7):
        wrong = bytearray(pack)
        wrong[place] ^= 0xFF
        file.write_bytes(bytes(wrong))
        try:
            verdict = verify_pack(file)
        except Refused:
            continue
        assert isinstance(verdict.manifest, Manifest | None)

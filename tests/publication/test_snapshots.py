"""What a source gave is kept byte for byte, and given out only whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from dondoc.publication.snapshots import keep_snapshot, read_snapshot

PAGE = "<html>Thủ tục</html>".encode()


def test_the_same_bytes_come_back(tmp_path: Path) -> None:
    sha256 = keep_snapshot(tmp_path, PAGE)

    assert sha256 == keep_snapshot(tmp_path, PAGE)
    assert PAGE == read_snapshot(tmp_path, sha256, len(PAGE))
    assert 1 == len([one for one in tmp_path.rglob("*") if one.is_file()])


def test_what_is_gone_cut_or_changed_is_not_given_out(tmp_path: Path) -> None:
    sha256, other = keep_snapshot(tmp_path, PAGE), keep_snapshot(tmp_path, PAGE * 2)
    [path] = tmp_path.rglob(f"{sha256}.gz")
    [changed] = tmp_path.rglob(f"{other}.gz")

    path.write_bytes(path.read_bytes()[:-9])
    changed.write_bytes(b"no gzip")

    assert read_snapshot(tmp_path, sha256, len(PAGE)) is None
    assert read_snapshot(tmp_path, other, 2 * len(PAGE)) is None
    assert read_snapshot(tmp_path, "0" * 64, 1) is None


def test_a_size_that_the_ledger_does_not_have_is_refused(tmp_path: Path) -> None:
    assert read_snapshot(tmp_path, keep_snapshot(tmp_path, PAGE), len(PAGE) - 1) is None


def test_a_name_that_is_no_hash_leads_nowhere(tmp_path: Path) -> None:
    with pytest.raises(ValueError):
        read_snapshot(tmp_path, "../../etc/passwd", 1)

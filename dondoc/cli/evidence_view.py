"""What the commands about evidence say."""

from __future__ import annotations

from dondoc.calendar.date_words import moment
from dondoc.documents.evidence.manifest import Manifest
from dondoc.documents.evidence.verify_pack import PackVerdict
from dondoc.limits import MOST_WRONG_LINES
from dondoc.messages.environment import phrases
from dondoc.messages.phrasing import number
from dondoc.text import legible


def pack_words(out: str, manifest: Manifest) -> str:
    """What was made, and every file that could not be put in."""
    lines = [
        f"Đã ghi {out}: {_about(manifest)}.",
        phrases("evidence").holds(manifest.counts),
        f"Mã băm bản kê (cũng ghi trong nhật ký): {manifest.sha256}",
        *_lacking(manifest),
        *(f"Không có trong hồ sơ: {one}" for one in manifest.left_out),
    ]
    return "\n".join(lines)


def verdict_words(verdict: PackVerdict) -> str:
    """Whole, or what is not; what was lacking from the start is no fault of who handed it on."""
    manifest = verdict.manifest
    lines = [f"Hồ sơ minh chứng: {_about(manifest)}."] if manifest else []
    if not verdict.findings and manifest:
        lines.append(f"Nguyên vẹn: {number(len(manifest.entries))} tệp đúng như bản kê.")
    else:
        lines.append(f"Không còn nguyên vẹn, {number(len(verdict.findings))} điểm:")
        shown = verdict.findings[:MOST_WRONG_LINES]
        lines += [f"  {one.fault.value:<9} {one.name}" for one in shown]
        if left := len(verdict.findings) - len(shown):
            lines.append(f"  … và {number(left)} điểm nữa")
    if manifest:
        lines.append(f"Mã băm bản kê, để đối chiếu với nơi lập: {manifest.hashed()}")
        lines += _lacking(manifest)
    return "\n".join(lines)


def _about(manifest: Manifest) -> str:
    about = manifest.about
    text = (
        f"{about.name}, năm {about.year}, số liệu đến {moment(manifest.as_of)},"
        f" lập bằng {manifest.program}"
    )
    return legible(text)


def _lacking(manifest: Manifest) -> list[str]:
    shown = manifest.lacking[:MOST_WRONG_LINES]
    lines = [legible(f"Thiếu từ khi lập, tệp {one.lack.value}: {one.name}") for one in shown]
    left = len(manifest.lacking) - len(shown)
    return [*lines, *([f"… và {number(left)} tệp nữa"] if left else [])]

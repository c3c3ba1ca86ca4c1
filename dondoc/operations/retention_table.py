"""What is kept for how long: the one table by which the night and `dondoc retention` let go.

No law's retention time stands among our sources, so every row says that its time is not confirmed.
docs/luu-giu.md shows the table as it is here. Why it is so: docs/decisions/0088.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlmodel import Session

from dondoc.conference.erase_delegates import count_erasable, erase_delegates
from dondoc.messages.environment import phrases
from dondoc.operations.retention import (
    count_expired,
    drop_expired,
    drop_noted_mail,
    drop_unclaimed_files,
    noted_mail,
    unclaimed_files,
)
from dondoc.publication.scan.prune_snapshots import count_prunable
from dondoc.retention_periods import (
    ARTIFACTS_KEPT,
    KEEP_EXPIRED,
    KEPT_AFTER_CLOSING,
    KEPT_DAYS,
    KEPT_MONTHS,
    KEPT_WEEKS,
    UNCLAIMED,
)
from dondoc.settings import Settings


class Dropper(StrEnum):
    """Who lets go of it."""

    HERE = "lượt bảo dưỡng đêm, dondoc retention"
    NIGHT = "lượt bảo dưỡng đêm"
    SCAN = "cuối mỗi lượt quét công khai"  # between its looks a page has no row that cites it yet
    NOBODY = "không xóa"


Step = Callable[[Session, Settings, datetime], int]


@dataclass(frozen=True)
class RetentionRule:
    """One row. `days` and `since` complete «… ngày sau khi …»; without days `since` says it all.

    `count` says how many things `drop` would let go of at that instant; where `by` is not HERE,
    there is no `drop`: what does it knows itself when it may.
    """

    key: str
    what: str
    since: str
    why: str
    by: Dropper = Dropper.HERE
    days: Callable[[Settings], int] | None = None
    setting: str = ""
    source: str = ""
    confirmed: bool = False
    count: Step | None = None
    drop: Step | None = None

    def how_long(self, settings: Settings) -> str:
        """«180 ngày sau khi nhận»"""
        if self.days is None:
            return self.since
        return phrases("retention").how_long(self.days(settings), self.since)

    def before(self, settings: Settings, now: datetime) -> datetime | None:
        """What ended before this instant is let go of; None where no number of days says so."""
        return now - timedelta(days=self.days(settings)) if self.days else None


_RECORD = "hồ sơ: chứng minh đơn vị nào đã làm gì, khi nào; cơ quan quyết định khi giao nộp lưu trữ"

TABLE: Sequence[RetentionRule] = (
    RetentionRule(
        "links",
        "đường dẫn của đơn vị, đường dẫn và phiên đăng nhập, yêu cầu chờ bấm nút",
        "sau khi hết hạn",
        "đủ để trả lời câu hỏi về một đường dẫn đã hết hạn",
        days=lambda _: KEEP_EXPIRED.days,
        count=lambda session, _, now: count_expired(session, now=now),
        drop=lambda session, _, now: drop_expired(session, now=now),
    ),
    RetentionRule(
        "files",
        "tệp tải lên mà không ai nộp",
        "sau khi tải lên",
        "biểu mẫu bị từ chối hoặc bỏ dở",
        days=lambda _: UNCLAIMED.days,
        count=lambda session, here, now: len(unclaimed_files(session, here.files_dir, now=now)),
        drop=lambda session, here, now: drop_unclaimed_files(session, here.files_dir, now=now),
    ),
    RetentionRule(
        "mails",
        "nguyên văn thư máy gửi, thư đã bỏ qua (dòng ghi thư đã đến vẫn còn)",
        "sau khi nhận",
        "đủ để xem lại khi có nghi ngờ",
        days=lambda here: here.mail_keep_days,
        setting="mail_keep_days",
        count=lambda session, here, now: len(
            noted_mail(session, here.mail_dir, days=here.mail_keep_days, now=now)
        ),
        drop=lambda session, here, now: drop_noted_mail(
            session, here.mail_dir, days=here.mail_keep_days, now=now
        ),
    ),
    RetentionRule(
        "delegates",
        "họ tên, chức vụ, điện thoại của đại biểu Hội nghị, tên người giữ tài khoản chấm điểm (số"
        " liệu vẫn còn)",
        "số tháng ghi ở từng Hội nghị (12 nếu không ghi), sau ngày họp",
        "dữ liệu cá nhân, hết việc thì không giữ",
        count=lambda session, _, now: count_erasable(session, now=now),
        drop=lambda session, _, now: erase_delegates(session, now=now),
    ),
    RetentionRule(
        "snapshots",
        "bản chụp trang công khai, trừ bản mới nhất của mỗi nguồn và bản đang là căn cứ sai lệch",
        "sau khi sai lệch khép lại; không là căn cứ của sai lệch nào thì xóa ngay",
        "căn cứ của một sai lệch còn xem lại được",
        by=Dropper.SCAN,
        days=lambda _: KEPT_AFTER_CLOSING.days,
        count=lambda session, here, now: count_prunable(session, here.snapshots_dir, now=now),
    ),
    RetentionRule(
        "backups",
        "bản sao lưu hằng đêm",
        f"{KEPT_DAYS} bản ngày, {KEPT_WEEKS} bản tuần, {KEPT_MONTHS} bản tháng",
        "khôi phục; điều đã xóa ở đây còn trong bản sao cho tới khi bản sao ấy bị xóa",
        by=Dropper.NIGHT,
    ),
    RetentionRule(
        "runs",
        "lượt chạy đã kết thúc trong Prefect, kèm nhật ký của lượt",
        "sau giờ hẹn chạy",
        "sổ đã ghi kết quả; Prefect chỉ để xem lại",
        by=Dropper.NIGHT,
        days=lambda here: here.prefect_keep_days,
        setting="prefect_keep_days",
    ),
    RetentionRule(
        "artifacts",
        "bảng, văn bản hiện trong Prefect (artifact)",
        f"{ARTIFACTS_KEPT} bản mới nhất của mỗi tên",
        "sổ lập lại được bất kỳ lúc nào",
        by=Dropper.NIGHT,
    ),
    RetentionRule(
        "submissions",
        "kết quả đã nộp, tệp minh chứng, thư đã thành kết quả",
        "giữ",
        _RECORD,
        by=Dropper.NOBODY,
    ),
    RetentionRule(
        "decisions",
        "việc đã giao, quyết định chấp nhận, trả lại, gia hạn, miễn; văn bản đã phát hành",
        "giữ",
        _RECORD,
        by=Dropper.NOBODY,
    ),
    RetentionRule(
        "messages",
        "tin đã gửi: nội dung, người nhận, lúc gửi, máy chủ thư trả lời gì",
        "giữ",
        "chứng minh đơn vị đã được báo",
        by=Dropper.NOBODY,
    ),
    RetentionRule(
        "people",
        "đầu mối, tài khoản đã ngừng dùng",
        "giữ",
        "quyết định, tin đã gửi còn nêu tên họ",
        by=Dropper.NOBODY,
    ),
    RetentionRule(
        "audit",
        "nhật ký ai làm gì",
        "giữ",
        "chỉ ghi thêm, không sửa, không xóa",
        by=Dropper.NOBODY,
    ),
)


def count_all(session: Session, settings: Settings, *, now: datetime) -> dict[str, int]:
    """How many things each row would let go of, by key; changes nothing."""
    return {rule.key: rule.count(session, settings, now) for rule in TABLE if rule.count}


def drop_all(session: Session, settings: Settings, *, now: datetime) -> dict[str, int]:
    """Let go of what is over, of each row whose dropper is here; how many, by key."""
    return {rule.key: rule.drop(session, settings, now) for rule in TABLE if rule.drop}

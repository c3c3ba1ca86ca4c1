"""The vital signs as Prometheus reads them: names by its conventions, every label a closed list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, InfoMetricFamily, Metric
from prometheus_client.registry import Collector

from dondoc.operations.vital_signs import VitalSigns
from models.kinds import BeatName, MessageState, SilenceKind

Pairs = Mapping[str, float | None]


@dataclass(frozen=True, eq=False)
class Gauges(Collector):
    """One look: the signs, and what is dearer to ask and may be some minutes old.

    `window_at` is the newest window that should have been sent by now: a rule of alarm then needs
    no calendar of its own.
    """

    signs: VitalSigns
    window_at: datetime
    overdue: Mapping[str, int]
    settled: Mapping[MessageState, int]
    certificate_ends_at: datetime | None = None

    def text(self) -> bytes:
        """In Prometheus's text format, from a registry of its own."""
        registry = CollectorRegistry(auto_describe=False)
        registry.register(self)
        return generate_latest(registry)

    def collect(self) -> Iterator[Metric]:
        yield InfoMetricFamily("dondoc_build", "Phiên bản", value={"version": version("dondoc")})
        yield from self._work()
        yield from self._delivery()
        yield from self._machine()
        overdue = "Việc quá hạn theo nhiệm vụ"
        yield _by("dondoc_overdue_assignments", overdue, "duty", dict(self.overdue))

    def _work(self) -> Iterator[Metric]:
        beats = {name: self.signs.beats.get(name) for name in BeatName}
        for column, what in (
            ("begun", "Lần gần nhất bắt đầu"),
            ("ended", "Lần gần nhất kết thúc, tốt hay không"),
            ("well", "Lần gần nhất kết thúc tốt"),
        ):
            instants: dict[str, float | None] = {
                name.value: _instant(getattr(beat, f"{column}_at")) if beat else None
                for name, beat in beats.items()
            }
            yield _by(f"dondoc_work_{column}_timestamp_seconds", what, "work", instants)
        failing: Pairs = {
            name.value: float(beat.failing_since is not None)
            for name, beat in beats.items()
            if beat
        }
        yield _by("dondoc_work_failing", "1 khi lần gần nhất không tốt", "work", failing)
        promised: Pairs = {
            name.value: _instant(beat.next_by) for name, beat in beats.items() if beat
        }
        said = "Muộn nhất lúc này phải làm lại; không có khi không ai hứa"
        yield _by("dondoc_work_promised_timestamp_seconds", said, "work", promised)
        due = "Đợt gửi gần nhất mà lúc này đã phải chạy, theo lịch làm việc"
        yield _one("dondoc_window_timestamp_seconds", due, _instant(self.window_at))
        silent: Pairs = {kind.value: float(kind in self.signs.silent) for kind in SilenceKind}
        yield _by("dondoc_silence", "1 khi đang báo động không thấy việc này", "kind", silent)

    def _delivery(self) -> Iterator[Metric]:
        signs = self.signs
        counts = {**signs.messages, **self.settled}
        states: Pairs = {state.value: counts[state] for state in MessageState}
        yield _by("dondoc_messages", "Tin gửi theo trạng thái", "state", states)
        age = (signs.at - signs.oldest_due_at).total_seconds() if signs.oldest_due_at else 0.0
        oldest = "Tuổi của tin cũ nhất đã đến giờ mà chưa đi; 0 khi không có"
        yield _one("dondoc_oldest_due_message_age_seconds", oldest, max(age, 0.0))
        waiting = "Thư đến chờ cán bộ xem"
        yield _one("dondoc_incoming_held", waiting, float(signs.mail_to_handle))
        stopped: Pairs = {name: float(stands) for name, stands in signs.channels.items()}
        yield _by("dondoc_channel_stopped", "1 khi kênh đang dừng", "channel", stopped)

    def _machine(self) -> Iterator[Metric]:
        signs = self.signs
        copied = "Lúc có bản sao lưu mới nhất"
        yield _one("dondoc_backup_timestamp_seconds", copied, _instant(signs.copied_at))
        yield _one("dondoc_data_free_bytes", "Chỗ trống của thư mục dữ liệu", signs.free_bytes)
        ends = "Lúc chứng thư của địa chỉ cổng hết hạn"
        end = _instant(self.certificate_ends_at)
        yield _one("dondoc_certificate_expiry_timestamp_seconds", ends, end)


def _instant(moment: datetime | None) -> float | None:
    return moment.timestamp() if moment else None


def _one(name: str, what: str, value: float | None) -> Metric:
    """A gauge with one value; with none where it is not known, so that a rule can ask `absent`."""
    family = GaugeMetricFamily(name, what)
    if value is not None:
        family.add_metric([], value)
    return family


def _by(name: str, what: str, label: str, values: Pairs) -> Metric:
    family = GaugeMetricFamily(name, what, labels=[label])
    for key, value in values.items():
        if value is not None:
            family.add_metric([key], value)
    return family

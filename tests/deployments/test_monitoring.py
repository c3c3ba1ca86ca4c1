"""The sample of alarm rules and the dashboard: of what we measure, and with what to do."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest
import yaml

from dondoc.clock import at
from dondoc.operations.gauges import Gauges
from dondoc.operations.vital_signs import VitalSigns
from models import Beat
from models.kinds import BeatName, MessageState, SilenceKind

HERE = Path(__file__).resolve().parents[2] / "deployments" / "monitoring"
RULES = yaml.safe_load((HERE / "alarms.yml").read_text(encoding="utf-8"))["groups"][0]["rules"]
BOARD = json.loads((HERE / "grafana.json").read_text(encoding="utf-8"))
NOON = at(date(2027, 3, 1), 12)
needs_promtool = pytest.mark.skipif(
    shutil.which("promtool") is None,
    reason="promtool không có trên máy này; cài gói prometheus để thử luật báo động",
)


def _gauges() -> Gauges:
    """One look where all is known."""
    beats = {
        name: Beat(
            name=name, begun_at=NOON, ended_at=NOON, well_at=NOON, failing_since=NOON, next_by=NOON
        )
        for name in BeatName
    }
    signs = VitalSigns(
        at=NOON,
        beats=beats,
        silent=frozenset(SilenceKind),
        messages=dict.fromkeys(MessageState, 1),
        oldest_due_at=NOON,
        mail_to_handle=1,
        channels={"email": True},
        copied_at=NOON,
        free_bytes=1,
    )
    return Gauges(signs, NOON, {"III.1.1.c": 1}, {}, NOON)


def _measured() -> dict[str, list[dict[str, str]]]:
    """Every name that stands in our output, with its labels."""
    found: dict[str, list[dict[str, str]]] = {}
    for family in _gauges().collect():
        for sample in family.samples:
            found.setdefault(sample.name, []).append(sample.labels)
    return found


MEASURED = _measured()
QUERIES = [rule["expr"] for rule in RULES] + [
    target["expr"] for panel in BOARD["panels"] for target in panel["targets"]
]


def test_every_name_asked_for_is_measured_and_every_one_measured_is_asked_for() -> None:
    asked = {name for query in QUERIES for name in re.findall(r"\bdondoc_\w+", query)}

    assert set(MEASURED) == asked


def test_every_label_asked_for_has_the_values_asked_for() -> None:
    wanted = [
        (name, label, value)
        for query in QUERIES
        for name, label, values in re.findall(r'\b(dondoc_\w+)\{(\w+)=~?"([^"]+)"\}', query)
        for value in values.split("|")
    ]

    assert len(wanted) > 10
    for name, label, value in wanted:
        assert value in {labels[label] for labels in MEASURED[name]}, (name, label, value)


def test_names_follow_prometheus() -> None:
    for name in MEASURED:
        assert re.fullmatch(r"dondoc_[a-z_]+", name)
        assert name.endswith("_seconds") or "timestamp" not in name


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["alert"])
def test_every_rule_says_what_happens_and_what_to_do(rule) -> None:
    assert {"severity"} == set(rule["labels"])
    assert rule["labels"]["severity"] in {"info", "warning", "critical"}
    assert rule["annotations"]["summary"].endswith(".")
    assert len(rule["annotations"]["description"]) > 25


def test_every_panel_has_a_title_of_its_own_and_its_place() -> None:
    titles = [panel["title"] for panel in BOARD["panels"]]
    assert len(set(titles)) == len(titles) > 15
    places = [panel["gridPos"] for panel in BOARD["panels"]]
    cells = [
        (x, y)
        for one in places
        for x in range(one["x"], one["x"] + one["w"])
        for y in range(one["y"], one["y"] + one["h"])
    ]
    assert len(set(cells)) == len(cells)
    assert 24 > max(x for x, _y in cells)


@needs_promtool
@pytest.mark.parametrize("name", ["alarms.yml", "prometheus.yml"])
def test_promtool_takes_them(name: str) -> None:
    kind = "rules" if name == "alarms.yml" else "config"
    options = ["--syntax-only"] if kind == "config" else []
    done = _promtool("check", kind, *options, str(HERE / name))

    assert 0 == done.returncode, done.stderr + done.stdout


@needs_promtool
def test_promtool_finds_nothing_to_mend_in_what_is_measured() -> None:
    done = subprocess.run(
        ["promtool", "check", "metrics"], input=_gauges().text(), capture_output=True, check=False
    )

    assert (0, b"") == (done.returncode, done.stderr)


SERIES = [  # name, what is scraped at 0 and each hour after, which alarm fires after six hours
    ('dondoc_work_begun_timestamp_seconds{work="dispatch"}', "0x6", "DonDocChuaPhatHanh"),
    ('dondoc_work_failing{work="reading"}', "1x6", "DonDocViecDinhKyHong"),
    ('dondoc_work_promised_timestamp_seconds{work="reading"}', "60x6", "DonDocThuDenKhongDoc"),
    ("dondoc_oldest_due_message_age_seconds", "18000x6", "DonDocTinChoLau"),
    ('dondoc_messages{state="unknown"}', "2x6", "DonDocTinChuaRo"),
    ('dondoc_channel_stopped{channel="email"}', "1x6", "DonDocKenhDung"),
    ("dondoc_backup_timestamp_seconds", "-200000x6", "DonDocBanSaoCu"),
    ("dondoc_data_free_bytes", "1000000000x6", "DonDocHetCho"),
    ("dondoc_certificate_expiry_timestamp_seconds", "90000x6", "DonDocChungThuSapHet"),
    ('up{job="dondoc"}', "0x6", "DonDocKhongTraLoi"),
]
WELL = [  # the same when all is well: nothing fires
    ('dondoc_work_begun_timestamp_seconds{work="dispatch"}', "3590x6"),
    ('dondoc_work_failing{work="reading"}', "0x6"),
    ('dondoc_work_promised_timestamp_seconds{work="reading"}', "1800+3600x6"),
    ("dondoc_oldest_due_message_age_seconds", "600x6"),
    ('dondoc_messages{state="unknown"}', "0x6"),
    ('dondoc_channel_stopped{channel="email"}', "0x6"),
    ("dondoc_backup_timestamp_seconds", "0x6"),
    ("dondoc_data_free_bytes", "50000000000x6"),
    ("dondoc_certificate_expiry_timestamp_seconds", "9000000x6"),
    ('up{job="dondoc"}', "1x6"),
]
WINDOW = ("dondoc_window_timestamp_seconds", "3600x6")


@needs_promtool
def test_each_rule_fires_when_it_should_and_not_when_all_is_well(tmp_path: Path) -> None:
    shutil.copyfile(HERE / "alarms.yml", tmp_path / "alarms.yml")
    alarms = [alarm for *_series, alarm in SERIES]
    tests = [
        _asks([WINDOW, (name, values)], alarm, fires=True) for name, values, alarm in SERIES
    ] + [_asks([WINDOW, *WELL], alarm, fires=False) for alarm in alarms]
    file = tmp_path / "test.yml"
    file.write_text(
        yaml.safe_dump({"rule_files": ["alarms.yml"], "evaluation_interval": "1h", "tests": tests})
    )

    done = _promtool("test", "rules", str(file))

    assert 0 == done.returncode, done.stderr + done.stdout


def _asks(series: list[tuple[str, str]], alarm: str, *, fires: bool) -> dict[str, object]:
    rule = next(rule for rule in RULES if rule["alert"] == alarm)
    labels = dict(re.findall(r'(\w+)="([^"]+)"', series[-1][0])) if fires else {}
    if "ignoring(work)" in rule["expr"]:  # what is compared without it has lost it
        labels.pop("work", None)
    notes = (
        {
            name: re.sub(r"\{\{ \$labels\.(\w+) \}\}", lambda found: labels[found[1]], text)
            for name, text in rule["annotations"].items()
        }
        if fires
        else {}
    )
    told = {"exp_labels": {**labels, **rule["labels"]}, "exp_annotations": notes}
    return {
        "interval": "1h",
        "input_series": [{"series": name, "values": values} for name, values in series],
        "alert_rule_test": [
            {"eval_time": "6h", "alertname": alarm, "exp_alerts": [told] if fires else []}
        ],
    }


def _promtool(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["promtool", *words], capture_output=True, text=True, check=False)

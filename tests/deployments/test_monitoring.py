"""The sample of alarm rules and the dashboard: of what we measure, and with what to do."""

from __future__ import annotations

import json
import os
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


@pytest.fixture(scope="module")
def promtool() -> str:
    """Prometheus's own checker; without it these questions are left out, which is said."""
    found = shutil.which("promtool")
    if found is None:
        if os.environ.get("CI") == "true":
            pytest.fail("thiếu promtool (gói prometheus); xem `make programs`")
        pytest.skip("promtool không có trên máy này; cài gói prometheus để thử luật báo động")
    return found


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


@pytest.mark.usefixtures("promtool")
@pytest.mark.parametrize("name", ["alarms.yml", "prometheus.yml"])
def test_promtool_takes_them(name: str) -> None:
    kind = "rules" if name == "alarms.yml" else "config"
    options = ["--syntax-only"] if kind == "config" else []
    done = _promtool("check", kind, *options, str(HERE / name))

    assert 0 == done.returncode, done.stderr + done.stdout


@pytest.mark.usefixtures("promtool")
def test_promtool_finds_nothing_to_mend_in_what_is_measured() -> None:
    done = subprocess.run(
        ["promtool", "check", "metrics"], input=_gauges().text(), capture_output=True, check=False
    )

    assert (0, b"") == (done.returncode, done.stderr)


BEGUN = 'dondoc_work_begun_timestamp_seconds{work="dispatch"}'
ENDED = 'dondoc_work_ended_timestamp_seconds{work="dispatch"}'
WINDOW = ("dondoc_window_timestamp_seconds", "3600x80")
HOURS = 75
"""Longer than any rule waits."""
FIRING = {  # what is scraped at 0 and each hour after, beside the window's instant
    "DonDocChuaPhatHanh": [(BEGUN, "0x80")],
    "DonDocPhatHanhChuaXong": [(ENDED, "7000x80"), (BEGUN, "7200x80")],
    "DonDocDiaChiCongKhongMo": [('dondoc_silence{kind="portal"}', "1x80")],
    "DonDocChuaTungPhatHanh": [],
    "DonDocViecDinhKyHong": [('dondoc_work_failing{work="reading"}', "1x80")],
    "DonDocThuDenKhongDoc": [('dondoc_work_promised_timestamp_seconds{work="reading"}', "60x80")],
    "DonDocTinChoLau": [("dondoc_oldest_due_message_age_seconds", "18000x80")],
    "DonDocTinChuaRo": [('dondoc_messages{state="unknown"}', "2x80")],
    "DonDocTinGiuLai": [('dondoc_messages{state="held"}', "1x80")],
    "DonDocThuDenCho": [("dondoc_incoming_held", "3x80")],
    "DonDocKenhDung": [('dondoc_channel_stopped{channel="email"}', "1x80")],
    "DonDocBanSaoCu": [("dondoc_backup_timestamp_seconds", "0x80")],
    "DonDocKhongCoBanSao": [],
    "DonDocHetCho": [("dondoc_data_free_bytes", "1000000000x80")],
    "DonDocChungThuSapHet": [("dondoc_certificate_expiry_timestamp_seconds", "90000x80")],
    "DonDocKhongTraLoi": [('up{job="dondoc"}', "0x80")],
}
WELL = [  # the same when all is well: nothing fires
    (BEGUN, "3590x80"),
    (ENDED, "3600x80"),
    ('dondoc_silence{kind="portal"}', "0x80"),
    ('dondoc_work_failing{work="reading"}', "0x80"),
    ('dondoc_work_promised_timestamp_seconds{work="reading"}', "1800+3600x80"),
    ("dondoc_oldest_due_message_age_seconds", "600x80"),
    ('dondoc_messages{state="unknown"}', "0x80"),
    ('dondoc_messages{state="held"}', "0x80"),
    ("dondoc_incoming_held", "0x80"),
    ('dondoc_channel_stopped{channel="email"}', "0x80"),
    ("dondoc_backup_timestamp_seconds", "0+3600x80"),
    ("dondoc_data_free_bytes", "50000000000x80"),
    ("dondoc_certificate_expiry_timestamp_seconds", "9000000x80"),
    ('up{job="dondoc"}', "1x80"),
]


def test_every_rule_is_made_to_fire() -> None:
    assert {rule["alert"] for rule in RULES} == set(FIRING)


@pytest.mark.usefixtures("promtool")
def test_each_rule_fires_when_it_should_and_not_when_all_is_well(tmp_path: Path) -> None:
    shutil.copyfile(HERE / "alarms.yml", tmp_path / "alarms.yml")
    tests = [_asks([WINDOW, *series], alarm, fires=True) for alarm, series in FIRING.items()]
    tests += [_asks([WINDOW, *WELL], alarm, fires=False) for alarm in FIRING]
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
            {"eval_time": f"{HOURS}h", "alertname": alarm, "exp_alerts": [told] * fires}
        ],
    }


def _promtool(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["promtool", *words], capture_output=True, text=True, check=False)

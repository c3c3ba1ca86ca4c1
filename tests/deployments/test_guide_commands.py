"""What docs/cai-dat.md has root type, held against the units, the samples and the proxy's files.

That it works is tried by `deployments/systemd/check`, on a machine of its own: minutes.
"""

from __future__ import annotations

import re
import subprocess
from fnmatch import fnmatch
from pathlib import Path

import pytest

from deployments.server_variables import SERVER_VARIABLES
from dondoc.settings import load_settings

ROOT = Path(__file__).resolve().parents[2]
GUIDE = (ROOT / "docs" / "cai-dat.md").read_text(encoding="utf-8")
BLOCKS = dict(re.findall(r"<!-- root (\w+) -->\n```\n(.*?)```", GUIDE, re.DOTALL))
TYPED = [line for block in BLOCKS.values() for line in block.splitlines()]
HOME = "/opt/don-doc/"
UNITS = ROOT / "deployments" / "systemd"
SERVICES = {one.name: one.read_text(encoding="utf-8") for one in UNITS.glob("*.service")}
SAMPLES = UNITS / "settings"
LISTENS = re.compile(r"^ExecStart=.*--port (\d+)", re.MULTILINE)


def _told(name: str) -> dict[str, str]:
    """The variables of a sample, as a shell reads them; those behind a # too."""
    lines = re.findall(r"^#?([A-Z_]+)='?(.*?)'?$", (SAMPLES / name).read_text("utf-8"), re.M)
    return dict(lines)


def _values(directive: str) -> set[str]:
    found = re.findall(rf"^{directive}=-?(.*)$", "\n".join(SERVICES.values()), re.MULTILINE)
    return set(found)


@pytest.mark.parametrize("name", BLOCKS)
def test_a_shell_can_read_the_block(name: str):
    done = subprocess.run(
        ["bash", "-n"], input=BLOCKS[name], text=True, capture_output=True, check=False
    )

    assert (0, "") == (done.returncode, done.stderr)


def test_the_user_and_the_folders_are_those_of_the_units():
    [made] = [line for line in TYPED if line.startswith("install -d -m 700")]
    [user] = [line for line in TYPED if line.startswith("useradd ")]

    assert {"don-doc"} == _values("User") == _values("Group") == {user.split()[-1]}
    needed = {f"/var/lib/{one}" for one in _values("StateDirectory")} | _values("ReadWritePaths")
    needed |= {str(Path(one).parent) for one in _values("EnvironmentFile")}
    assert needed == set(re.findall(r" (/\S+)", made))
    assert _values("WorkingDirectory") == {user.split()[3]}
    assert f"git clone ĐỊA-CHỈ-KHO {HOME.rstrip('/')}" in BLOCKS["2"]
    assert all(one.startswith(f"{HOME}.venv/bin/") for one in _values("ExecStart"))


def test_what_is_copied_is_there_and_no_unit_is_left_behind():
    copied: set[str] = set()
    for block in BLOCKS.values():
        folder = ROOT
        for line in block.splitlines():
            if line.startswith(f"cd {HOME}"):
                folder = ROOT / line.removeprefix(f"cd {HOME}")
            if line.startswith("install -") and " -d " not in line and "/dev/null" not in line:
                words = re.sub(r"-\w+ [\w-]+ ", "", line.removeprefix("install -D ")).split()
                sources = [one for one in words[:-1] if one != "install"]
                for source in sources:
                    found = [one.name for one in folder.glob(source)]
                    assert found, source
                    copied.update(found)

    assert {one.name for one in UNITS.iterdir() if one.name.startswith("don-doc")} <= copied
    assert {"don-doc.env", "prefect.env", "profile"} <= copied


def test_what_is_started_is_a_unit():
    units = [one.name for one in UNITS.glob("don-doc*")]
    for line in TYPED:
        if match := re.match(r"systemctl (?:enable --now|start) (.*)", line):
            for name in match[1].split():
                wanted = re.sub(r"@\w+$", "@", name)
                assert any(fnmatch(one, wanted) or Path(one).stem == wanted for one in units), name


def test_units_samples_and_web_server_mean_the_same_ports():
    prefect, portal = (
        LISTENS.findall(SERVICES[f"don-doc-{one}.service"])[0] for one in ("prefect", "portal")
    )
    proxy = (ROOT / "deployments" / "proxy" / "locations.conf").read_text(encoding="utf-8")

    assert f"http://127.0.0.1:{prefect}/api" == _told("don-doc.env")["PREFECT_API_URL"]
    assert f"http://127.0.0.1:{prefect}/api/health" in BLOCKS["4"]
    assert {prefect, portal} == set(re.findall(r"proxy_pass http://127.0.0.1:(\d+)", proxy))


def test_the_samples_are_settings_that_fit_each_other(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    ours, prefects = _told("don-doc.env"), _told("prefect.env")
    for name, value in ours.items():
        monkeypatch.setenv(name, value)  # a name that is no setting is refused
    settings = load_settings(data_dir=tmp_path)

    base = prefects["PREFECT_SERVER_UI_SERVE_BASE"]
    assert settings.prefect_ui_url == settings.base_url + base
    assert settings.base_url == prefects["PREFECT_SERVER_CORS_ALLOWED_ORIGINS"]
    password = ours["PREFECT_API_AUTH_STRING"]
    assert password == prefects["PREFECT_SERVER_API_AUTH_STRING"]
    for mark in re.findall(r"MAT-KHAU-\w+", f"{ours} {prefects}"):
        assert f"s/{mark}/" in "\n".join(TYPED)


def test_the_prefect_server_shows_the_year_and_has_a_place_for_its_pages():
    lines = re.findall(r"^Environment=(.*)$", SERVICES["don-doc-prefect.service"], re.MULTILINE)
    given = dict(one.split("=", 1) for line in lines for one in line.split())

    assert SERVER_VARIABLES.items() <= given.items()
    assert given["PREFECT_UI_STATIC_DIRECTORY"].startswith(f"{given['PREFECT_HOME']}/")
    assert given["PREFECT_HOME"].startswith("/var/lib/don-doc/")

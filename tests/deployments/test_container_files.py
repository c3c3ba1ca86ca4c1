"""Dockerfile, compose and manifests: nobody's rights, bounded, read-only, no secret in the open.

That the image builds and runs is tried by `deployments/docker/check`, that the manifests are of
Kubernetes' schemas by `deployments/kubernetes/check`: minutes, and programs of their own.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from dondoc.limits import LARGEST_UPLOAD, MEGABYTE
from dondoc.settings import Settings

ROOT = Path(__file__).parents[2]
DOCKER = ROOT / "deployments" / "docker"
KUBERNETES = ROOT / "deployments" / "kubernetes"
OURS = {"migrate", "prefect", "apply", "portal", "worker", "thu-den"}
SECRETS = re.compile("PASSWORD|SECRET|AUTH_STRING|_URL$|KEY$")
OPEN_ADDRESSES = {"DONDOC_BASE_URL", "DONDOC_PREFECT_UI_URL", "PREFECT_API_URL"}


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((DOCKER / "compose.yaml").read_text(encoding="utf-8"))
    return found


def test_each_of_our_services_runs_as_nobody_within_bounds(compose: dict[str, Any]) -> None:
    services = compose["services"]

    assert {*OURS, "postgresql"} == set(services)
    for name in OURS:
        one = services[name]
        assert "10001:10001" == one["user"], name
        assert (True, ["ALL"]) == (one["read_only"], one["cap_drop"]), name
        assert "no-new-privileges:true" in one["security_opt"], name
        assert one["mem_limit"], name
    assert 2 == services["worker"]["deploy"]["replicas"]


def test_only_the_machine_itself_reaches_a_port(compose: dict[str, Any]) -> None:
    ports = [port for one in compose["services"].values() for port in one.get("ports", ())]

    assert ["127.0.0.1:4200:4200", "127.0.0.1:8450:8450"] == sorted(ports)


def test_what_is_waited_for_is_there_and_can_be_seen(compose: dict[str, Any]) -> None:
    services = compose["services"]
    for name, one in services.items():
        for other, how in one.get("depends_on", {}).items():
            seen = services[other].get("healthcheck", {})
            ends = services[other].get("restart") == "no"
            wanted = "service_completed_successfully" if ends else "service_healthy"
            assert wanted == how["condition"], (name, other)
            assert ends or not seen.get("disable"), (name, other)


def test_no_password_stands_in_the_file_and_prefect_gets_none_of_the_ledgers(
    compose: dict[str, Any],
) -> None:
    for name, one in compose["services"].items():
        for variable, value in one.get("environment", {}).items():
            if SECRETS.search(variable) and variable not in OPEN_ADDRESSES:
                assert "${" in value, (name, variable)
    prefect = compose["services"]["prefect"]

    assert [] == prefect["env_file"]
    assert ["prefect:/var/lib/don-doc"] == prefect["volumes"]
    assert not [one for one in prefect["environment"] if one.startswith("DONDOC_")]


def test_the_sample_of_settings_names_settings_that_there_are() -> None:
    text = (DOCKER / ".env.example").read_text(encoding="utf-8")
    named = set(re.findall(r"^(DONDOC_\w+)=", text, re.MULTILINE))

    assert named <= {f"DONDOC_{name.upper()}" for name in Settings.model_fields}
    asked = set(re.findall(r"\$\{(\w+):\?", (DOCKER / "compose.yaml").read_text(encoding="utf-8")))
    assert asked <= set(re.findall(r"^(\w+)=", text, re.MULTILINE))


def test_the_image_is_of_the_lock_and_runs_as_nobody() -> None:
    text = (DOCKER / "Dockerfile").read_text(encoding="utf-8")
    last = text.rpartition("\nFROM ")[2]

    assert "--require-hashes -r /src/requirements.lock" in text
    assert "\nUSER 10001:10001\n" in last
    assert "/suc-khoe" in last
    assert "postgresql-client" in last  # the nightly copy is made by pg_dump
    assert [] == re.findall(r"ARG .*(?:PASSWORD|SECRET|TOKEN)", text)
    for folder in re.findall(r"^COPY (\w+) /src/", text, re.MULTILINE):
        assert (ROOT / folder).is_dir()


def manifests() -> Iterator[dict[str, Any]]:
    for file in sorted((KUBERNETES / "base").glob("*.yaml")):
        if file.name != "kustomization.yaml":
            yield from yaml.safe_load_all(file.read_text(encoding="utf-8"))


def pods(found: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {
        one["metadata"]["name"]: one["spec"]["template"]["spec"]
        for one in found
        if one["kind"] in ("Deployment", "Job")
    }


def hold(found: list[dict[str, Any]]) -> None:
    """Every pod is nobody's, bounded, read-only; what serves is probed; no secret stands there."""
    all_pods = pods(found)
    assert {"migrate", "apply", "prefect", "portal", "worker", "incoming"} == set(all_pods)
    for name, pod in all_pods.items():
        assert pod["securityContext"]["runAsNonRoot"], name
        assert "RuntimeDefault" == pod["securityContext"]["seccompProfile"]["type"], name
        assert pod["automountServiceAccountToken"] is False, name
        [container] = pod["containers"]
        assert {"cpu", "memory"} == set(container["resources"]["limits"]), name
        assert {"cpu", "memory"} == set(container["resources"]["requests"]), name
        own = container["securityContext"]
        assert own["readOnlyRootFilesystem"], name
        assert own["allowPrivilegeEscalation"] is False, name
        assert ["ALL"] == own["capabilities"]["drop"], name
        assert "env" not in container, name
        serves = bool(container.get("ports"))
        probes = {"startupProbe", "readinessProbe", "livenessProbe"}
        assert probes & set(container) == (probes if serves else set()), name
        mounts = {one["mountPath"]: one["name"] for one in container["volumeMounts"]}
        assert {"/tmp", "/var/lib/don-doc"} == set(mounts), name
        assert set(mounts.values()) == {one["name"] for one in pod["volumes"]}, name
    assert "Secret" not in {one["kind"] for one in found}
    for one in found:
        if one["kind"] == "ConfigMap":
            told = {key for key in one["data"] if SECRETS.search(key)}
            assert told <= OPEN_ADDRESSES


def test_the_manifests_of_every_installation() -> None:
    hold(list(manifests()))


def test_prefect_gets_no_secret_of_the_ledgers_and_is_reached_by_our_own_alone() -> None:
    found = list(manifests())
    [container] = pods(found)["prefect"]["containers"]
    [policy] = [one for one in found if one["kind"] == "NetworkPolicy"]

    named = [one["secretRef"]["name"] for one in container["envFrom"] if "secretRef" in one]
    assert ["don-doc-prefect"] == named
    assert "data" not in [one["name"] for one in container["volumeMounts"]]
    assert [{"podSelector": {"matchLabels": {"app.kubernetes.io/part-of": "don-doc"}}}] == (
        policy["spec"]["ingress"][0]["from"]
    )


def test_the_sample_of_an_installation_renders_to_the_same() -> None:
    kubectl = shutil.which("kubectl")
    if kubectl is None:
        pytest.skip("Bỏ qua: máy này không có kubectl.")
    command = [kubectl, "kustomize", str(KUBERNETES / "overlays" / "tinh")]
    text = subprocess.run(command, capture_output=True, check=True).stdout.decode()
    found = list(yaml.safe_load_all(text))

    hold(found)
    assert {"kho.tinh.example/don-doc:0.1.0"} == {
        container["image"] for pod in pods(found).values() for container in pod["containers"]
    }
    [ingress] = [one for one in found if one["kind"] == "Ingress"]
    body = ingress["metadata"]["annotations"]["nginx.ingress.kubernetes.io/proxy-body-size"]
    assert 4 * LARGEST_UPLOAD == int(body.removesuffix("m")) * MEGABYTE
    labels = [
        one["spec"]["template"]["metadata"]["labels"]["app.kubernetes.io/part-of"]
        for one in found
        if one["kind"] in ("Deployment", "Job")
    ]
    assert {"don-doc"} == set(labels)  # whom the network policy lets through

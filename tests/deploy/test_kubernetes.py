"""The manifests: against Kubernetes' own schemas, and each hardening rule by reading them."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import kubernetes_validate  # type: ignore[import-untyped]  # it publishes no types
import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
HERE = ROOT / "deploy" / "kubernetes"
VERSION = "1.34"
"""The Kubernetes whose schemas count."""
OVERLAYS = ["overlays/git-sync", "overlays/shared-volume"]
Resource = dict[str, Any]


def documents(path: Path) -> list[Resource]:
    return list(yaml.safe_load_all(path.read_text("utf-8")))


def whole() -> list[Path]:
    """Every file that is a resource of its own, not a patch of one."""
    found = []
    for folder in ("base", *OVERLAYS):
        kustomization = documents(HERE / folder / "kustomization.yaml")[0]
        found += [HERE / folder / name for name in kustomization["resources"] if name.endswith(".yaml")]
    return found


def pods() -> list[Resource]:
    """The template of the base, and what the overlays change in it."""
    files = [HERE / folder / "statefulset.yaml" for folder in ("base", *OVERLAYS)]
    return [documents(file)[0]["spec"]["template"]["spec"] for file in files]


def kubectl() -> str | None:
    return shutil.which("kubectl", path=str(Path(sys.executable).parent)) or shutil.which("kubectl")


@pytest.fixture(params=OVERLAYS)
def rendered(request: pytest.FixtureRequest) -> list[Resource]:
    """What Kubernetes would get of an overlay."""
    program = kubectl()
    if program is None:
        pytest.skip("kubectl, which renders the overlays, is not here")
    ended = subprocess.run([program, "kustomize", HERE / request.param], capture_output=True, text=True)
    assert (ended.returncode, ended.stderr) == (0, "")
    return list(yaml.safe_load_all(ended.stdout))


def only(resources: list[Resource], kind: str) -> Resource:
    (found,) = [one for one in resources if one["kind"] == kind]
    return found


@pytest.mark.parametrize("path", whole(), ids=lambda path: path.relative_to(HERE).as_posix())
def test_each_resource_satisfies_the_schema_of_kubernetes(path: Path) -> None:
    for resource in documents(path):
        assert kubernetes_validate.validate(resource, VERSION, strict=True) == VERSION


def test_each_file_is_used_by_the_kustomization_beside_it() -> None:
    for kustomization in HERE.rglob("kustomization.yaml"):
        found = documents(kustomization)[0]
        used = {name for name in found["resources"] if not name.startswith("..")}
        used |= {patch["path"] for patch in found.get("patches", ())}
        used |= {name for made in found.get("configMapGenerator", ()) for name in made.get("envs", ())}

        assert used == {path.name for path in kustomization.parent.iterdir()} - {"kustomization.yaml"}


def test_each_overlay_as_rendered_satisfies_the_schema_of_kubernetes(rendered: list[Resource]) -> None:
    for resource in rendered:
        assert kubernetes_validate.validate(resource, VERSION, strict=True) == VERSION


def test_each_overlay_as_rendered_refers_to_what_there_is(rendered: list[Resource]) -> None:
    pod = only(rendered, "StatefulSet")["spec"]["template"]["spec"]
    maps = {one["metadata"]["name"] for one in rendered if one["kind"] == "ConfigMap"}
    volumes = {volume["name"] for volume in pod["volumes"]}
    claims = {one["metadata"]["name"] for one in rendered if one["kind"] == "PersistentVolumeClaim"}

    for container in (*pod["containers"], *pod.get("initContainers", ())):
        assert {mount["name"] for mount in container["volumeMounts"]} <= volumes
        assert {source["configMapRef"]["name"] for source in container.get("envFrom", ())} <= maps
        assert "/" in container["image"]
        assert re.search(r":v?\d", container["image"])
    assert {one["metadata"].get("namespace", "strikebot") for one in rendered} == {"strikebot"}
    assert {
        v["persistentVolumeClaim"]["claimName"] for v in pod["volumes"] if "persistentVolumeClaim" in v
    } == claims


def test_the_knowledge_is_where_the_bot_is_told_to_look(rendered: list[Resource]) -> None:
    pod = only(rendered, "StatefulSet")["spec"]["template"]["spec"]
    (settings,) = [
        one["data"] for one in rendered if one["kind"] == "ConfigMap" and "KNOWLEDGE_DIR" in one["data"]
    ]
    (mount,) = [one for one in pod["containers"][0]["volumeMounts"] if one["name"] == "knowledge"]

    assert settings["KNOWLEDGE_DIR"].startswith(f"{mount['mountPath']}/current")


@pytest.mark.parametrize("pod", pods(), ids=["base", *OVERLAYS])
def test_every_container_is_walled_in(pod: Resource) -> None:
    containers = [*pod["containers"], *pod.get("initContainers", ())]
    new = [one for one in containers if "image" in one]

    assert new or containers
    for container in new:
        assert container["securityContext"] == {
            "allowPrivilegeEscalation": False,
            "readOnlyRootFilesystem": True,
            "capabilities": {"drop": ["ALL"]},
        }
        assert "memory" in container["resources"]["limits"]
        assert {"cpu", "memory"} <= set(container["resources"]["requests"])
        assert not {name for name in container.get("env", ()) if "TOKEN" in str(name)}


def test_the_pod_is_that_of_the_restricted_standard() -> None:
    pod = pods()[0]
    user = re.findall(r"^USER (\d+)", (ROOT / "Dockerfile").read_text("utf-8"), re.MULTILINE)[-1]
    security = pod["securityContext"]
    namespace = documents(HERE / "base" / "namespace.yaml")[0]

    assert namespace["metadata"]["labels"]["pod-security.kubernetes.io/enforce"] == "restricted"
    assert (security["runAsNonRoot"], security["runAsUser"]) == (True, int(user))
    assert security["seccompProfile"] == {"type": "RuntimeDefault"}
    assert pod["automountServiceAccountToken"] is False
    assert documents(HERE / "base" / "serviceaccount.yaml")[0]["automountServiceAccountToken"] is False
    assert not {"hostNetwork", "hostPID", "hostIPC"} & set(pod)
    assert all(set(volume) & {"emptyDir", "secret"} for volume in pod["volumes"])


def test_health_is_asked_where_it_is_served() -> None:
    (bot,) = pods()[0]["containers"]
    settings = dict(
        line.split("=", 1) for line in (HERE / "base" / "settings.env").read_text("utf-8").split()
    )
    probes = {name: bot[f"{name}Probe"]["httpGet"] for name in ("startup", "liveness", "readiness")}

    assert {name: probe["path"] for name, probe in probes.items()} == {
        "startup": "/healthz",
        "liveness": "/healthz",
        "readiness": "/readyz",
    }
    assert {probe["port"] for probe in probes.values()} == {bot["ports"][0]["name"]}
    assert bot["ports"][0]["containerPort"] == int(settings["HTTP_PORT"])
    assert settings["HTTP_HOST"] == "0.0.0.0"  # noqa: S104 - the kubelet asks from outside the pod


def test_the_shards_of_all_pods_are_all_the_shards() -> None:
    settings = dict(
        line.split("=", 1) for line in (HERE / "base" / "settings.env").read_text("utf-8").split()
    )
    replicas = documents(HERE / "base" / "statefulset.yaml")[0]["spec"]["replicas"]

    assert replicas * int(settings["SHARDS_PER_PROCESS"]) == int(settings["SHARD_COUNT"])


def test_no_secret_is_in_a_manifest() -> None:
    texts = [path.read_text("utf-8") for path in HERE.rglob("*") if path.is_file()]

    assert not [text for text in texts if re.search(r"kind: Secret\b|secretGenerator|postgres(ql)?://", text)]
    (secrets,) = [volume for volume in pods()[0]["volumes"] if volume["name"] == "secrets"]
    assert secrets["secret"] == {"secretName": "strikebot", "defaultMode": 0o440}


def test_the_bot_reaches_discord_names_and_its_database_only() -> None:
    policy = documents(HERE / "base" / "networkpolicy.yaml")[0]["spec"]

    assert set(policy["policyTypes"]) == {"Ingress", "Egress"}
    assert {port["port"] for rule in policy["egress"] for port in rule["ports"]} == {53, 443, 5432}
    assert all(rule["to"] for rule in policy["egress"])
    assert all(rule["from"] for rule in policy["ingress"])


def test_one_pod_goes_at_a_time() -> None:
    assert documents(HERE / "base" / "poddisruptionbudget.yaml")[0]["spec"]["maxUnavailable"] == 1

"""A container engine with a store of its own, which goes with the test, and a base image for it.

Where no registry can be reached, the base is a small Debian with its own Python under the name that `FROM` asks for. It is
in that store only, so that no build of anybody else ever finds it.
"""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
PROGRAMS = ("podman", "runc", "debootstrap", "tar", "umount")
AUTHORITIES = Path("/etc/ssl/certs/ca-certificates.crt")
INDEX = {"index-url", "extra-index-url", "trusted-host", "proxy", "default-timeout", "timeout"}
"""What pip is told of where packages come from; paths on this machine mean nothing in a build."""
WALLS = (
    "--network=host", "--ulimit=nofile=1024:1024", "--ulimit=nproc=1024:1024", "--no-healthcheck",
    "--read-only", "--read-only-tmpfs=false", "--tmpfs=/tmp:size=64m,mode=1777,noexec,nosuid,nodev",
    "--cap-drop=ALL", "--security-opt=no-new-privileges",
    "--memory=512m", "--memory-swap=512m", "--pids-limit=128", "--init=false",
)  # fmt: skip
"""As compose.yaml has them; the limits of files and processes are within what a container of a container may ask for."""
PLENTY = 8 * 1024 * 1024
"""KiB of free memory from which on two of them may hold the store."""
Ended = subprocess.CompletedProcess[str]


class Missing(Exception):
    """What this machine lacks, as a sentence."""


@dataclass(frozen=True)
class Engine:
    """Podman, with all that it keeps in one folder."""

    folder: Path

    def words(self, *words: str) -> list[str]:
        places = [f"--{name}={self.folder / name}" for name in ("root", "runroot", "tmpdir")]
        return ["podman", *places, "--runtime=runc", "--cgroup-manager=cgroupfs", *words]

    def do(self, *words: str, seconds: float = 120, given: str | None = None) -> Ended:
        """One command, to its end; `given` is what it reads."""
        return subprocess.run(
            self.words(*words), capture_output=True, text=True, timeout=seconds, cwd=ROOT, input=given
        )

    def start(self, image: str, *options: str) -> list[str]:
        """What runs an image behind its walls; its arguments may follow."""
        return self.words("run", *WALLS, *options, image)

    def build(self, *options: str, file: str | None = None, seconds: float = 600) -> Ended:
        """Build from this folder, which is left as it is."""
        binds = [f"--volume={self.folder / 'pip.conf'}:/etc/pip.conf:ro"]
        if AUTHORITIES.exists():
            binds.append(f"--volume={AUTHORITIES}:{AUTHORITIES}:ro")
        how = ["--format=docker", "--isolation=chroot", "--network=host", "--pull-never", "--layers=false"]
        stream = ["--file=-"] if file is not None else []
        return self.do("build", *how, *binds, *options, *stream, str(ROOT), seconds=seconds, given=file)


@contextmanager
def engine(folder: Path) -> Iterator[Engine]:
    """An engine that can build and run from the base; Missing where there is none."""
    if sys.platform != "linux" or os.geteuid() != 0:
        raise Missing("running containers here needs Linux and root")
    if missing := [name for name in PROGRAMS if not shutil.which(name)]:
        raise Missing(f"there is no {', '.join(missing)} here")
    made = Engine(folder)
    try:
        _in_memory(folder)
        (folder / "pip.conf").write_text(_pip(), "utf-8")
        _base(made)
        _tried(made)
        yield made
    except (subprocess.SubprocessError, OSError) as error:  # too slow, no room, not allowed
        raise Missing(f"no container can be made here: {error}") from error
    finally:
        _clear(made)


def _in_memory(folder: Path) -> None:
    """Keep the store in memory where there is plenty: ten thousand files are made and taken away much faster."""
    told = re.search(r"^MemAvailable: +(\d+) kB", Path("/proc/meminfo").read_text("ascii"), re.MULTILINE)
    if told and int(told[1]) > PLENTY:
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4g", "store", folder], capture_output=True)


def base() -> str:
    """The name of the image that everything is built on."""
    (name,) = set(re.findall(r"^FROM (\S+)", (ROOT / "Dockerfile").read_text("utf-8"), re.MULTILINE))
    return str(name)


def _pip() -> str:
    """How this machine reaches its package index, as a pip.conf."""
    told = subprocess.run([sys.executable, "-m", "pip", "config", "list"], capture_output=True, text=True)
    pairs = dict(re.findall(r"^(?:global|install|:env:)\.([\w-]+)=(.+)$", told.stdout, re.MULTILINE))
    found = {name: str(ast.literal_eval(text)) for name, text in pairs.items() if name in INDEX}
    lines = [f"{name} = {text.splitlines()[0]}" for name, text in found.items() if "file:" not in text]
    trusted = [f"cert = {AUTHORITIES}"] if AUTHORITIES.exists() else []
    return "\n".join(["[global]", *trusted, *lines, ""])


def _base(made: Engine) -> None:
    """The base of the Dockerfile from its registry, else one made from Debian's packages."""
    with suppress(subprocess.TimeoutExpired):
        if made.do("pull", base(), seconds=120).returncode == 0:
            return
    system = made.folder / "system"
    packages = "--include=python3,python3-pip,ca-certificates"
    fetched = subprocess.run(
        ["debootstrap", "--variant=minbase", packages, "trixie", system],
        capture_output=True, text=True, timeout=240,
    )  # fmt: skip
    if fetched.returncode != 0:
        raise Missing(f"no registry and no Debian mirror is reached: {_end(fetched)}")
    (system / "usr/local/bin/python").symlink_to("../../bin/python3")
    for mark in (system / "usr/lib").glob("python3*/EXTERNALLY-MANAGED"):
        mark.unlink()
    packed = system.with_suffix(".tar")
    subprocess.run(
        ["tar", "-C", system, "--exclude=./var/cache/apt/*", "-cf", packed, "."], check=True, timeout=120
    )
    imported = made.do("import", str(packed), base())
    shutil.rmtree(system, ignore_errors=True)
    packed.unlink()
    if imported.returncode != 0:
        raise Missing(f"no image can be stored here: {_end(imported)}")


def _tried(made: Engine) -> None:
    """What has nothing to do with the project works: a process behind the walls, and a package index in a build."""
    ran = subprocess.run([*made.start(base(), "--rm"), "true"], capture_output=True, text=True, timeout=120)
    if ran.returncode != 0:
        raise Missing(f"no container can be run here: {_end(ran)}")
    step = "pip download --quiet --no-deps --dest /tmp --require-hashes -r requirements/build.txt"
    reached = made.build(
        file=f"FROM {base()}\nCOPY requirements/build.txt ./requirements/\nRUN {step}\n", seconds=300
    )
    if reached.returncode != 0:
        raise Missing(f"no package index is reached from a build: {_end(reached)}")


def _clear(made: Engine) -> None:
    """Take away whatever was started and stored, and what is still mounted."""
    with suppress(subprocess.SubprocessError, OSError):
        made.do("rm", "--all", "--force", "--time=0")
    mounted = [line.split()[1] for line in Path("/proc/self/mounts").read_text("utf-8").splitlines()]
    for place in reversed([place for place in mounted if Path(place).is_relative_to(made.folder)]):
        subprocess.run(["umount", "--lazy", place], capture_output=True)
    shutil.rmtree(made.folder, ignore_errors=True)


def _end(ended: subprocess.CompletedProcess[str]) -> str:
    """The last lines of what a program said."""
    return " / ".join((ended.stderr or ended.stdout).strip().splitlines()[-3:])

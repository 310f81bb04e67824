"""Replays the Dockerfile into a folder, without a Docker engine, and runs what it makes as a container would.

    python -m deploy.replay build FOLDER
    python -m deploy.replay run FOLDER -- check
    python -m deploy.replay run FOLDER --bind tests:/tests --entrypoint python -- /tests/some.py

The steps are read from the Dockerfile itself. This machine, with its own Python at /usr/local, stands for the base image: the
version differs, the steps do not. What runs sees the base's programs and what the image copied, nothing else of this machine;
it is the image's user, without any capability, on a root that cannot be written. It needs root, overlayfs and util-linux.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import sysconfig
from dataclasses import asdict, dataclass, field
from pathlib import Path

from deploy.dockerfile import Instruction, Stage, context, stages

ROOT = Path(__file__).resolve().parent.parent
BASE_ENV = {"PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "C.UTF-8"}
if sysconfig.get_config_var("Py_ENABLE_SHARED"):
    BASE_ENV["LD_LIBRARY_PATH"] = "/usr/local/lib"  # the base image has told its linker; this machine has not
BASE_FOLDERS = {"bin", "sbin", "lib", "lib32", "lib64", "libx32", "usr", "etc"}
"""What of this machine stands for the base image, once it runs; the rest of it is out of sight."""
DEVICES = ("null", "zero", "full", "random", "urandom")
INDEX_SETTINGS = ("PIP_", "SSL_", "REQUESTS_CA_", "CURL_CA_", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY")
"""How this machine reaches its package index; only the build gets to see it."""


@dataclass
class Image:
    """What a stage leaves behind beside its files."""

    env: dict[str, str] = field(default_factory=lambda: dict(BASE_ENV))
    workdir: str = "/"
    user: str = "0:0"
    entrypoint: list[str] = field(default_factory=list)
    command: list[str] = field(default_factory=list)
    healthcheck: list[str] = field(default_factory=list)
    volumes: list[str] = field(default_factory=list)


def why_not() -> str | None:
    """Why nothing can be replayed here; None where it can."""
    if sys.platform != "linux" or os.geteuid() != 0:
        return "replaying the image needs Linux and root"
    missing = [name for name in ("unshare", "setpriv", "mount", "chroot") if not shutil.which(name)]
    if missing:
        return f"replaying the image needs {', '.join(missing)}"
    if not (Path(sys.base_prefix) / "bin" / "pip").exists():
        return "the Python of this machine has no pip beside it, as that of the base image has"
    probe = "mount -t tmpfs probe /mnt && cd /mnt && mkdir up work at && mount -t overlay"
    probe += " -o lowerdir=/etc,upperdir=up,workdir=work probe at"
    tried = subprocess.run(["unshare", "--mount", "sh", "-c", probe], capture_output=True, text=True)  # noqa: S603, S607
    return None if tried.returncode == 0 else f"no overlay can be mounted here: {tried.stderr.strip()}"


def build(folder: Path, source: Path = ROOT) -> Image:
    """Replay every stage of the Dockerfile of `source`; the files of the last one end in FOLDER/image."""
    shutil.rmtree(folder, ignore_errors=True)
    found = stages((source / "Dockerfile").read_text("utf-8"))
    image = Image()
    for number, stage in enumerate(found):
        last = number == len(found) - 1
        image = _Building(source, folder, stage, folder / ("image" if last else stage.name)).run()
    (folder / "image.json").write_text(json.dumps(asdict(image)), "utf-8")
    return image


class _Building:
    """One stage: an overlay over the base, changed by its instructions one after the other."""

    def __init__(self, source: Path, folder: Path, stage: Stage, layer: Path) -> None:
        self.source, self.folder, self.stage, self.layer = source, folder, stage, layer
        self.at = folder / "mounted" / stage.name
        self.image = Image()
        self.arguments: dict[str, str] = {}
        self.context = context(source, (source / ".dockerignore").read_text("utf-8"))

    def run(self) -> Image:
        work = self.folder / "work" / self.stage.name
        for path in (self.layer, work, self.at):
            path.mkdir(parents=True)
        _mount(
            "-t", "overlay", "-o", f"lowerdir=/,upperdir={self.layer},workdir={work}", "overlay", str(self.at)
        )
        _base(self.at)
        for one in self.stage.instructions:
            print(f"{one.name} {one.text}"[:130], file=sys.stderr, flush=True)  # noqa: T201 - what it does
            getattr(self, f"_{one.name.lower()}")(one)
        return self.image

    def _env(self, one: Instruction) -> None:
        self.image.env |= one.pairs(self._variables())

    def _arg(self, one: Instruction) -> None:
        self.arguments |= one.pairs()

    def _workdir(self, one: Instruction) -> None:
        self.image.workdir = os.path.join(self.image.workdir, *one.words(self._variables()))
        self._inside(self.image.workdir).mkdir(parents=True, exist_ok=True)

    def _copy(self, one: Instruction) -> None:
        *sources, target = one.words(self._variables())
        owner = one.flag("chown")
        for source in sources:
            self._copy_one(one.flag("from"), source, target, owner)

    def _run(self, one: Instruction) -> None:
        index = {name: value for name, value in os.environ.items() if name.upper().startswith(INDEX_SETTINGS)}
        env = {"HOME": os.environ.get("HOME", "/"), **index, **self._variables()}
        command = _enter(self.at, env, self.image.workdir)
        subprocess.run([*command, "/bin/sh", "-c", one.text], check=True, stdout=sys.stderr)  # noqa: S603

    def _user(self, one: Instruction) -> None:
        self.image.user = one.text

    def _entrypoint(self, one: Instruction) -> None:
        self.image.entrypoint = one.words()

    def _cmd(self, one: Instruction) -> None:
        self.image.command = one.words()

    def _volume(self, one: Instruction) -> None:
        self.image.volumes += one.words()

    def _healthcheck(self, one: Instruction) -> None:
        self.image.healthcheck = Instruction("CMD", one.text.partition("CMD ")[2]).words()

    def _label(self, one: Instruction) -> None:
        """Nothing on the disk."""

    _stopsignal = _label

    def _variables(self) -> dict[str, str]:
        return {**self.arguments, **self.image.env}

    def _inside(self, path: str) -> Path:
        return self.at / os.path.join(self.image.workdir, path).lstrip("/")

    def _copy_one(self, stage: str | None, source: str, target: str, owner: str | None) -> None:
        files = self._of_stage(stage, source) if stage else self._of_context(source)
        single = files == {"": files.get("")}
        for name, origin in files.items():
            place = self._inside(target) / (Path(source).name if single and target.endswith("/") else name)
            place.parent.mkdir(parents=True, exist_ok=True)
            if origin.is_dir() and not origin.is_symlink():
                place.mkdir(exist_ok=True)
            else:
                shutil.copy2(origin, place, follow_symlinks=False)
        if owner:
            user, group = (int(number) for number in owner.split(":"))
            for path in (self._inside(target), *self._inside(target).rglob("*")):
                os.chown(path, user, group, follow_symlinks=False)

    def _of_context(self, source: str) -> dict[str, Path]:
        """Files by their names below `source`; a file alone has an empty one."""
        wanted = [name for name in self.context if name == source or name.startswith(f"{source}/")]
        if not wanted:
            raise SystemExit(f"COPY {source}: the build does not get to see it")
        return {name.removeprefix(source).lstrip("/"): self.source / name for name in wanted}

    def _of_stage(self, stage: str, source: str) -> dict[str, Path]:
        origin = self.folder / "mounted" / stage / source.lstrip("/")
        if not origin.is_dir():
            return {"": origin}
        return {path.relative_to(origin).as_posix(): path for path in (origin, *sorted(origin.rglob("*")))}


def command(folder: Path, asked: argparse.Namespace) -> list[str]:
    """Mount the image so that nothing in it can be written, and what starts a program in it."""
    image = Image(**json.loads((folder / "image.json").read_text("utf-8")))
    binds = [_bound(one) for one in asked.bind]
    for volume in image.volumes:
        place = folder / "volumes" / volume.strip("/")
        if not place.exists():
            shutil.copytree(folder / "image" / volume.strip("/"), place)
            _own(place, image.user)
        binds.append((place, volume, True))
    at = _mounted(folder, binds)
    env = {**image.env, **dict(pair.split("=", 1) for pair in asked.env)}
    start = [asked.entrypoint] if asked.entrypoint else image.entrypoint
    user, group = image.user.split(":")
    return [
        *_enter(at, env, image.workdir),
        *("/usr/bin/setpriv", f"--reuid={user}", f"--regid={group}", "--clear-groups", "--no-new-privs"),
        *("--bounding-set=-all", "--inh-caps=-all", "--", *start),
        *(asked.words or ([] if asked.entrypoint else image.command)),
    ]


def _bound(text: str) -> tuple[Path, str, bool]:
    origin, target, *how = text.split(":")
    return Path(origin).resolve(), target, how == ["rw"]


def _mounted(folder: Path, binds: list[tuple[Path, str, bool]]) -> Path:
    """A root with the base's programs, the image's files and `binds`; it ends with this process."""
    at = folder / "root"
    at.mkdir(exist_ok=True)
    _mount("-t", "tmpfs", "-o", "mode=755", "root", str(at))
    for path in (Path("/") / name for name in sorted(BASE_FOLDERS)):
        if path.is_symlink():
            (at / path.name).symlink_to(path.readlink())
        elif path.is_dir():
            _bind(path, at / path.name, writable=False)
    for path in (folder / "image").iterdir():
        if path.name in BASE_FOLDERS:
            raise SystemExit(f"the last stage writes to /{path.name}: that is not replayed")
        _bind(path, at / path.name, writable=False)
    for name in ("dev", "proc", "tmp"):
        (at / name).mkdir()
    _base(at)
    _mount("-t", "tmpfs", "-o", "mode=1777,nosuid,nodev,noexec,size=64m", "tmp", str(at / "tmp"))
    for origin, target, writable in binds:
        _bind(origin, at / target.strip("/"), writable)
    _mount("-o", "remount,ro", str(at))
    return at


def _bind(origin: Path, place: Path, writable: bool) -> None:
    if origin.is_dir():
        place.mkdir(parents=True, exist_ok=True)
    elif not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        place.touch()
    _mount("--bind", str(origin), str(place))
    if not writable:
        _mount("-o", "remount,ro,bind", str(place))


def _base(at: Path) -> None:
    """This machine's Python where the official image has its own, and the devices that a container gets."""
    if Path(sys.base_prefix) != Path("/usr"):
        _bind(Path(sys.base_prefix), at / "usr/local", writable=False)
    _mount("--rbind", "/proc", str(at / "proc"))
    _mount("-t", "tmpfs", "-o", "mode=755,size=64k", "dev", str(at / "dev"))
    for name in DEVICES:
        _bind(Path("/dev", name), at / "dev" / name, writable=True)
    _mount("-o", "remount,ro", str(at / "dev"))


def _own(place: Path, user: str) -> None:
    numbers = [int(number) for number in user.split(":")]
    for path in (place, *place.rglob("*")):
        os.chown(path, *numbers, follow_symlinks=False)


def _enter(at: Path, env: dict[str, str], workdir: str) -> list[str]:
    pairs = [f"{name}={value}" for name, value in env.items()]
    return ["chroot", str(at), "/usr/bin/env", "-i", f"--chdir={workdir}", *pairs]


def _mount(*arguments: str) -> None:
    subprocess.run(["mount", *arguments], check=True)  # noqa: S603, S607


def _arguments(given: list[str]) -> argparse.Namespace:
    given, words = (
        (given[: given.index("--")], given[given.index("--") + 1 :]) if "--" in given else (given, [])
    )
    parser = argparse.ArgumentParser(
        prog="python -m deploy.replay", description=(__doc__ or "").split("\n", 1)[0]
    )
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    commands = parser.add_subparsers(dest="step", required=True)
    commands.add_parser("build").add_argument("folder", type=Path)
    running = commands.add_parser("run", usage="%(prog)s FOLDER [OPTION ...] [-- ARGUMENT ...]")
    running.add_argument("folder", type=Path)
    running.add_argument("--bind", action="append", default=[], metavar="HERE:THERE[:rw]")
    running.add_argument("--env", action="append", default=[], metavar="NAME=VALUE")
    running.add_argument("--entrypoint", metavar="PROGRAM")
    return parser.parse_args(given, argparse.Namespace(words=words))


def main() -> None:
    asked = _arguments(sys.argv[1:])
    reason = None if asked.inside else why_not()
    if reason:
        sys.exit(reason)
    if not asked.inside:  # the same again, with mounts of its own that end with it
        again = [sys.executable, "-m", "deploy.replay", "--inside", *sys.argv[1:]]
        os.execvp("unshare", ["unshare", "--mount", "--propagation", "private", *again])  # noqa: S606, S607
    if asked.step == "build":
        build(asked.folder.resolve())
    else:
        words = command(asked.folder.resolve(), asked)
        os.execvp(words[0], words)  # noqa: S606


if __name__ == "__main__":
    main()

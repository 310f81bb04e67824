"""Known weaknesses of the pinned dependencies: `python -m deploy.audit REQUIREMENTS EXCEPTIONS`.

pip-audit asks the package index what it knows. What it could not ask about it passes over, and ends well; here that is a failure,
since nothing found and nothing looked at are not the same. An exception has a reason and an end.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.clock import SystemClock

if TYPE_CHECKING:
    import datetime as dt


@dataclass(frozen=True, slots=True)
class Exempt:
    """A weakness that does not reach us, why not, and the last day on which that is taken as an answer."""

    id: str
    package: str
    reason: str
    until: dt.date


def exceptions(text: str) -> list[Exempt]:
    """Those of a file of [[exception]] tables, each with all four fields."""
    return [Exempt(**one) for one in tomllib.loads(text).get("exception", ())]


def judge(report: dict[str, Any], exempt: list[Exempt], today: dt.date) -> list[str]:
    """What is wrong, a line each; none where every dependency was looked at and nothing is left."""
    packages = report["dependencies"]
    skipped = [one["name"] for one in packages if "skip_reason" in one]
    wrong = (
        [f"{len(skipped)} of {len(packages)} packages could not be looked up: {', '.join(skipped)}"]
        if skipped
        else []
    )
    used = set()
    for package in packages:
        for weakness in package.get("vulns", ()):
            names = {weakness["id"], *weakness.get("aliases", ())}
            known = next((one for one in exempt if one.id in names and one.package == package["name"]), None)
            if known and known.until >= today:
                used.add(known)
                continue
            mended = ", ".join(weakness.get("fix_versions", ())) or "no version yet"
            ended = f" (its exception ended on {known.until})" if known else ""
            wrong.append(
                f"{package['name']} {package['version']}: {weakness['id']}, mended in {mended}{ended}"
            )
            used |= {known} if known else set()
    if not skipped:
        wrong += [
            f"{one.package}: the exception for {one.id} is no longer needed"
            for one in exempt
            if one not in used
        ]
    return wrong


def main(requirements: str, exempt: str) -> int:
    command = [str(Path(sys.executable).with_name("pip-audit")), "--require-hashes", "--disable-pip"]
    asked = [*command, "--progress-spinner", "off", "--format", "json", "--requirement", requirements]
    ended = subprocess.run(asked, capture_output=True, text=True)  # noqa: S603 - our own arguments
    try:
        report = json.loads(ended.stdout)
    except ValueError:
        print(f"pip-audit failed:\n{ended.stderr[-2000:]}", file=sys.stderr)  # noqa: T201
        return 1
    wrong = judge(report, exceptions(Path(exempt).read_text("utf-8")), SystemClock().now().date())
    for line in wrong or [f"Nothing known against {len(report['dependencies'])} packages."]:
        print(line)  # noqa: T201
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

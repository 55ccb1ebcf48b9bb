"""Compile the two requirement files with hashes and carry each reason from the .in file beside its pin.

Needs `uv` (a developer's tool, not the portal's). Called by `make lock`.
"""

import re
import subprocess
import sys
from pathlib import Path

NAME = re.compile(r"^([A-Za-z0-9._-]+)")


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def reasons(source: Path) -> dict[str, str]:
    found = {}
    for line in source.read_text(encoding="utf-8").splitlines():
        match = NAME.match(line)
        if match and "#" in line:
            found[canonical(match[1])] = line.split("#", 1)[1].strip()
    return found


def lock(source: Path) -> None:
    target = source.with_suffix(".txt")
    subprocess.run(
        [
            "uv",
            "pip",
            "compile",
            "--quiet",
            "--universal",
            "--python-version",
            "3.11",
            "--generate-hashes",
            "--no-header",
            "--no-annotate",
            "-o",
            target,
            source,
            *sys.argv[1:],
        ],
        check=True,
    )
    why = reasons(Path("requirements.in")) | reasons(source)
    lines = [
        f"# Written by `make lock` from {source.name}; a line with a reason is our choice, the others come with it."
    ]
    for line in target.read_text(encoding="utf-8").splitlines():
        match = NAME.match(line)
        if match and canonical(match[1]) in why:
            lines.append(f"# {why[canonical(match[1])]}")
        lines.append(line)
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")


for name in ("requirements.in", "requirements-dev.in"):
    lock(Path(name))

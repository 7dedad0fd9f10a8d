"""Everything that must hold before a change is trusted: ``make test``.

The slowest tests are left to CI, which says so by its variable, and to ``ALL=1``.
Each step says how it went, and what it found if it fails; the tests come last, so that
their own summary is the last thing on the screen.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.environment import PRODUCTION, ROOT

BIN = Path(sys.executable).parent
PYTHON = [sys.executable]
TEMPLATES = sorted(map(str, (ROOT / "templates").rglob("*.html")))

STEPS = [  # two at a time, the longest first
    ("Types", [str(BIN / "mypy")], {}),
    ("Format", [str(BIN / "ruff"), "format", "--check", "."], {}),
    ("Lint", [str(BIN / "ruff"), "check", "--output-format=concise", "."], {}),
    ("Migrations", [*PYTHON, "manage.py", "makemigrations", "--check"], {}),
    (
        "Production settings",
        [*PYTHON, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        PRODUCTION,
    ),
    ("Templates: format", [str(BIN / "djade"), "--check", *TEMPLATES], {}),
    ("Templates: lint", [str(BIN / "djlint"), "--lint", "templates"], {}),
]
# Each has a browser and a database of its own.
WORKERS = min(4, max(2, os.cpu_count() or 2))
AT_ONCE = ["-n", str(WORKERS), "--dist", "worksteal"]
ALL = any(os.environ.get(name) in {"1", "true"} for name in ("CI", "ALL"))
WHICH = "not stress" if ALL else "not stress and not long"
TESTS = [*PYTHON, "-m", "pytest", "-m", WHICH, *AT_ONCE, *sys.argv[1:]]


def main() -> int:
    compile_once()
    with ThreadPoolExecutor(max_workers=2) as pool:
        passed = list(pool.map(lambda step: passes(*step), STEPS))
    failed = [name for (name, *_), well in zip(STEPS, passed, strict=True) if not well]
    left = "" if ALL else "; the slowest are left to CI (make test ALL=1 runs them)"
    print(f"── Tests, in Chromium too{left}", flush=True)
    status = subprocess.run(TESTS, check=False, cwd=ROOT).returncode
    if failed:
        print(f"Failed before the tests: {', '.join(failed)}.")
    return 1 if failed else status


def compile_once() -> None:
    """Keep what Python compiles, also where the environment says not to: the tests
    start dozens of processes, and each would compile two thousand files anew."""
    os.environ["PYTHONDONTWRITEBYTECODE"] = ""
    os.environ["PYTHONPYCACHEPREFIX"] = str(ROOT / ".data" / "bytecode")


def passes(name: str, command: list[str], extra: dict[str, str]) -> bool:
    """Run one step; say how it went, and what it said only if it failed."""
    began = time.monotonic()
    done = subprocess.run(
        command,
        check=False,
        cwd=ROOT,
        env={**os.environ, **extra},
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    verdict = "passed" if done.returncode == 0 else "FAILED"
    print(f"── {name} … {verdict} ({time.monotonic() - began:.0f} s)", flush=True)
    if done.returncode != 0:
        print(done.stdout)
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main())

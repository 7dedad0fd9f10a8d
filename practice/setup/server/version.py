"""One version of the code in a folder of its own, which only root may write."""

from __future__ import annotations

import hashlib
import shutil
import time
from pathlib import Path

from practice.setup.server.places import CURRENT, SOURCE, VERSIONS
from practice.setup.server.saying import run

TAKEN = ("clients", "collateral", "practice", "releases", "static", "templates")
FILES = ("LICENSE", "README.md", "manage.py", "pyproject.toml", "requirements.lock")
SERVED = "served"
# Beside the one that runs, to go back to.
KEPT = 2


def laid() -> Path:
    """The source beside us as a version, with its packages; made anew only if it changed."""
    folder = VERSIONS / f"{time.strftime('%Y%m%d')}-{_digest()[:10]}"
    for made in VERSIONS.glob(f"*-{_digest()[:10]}"):
        if (made / ".venv" / "installed").exists():
            return made
    shutil.rmtree(folder, ignore_errors=True)
    VERSIONS.mkdir(parents=True, exist_ok=True)
    for name in TAKEN:
        leave = shutil.ignore_patterns("__pycache__", "*.pyc")
        shutil.copytree(SOURCE / name, folder / name, ignore=leave)
    for name in FILES:
        shutil.copy(SOURCE / name, folder / name)
    _packages(folder)
    run("", "chown", "-R", "root:root", folder)
    run("", "chmod", "-R", "u+rwX,go+rX,go-w", folder)
    return folder


def running() -> Path | None:
    """The version that runs now, if one ever served."""
    return CURRENT.resolve() if (CURRENT / SERVED).exists() else None


def has_served(folder: Path) -> None:
    """Note that pages came of it: there is something to go back to."""
    (folder / SERVED).touch()


def turn_to(folder: Path) -> None:
    """Have ``folder`` be what starts next: at once, or not at all."""
    new = CURRENT.with_name("current.new")
    new.unlink(missing_ok=True)
    new.symlink_to(folder.name)
    new.rename(CURRENT)


def forget_old() -> None:
    """Those that nobody goes back to any more."""
    those = [
        each for each in VERSIONS.iterdir() if each.is_dir() and not each.is_symlink()
    ]
    those = [each for each in those if each != running()]
    for old in sorted(those, key=lambda each: each.stat().st_mtime)[:-KEPT]:
        shutil.rmtree(old)


def _packages(folder: Path) -> None:
    python = folder / ".venv" / "bin" / "python"
    run("Making its environment", "python3", "-m", "venv", folder / ".venv")
    pip: list[str | Path] = [python, "-m", "pip", "install", "--no-input", "--no-deps"]
    pip += ["--disable-pip-version-check", "--require-hashes"]
    lock = folder / "requirements.lock"
    run("Installing the packages that are pinned", *pip, "-r", lock)
    run("", python, "-m", "compileall", "-q", *(folder / name for name in TAKEN[:4]))
    (folder / ".venv" / "installed").touch()


def _digest() -> str:
    """Of all that a version is."""
    digest = hashlib.sha256()
    files = [SOURCE / name for name in FILES]
    for name in TAKEN:
        files += sorted(each for each in (SOURCE / name).rglob("*") if each.is_file())
    for file in files:
        if "__pycache__" not in file.parts:
            digest.update(str(file.relative_to(SOURCE)).encode() + b"\0")
            digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()

"""What the machine itself shows."""

from __future__ import annotations

import ctypes
import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from practice.formats import say_list
from practice.paper import pango
from practice.paper.fonts import undrawable_scripts
from practice.paper.key import NoKey, own
from practice.upkeep.facts import Fact

GIB = 1024**3
LEAST_FREE = 2 * GIB
LEAST_SHARE = 0.1
TIME_ERROR = 5  # adjtimex(2): the clock is not synchronised
ROOM = 512  # bytes: more than struct timex takes
SHORT = 16
SYS = Path("/sys/dev/block")


def facts() -> Iterator[Fact]:
    yield _user()
    yield _space()
    yield _encryption()
    yield _clock()
    yield _private()
    yield _fonts()
    yield _seal()


def _user() -> Fact:
    if os.geteuid() == 0:
        do = "Run it as a user of its own, as make install does."
        return Fact("user", False, "It runs as root.", do)
    return Fact("user", True, "It runs as a user of its own, not as root.")


def _space() -> Fact:
    disk = shutil.disk_usage(data_folder())
    said = (
        f"{disk.free / GIB:.1f} GB of {disk.total / GIB:.1f} GB are free on the disk."
    )
    if not has_room():
        do = (
            "Make room, or give it a larger disk: once it is full nothing can be saved."
        )
        return Fact("disk", False, said, do)
    return Fact("disk", True, said)


def has_room() -> bool:
    """Whether the disk with the data has room for some days of work."""
    disk = shutil.disk_usage(data_folder())
    return disk.free >= LEAST_FREE and disk.free >= disk.total * LEAST_SHARE


def _encryption() -> Fact:
    if is_encrypted(data_folder().stat().st_dev):
        return Fact("encryption", True, "The disk with the data is encrypted.")
    if settings.DISK_ENCRYPTED:
        said = "The settings say that the disk with the data is encrypted."
        return Fact("encryption", True, said)
    return Fact(
        "encryption",
        False,
        "Nothing shows that the disk with the data is encrypted.",
        "Put DATA_DIR on an encrypted disk (LUKS). Where it is encrypted beneath this "
        "machine, as providers do, say so: DISK_ENCRYPTED=1.",
    )


def is_encrypted(device: int, sys: Path = SYS) -> bool:
    """Whether it is on dm-crypt, itself or whatever it lies on."""
    return _lies_on_crypt(sys / f"{os.major(device)}:{os.minor(device)}")


def _lies_on_crypt(block: Path) -> bool:
    try:
        if (block / "dm/uuid").read_text(encoding="ascii").startswith("CRYPT-"):
            return True
    except OSError:
        pass
    beneath = list((block / "slaves").glob("*"))
    return bool(beneath) and all(map(_lies_on_crypt, beneath))


def _clock() -> Fact:
    try:
        state = ctypes.CDLL(None).adjtimex(ctypes.create_string_buffer(ROOM))
    except (OSError, AttributeError):
        state = TIME_ERROR
    if state in {TIME_ERROR, -1}:
        do = "Turn on its time service: timedatectl set-ntp true."
        return Fact("clock", False, "Nothing keeps the clock right.", do)
    return Fact("clock", True, "The clock is kept right.")


def _private() -> Fact:
    open_to_others = [each.name for each in _secrets() if _is_open(each)]
    if open_to_others:
        said = f"Others on this machine may read {say_list(open_to_others)}."
        return Fact("secrets", False, said, "Take that away: chmod go-rwx.")
    return Fact("secrets", True, "Nobody else on this machine may read the secrets.")


def _secrets() -> list[Path]:
    """The seal's folder and its key, and whatever files hold settings."""
    named = [Path(path) for name, path in os.environ.items() if name.endswith("_FILE")]
    seal = data_folder() / "seal"
    files = [each for each in named if "SECRET" in each.name.upper()]
    return [each for each in (seal, seal / "key.pem", *files) if each.exists()]


def _is_open(path: Path) -> bool:
    return bool(path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO))


def _fonts() -> Fact:
    if needed := pango.needed():
        return Fact("fonts", False, "No paper can be drawn.", needed)
    if missing := undrawable_scripts():
        names = say_list(each.name for each in missing)
        packages = " ".join(sorted({each.package for each in missing}))
        do = f"apt-get install {packages}"
        return Fact("fonts", False, f"Papers cannot show {names}.", do)
    return Fact("fonts", True, "Papers can show every writing that families here read.")


def _seal() -> Fact:
    try:
        said = f"Papers are sealed with the key {own().fingerprint[:SHORT]}…"
    except NoKey as error:
        return Fact("seal", False, str(error), "Let its user write to DATA_DIR.")
    return Fact("seal", True, said)


def data_folder() -> Path:
    """The folder of the data, or the nearest above that is there."""
    path = Path(settings.DATA_DIR).resolve()
    return next(each for each in (path, *path.parents) if each.exists())

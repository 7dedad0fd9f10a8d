"""For whom the backups of this machine are closed: the practice, and its own drill."""

from __future__ import annotations

from practice.setup.server.places import BACKUPS, COMMAND, SECRETS, SETTINGS
from practice.setup.server.saying import run

KEEP = """
The secret of the practice's backups. It is said once, and kept nowhere on this machine:
print it, and keep it in two places. Without it no backup is ever opened elsewhere.

    {secret}
"""


def made() -> str:
    """Made once. What whoever installs has to keep, in words; empty where there are some."""
    if "\nBACKUP_RECIPIENT=" in SETTINGS.read_text():
        return ""
    secret, practice = _key()
    drill, machine = _key()
    file = SECRETS / "drill_key"
    file.touch(mode=0o600)
    file.write_text(f"{drill}\n")
    with SETTINGS.open("a") as settings:
        settings.write(f"BACKUP_RECIPIENT='{practice},{machine}'\n")
        settings.write(f"BACKUP_DIR='{BACKUPS}'\n")
    return KEEP.format(secret=secret)


def _key() -> tuple[str, str]:
    """A secret, and for whom that closes."""
    said = run("", COMMAND, "backup_key")
    (secret,) = (
        line for line in said.splitlines() if line.startswith("AGE-SECRET-KEY")
    )
    return secret, said.partition("BACKUP_RECIPIENT=")[2].split()[0]

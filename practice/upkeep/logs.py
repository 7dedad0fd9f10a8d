"""Whether the log is on another machine too, where whoever breaks into this one cannot
change it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from practice.upkeep.facts import Fact

# As systemd has it that the journal's upload starts with the machine.
UPLOAD = Path(
    "/etc/systemd/system/multi-user.target.wants/systemd-journal-upload.service"
)


def facts() -> Iterator[Fact]:
    if UPLOAD.is_symlink():
        yield Fact("logs", True, "The journal is sent to another machine.")
    elif settings.LOGS_ELSEWHERE:
        said = "The settings say that the log is sent to another machine."
        yield Fact("logs", True, said)
    else:
        yield Fact(
            "logs",
            False,
            "Nothing shows that the log leaves this machine.",
            "Send it to another one, as the README says under Running a practice on it. "
            "Where something else does, say so: LOGS_ELSEWHERE=1.",
        )

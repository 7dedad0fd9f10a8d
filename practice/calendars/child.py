"""The process that gets a calendar and reads it: little memory, little time, no files.

A line of JSON says what is asked, a line of JSON answers: what there is, or its trouble.
"""

from __future__ import annotations

import json
import resource
import sys
from datetime import datetime
from typing import BinaryIO
from zoneinfo import ZoneInfo

from practice.calendars.declined import owners_by_address
from practice.calendars.events import Times, read
from practice.calendars.fetch import fetched
from practice.calendars.net import Net
from practice.calendars.occurring import Asked
from practice.calendars.trouble import Trouble

MEMORY = 2 * 1024**3
SECONDS = 40  # of the processor's time


def main(
    sent: BinaryIO, out: BinaryIO, net: Net | None = None, seconds: int = SECONDS
) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    task = json.loads(sent.readline())
    try:
        answer = _answer(task, net)
    except Trouble as trouble:
        answer = {"trouble": trouble.code}
    except MemoryError:
        answer = {"trouble": "big"}
    out.write(json.dumps(answer).encode() + b"\n")
    out.flush()


def _answer(task: dict[str, str], net: Net | None) -> dict[str, object]:
    asked = Asked(
        datetime.fromisoformat(task["since"]),
        datetime.fromisoformat(task["until"]),
        ZoneInfo(task["home"]),
        owners_by_address(task["address"]),
    )
    found = read(fetched(task["address"], net), asked)
    return {
        "busy": _told(found.busy),
        "named": {uid: _told(times) for uid, times in found.named.items()},
        "unread": found.unread,
    }


def _told(times: Times) -> list[tuple[float, float]]:
    """Joined where they meet: how many there are, and which, is nobody's business."""
    joined: list[tuple[float, float]] = []
    for starts, ends in sorted((a.timestamp(), b.timestamp()) for a, b in times):
        if joined and starts <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(ends, joined[-1][1])
        else:
            joined.append((starts, ends))
    return joined


if __name__ == "__main__":
    main(sys.stdin.buffer, sys.stdout.buffer)

"""A calendar kept elsewhere, got and read in a process apart: whatever it is, it costs so much
time and memory, and no more.
"""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.conf import settings

from practice.calendars.trouble import CODES, Trouble
from practice.calendars.uids import is_ours
from practice.spans import Span, span

COMMAND = [sys.executable, "-m", "practice.calendars.child"]
SECONDS = (
    90  # by the clock, as against the processor's: it may be kept waiting by others
)
MOST = 5_000


@dataclass(frozen=True)
class Read:
    """When somebody is busy; and how many entries could not be read."""

    busy: list[Span]
    unread: int


def read(address: str, since: datetime, until: datetime) -> Read:
    """Raises ``Trouble``, which says nothing of the address."""
    answer = _answered(
        {
            "address": address,
            "since": since.isoformat(),
            "until": until.isoformat(),
            "home": settings.TIME_ZONE,
        }
    )
    times = [*answer["busy"]]
    for uid, theirs in answer["named"].items():
        times += [] if is_ours(uid) else theirs
    busy = _joined(times)
    if len(busy) > MOST:
        raise Trouble("many")
    return Read(busy, int(answer["unread"]))


def _joined(times: list[tuple[float, float]]) -> list[Span]:
    joined: list[tuple[float, float]] = []
    for starts, ends in sorted(map(tuple, times)):
        if joined and starts <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(ends, joined[-1][1])
        else:
            joined.append((starts, ends))
    return [
        span(datetime.fromtimestamp(starts, UTC), datetime.fromtimestamp(ends, UTC))
        for starts, ends in joined
    ]


def _answered(asked: dict[str, str]) -> dict[str, Any]:
    """The address goes through a pipe: what a command line says, everyone here can see."""
    process = subprocess.Popen(  # noqa: S603 - our own program
        COMMAND,
        cwd=settings.BASE_DIR,
        env={"PATH": "", "LANG": "C.UTF-8"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    try:
        said, _ = process.communicate(json.dumps(asked).encode() + b"\n", SECONDS)
        answer: dict[str, Any] = json.loads(said)
    except subprocess.TimeoutExpired:
        raise Trouble("slow") from None
    except ValueError:
        raise Trouble(_died(process.returncode)) from None
    finally:
        process.kill()
        process.wait()
    if "trouble" in answer:
        raise Trouble(answer["trouble"] if answer["trouble"] in CODES else "broken")
    return answer


def _died(code: int) -> str:
    return "slow" if code in {-signal.SIGXCPU, -signal.SIGKILL} else "broken"

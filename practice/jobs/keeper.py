"""Keeps one worker running: a worker that has died is followed by another."""

from __future__ import annotations

import contextlib
import logging
import os
import signal
import time
from collections.abc import Callable
from typing import NoReturn

from practice.jobs.worker import FINISH, end_with

logger = logging.getLogger(__name__)

LONGEST = 30  # seconds between two workers, where one after the other dies
WELL = 60  # seconds: who lived that long is followed at once
LOOK = 0.2  # seconds
TOLD = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


class Keeper:
    """Runs ``work`` in a child, again and again, while ``wanted`` and not told to stop."""

    def __init__(
        self, work: Callable[[], None], wanted: Callable[[], bool] = lambda: True
    ) -> None:
        self.work, self.wanted = work, wanted
        self.told = False

    def run(self) -> None:
        for each in TOLD:
            signal.signal(each, self._stop)
        wait = 1.0
        while self._goes_on():
            born = time.monotonic()
            status = self._see_through(self._fork())
            if not self._goes_on():
                break
            wait = 1.0 if time.monotonic() - born > WELL else min(wait * 2, LONGEST)
            logger.warning("The worker ended with %s; another starts.", status)
            self._rest(wait)

    def _goes_on(self) -> bool:
        return not self.told and self.wanted()

    def _stop(self, *_: object) -> None:
        self.told = True

    def _fork(self) -> int:
        """The child. What it is told before it listens by itself waits for that."""
        parent = os.getpid()
        signal.pthread_sigmask(signal.SIG_BLOCK, TOLD)
        child = os.fork()
        if not child:
            _live(self.work, parent)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, TOLD)
        return child

    def _see_through(self, child: int) -> int:
        """Until it has ended; told to stop, it is given time, and no more than that."""
        until = None
        while True:
            ended, status = os.waitpid(child, os.WNOHANG)
            if ended:
                return os.waitstatus_to_exitcode(status)
            if until is None and not self._goes_on():
                os.kill(child, signal.SIGTERM)
                until = time.monotonic() + FINISH + 2
            elif until is not None and time.monotonic() > until:
                os.kill(child, signal.SIGKILL)
            time.sleep(LOOK)

    def _rest(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while self._goes_on() and time.monotonic() < until:
            time.sleep(LOOK)


def _live(work: Callable[[], None], parent: int) -> NoReturn:
    """The child's whole life. It never returns into the parent's code."""
    status = 1
    os.setpgrp()  # Ctrl-C reaches the keeper alone, which gives the work time to end
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, lambda *_: os._exit(0))
    signal.signal(signal.SIGHUP, signal.SIG_IGN)  # the keeper says when
    signal.pthread_sigmask(signal.SIG_UNBLOCK, TOLD)
    with contextlib.suppress(BaseException):
        end_with(parent)
        try:
            work()
            status = 0
        except BaseException as error:
            logger.error("The worker cannot go on.", exc_info=error)
    os._exit(status)

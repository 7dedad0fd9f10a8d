"""``make demo``, once the packages are there: an invented practice, being served."""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from gunicorn.app.wsgiapp import WSGIApplication
from rich.console import Console

from practice.jobs.worker import FINISH
from practice.setup.install import port_problem


class Command(BaseCommand):
    help = "Serve an invented practice on this machine, until Ctrl-C."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", default="8000")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            message = "This fills the database with an invented practice; set DEMO=1 to allow it."
            raise CommandError(message)
        if problem := port_problem(options["port"]):
            raise CommandError(problem)
        port = options["port"]
        step("PostgreSQL", "is running", connection.ensure_connection)
        call_command("demo", look=True)
        step("The tables", "are laid", lambda: call_command("migrate", verbosity=0))
        step("Styles, scripts and fonts", "are collected", collect_static)
        call_command("demo")
        connection.close()
        self.stdout.write(f"\nOpen http://127.0.0.1:{port}/ (Ctrl-C stops it)\n")
        self.stdout.flush()
        serve(port)


def step(what: str, done: str, act: Callable[[], object]) -> None:
    """Name what is going on while it goes on, and say that it is done."""
    console = Console()
    with console.status(f"{what} …"):
        act()
    console.print(f"{what} {done}.")


def collect_static() -> None:
    """As ``collectstatic``, unless nothing has changed since."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            status = Path(storage.path(name)).stat()
            digest.update(f"{name} {status.st_size} {status.st_mtime_ns}\n".encode())
    stamp = Path(settings.STATIC_ROOT) / "collected"
    if not stamp.exists() or stamp.read_text() != digest.hexdigest():
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        stamp.write_text(digest.hexdigest())


def serve(port: str) -> None:
    """Become gunicorn. In this process, so that whatever ends it ends everything."""
    served_by = os.getpid()
    # Links in what is mailed lead here, from the worker's mails too.
    os.environ["PRACTICE_URL"] = settings.PRACTICE_URL = f"http://127.0.0.1:{port}"
    conf = ["--config", "python:practice.setup.gunicorn_conf"]
    sys.argv = ["gunicorn", *conf, "--bind", f"127.0.0.1:{port}"]
    server = WSGIApplication()
    server.cfg.set("when_ready", _stop_on_hang_up)
    keeper = _start_work()
    try:
        server.run()
    finally:
        if os.getpid() == served_by:  # and not in what gunicorn forks
            _end_work(keeper)


def _start_work() -> subprocess.Popen[bytes]:
    """What runs the jobs, for as long as this process lives."""
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "work"]
    keeper = subprocess.Popen([*command, "--while", str(os.getpid())])  # noqa: S603
    # What gunicorn forks has no such child, and would complain of it as it ends.
    os.register_at_fork(after_in_child=lambda: setattr(keeper, "returncode", 0))
    return keeper


def _end_work(keeper: subprocess.Popen[bytes]) -> None:
    keeper.terminate()
    try:
        keeper.wait(FINISH + 5)
    except subprocess.TimeoutExpired:
        keeper.kill()


def _stop_on_hang_up(arbiter: Any) -> None:
    """A closed terminal stops the demo; gunicorn itself would take it for a reload."""
    signal.signal(signal.SIGHUP, lambda *_: arbiter.signal(signal.SIGTERM, None))

"""What a walk leaves in the logs."""

from __future__ import annotations

import io
import logging.config
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from practice.setup.logs import configuration


@contextmanager
def logged(stream: io.StringIO) -> Iterator[None]:
    """The application's own log, in full, as the settings have it written."""
    config = configuration("DEBUG")
    config["handlers"]["stderr"]["stream"] = stream
    logging.config.dictConfig(config)
    try:
        yield
    finally:
        logging.config.dictConfig(settings.LOGGING)


@contextmanager
def told_on_stderr(stream: io.StringIO) -> Iterator[None]:
    """What Python, or a library beneath it, writes to standard error."""
    kept = os.dup(2)
    with tempfile.TemporaryFile("w+") as file:
        os.dup2(file.fileno(), 2)
        try:
            yield
        finally:
            os.dup2(kept, 2)
            os.close(kept)
            file.seek(0)
            stream.write(file.read())


def server_log() -> Path:
    return Path(settings.DATA_DIR) / "postgres" / "log"


@contextmanager
def appended(path: Path, stream: io.StringIO) -> Iterator[None]:
    """What is added to a file meanwhile; nothing where the server is not ours."""
    start = path.stat().st_size if path.exists() else 0
    yield
    if path.exists():
        with path.open() as file:
            file.seek(start)
            stream.write(file.read())

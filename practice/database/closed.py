"""One file that holds a whole practice, closed for whoever has its secret, and nobody else.

It is ``age`` (age-encryption.org/v1), so that any program that speaks it opens it: what is
inside is one line of JSON, the key with which the practice seals, and a ``pg_dump``. The
machine that writes it knows the recipients alone, and cannot read what it wrote.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

import pyrage

BEGINS = b"age-encryption.org/v1\n"
PLAIN = b"PGDMP"  # as pg_dump's own files begin
FORM = "third-chair backup 1"
LONGEST_HEAD = 64 * 1024


class RefusedError(Exception):
    """This file is not one that is restored here; the message says why."""


NOT_OURS = (
    "It cannot be opened: it is closed for another key than this one, was changed, or was "
    "cut off. Nothing was restored."
)
FOREIGN = "It is closed for this key, but is no backup of this program."


def new_secret() -> tuple[str, str]:
    """The secret, which the practice keeps away from the machine, and its recipient."""
    identity = pyrage.x25519.Identity.generate()
    return str(identity), str(identity.to_public())


def recipients(named: list[str]) -> list[pyrage.x25519.Recipient]:
    try:
        return [pyrage.x25519.Recipient.from_str(each) for each in named]
    except pyrage.RecipientError:
        message = "BACKUP_RECIPIENT must hold what manage.py backup_key printed: age1…"
        raise RefusedError(message) from None


def identities(secret: Path) -> list[pyrage.x25519.Identity]:
    """Those in the file ``secret``, a line each; what follows ``#`` is said to people."""
    try:
        lines = secret.read_text(encoding="utf-8").splitlines()
        kept = [line.strip() for line in lines if line.strip()]
        return [
            pyrage.x25519.Identity.from_str(each)
            for each in kept
            if not each.startswith("#")
        ]
    except (OSError, UnicodeDecodeError, pyrage.IdentityError):
        message = f"{secret} does not hold a secret that manage.py backup_key printed."
        raise RefusedError(message) from None


def close(
    file: Path, seal: bytes, dump: IO[bytes], for_whom: list[Any], ended: Callable
) -> None:
    """Write ``file``, whole or not at all. ``ended`` raises if the dump did not end well."""
    new = file.with_name(f"{file.name}.new")
    head = json.dumps({"form": FORM, "seal": len(seal)}).encode() + b"\n" + seal
    try:
        with os.fdopen(
            os.open(new, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb"
        ) as written:
            pyrage.encrypt_io(_Joined(head, dump), written, for_whom)
            ended()
            written.flush()
            os.fsync(written.fileno())
        os.link(new, file)  # writes over nothing
    finally:
        new.unlink(missing_ok=True)


def opened(file: Path, secret: Path, dump: Path) -> bytes:
    """The practice's key; what PostgreSQL dumped is in ``dump`` then. Every byte has been
    seen to be what was written, to its end, before this returns. Raises RefusedError.
    """
    known = identities(secret)
    with (
        file.open("rb") as closed,
        os.fdopen(
            os.open(dump, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb"
        ) as written,
    ):
        parted = _Parted(written)
        try:
            pyrage.decrypt_io(closed, parted, known)
        except (pyrage.DecryptError, OSError, ValueError) as error:
            raise RefusedError(NOT_OURS) from error
    return parted.seal()


def is_closed(file: Path) -> bool:
    with file.open("rb") as read:
        return read.read(len(BEGINS)) == BEGINS


class _Joined:
    """Reads ``head``, and then what follows."""

    def __init__(self, head: bytes, rest: IO[bytes]) -> None:
        self.head, self.rest = head, rest

    def read(self, size: int = -1) -> bytes:
        if not self.head:
            return self.rest.read(size)
        size = len(self.head) if size < 0 else size
        given, self.head = self.head[:size], self.head[size:]
        return given


class _Parted:
    """Writes on what follows the head, which it keeps."""

    def __init__(self, rest: IO[bytes]) -> None:
        self.head, self.rest, self.length = b"", rest, -1

    def write(self, data: bytes) -> int:
        if self.length < 0:
            self.head += data
            self._look()
        elif len(self.head) < self.length:
            self.head += data
        else:
            self.rest.write(data)
            return len(data)
        if 0 <= self.length < len(self.head):
            self.rest.write(self.head[self.length :])
            self.head = self.head[: self.length]
        return len(data)

    def flush(self) -> None:
        self.rest.flush()

    def seal(self) -> bytes:
        if self.length != len(self.head):
            raise RefusedError(FOREIGN)
        return self.head.partition(b"\n")[2]

    def _look(self) -> None:
        line, ended, _ = self.head.partition(b"\n")
        if not ended:
            if len(self.head) > LONGEST_HEAD:
                raise RefusedError(FOREIGN)
            return
        try:
            said = json.loads(line)
            fits = said["form"] == FORM
            self.length = len(line) + 1 + int(said["seal"])
        except (ValueError, KeyError, TypeError):
            fits = False
        if not fits:
            raise RefusedError(FOREIGN)

"""Sealing a paper with the practice's key: PAdES, and nothing may change afterwards."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from django.conf import settings

from practice.paper.key import Key, NoKey, own

if TYPE_CHECKING:
    from practice.paper.pades import Sealer


def seal(pdf: bytes, key: Key | None = None, name: str = "") -> bytes:
    """``pdf`` sealed with the practice's ``key``, in its ``name``, the one on the machine;
    its own bytes come first, as they are.

    Raises ``NoKey``.
    """
    sealer, held, practice = _sealer(), key or own(), name or settings.PRACTICE_NAME
    # pyHanko runs an event loop, of which a thread can have but one: take another.
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(sealer.seal, pdf, held, practice).result()


def warm() -> None:
    """Load what seals, and the key, now and not at the first signature."""
    _sealer()
    with suppress(NoKey):
        own()


@cache
def _sealer() -> Sealer:
    sealer: Sealer = import_module("practice.paper.pades").Sealer()
    return sealer

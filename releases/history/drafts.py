"""How the history tells of releases that are prepared, printed to be signed, and scanned."""

from __future__ import annotations

from clients.models import EventKind

SENTENCES: dict[str, str] = {
    EventKind.DRAFT_PREPARED: "{actor} prepared a release for {contact} ({client}).",
    EventKind.DRAFT_WITHDRAWN: (
        "{actor} put aside the release prepared for {contact} ({client})."
    ),
    EventKind.DRAFT_PRINTED: (
        "{actor} printed the release prepared for {contact}, to be signed ({client})."
    ),
    EventKind.SCAN_RECEIVED: (
        "{actor} scanned the release prepared for {contact}, signed on paper ({client})."
    ),
    EventKind.SCAN_VIEWED: (
        "{actor} looked at a scan of the release prepared for {contact} ({client})."
    ),
    EventKind.SCAN_DISCARDED: (
        "{actor} put aside a scanned page of the release prepared for {contact} "
        "({client})."
    ),
}

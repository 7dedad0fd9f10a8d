"""What can end a release, and what it is called then."""

from __future__ import annotations

from datetime import datetime

from releases.models.release import Release

# Each is a date of the release's, with the code and words of its chip. The earliest
# decides.
ENDINGS = {
    "expires_at": ("expired", "Expired"),
    "authority_ends_at": ("lapsed", "Lapsed: the signer's authority ended"),
    "event_occurred_at": ("event_occurred", "Ended by its event"),
    "revoked_at": ("revoked", "Revoked"),
    "superseded_at": ("superseded", "Replaced"),
    "voided_at": ("voided", "Void"),
}


def ending_of(release: Release) -> tuple[str, datetime]:
    """The field that ends ``release`` first, and when. The date it gives may be ahead."""
    ends = [
        (at, field) for field in ENDINGS if (at := getattr(release, field)) is not None
    ]
    # An act that falls on the very instant of expiry is what people should read.
    at, field = min(ends, key=lambda end: (end[0], end[1] == "expires_at"))
    return field, at

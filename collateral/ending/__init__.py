"""Acts on releases that can put sessions on hold: signing, revoking, ending."""

from __future__ import annotations

from collateral.ending.event import end_by_event
from collateral.ending.replacement import sign
from collateral.ending.revocation import revoke

__all__ = ["end_by_event", "revoke", "sign"]

"""What a browser sends to sign, to check and to revoke: what someone wrote holds the canary."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from releases.models import Release, ReleaseDraft, ReleaseWording, SignedByHand
from releases.signing.scanned import key_of, scanned
from releases.terms import content
from tests.privacy.canary import CANARY
from tests.revoked import revoked_form


def signature(draft: ReleaseDraft) -> dict[str, str]:
    return {
        "read": content.sha256_of(content.of_draft(draft)),
        "signer": f"Jordan {CANARY}",
        "capacity": "agent",
        "authority": f"agent of {CANARY}",
        "mark": "typed",
        "typed_name": f"Jordan {CANARY}",
        "initials_hiv": "J",
        "witness": f"Wim {CANARY}",
        "intends": "on",
    }


def by_hand(draft: ReleaseDraft) -> dict[str, str]:
    """What is entered of a paper that an agent signed."""
    asked = ("read", "signer", "capacity", "authority", "initials_hiv", "witness")
    signed = signature(draft)
    said = {name: signed[name] for name in asked}
    return {
        **said,
        "interpreter": f"Ivo {CANARY}",
        "signed_on": timezone.localdate().isoformat(),
        "version_at_foot": content.sha256_of(content.of_draft(draft, "agent")),
        "intends": "on",
    }


def checked(paper: SignedByHand) -> dict[str, str]:
    """What sends a paper back."""
    shown = f"{paper.pk}:{key_of(scanned(paper))}"
    boxes = paper.boxes
    return {"shown": shown, **{f"{box}_why": f"Not {CANARY}." for box in boxes}}


def wording_typed(wording: ReleaseWording) -> dict[str, str]:
    """What the page of ``wording`` sends."""
    said = {
        f"{part}_{each['code']}": f"{each[part]} {CANARY}"
        for each in wording.statements
        for part in ("title", "text")
    }
    return {"lead": CANARY, "agreement": CANARY, **said}


def revocation(release: Release) -> dict[str, Any]:
    return revoked_form(
        release,
        capacity="agent",
        revoker=f"Ida {CANARY}",
        manner="written",
        signed_on=timezone.localdate().isoformat(),
        witness=f"Wim {CANARY}",
        reason=f"As {CANARY} asked.",
    )

"""Whether a minor's treatment is consented to, which a shared session of theirs needs."""

from __future__ import annotations

from collections.abc import Callable

from clients.models import Client
from collateral.gate.proposal import Proposal
from collateral.gate.reasons import Code, Reason
from practice.spans import local_day
from releases.models import FormKind, SignedByHand, SignedForm

UNCHECKED = "One is signed on paper, and counts once a second person has checked it."
NO_CONSENT = "No consent to treat is in force."


def has_consent(client: Client) -> bool:
    """Whether a consent to treat ``client`` is in force."""
    consents = SignedForm.objects.in_force(FormKind.CONSENT)
    return consents.filter(client=client).exists()


def lacks_consent(proposal: Proposal, consented: Callable[[], bool]) -> Reason | None:
    """That nobody consented to treat a client who is a minor on the day, or that it was
    taken back. ``consented`` is asked for minors alone.
    """
    client = proposal.client
    if not client.is_minor_on(local_day(proposal.during.lower)) or consented():
        return None
    sentence = (
        f"{client.name} is a minor then, and no consent to treat them is in force. It is "
        "signed by itself, beside any release."
    )
    papers = SignedByHand.objects.filter(client=client, form_kind=FormKind.CONSENT)
    if papers.filter(checked_at=None).exists():
        return Reason(Code.NO_CONSENT, f"{sentence} {UNCHECKED}", what=UNCHECKED)
    return Reason(Code.NO_CONSENT, sentence)

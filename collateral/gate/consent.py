"""Whether a minor's treatment is consented to, which a shared session of theirs needs."""

from __future__ import annotations

from collateral.gate.proposal import Proposal
from collateral.gate.reasons import Code, Reason
from practice.spans import local_day
from releases.models import FormKind, SignedForm

NO_CONSENT = "No consent to treat is in force."


def lacks_consent(proposal: Proposal) -> Reason | None:
    """That nobody consented to treat a client who is a minor on the day, or that it was
    taken back. One query, for minors alone.
    """
    client = proposal.client
    if not client.is_minor_on(local_day(proposal.during.lower)):
        return None
    consents = SignedForm.objects.in_force(FormKind.CONSENT)
    if consents.filter(client=client).exists():
        return None
    sentence = (
        f"{client.name} is a minor then, and no consent to treat them is in force. It is "
        "signed by itself, beside any release."
    )
    return Reason(Code.NO_CONSENT, sentence)

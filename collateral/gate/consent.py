"""Whether a minor's treatment is consented to, which a shared session of theirs needs."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import UTC, datetime

from clients.models import Client
from collateral.gate.proposal import Proposal
from collateral.gate.reasons import Code, Reason
from practice.formats import say_day_short_year
from practice.spans import last_day, local_day
from releases.models import FormKind, SignedByHand, SignedForm

UNCHECKED = "One is signed on paper, and counts once a second person has checked it."
NO_CONSENT = "No consent to treat is in force."
UNTIL = ("ends_at", "ended_at")


# Of what does not end.
FOR_EVER = datetime.max.replace(tzinfo=UTC)


def consented_until(
    client: Client, without: Collection[SignedForm] = ()
) -> datetime | None:
    """Until when a consent to treat ``client`` is in force, by all but these forms; None
    where none is.
    """
    consents = SignedForm.objects.in_force(FormKind.CONSENT).filter(client=client)
    kept = consents.exclude(pk__in=[form.pk for form in without])
    return max((form.until or FOR_EVER for form in kept.only(*UNTIL)), default=None)


def lacks_consent(
    proposal: Proposal, until: Callable[[], datetime | None]
) -> Reason | None:
    """That nobody consented to treat a client who is a minor on the day, that it was taken
    back, or ends before. ``until`` when it is in force is asked for minors alone.
    """
    client = proposal.client
    if not client.is_minor_on(local_day(proposal.during.lower)):
        return None
    ends = until()
    if ends and ends >= proposal.during.upper:
        return None
    sentence = (
        f"{client.name} is a minor then, and no consent to treat them is in force. It is "
        "signed by itself, beside any release."
    )
    if ends:
        sentence = (
            f"{client.name} is a minor then. The consent to treat them counts until "
            f"{say_day_short_year(last_day(ends))}, as long as whoever signed has the "
            "right to. It is signed anew for after that."
        )
    papers = SignedByHand.objects.filter(client=client, form_kind=FormKind.CONSENT)
    if papers.filter(checked_at=None).exists():
        return Reason(Code.NO_CONSENT, f"{sentence} {UNCHECKED}", what=UNCHECKED)
    return Reason(Code.NO_CONSENT, sentence)

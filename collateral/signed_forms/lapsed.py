"""That a minor's treatment is not consented to, or soon is not, as their page says."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from clients.models import Client
from collateral.gate.consent import FOR_EVER
from practice.formats import say_day_short_year
from practice.spans import last_day, local_day
from releases.models import FormKind, SignedForm

SOON = timedelta(days=60)
NEVER = "Nobody has consented to treat {client} yet, which a shared session needs."


def lacks_of(client: Client) -> str:
    """What lacks, in a sentence, of a ``client`` who is a minor; nothing while a consent is
    in force for long. One query.
    """
    consents = SignedForm.objects.filter(client=client, kind=FormKind.CONSENT)
    signed = list(consents.filter(whole=True).order_by("-pk"))
    standing = [each for each in signed if not (each.withdrawn_at or each.has_ended)]
    if not standing:
        return _ended(signed[0]) if signed else NEVER.format(client=client.name)
    longest = max(standing, key=lambda each: each.until or FOR_EVER)
    if longest.until is None or longest.until > timezone.now() + SOON:
        return ""
    day = say_day_short_year(last_day(longest.until))
    return (
        f"The consent to treat counts until {day}, as long as {longest.signer} has the "
        "right to it. No shared session is booked for after that."
    )


def _ended(form: SignedForm) -> str:
    """What became of the newest, of which none is in force any more."""
    if form.withdrawn_at:
        day = say_day_short_year(local_day(form.withdrawn_at))
        return f"The consent to treat was taken back {day}."
    day = say_day_short_year(last_day(form.until)) if form.until else ""
    because = form.get_ended_because_display() or "the papers by which they signed end"
    return f"The consent to treat that {form.signer} signed ended {day}: {because}."

"""Agreeing to sign on a screen, and taking that back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from clients.ledger import record
from clients.models import Client, EventKind
from clients.names import folded
from practice.models import User
from releases.models import RecordsConsent


@dataclass(frozen=True)
class Agreed:
    """What whoever signs has ticked: which words, in which language, and when."""

    at: datetime
    language: str
    wording_version: int

    def by(self, client: Client, person: str) -> RecordsConsent:
        """Recorded, in the transaction of the signature that needs it."""
        return RecordsConsent.objects.create(
            client=client,
            person=person,
            language=self.language,
            wording_version=self.wording_version,
            given_at=self.at,
        )


@transaction.atomic
def take_back(consent: RecordsConsent, actor: User) -> None:
    """What was signed until now stays valid; done by another meanwhile, it does nothing.

    With every other that the same person gave of the same client: it is one word.
    """
    standing = RecordsConsent.objects.select_for_update().filter(
        client=consent.client_id, withdrawn_at=None
    )
    person = folded(consent.person)
    theirs = [each for each in standing.order_by("pk") if folded(each.person) == person]
    if not theirs:
        return
    for each in theirs:
        each.withdrawn_by, each.withdrawn_at = actor, timezone.now()
        each.save(update_fields=["withdrawn_by", "withdrawn_at"])
    record(
        EventKind.RECORDS_WITHDRAWN,
        consent.client,
        actor,
        names={"signer": consent.person},
        consents=[each.pk for each in theirs],
    )


def took_back(client: Client) -> set[str]:
    """Who has taken it back and not agreed again since, by their folded names."""
    latest: dict[str, RecordsConsent] = {}
    for each in RecordsConsent.objects.filter(client=client).order_by("given_at", "pk"):
        latest[folded(each.person)] = each
    return {name for name, each in latest.items() if each.withdrawn_at}

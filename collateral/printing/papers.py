"""One paper of a batch: drawn, or as it is kept; and how its printing is recorded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils import timezone

from clients.ledger import record
from clients.models import Contact, EventKind
from collateral.printing.needed import DRAFT, FORM, SIGNED, Needed
from practice.models import User
from releases.models import Release, ReleaseDraft
from releases.printing.coded import to_sign
from releases.printing.paper import current_paper, named_paper
from releases.proof.evidence import with_evidence
from releases.terms.languages import spoken_by


def signed_among(needed: Iterable[Needed], user: User) -> dict[int, Any]:
    """The releases of those that are signed, with their evidence and their papers."""
    kept = [each.pk for each in needed if each.kind == SIGNED]
    releases = Release.objects.visible_to(user).select_related("document__paper")
    return with_evidence(releases.with_lost()).in_bulk(kept) if kept else {}


def paper_of(
    needed: Needed, user: User, points: int, signed: Mapping[int, Any]
) -> bytes:
    """What is printed of it. What is ``signed`` is printed as it is kept, whatever size is
    asked for. Raises ``Unprintable``, or ``PaperChangedError``; and ``DoesNotExist`` of what
    ``user`` may not see any more.
    """
    if needed.kind == SIGNED:
        if needed.pk not in signed:
            raise Release.DoesNotExist
        return current_paper(signed[needed.pk], timezone.now())
    if needed.kind == DRAFT:
        drafts = ReleaseDraft.objects.visible_to(user).awaiting_signature()
        people = drafts.select_related("client__clinician", "contact")
        return to_sign(people.get(pk=needed.pk), user, points=points)
    contacts = Contact.objects.visible_to(user).select_related("client")
    contact = contacts.get(pk=needed.pk)
    return named_paper(contact, spoken_by(contact.client.language), points)


def recorded(needed: Needed, user: User) -> None:
    """Write to the history that it was printed, as where it is printed alone."""
    kind, about = {
        SIGNED: (EventKind.PRINTED, {"release_id": needed.pk}),
        DRAFT: (EventKind.DRAFT_PRINTED, {"draft": needed.pk}),
        FORM: (EventKind.LETTER_PRINTED, {"paper": "release"}),
    }[needed.kind]
    contact = needed.contact
    record(kind, contact.client, user, contact=contact, **about)  # type: ignore[arg-type]

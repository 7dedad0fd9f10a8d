"""Releases and forms that were printed, signed by hand, scanned and entered, past the
pages.
"""

from __future__ import annotations

import hashlib
from itertools import count
from typing import Any

from django.conf import settings
from django.utils import timezone

from clients.law.signers import usual_right_to_sign
from clients.models import Client, Contact
from practice.models import User
from practice.paper import codes
from practice.spans import local_day
from releases.models import (
    FormKind,
    Printout,
    ReleaseDraft,
    ReleaseWording,
    ScanBatch,
    ScannedFile,
    ScannedPage,
    SignedByHand,
)
from releases.printing.coded import words_in
from releases.signed_forms import words as forms
from releases.terms import content
from tests.clock import DAY
from tests.releases.history.chains import triggers_off

_numbers = count(1)


def printed(draft: ReleaseDraft, by: User, *, pages: int = 2) -> Printout:
    """``draft`` as it was printed just now."""
    capacity = usual_right_to_sign(draft.client, timezone.localdate())
    words = words_in(draft, capacity)
    found = Printout.objects.filter(draft=draft, version=content.sha256_of(words))
    return found.first() or Printout.objects.create(
        number=codes.new_number(),
        draft=draft,
        version=content.sha256_of(words),
        content=words,
        capacity=capacity,
        pages=pages,
        printed_by=by,
    )


def scanned(printout: Printout, by: User, *numbers: int) -> list[ScannedPage]:
    """The pages of these ``numbers``, or all, as they were scanned."""
    numbers = numbers or tuple(range(1, printout.pages + 1))
    batch = ScanBatch.objects.create(uploaded_by=by)
    sent = ScannedFile.objects.create(
        batch=batch, position=1, kind="jpeg", pages=len(numbers), content=b""
    )
    return [
        ScannedPage.objects.create(
            batch=batch,
            file=sent,
            position=position,
            printout=printout,
            page=number,
            **picture(),
        )
        for position, number in enumerate(numbers, start=1)
    ]


def in_tray(by: User) -> ScannedPage:
    """A page of something that nobody recognised."""
    batch = ScanBatch.objects.create(uploaded_by=by)
    sent = ScannedFile.objects.create(
        batch=batch, position=1, kind="jpeg", pages=1, content=b""
    )
    return ScannedPage.objects.create(batch=batch, file=sent, position=1, **picture())


def picture() -> dict[str, Any]:
    """A picture like no other, though not one to look at."""
    jpeg = b"\xff\xd8\xff picture %d" % next(_numbers)
    return {
        "picture": jpeg,
        "sha256": hashlib.sha256(jpeg).hexdigest(),
        "width": 850,
        "height": 1100,
    }


def said_of(draft: ReleaseDraft, by: User, **changes: Any) -> SignedByHand:
    """What ``by`` says of a paper that the client signed today; not saved."""
    capacity = usual_right_to_sign(draft.client, timezone.localdate())
    letters = "".join(word[0] for word in draft.client.legal_name.split())
    said = {
        "draft": draft,
        "version": content.sha256_of(words_in(draft, capacity)),
        "signer": draft.client.legal_name,
        "capacity": capacity,
        "signed_on": timezone.localdate(),
        "initials": dict.fromkeys(draft.sensitive_topics, letters),
        "time_zone": settings.TIME_ZONE,
        "entered_by": by,
        "entered_at": timezone.now(),
    }
    return SignedByHand(**said | changes)


def entered(draft: ReleaseDraft, by: User, **changes: Any) -> SignedByHand:
    """A paper of ``draft``, printed, signed by the client, scanned and entered."""
    printout = printed(draft, by)
    if not printout.scans.exists():
        scanned(printout, by)
    paper = said_of(draft, by, **changes)
    paper.save(force_insert=True)
    return paper


def days_ago(draft: ReleaseDraft, days: int) -> None:
    """Have ``draft``, what was printed of it and its wording be there so many days ago."""
    ago = timezone.now() - days * DAY
    with triggers_off():
        ReleaseDraft.objects.filter(pk=draft.pk).update(
            prepared_at=ago, effective_on=local_day(ago)
        )
        ReleaseWording.objects.update(published_at=ago)
    draft.refresh_from_db()
    # The words say from which day on it counts.
    if Printout.objects.filter(draft=draft).exists():
        words = words_in(draft, "client")
        version = content.sha256_of(words)
        with triggers_off():
            draft.printouts.update(content=words, version=version, printed_at=ago)
            draft.by_hand.update(version=version)


def form_printed(
    client: Client,
    by: User,
    kind: FormKind = FormKind.CONSENT,
    contact: Contact | None = None,
    *,
    days: int = 0,
) -> Printout:
    """A form beside releases as it was printed so many ``days`` ago."""
    words = forms.words_of(kind, client, contact, "en")
    made = Printout.objects.create(
        number=codes.new_number(),
        client=client,
        contact=contact,
        form_kind=kind,
        version=forms.version_of(words),
        content=words,
        pages=1,
        printed_by=by,
    )
    if days:
        with triggers_off():
            Printout.objects.filter(pk=made.pk).update(
                printed_at=timezone.now() - days * DAY
            )
    made.refresh_from_db()
    return made


def form_said(
    client: Client, by: User, kind: FormKind = FormKind.CONSENT, **changes: Any
) -> SignedByHand:
    """What ``by`` says of a form that Rosa signed today, as a parent; not saved."""
    words = forms.words_of(kind, client, changes.get("contact"), "en")
    said = {
        "client": client,
        "form_kind": kind,
        "version": forms.version_of(words),
        "signer": "Rosa Vance",
        "capacity": "parent",
        "authority": "mother",
        "signed_on": timezone.localdate(),
        "time_zone": settings.TIME_ZONE,
        "entered_by": by,
        "entered_at": timezone.now(),
    }
    return SignedByHand(**said | changes)


def form_entered(
    client: Client, by: User, kind: FormKind = FormKind.CONSENT, **changes: Any
) -> SignedByHand:
    """A form printed today, signed by hand, scanned and entered."""
    scanned(form_printed(client, by, kind, changes.get("contact")), by)
    paper = form_said(client, by, kind, **changes)
    paper.save(force_insert=True)
    return paper

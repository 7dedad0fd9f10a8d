"""What the house is furnished with, beside its people."""

from __future__ import annotations

from datetime import date
from functools import cache
from io import BytesIO

from django.contrib.auth.hashers import make_password
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from clients.models import Contact
from practice.chained.acts import change, following
from practice.letterhead.current import logo
from practice.letterhead.logo import showing
from practice.models import User
from releases.models import (
    LostRevocation,
    Release,
    ReleaseDraft,
    ReleaseWording,
    Restoration,
    Revocation,
)
from releases.terms.wording import shipped
from tests.cast import client_of, contact_of
from tests.releases.scans.papers import as_png
from tests.revoked import facts_of, revocation_of
from tests.signed import draft_for, sign


def next_wording(mark: str) -> ReleaseWording:
    """The next version in English, not published yet."""
    first = shipped("en")
    return ReleaseWording.objects.create(
        language="en",
        version=2,
        lead=f"{first.opens} As {mark} says.",
        agreement=first.agrees,
        statements=first.states,
    )


def spoken(contact: Contact, by: User) -> Revocation:
    """Of all that is signed for ``contact``, and still to come in writing."""
    release = sign(contact)
    revocation = revocation_of(contact, by, wants="witnessed")
    revocation.save()
    Release.objects.filter(pk=release.pk).update(**facts_of(revocation))
    return revocation


def lost_with(release: Release) -> Restoration:
    """A backup was restored that did not know that ``release`` was revoked."""
    restored = Restoration.objects.create(events=1)
    at = release.signed_at
    LostRevocation.objects.create(
        restoration=restored,
        release=release,
        received_at=at,
        recorded_at=at,
        revoker=release.contact.name,
        reason=release.contact.name,
    )
    return restored


def minors(ada: User, mark: str) -> ReleaseDraft:
    """Of a client whom a parent and he sign for only together."""
    teo = client_of(ada, f"Teo {mark}", born=date(2012, 5, 2), state="DC")
    return draft_for(contact_of(teo, f"Ines {mark}"), ada)


@cache
def hashed(password: str) -> str:
    """Slow on purpose, so once for all."""
    return make_password(password)


def logo_by(admin: User) -> None:
    """On every paper, from now on."""
    made = BytesIO()
    Image.new("RGB", (80, 60), "teal").save(made, "JPEG")
    change(logo, showing(following(logo, admin), made.getvalue()))


def white() -> SimpleUploadedFile:
    """A page with nothing on it, to be sent in."""
    page = as_png(Image.new("RGB", (600, 800), "white"))
    return SimpleUploadedFile("page.png", page, "image/png")

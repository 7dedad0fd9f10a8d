"""Where a child's treatment touches their parents, on one line from the first on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from operator import attrgetter

from django.db.models import Prefetch
from django.urls import reverse

from clients.models import Client, Contact
from collateral.models import CheckIn, Intake, Participant, Session, Status
from practice.spans import local_day
from releases.models import Format, Release, SignedForm


@dataclass(frozen=True)
class Touchpoint:
    """What there was on a ``day``, with whom, and where to read on."""

    day: date
    what: str
    people: tuple[Contact, ...]
    url: str


def touchpoints_of(
    client: Client, intakes: Iterable[Intake], check_ins: Iterable[CheckIn]
) -> list[Touchpoint]:
    """Consent, intake, check-ins and sessions without the client, the oldest first."""
    entries = [
        *(Touchpoint(i.said_on, "Intake", (i.contact,), "#intakes") for i in intakes),
        *(
            Touchpoint(c.said_on, f"Check-in {_when(c)}", (c.contact,), "#check-ins")
            for c in check_ins
        ),
    ]
    found = [
        *_forms(client),
        *_consents(client),
        *entries,
        *_parent_sessions(client),
    ]
    return sorted(found, key=attrgetter("day"))


def _when(check_in: CheckIn) -> str:
    return check_in.get_occasion_display().lower()


def _forms(client: Client) -> Iterator[Touchpoint]:
    """Consent to treat, and what else was signed for the client by all who had to."""
    url = reverse("client_forms", args=[client.pk])
    for form in SignedForm.objects.filter(client=client, contact=None, whole=True):
        yield Touchpoint(form.signed_on, form.get_kind_display(), (), url)


def _consents(client: Client) -> Iterator[Touchpoint]:
    """The first release that was signed for each; renewals change nobody's part."""
    signed = Release.objects.filter(client=client).select_related("contact")
    first = signed.order_by("contact_id", "signed_at").distinct("contact_id")
    for release in first.defer("document"):
        day, url = local_day(release.signed_at), reverse("release", args=[release.pk])
        yield Touchpoint(day, "Release signed", (release.contact,), url)


def _parent_sessions(client: Client) -> Iterator[Touchpoint]:
    seats = Prefetch("participants", Participant.objects.select_related("contact"))
    apart = Session.objects.filter(client=client, format=Format.COLLATERAL)
    for session in apart.exclude(status=Status.CANCELLED).prefetch_related(seats):
        people = tuple(seat.contact for seat in session.participants.all())
        url = reverse("session", args=[session.pk])
        day = local_day(session.during.lower)
        yield Touchpoint(day, "Session without the client", people, url)

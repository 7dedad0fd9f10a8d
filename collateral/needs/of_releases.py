"""What ends, or was said to, and wants something done before or since."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib.postgres.fields.ranges import RangeEndsWith
from django.db.models import Case, Count, F, Max, Q, TextField, Value, When

from clients.models import Authority, CourtOrder, Ruling
from collateral.ending.rights import STEPS
from collateral.ending.writing import wanted_in_writing
from collateral.needs.asker import Asker, DayAfter, rows
from collateral.needs.of_signing import WEEK, has_draft
from practice.policies.current import policies
from releases.models import (
    Kind,
    LostRevocation,
    PaperAlarm,
    Release,
    Voiding,
    WhyEnded,
)
from releases.status import ENDING

END = RangeEndsWith("in_force")
# From tonight, to a midnight of whichever hour.
HORIZON = timedelta(days=STEPS[-1] - 1, hours=12)


def _ending(asker: Asker) -> Any:
    found = Release.objects.ending_before(asker.now, asker.now + ENDING)
    return found.filter(asker.of_theirs(), ~has_draft())


def ending(asker: Asker) -> Any:
    found = _ending(asker).filter(kind=Kind.GENERAL)
    return rows(found, "ending", contact="contact_id", due=END, at=END)


def ending_notes(asker: Asker) -> Any:
    """Those of notes, which are renewed on pages of their own."""
    found = _ending(asker).exclude(kind=Kind.GENERAL)
    return rows(
        found, "ending_notes", contact="contact_id", due=END, at=END, said=F("kind")
    )


def of_age(asker: Asker) -> Any:
    """What was signed in a minor's place, and ends as they sign themselves; a row for each
    client and day. As ``collateral.ending.rights`` says it on the client's page.
    """
    alone = Q(authority_ended_because=WhyEnded.ALONE)
    ends = Q(in_force__endswith=F("authority_ends_at"))
    ended = alone & Q(in_force__endswith=F("authority_ended_at"))
    found = (
        Release.objects.filter(
            asker.of_theirs(),
            ends | ended,
            in_force__endswith__gt=asker.now,
            in_force__endswith__lt=asker.tonight + HORIZON,
        )
        .order_by()
        .annotate(over=END)
        .values("client", "over")
        .annotate(
            number=Count("pk"),
            why=Max(
                Case(
                    When(alone, then=Value("alone")),
                    default=Value("of_age"),
                    output_field=TextField(),
                )
            ),
        )
    )
    return rows(
        found,
        "of_age",
        client="client",
        subject="client",
        due=F("over"),
        at=F("over"),
        said=F("why"),
        many=F("number"),
    )


def papers(asker: Asker) -> Any:
    """Papers by which somebody signs for a client, and that run out."""
    silent = CourtOrder.objects.in_effect().filter(ruling=Ruling.NO_DECISIONS)
    last = DayAfter("ends_on")
    found = (
        Authority.objects.filter(asker.of_theirs(), ended_at=None)
        .annotate(over=last)
        .filter(ends_on__gte=asker.today, over__lt=asker.tonight + HORIZON)
        .exclude(contact__in=silent.values("contact"))
    )
    return rows(found, "papers", contact="contact_id", due=last, at=last, said=_name())


def unverified(asker: Asker) -> Any:
    """Papers that one person entered, for another to verify."""
    found = Authority.objects.filter(
        asker.of_theirs(),
        verified_at=None,
        ended_at=None,
        holds__contains=asker.today,
    ).exclude(entered_by=asker.me)
    if not policies().verified:
        found = found.none()
    return rows(
        found,
        "unverified",
        contact="contact_id",
        due=asker.by_tonight("entered_at", 1),
        at="entered_at",
        said=F("entered_by__name"),
    )


def voidings(asker: Asker) -> Any:
    """That a release should never have counted, for whoever did not say so."""
    releases = Release.objects.filter(
        asker.of_theirs(), in_force__endswith__gt=asker.now
    )
    found = Voiding.objects.filter(decided_at=None, release__in=releases)
    return rows(
        found.exclude(asked_by=asker.me),
        "voiding",
        client="release__client",
        contact="release__contact",
        subject="release",
        due=asker.by_tonight("asked_at"),
        at="asked_at",
        said=F("asked_by__name"),
    )


def writings(asker: Asker) -> Any:
    """Revocations that are still to come in writing."""
    found = wanted_in_writing(asker.clients)
    due = asker.by_tonight("recorded_at", WEEK)
    return rows(
        found,
        "writing",
        contact="contact_id",
        due=due,
        at="recorded_at",
        said=F("wants"),
    )


def lost(asker: Asker) -> Any:
    """Revocations that a restored backup does not know; a row for each release."""
    found = (
        LostRevocation.objects.counting(asker.now)
        .filter(asker.of_theirs("release__client"))
        .order_by()
        .values("release", "release__client", "release__contact")
        .annotate(noticed=Max("restoration__at"), received=Max("received_at"))
    )
    return rows(
        found,
        "lost",
        client="release__client",
        contact="release__contact",
        subject="release",
        due=F("noticed"),
        at=F("received"),
    )


def alarms(asker: Asker) -> Any:
    """Papers that are not what was sealed."""
    return rows(
        PaperAlarm.objects.standing(),
        "alarm",
        client=Value(0),
        due=asker.by_tonight("noticed_at"),
        at="noticed_at",
    )


def _name() -> Any:
    return Case(
        When(contact=None, then=F("person_name")),
        default=F("contact__name"),
        output_field=TextField(),
    )

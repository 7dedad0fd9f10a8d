"""Booking through the web: with and without the gate, and beside another package."""

from __future__ import annotations

import statistics
from datetime import date, datetime, timedelta
from http import HTTPStatus
from urllib.parse import urlencode
from uuid import uuid4

from django.conf import settings
from django.http import HttpResponse
from django.test import Client as Browser
from django.test import override_settings
from django.urls import reverse
from django.utils import timezone

from clients.models import Contact
from collateral.demo.practice import fill
from collateral.models import Session
from practice.models import User
from releases.models import Release
from tests.benchmarks import django_appointment
from tests.benchmarks.scratch import scratch_database, seconds, signed_in
from tests.benchmarks.table import Row
from tests.collateral.gate.open_gate import OpenGate
from tests.revoked import revoke
from tests.signed import sign

BOOKINGS = 30
AS_FORMS_DO = "application/x-www-form-urlencoded"
GATE = "collateral.gate.middleware.ReleaseRequiredMiddleware"
OPEN = f"{OpenGate.__module__}.{OpenGate.__qualname__}"
DATES, SERIES = 52, 7
BESIDE = "booking, against django-appointment"
FOUND = "a time found and booked, against its list and booking"


def run() -> list[Row]:
    """Ratios of medians, taken in turns, in the practice at scale one."""
    with scratch_database("booking"):
        fill(timezone.localdate(), 1, may_sign_in=False)
        return [_gate(), *_beside(), _series()]


def _gate() -> Row:
    """With the gate against one that asks nothing; the database's rule holds in both."""
    okafor = User.objects.get(username="okafor")
    guarded = signed_in(okafor)
    stands = [OPEN if each == GATE else each for each in settings.MIDDLEWARE]
    with override_settings(MIDDLEWARE=stands):
        bare = signed_in(okafor)
        bare.get(reverse("week"))  # which loads it
    taken: dict[Browser, list[float]] = {guarded: [], bare: []}
    for day in _days():
        for browser, times in taken.items():
            times.append(_book(browser, day, 6 if browser is guarded else 7))
    with_gate, without = (statistics.median(taken[each]) for each in (guarded, bare))
    return Row("booking, with the gate against without", with_gate / without)


def _beside() -> list[Row]:
    """What a click books: our one POST, and the three that the package takes; and the same
    with the free times before it, of eight weeks in which everyone is free and covered,
    and of one day.
    """
    okafor = signed_in(User.objects.get(username="okafor"))
    finding, ours, listing, theirs = [], [], [], []
    try:
        with django_appointment.served() as book:
            for day in _days():
                finding.append(_find(okafor, day))
                ours.append(_book(okafor, day, 5))
                booked = book(day)
                listing.append(booked.listing)
                theirs.append(booked.seconds)
            again = book(day)
    except django_appointment.NotHereError as error:
        return [Row(BESIDE, None, "≤ 0.5", str(error))]
    ms, its_ms = (statistics.median(each) * 1000 for each in (ours, theirs))
    note = (
        f"one POST, signed in, {ms:.0f} ms, against a visitor's three, {its_ms:.0f} ms"
    )
    if again.in_slot > 1:
        note += ", where a taken slot was booked again"
    found_ms, its_list_ms = (statistics.median(e) * 1000 for e in (finding, listing))
    both = f"{found_ms:.0f} ms to find it, against a list of {its_list_ms:.0f} ms"
    whole = (found_ms + ms) / (its_list_ms + its_ms)
    return [Row(BESIDE, ms / its_ms, "≤ 0.5", note), Row(FOUND, whole, "≤ 0.6", both)]


def _series() -> Row:
    """A year of Tuesdays in one POST, against one session in one."""
    okafor = signed_in(User.objects.get(username="okafor"))
    once, many = [], []
    erik = Contact.objects.get(name="Erik Strand")
    sign(erik, _ended(erik), timezone.now() + timedelta(DATES * 7 + 62), agreed=True)
    for hour in range(8, 8 + SERIES):
        day = timezone.localdate() + timedelta(60)
        dates = [day + number * timedelta(7) for number in range(DATES)]
        weekly = {
            "repeat": "week",
            "until": "times",
            "times": DATES,
            "good": [each.isoformat() for each in dates],
        }
        once.append(_book(okafor, day - timedelta(1), hour))
        many.append(_book(okafor, day, hour, **weekly))
        theirs = Session.objects.filter(series__client=erik.client_id)
        assert theirs.count() == DATES * len(many)
    one, all_of_them = statistics.median(once), statistics.median(many)
    note = f"{all_of_them * 1000:.0f} ms, against {one * 1000:.0f} ms"
    return Row(
        f"booking a series of {DATES}, against one", all_of_them / one, "≤ 6", note
    )


def _ended(contact: Contact) -> datetime:
    """When their releases, which end sooner than a year, are revoked: now."""
    for release in Release.objects.filter(contact=contact, revoked_at=None):
        if release.in_force and release.in_force.upper > timezone.now():
            revoke(release, "They asked for another.", contact.client.clinician)
    return timezone.now()


def _days() -> list[date]:
    return [timezone.localdate() + timedelta(3 + number) for number in range(BOOKINGS)]


def _find(browser: Browser, day: date) -> float:
    """How long the next free times take, beside a form on which he is ticked."""
    erik, typed = _typed(day, 5)
    url = reverse("times", args=[erik.client_id])
    answers: list[HttpResponse] = []
    asked = {"headers": {"HX-Request": "true"}, "content_type": AS_FORMS_DO}
    sent = urlencode(typed, doseq=True)
    spent = seconds(lambda: answers.append(browser.post(url, sent, **asked)))
    assert 'name="at"' in answers[0].content.decode()
    return spent


def _book(browser: Browser, day: date, hour: int, **more: object) -> float:
    """How long it takes to book Erik Strand for ``hour``, once the form is typed.

    The whole practice may tell him, as a gate that asks nothing takes for granted. The
    page that then says so is shown, as in any browser: what waits to be said would else
    grow with each.
    """
    erik, typed = _typed(day, hour)
    url = reverse("booking", args=[erik.client_id])
    shown: list[str] = []
    spent = seconds(lambda: shown.append(_sent(browser, url, typed | more)))
    browser.get(*shown)
    return spent


def _typed(day: date, hour: int) -> tuple[Contact, dict[str, object]]:
    erik = Contact.objects.get(name="Erik Strand")
    return erik, {
        "form_key": str(uuid4()),
        "contacts": [erik.pk],
        "date": day.isoformat(),
        "start": f"{hour:02}:00",
        "length": 50,
        "room": "video",
        "format": "joint",
        "purpose": "relationship",
        "topics": "What helps after a hard day.",
        "boundaries": "Anyone may ask for a pause.",
        "despite": "Nobody works so early.",
    }


def _sent(browser: Browser, url: str, typed: dict[str, object]) -> str:
    """Where it leads."""
    response = browser.post(url, urlencode(typed, doseq=True), AS_FORMS_DO)
    assert response.status_code == HTTPStatus.FOUND, response.status_code
    return response["Location"]

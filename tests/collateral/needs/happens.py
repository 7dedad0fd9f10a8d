"""What happens so that something needs someone, one thing each."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from collateral.models import LeftOutDate, SessionSeries, Status, WhyLeftOut
from practice.models import User
from practice.spans import span
from releases.models import Voiding
from tests.booked import book
from tests.cast import authority_of
from tests.clock import DAY, FIFTY, HOUR, MINUTE, afternoon
from tests.debriefed import practice_of
from tests.links import link_of
from tests.on_paper import entered, in_tray
from tests.planned import write_out
from tests.refusals import run
from tests.releases.refusing.test_constraints import refusal
from tests.revoked import revocation_of
from tests.signed import draft_for, sign

Cast = dict[str, Any]


def held(cast: Cast) -> None:
    book(cast["jordan"], [cast["ben"]], afternoon(3), status=Status.HELD)


def held_by_another(cast: Cast) -> None:
    sees = {"clinician": cast["cleo"], "status": Status.HELD}
    book(cast["jordan"], [cast["ben"]], afternoon(3), **sees)


def planless(cast: Cast) -> None:
    sign(cast["ben"])
    write_out(book(cast["jordan"], [cast["ben"]], afternoon(3)))


def at_the_door(cast: Cast) -> None:
    sign(cast["ben"], timezone.now() - DAY)
    starts = timezone.now() - 5 * MINUTE
    book(cast["jordan"], [cast["ben"]], starts, booked_at=starts - HOUR)


def _dates(cast: Cast, why: str) -> None:
    series = SessionSeries.objects.create(
        client=cast["jordan"],
        clinician=cast["ada"],
        every="week",
        until="times",
        until_on=timezone.localdate(),
        started_by=cast["ada"],
        started_at=timezone.now(),
    )
    for weeks in (1, 2):
        starts = afternoon(7 * weeks)
        LeftOutDate.objects.create(
            series=series,
            during=span(starts, starts + FIFTY),
            why=why,
            left_out_at=timezone.now(),
        )


def uncovered_dates(cast: Cast) -> None:
    _dates(cast, WhyLeftOut.NOT_COVERED)


def left_out_dates(cast: Cast) -> None:
    _dates(cast, WhyLeftOut.TAKEN)


def took_place(cast: Cast) -> None:
    starts = timezone.now() - 3 * DAY
    sign(cast["ben"], starts - DAY)
    book(cast["jordan"], [cast["ben"]], starts, booked_at=starts - HOUR)


def at_home(cast: Cast) -> None:
    practice_of(cast["ben"], due_on=timezone.localdate())


def awaiting(cast: Cast) -> None:
    draft_for(cast["ben"], cast["ada"])


def refused(cast: Cast) -> None:
    refusal(draft_for(cast["ben"], cast["ada"])).save()


def on_paper(cast: Cast) -> None:
    entered(
        draft_for(cast["ben"], cast["ada"]),
        contact_maker(cast),
        signed_on=timezone.localdate(),
    )


def contact_maker(cast: Cast) -> User:
    """Somebody else at the front desk."""
    return User.objects.get_or_create(
        username="eve", defaults={"name": "Eve Roe", "role": "front_desk"}
    )[0]


def scanned(cast: Cast) -> None:
    in_tray(cast["finn"])


def locked(cast: Cast) -> None:
    link, _ = link_of(draft_for(cast["ben"], cast["ada"]), cast["ada"])
    run(
        "UPDATE releases_signaturelink SET locked_at = clock_timestamp(), wrong_tries = 5 WHERE id = %s",
        link.pk,
    )


def signed(cast: Cast) -> None:
    sign(cast["ben"])


def ending(cast: Cast) -> None:
    sign(
        cast["ben"], ends=timezone.now() + 9 * DAY, signed_at=timezone.now() - 40 * DAY
    )


def unverified(cast: Cast) -> None:
    authority_of(cast["jordan"], contact_maker(cast), "Luis Ortega", "guardian")


def run_out(cast: Cast) -> None:
    last = timezone.localdate() + 9 * DAY
    authority_of(
        cast["jordan"],
        contact_maker(cast),
        "Luis Ortega",
        "letters",
        verified_by=cast["ada"],
        ends_on=last,
    )


def void(cast: Cast) -> None:
    release = sign(cast["ben"], signed_at=timezone.now() - 40 * DAY)
    Voiding.objects.create(
        release=release,
        reason="Lacks a page",
        asked_by=contact_maker(cast),
        asked_at=timezone.now(),
    )


def unwritten(cast: Cast) -> None:
    revocation_of(cast["ben"], cast["ada"], wants="writing").save()

"""Who could hear what as a day ended, told with what was known and in force then."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from clients.models import Client, Contact, EventKind
from clients.people.acts import correct_contact
from practice.models import User
from releases.history.day import hearings
from releases.models import Release
from releases.proof import revocations
from tests.cast import contact_of
from tests.clock import DAY, HOUR, local
from tests.refusals import run
from tests.releases.history.chains import triggers_off
from tests.releases.history.happenings import happened, read, words
from tests.revoked import revoked as facts_of_revoked
from tests.signed import draft_for, sign

STARTS, ENDS = local("2026-06-01 12:00"), local("2027-03-15")
NOV_4 = local("2026-11-04 15:00").date()


def page(browser: Browser, client: Client, day: str, status: int = 200) -> str:
    answer = browser.get(f"/history/{client.pk}/day/?on={day}")
    assert answer.status_code == status
    return words(answer.content.decode())


def chip(contact: Contact, day: str) -> str:
    """How the contact's releases stood as ``day`` ended."""
    (each,) = hearings(contact.client, datetime.fromisoformat(day).date(), contact)
    return each.status.label


def revoked(release: Release, at: datetime) -> None:
    """As the act would have, at a time gone by."""
    facts = facts_of_revoked(release.contact, release.client.clinician, at)
    with triggers_off():
        Release.objects.filter(pk=release.pk).update(**facts)
    held = revocations.held(facts["revocation"])
    about = {"contact": release.contact, "release_id": release.pk, "detail": held}
    names = revocations.named(facts["revocation"])
    happened(EventKind.REVOKED, release.client, at, names=names, **about)


@pytest.mark.parametrize(
    ("day", "says"),
    [
        pytest.param("2026-05-31", "No release", id="before it was signed"),
        pytest.param("2026-06-01", "Active to Mar 14, 2027", id="that day"),
        pytest.param("2026-11-04", "Active to Mar 14, 2027", id="weeks before"),
        pytest.param("2026-11-24", "Active to Mar 14, 2027", id="the day before"),
        pytest.param("2026-11-25", "Revoked Nov 25, 2026", id="as that day ended"),
    ],
)
def test_a_revocation_recorded_later_did_not_exist_then(
    ben: Contact, day: str, says: str
) -> None:
    revoked(sign(ben, STARTS, ENDS), local("2026-11-25 09:00"))
    assert chip(ben, day) == says


def test_a_day_ends_at_the_practices_own_midnight(ben: Contact) -> None:
    revoked(sign(ben, STARTS, ENDS), local("2026-11-05 00:00"))
    assert chip(ben, "2026-11-04") == "Active to Mar 14, 2027"
    assert chip(ben, "2026-11-05") == "Revoked Nov 5, 2026"


def test_a_renewal_signed_later_did_not_exist_then(ben: Contact) -> None:
    sign(ben, STARTS, local("2026-12-01"))
    sign(ben, local("2026-12-01"), ENDS, signed_at=local("2026-11-10 12:00"))
    assert chip(ben, "2026-11-09") == "Ends Nov 30, 2026"
    assert chip(ben, "2026-11-10") == "Active to Mar 14, 2027"


def test_a_replacement_dated_ahead_is_known_from_its_signing(
    ben: Contact, ada: User
) -> None:
    signed_at, starts = local("2026-11-10 12:00"), local("2026-12-01")
    old = sign(ben, STARTS, ENDS, superseded_at=starts)
    new = sign(ben, starts, local("2027-01-01"), signed_at=signed_at)
    old.superseded_by = new
    old.save(update_fields=["superseded_by"])
    happened(
        EventKind.SUPERSEDED,
        ben.client,
        signed_at,
        contact=ben,
        release_id=old.pk,
        detail={"by": new.pk, "superseded_at": starts.isoformat()},
    )
    assert chip(ben, "2026-11-09") == "Active to Mar 14, 2027"
    assert chip(ben, "2026-11-10") == "Active to Dec 31, 2026"


def test_a_prepared_release_awaits_its_signature_until_it_is_put_aside(
    ben: Contact, ada: User
) -> None:
    draft = draft_for(ben, ada)
    draft.prepared_at = local("2026-11-02 12:00")
    draft.withdrawn_at = local("2026-11-04 12:00")
    draft.save()
    assert chip(ben, "2026-11-01") == "No release"
    assert chip(ben, "2026-11-02") == "Awaiting signature"
    assert chip(ben, "2026-11-04") == "No release"


def test_it_shows_what_could_be_heard_and_what_stays_private(
    noras: Browser, jordan: Client, ben: Contact
) -> None:
    release = sign(ben, STARTS, ENDS)
    shown = page(noras, jordan, "2026-11-04")
    assert "Jordan Reyes, as of Wed, Nov 4, 2026" in shown
    assert "Born May 2, 1990" in shown
    assert "history whole, checked" in shown
    assert (
        "Ben Hart partner Attendance and appointment times Coping skills and how to "
        "support them at home not sleep, daily routine and health habits; treatment"
    ) in shown
    assert "Why: Support between sessions: coping, sleep, healthy habits" in shown
    places = "in person, by phone and by video"
    assert f"and its clinicians, in joint and collateral sessions, {places}" in shown
    assert f"Release {release.pk}, signed by Jordan Reyes Jun 1, 2026" in shown


def test_it_shows_whom_it_cannot_name_yet_not(
    noras: Browser, jordan: Client, ben: Contact, maria: Contact
) -> None:
    happened(EventKind.CONTACT_ADDED, jordan, local("2026-11-10"), contact=maria)
    assert "Maria" not in page(noras, jordan, "2026-11-09").partition("Since then")[0]
    assert "Maria Reyes mother nothing No release" in page(noras, jordan, "2026-11-10")


def test_it_names_everyone_as_they_were_called_then(
    noras: Browser, ada: User, jordan: Client, ben: Contact
) -> None:
    sign(ben, STARTS, ENDS)
    ben.name = "Benjamin Hart"
    correct_contact(ben, ["name"], "Misspelled.", ada)
    told = page(noras, jordan, "2026-11-04").partition("Since then")[0]
    assert "Ben Hart partner" in told
    assert "Benjamin" not in told
    today = timezone.localdate().isoformat()
    assert "Benjamin Hart partner, signed for Ben Hart" in page(noras, jordan, today)


def test_since_then_tells_what_came_later(
    noras: Browser, jordan: Client, ben: Contact
) -> None:
    revoked(sign(ben, STARTS, ENDS), local("2026-11-20 09:00"))
    told = "Nov 20, 2026: Ben Hart’s release was revoked by Jordan Reyes, by word of mouth;"
    assert told in page(noras, jordan, "2026-11-04")
    assert "Nothing has changed." in page(noras, jordan, "2026-11-20")


def test_what_was_changed_after_it_was_signed_is_not_shown(
    noras: Browser, jordan: Client, ben: Contact
) -> None:
    release = sign(ben, STARTS, ENDS)
    with triggers_off():
        run('UPDATE releases_document SET content = content || \'{"details": "x"}\'')
    shown = page(noras, jordan, "2026-11-04")
    assert f"Release {release.pk} was changed after it was signed" in shown
    assert "Changed after signing" in shown
    assert "Attendance" not in shown


def test_a_history_that_does_not_fit_is_said_first(
    noras: Browser, jordan: Client, ben: Contact
) -> None:
    sign(ben, STARTS, ENDS)
    with triggers_off():
        run("UPDATE clients_consentevent SET reason = 'x'")
    shown = page(noras, jordan, "2026-11-04")
    assert "history whole" not in shown
    assert "its reason was changed after it was written" in shown


def test_a_day_that_makes_no_sense_gets_a_message(
    noras: Browser, jordan: Client
) -> None:
    assert "Enter a day as" in page(noras, jordan, "soon", status=422)
    assert "Choose a day before 2200." in page(noras, jordan, "9999-12-31", status=422)


def test_without_a_day_it_is_today(noras: Browser, jordan: Client) -> None:
    answer = noras.get(f"/history/{jordan.pk}/day/")
    assert "as of " in words(answer.content.decode())


def test_no_name_is_in_the_address_or_the_title(noras: Browser, jordan: Client) -> None:
    answer = noras.get(f"/history/{jordan.pk}/day/?on=2026-11-04").content.decode()
    assert "Reyes" not in answer[: answer.index("<body")]
    assert "That day on a page" in read(noras, f"?client={jordan.pk}&to=2026-11-04")


def test_nobody_else_sees_that_it_is_there(
    client: Browser, ada: User, finn: User, jordan: Client
) -> None:
    for someone in (ada, finn):
        client.force_login(someone)
        assert client.get(f"/history/{jordan.pk}/day/").status_code == 404


def test_it_asks_as_often_for_many_contacts_as_for_one(
    noras: Browser, jordan: Client, ben: Contact
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            page(noras, jordan, "2026-11-04")
        return len(captured)

    sign(ben, STARTS, ENDS)
    queries()  # the first page of all also notes since when Nora is signed in
    one = queries()
    for name in ("Sam Whitfield", "Leo Reyes", "Rosa Diaz"):
        sign(contact_of(jordan, name), STARTS + HOUR, ENDS - DAY)
    assert queries() == one <= 13

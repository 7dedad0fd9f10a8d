"""Recording what a contact was told under a release, from a session or without one."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from clients.models import Client, ConsentEvent, Contact
from collateral.models import Disclosure, Session
from collateral.models.topic import topics_for
from practice.models import User
from releases.models import Release
from tests.booked import book
from tests.cast import contact_of
from tests.clock import DAY, MINUTE, afternoon
from tests.collateral.disclosures.told import sent, told_to
from tests.privacy.doors import browser_of
from tests.privacy.pages import Page
from tests.said import errors_in
from tests.signed import sign


def page_for(contact: Contact, session: Session | None = None) -> str:
    path = reverse("contact_disclosure", args=[contact.pk])
    return f"{path}?session={session.pk}" if session else path


def test_what_a_session_was_about_is_ticked_already(
    adas: Browser, session: Session, yesterday: datetime
) -> None:
    topics_for(session.participants.all(), ["skills"])
    html = adas.get(page_for(session.client.contacts.get(), session)).content.decode()
    assert 'value="skills" id="id_topics_1" checked' in html
    assert 'value="attendance" id="id_topics_0">' in html
    assert Page(html).values["told_on"] == timezone.localdate(yesterday).isoformat()


def test_it_is_recorded_in_two_acts(
    adas: Browser, ada: User, session: Session, release: Release
) -> None:
    """The link on the session's page, and the button: all else is filled in."""
    there = adas.get(f"/sessions/{session.pk}/").content.decode()
    assert page_for(release.contact, session) in there
    topics_for(session.participants.all(), ["skills"])
    filled = Page(adas.get(page_for(release.contact, session)).content.decode()).values
    typed = {"topics": ["skills"]} | {
        name: filled[name] for name in ("told_on", "told_clock")
    }
    response = adas.post(page_for(release.contact, session), typed)
    assert response.url == f"/sessions/{session.pk}/"
    told = Disclosure.objects.get()
    assert (told.release, told.session, told.contact) == (
        release,
        session,
        release.contact,
    )
    assert (told.topics, told.outside, told.recipient) == (["skills"], [], "Ben Hart")
    assert told.told_at == session.during.lower
    assert (told.told_by, told.recorded_by) == (ada, ada)


def test_it_is_in_the_history_without_what_was_told(
    adas: Browser, release: Release
) -> None:
    adas.post(page_for(release.contact), sent(timezone.now(), topics=["skills"]))
    event = ConsentEvent.objects.get(kind="disclosed")
    told = Disclosure.objects.get()
    assert (event.contact, event.release_id) == (release.contact, release.pk)
    assert event.detail == {
        "disclosure": told.pk,
        "basis": "release",
        "told_at": told.told_at.isoformat(),
        "outside": 0,
    }


def test_beyond_the_release_it_needs_a_reason(adas: Browser, release: Release) -> None:
    typed = sent(timezone.now(), topics=["skills"], others=["diagnosis"])
    response = adas.post(page_for(release.contact), typed)
    assert response.status_code == 422
    assert (
        "Their release did not allow this: Diagnosis. Write why it was told."
        in errors_in(response)
    )
    assert not Disclosure.objects.exists()
    reason = {"why": "She told him herself, and asked me to explain."}
    adas.post(page_for(release.contact), typed | reason)
    told = Disclosure.objects.get()
    assert (told.topics, told.outside) == (["skills", "diagnosis"], ["diagnosis"])
    assert told.why == reason["why"]


def test_of_whoever_heard_too_much_the_address_is_asked(
    adas: Browser, release: Release
) -> None:
    """45 CFR 164.528(b)(2)(ii): the accounting names it."""
    told = {"others": ["diagnosis"], "why": "He asked.", "address": "7 Oak St, Albany"}
    adas.post(page_for(release.contact), sent(timezone.now(), **told))
    assert Disclosure.objects.get().address == "7 Oak St, Albany"


def test_within_the_release_it_needs_none(adas: Browser, release: Release) -> None:
    typed = sent(timezone.now(), topics=["skills", "attendance"])
    assert adas.post(page_for(release.contact), typed).status_code == 302
    assert Disclosure.objects.get().topics == ["attendance", "skills"]


def test_before_the_release_nothing_is_told_under_it(
    adas: Browser, release: Release
) -> None:
    before = release.signed_at - DAY
    response = adas.post(page_for(release.contact), sent(before, topics=["skills"]))
    assert response.status_code == 422
    assert "No release for them was in force then." in errors_in(response)
    at = release.signed_at + MINUTE
    adas.post(page_for(release.contact), sent(at, topics=["skills"]))
    assert Disclosure.objects.get().release == release


def test_it_stands_under_the_release_of_then(adas: Browser, maria: Contact) -> None:
    """What was granted then counts, and not what is granted today."""
    now = timezone.now()
    old = sign(maria, now - 90 * DAY, now - 9 * DAY, topics=["diagnosis"])
    sign(maria, now - 9 * DAY, topics=["sleep"])
    typed = sent(now - 20 * DAY, topics=["diagnosis"])
    assert adas.post(page_for(maria), typed).status_code == 302
    told = Disclosure.objects.get()
    assert (told.release, told.outside) == (old, [])


def test_what_is_ahead_is_not_recorded(adas: Browser, release: Release) -> None:
    ahead = sent(timezone.now() + 2 * DAY, topics=["skills"])
    response = adas.post(page_for(release.contact), ahead)
    assert response.status_code == 422
    assert "This is still ahead. Record it once it was told." in errors_in(response)


def test_something_has_to_be_ticked(adas: Browser, release: Release) -> None:
    response = adas.post(page_for(release.contact), sent(timezone.now()))
    assert response.status_code == 422
    assert "Say what was told." in errors_in(response)


def test_a_session_ahead_has_nothing_to_record(adas: Browser, release: Release) -> None:
    ahead = book(release.client, [release.contact], afternoon(3))
    assert adas.get(page_for(release.contact, ahead)).status_code == 404
    html = adas.get(f"/sessions/{ahead.pk}/").content.decode()
    assert "Record what was told" not in html


def test_whoever_has_no_seat_was_told_nothing_in_it(
    adas: Browser, session: Session, maria: Contact
) -> None:
    assert adas.get(page_for(maria, session)).status_code == 404
    ben = session.participants.get().contact
    assert adas.get(page_for(ben, session)).status_code == 200


@pytest.mark.parametrize("who", ["cleo", "finn", "nora"])
def test_nobody_else_comes_in(
    who: str, release: Release, cleo: User, finn: User, nora: User
) -> None:
    people = {"cleo": cleo, "finn": finn, "nora": nora}
    browser = browser_of(people[who])
    assert browser.get(page_for(release.contact)).status_code == 404
    typed = sent(timezone.now(), topics=["skills"])
    assert browser.post(page_for(release.contact), typed).status_code == 404
    assert not Disclosure.objects.exists()


def test_who_held_the_session_records_what_they_told(
    release: Release, cleo: User, yesterday: datetime
) -> None:
    """Of another's client, and sees no more of them than that."""
    ben = release.contact
    held = book(
        release.client, [ben], yesterday, booked_at=yesterday - DAY, clinician=cleo
    )
    browser = browser_of(cleo)
    typed = sent(yesterday, topics=["skills"])
    assert browser.post(page_for(ben, held), typed).url == f"/sessions/{held.pk}/"
    assert Disclosure.objects.get().told_by == cleo
    assert browser.get(f"/clients/{ben.client_id}/disclosures/").status_code == 404
    assert (
        browser.get(page_for(contact_of(release.client, "Una Ray"))).status_code == 404
    )


def test_of_anothers_client_they_record_that_session_alone(
    release: Release, cleo: User, yesterday: datetime
) -> None:
    """And nothing on their page leads where they may not go."""
    ben, booked = release.contact, yesterday - DAY
    Client.objects.update(part2=True)
    held = book(release.client, [ben], yesterday, booked_at=booked, clinician=cleo)
    browser = browser_of(cleo)
    assert browser.get(page_for(ben)).status_code == 404
    typed = sent(yesterday, topics=["skills"])
    assert browser.post(page_for(ben), typed).status_code == 404
    html = browser.get(page_for(ben, held)).content.decode()
    releases = [path for path in Page(html).links if path.startswith("/releases/")]
    assert releases == ["/releases/", "/releases/notice/paper/"]


def test_what_they_told_in_it_they_set_right(
    release: Release, cleo: User, yesterday: datetime
) -> None:
    ben, booked = release.contact, yesterday - DAY
    held = book(release.client, [ben], yesterday, booked_at=booked, clinician=cleo)
    first = told_to(ben, release, session=held, told_by=cleo, told_at=yesterday)
    first.save()
    browser, page = browser_of(cleo), f"/disclosures/{first.pk}/correction/"
    assert f'href="/sessions/{held.pk}/"' in browser.get(page).content.decode()
    typed = sent(yesterday, topics=["attendance"], correction="Only the visits.")
    assert browser.post(page, typed).url == f"/sessions/{held.pk}/"


def test_what_they_told_of_a_client_who_is_anothers_by_now_they_read_no_more(
    release: Release, cleo: User, adas: Browser
) -> None:
    told = told_to(release.contact, release)
    told.save()
    page = f"/disclosures/{told.pk}/correction/"
    assert adas.get(page).status_code == 200
    Client.objects.update(clinician=cleo)
    assert adas.get(page).status_code == 404
    assert browser_of(cleo).get(page).status_code == 200

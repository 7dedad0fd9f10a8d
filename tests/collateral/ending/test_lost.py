"""A revocation that a restored backup does not know: whose it is to record it anew."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client as Browser
from django.utils import timezone

from clients.models import ConsentEvent, Contact, EventKind
from collateral.ending.lost import hold_what_leans
from collateral.models.topic import topics_for
from practice.formats import say_day_short_year
from practice.models import User
from practice.spans import clock_of, local_day
from releases.models import LostRevocation, Release, Restoration, Revocation
from tests.booked import book, typed
from tests.clock import DAY, afternoon
from tests.collateral.ending.leaning import statuses
from tests.needing import kinds_of, needs_of
from tests.privacy.doors import browser_of
from tests.refusals import refused_by, run
from tests.releases.history.happenings import read, words
from tests.revoked import revoke, revoke_part, revoked_form
from tests.signed import sign

pytestmark = pytest.mark.usefixtures("unprinted")


def lost(release: Release, at: datetime | None = None, **said: Any) -> LostRevocation:
    """That its client had revoked ``release`` in writing, yesterday."""
    at = at or timezone.now() - DAY
    return LostRevocation.objects.create(
        restoration=Restoration.objects.create(events=2),
        release=release,
        **{
            "received_at": at,
            "recorded_at": at + timedelta(hours=1),
            "capacity": "client",
            "revoker": "Jordan Reyes",
            "manner": "written",
            "signed_on": local_day(at),
            "witness": "Ida Lind",
            "reason": "They part.",
            **said,
        },
    )


@pytest.fixture
def bens(ben: Contact) -> Release:
    return sign(ben, signed_at=timezone.now() - 5 * DAY, topics=["sleep", "school"])


def test_it_needs_the_clinician_and_the_desk_until_it_is_recorded_anew(
    ada: User, cleo: User, finn: User, nora: User, adas: Browser, bens: Release
) -> None:
    of = lost(bens)
    lost(bens)  # by another backup
    for who, needed in ((ada, 1), (finn, 1), (cleo, 0), (nora, 0)):
        assert len(needs_of(who, "lost")) == needed
    assert kinds_of(ada)[0] == "lost"
    page = words(adas.get("/needs/").content.decode())
    assert f"revoked {say_day_short_year(of.received_at)}, which the restored" in page
    nora_sees = f"/restorations/{of.restoration_id}/"
    said = words(browser_of(nora).get(nora_sees).content.decode())
    assert "Next: Dr. Ada Okafor or the front desk records it anew." in said
    revoke(bens, "They part.", finn)
    assert not needs_of(ada, "lost")
    said = words(browser_of(nora).get(nora_sees).content.decode())
    assert "recorded anew" in said
    assert "by Finn Doyle" in said


def test_the_page_is_filled_in_as_it_was_recorded_then(
    finn: User, bens: Release, ben: Contact
) -> None:
    renewal = sign(ben, bens.in_force.upper, signed_at=timezone.now())
    of = lost(bens)
    browser, path = browser_of(finn), f"/releases/{bens.pk}/revocation/"
    page = browser.get(path)
    assert "It was revoked already" in words(page.content.decode())
    assert "Leave it in force" not in page.text
    form = page.context["form"]
    ticked = [
        each.pk
        for each in form.get_initial_for_field(form["releases"].field, "releases")
    ]
    assert ticked == [bens.pk]
    sent = {
        name: form.get_initial_for_field(form[name].field, name)
        for name in ("scope", "capacity", "manner", "signed_on", "witness", "reason")
    }
    sent |= {"received_on": local_day(of.received_at)}
    sent |= {"received_time": f"{clock_of(of.received_at):%H:%M}"}
    assert browser.post(path, revoked_form(bens) | sent).status_code == 302
    (anew,) = Revocation.objects.all()
    minute = timedelta(minutes=1)
    assert of.received_at - minute < anew.received_at < of.received_at + minute
    assert (anew.manner, anew.signed_on) == ("written", of.signed_on)
    assert (anew.witness, anew.reason) == ("Ida Lind", "They part.")
    assert (anew.recorded_by, anew.is_late) == (finn, True)
    renewal.refresh_from_db()
    assert renewal.revoked_at is None


def test_of_a_part_that_part_is_recorded_anew(
    ada: User, adas: Browser, bens: Release
) -> None:
    part = sorted(bens.grants.values_list("what", flat=True))[:2]
    of = lost(bens, part=part)
    form = adas.get(f"/releases/{bens.pk}/revocation/").context["form"]
    assert (form.initial["scope"], form.initial["part"]) == ("part", part)
    revoke_part(bens, part[:1], ada)
    assert needs_of(ada, "lost")
    revoke_part(bens, part[1:], ada)
    assert not needs_of(ada, "lost")
    again = LostRevocation.objects.get()
    assert not again.counts_again
    assert again.anew
    assert again.pk == of.pk


def test_of_a_release_that_ended_meanwhile_nothing_is_to_do(
    ada: User, ben: Contact, adas: Browser, nora: User
) -> None:
    now = timezone.now()
    ended = sign(ben, now - 9 * DAY, now - DAY, signed_at=now - 9 * DAY)
    of = lost(ended, now - 2 * DAY)
    assert not needs_of(ada, "lost")
    page = browser_of(nora).get(f"/restorations/{of.restoration_id}/")
    assert "The release has ended otherwise." in words(page.content.decode())


def test_nothing_lost_fills_nothing_in(adas: Browser, bens: Release) -> None:
    page = adas.get(f"/releases/{bens.pk}/revocation/")
    assert page.context["form"].lost is None
    assert "revoked already" not in page.text


def test_what_leans_on_it_is_held_as_it_is_restored(
    nora: User, bens: Release, maria: Contact
) -> None:
    sign(maria)
    book(bens.client, [bens.contact], afternoon(3))
    book(bens.client, [maria], afternoon(4))
    lost(bens)
    (held,) = hold_what_leans()
    assert statuses() == ["held", "scheduled"]
    told = ConsentEvent.objects.get(kind=EventKind.HELD)
    assert (told.session_id, told.contact, told.actor) == (held.pk, bens.contact, None)
    assert "Third Chair put" in read(browser_of(nora))


@pytest.mark.parametrize("part", [[], ["joint"], ["video"], ["sleep"]])
def test_the_gate_and_the_database_refuse_what_was_revoked(
    adas: Browser, bens: Release, part: list[str]
) -> None:
    session = book(bens.client, [bens.contact], afternoon(2))
    topics_for(session.participants.all(), ["sleep"])
    lost(bens, part=part)
    assert hold_what_leans() == [session]
    assert hold_what_leans() == []
    url = f"/clients/{bens.client_id}/sessions/new/"
    answer = adas.post(url, typed([bens.contact], afternoon(3), about=["sleep"]))
    assert answer.status_code == 409
    assert "which the backup that was restored does not know" in answer.text
    assert f'href="/releases/{bens.pk}/revocation/"' in answer.text
    assert "Move to" not in answer.text
    assert (": record it again" in answer.text) == (not part)  # the chip's
    of_a_topic = "topic_release_is_not_revoked"
    of_a_seat = "participant_release_is_not_revoked"
    with refused_by(of_a_topic if part == ["sleep"] else of_a_seat):
        run("UPDATE collateral_session SET status = 'scheduled'")


def test_what_needs_nothing_of_the_part_is_booked(adas: Browser, bens: Release) -> None:
    lost(bens, part=["phone", "school"])
    url = f"/clients/{bens.client_id}/sessions/new/"
    answer = adas.post(url, typed([bens.contact], afternoon(3), about=["sleep"]))
    assert answer.status_code == 302


def test_a_release_signed_in_its_place_carries_what_is_booked_again(
    adas: Browser, bens: Release
) -> None:
    """Without its revocation being recorded anew: another word of the client's followed."""
    lost(bens)
    run("UPDATE releases_release SET superseded_at = now() WHERE id = %s", bens.pk)
    sign(bens.contact, timezone.now(), signed_at=timezone.now())
    url = f"/clients/{bens.client_id}/sessions/new/"
    assert adas.post(url, typed([bens.contact], afternoon(3))).status_code == 302

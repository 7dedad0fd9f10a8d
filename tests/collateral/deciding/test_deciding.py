"""Several sessions on hold are decided together: to go on without someone, or not."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client as Browser
from django.utils import timezone

from clients.models import Client, ConsentEvent, Contact, EventKind
from collateral import gate
from collateral.deciding.views import CHANGED
from collateral.models import Session, Status
from practice.models import User
from releases.models import Release
from tests.booked import book
from tests.clock import DAY, HOUR, afternoon
from tests.collateral.ending.leaning import kinds, statuses
from tests.revoked import revoke, revoked_form
from tests.said import errors_in
from tests.signed import sign

pytestmark = pytest.mark.usefixtures("unprinted")


@pytest.fixture
def revoked(jordan: Client, ben: Contact, maria: Contact) -> Release:
    """Ben's release, revoked: two sessions with Maria are on hold, one with him alone."""
    release = sign(ben)
    sign(maria, ends=afternoon(20))
    for days, people in ((7, [ben, maria]), (14, [ben, maria]), (15, [ben])):
        book(jordan, people, afternoon(days))
    revoke(release, "asked", jordan.clinician)
    return release


def here(release: Release) -> str:
    return f"/releases/{release.pk}/sessions/"


def ids(*days: int) -> list[str]:
    starts = [afternoon(each) for each in days]
    held = Session.objects.filter(during__startswith__in=starts)
    return [str(pk) for pk in held.order_by("pk").values_list("pk", flat=True)]


def decided(browser: Browser, release: Release, *days: int, **said: str) -> Any:
    return browser.post(here(release), {"sessions": ids(*days), **said}, follow=True)


def test_revoking_leads_to_the_sessions_that_it_held(
    adas: Browser, jordan: Client, ben: Contact
) -> None:
    release = sign(ben)
    book(jordan, [ben], afternoon())
    page = f"/releases/{release.pk}/revocation/"
    response = adas.post(page, revoked_form(release), follow=True)
    assert response.redirect_chain == [(here(release), 302)]
    said = errors_in(response)
    assert "One session is on hold until you decide." in said
    assert "Sessions on hold with Ben Hart" in said


def test_the_front_desk_is_led_to_the_release_and_told_who_decides(
    client: Browser, finn: User, jordan: Client, ben: Contact
) -> None:
    release = sign(ben)
    book(jordan, [ben], afternoon())
    client.force_login(finn)
    page = f"/releases/{release.pk}/revocation/"
    response = client.post(page, revoked_form(release), follow=True)
    assert response.redirect_chain == [(f"/releases/{release.pk}/", 302)]
    said = errors_in(response)
    assert "One session is on hold until its clinician decides." in said
    assert "Sessions it put on hold" in said
    assert "Decide about them" not in said


def test_the_release_links_the_sessions_it_put_on_hold(
    adas: Browser, revoked: Release
) -> None:
    page = adas.get(f"/releases/{revoked.pk}/").content.decode()
    for pk in ids(7, 14, 15):
        assert f'href="/sessions/{pk}/"' in page
    assert f'href="{here(revoked)}"' in page


def test_all_go_on_without_one_of_them(adas: Browser, revoked: Release) -> None:
    response = decided(adas, revoked, 7, 14, decision="without")
    assert "Booked again without Ben Hart: two sessions." in errors_in(response)
    assert statuses() == ["scheduled", "scheduled", "held"]
    assert kinds()[-4:] == ["left", "reopened"] * 2
    left = ConsentEvent.objects.filter(kind=EventKind.LEFT)
    assert {event.contact_id for event in left} == {revoked.contact_id}


def test_each_of_them_leads_to_all(adas: Browser, revoked: Release) -> None:
    said = "Decide about all three sessions on hold with Ben Hart"
    page = f"/sessions/{ids(7)[0]}/"
    told = errors_in(adas.get(page))
    assert said in told
    assert "on hold with Maria" not in told
    decided(adas, revoked, 14, 15, decision="cancel", reason="asked")
    assert "Decide about all" not in errors_in(adas.get(page))


def test_all_are_booked_again_once_a_new_release_is_signed(
    adas: Browser, ben: Contact, revoked: Release
) -> None:
    assert "Book them again" not in adas.get(here(revoked)).content.decode()
    assert decided(adas, revoked, 7, decision="with").status_code == 422
    sign(ben, timezone.now(), afternoon(14) - DAY)
    assert "Book them again" in adas.get(here(revoked)).content.decode()
    response = decided(adas, revoked, 7, 14, decision="with")
    assert "Ben Hart is not covered." in errors_in(response)
    assert statuses() == ["held"] * 3
    response = decided(adas, revoked, 7, decision="with")
    assert "Booked again with Ben Hart: one session." in errors_in(response)
    assert statuses() == ["scheduled", "held", "held"]


def test_all_are_cancelled(adas: Browser, revoked: Release) -> None:
    said = {"decision": "cancel", "reason": "Ben may not join."}
    response = decided(adas, revoked, 7, 14, 15, **said)
    assert "Cancelled: three sessions with Ben Hart." in errors_in(response)
    assert statuses() == ["cancelled"] * 3
    cancelled = ConsentEvent.objects.filter(kind=EventKind.CANCELLED)
    assert [event.reason for event in cancelled] == ["Ben may not join."] * 3


def test_where_nobody_else_joins_nobody_goes_on(
    adas: Browser, revoked: Release
) -> None:
    response = decided(adas, revoked, 7, 15, decision="without")
    assert response.status_code == 422
    assert "nobody else joins. Cancel it instead." in errors_in(response)
    assert statuses() == ["held"] * 3


def test_going_on_is_offered_only_where_someone_else_joins(
    adas: Browser, jordan: Client, ben: Contact, revoked: Release
) -> None:
    assert "Go on without" in adas.get(here(revoked)).content.decode()
    decided(adas, revoked, 7, 14, decision="cancel", reason="asked")
    page = adas.get(here(revoked)).content.decode()
    assert "Cancel these sessions" in page
    assert "Go on without" not in page


def test_the_gate_is_asked_for_each(
    adas: Browser, jordan: Client, revoked: Release, ben: Contact, maria: Contact
) -> None:
    """Maria's release ends before the last of them."""
    book(jordan, [ben, maria], afternoon(30), status=Status.HELD)
    response = decided(adas, revoked, 7, 30, decision="without")
    assert response.status_code == 422
    assert "Maria Reyes is not covered. The release ends" in errors_in(response)
    assert statuses() == ["held"] * 4
    refused = ConsentEvent.objects.get(kind=EventKind.REFUSED)
    assert refused.contact == maria
    assert decided(adas, revoked, 7, decision="without").status_code == 200
    assert statuses() == ["scheduled", "held", "held", "held"]


def test_a_release_that_changes_meanwhile_leaves_all_as_it_was(
    adas: Browser, revoked: Release, maria: Contact, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = gate.clear

    def clear(proposal: gate.Proposal) -> gate.Cleared:
        """Cleared, and then Maria's release ends, before anything is booked."""
        cleared = asked(proposal)
        hers = Release.objects.get(contact=maria)
        revoke(hers, "asked", hers.client.clinician)
        return cleared

    monkeypatch.setattr(gate, "clear", clear)
    response = decided(adas, revoked, 7, decision="without")
    assert CHANGED in errors_in(response)
    assert statuses() == ["held"] * 3


def test_nothing_ticked_decides_nothing(adas: Browser, revoked: Release) -> None:
    response = decided(adas, revoked, decision="without")
    assert "Tick at least one session." in errors_in(response)


def test_what_is_decided_by_now_is_not_decided_again(
    adas: Browser, revoked: Release
) -> None:
    sent = {"sessions": ids(7), "decision": "cancel", "reason": "asked"}
    adas.post(here(revoked), sent)
    response = adas.post(here(revoked), sent)
    assert "One of them is no longer on hold." in errors_in(response)
    assert ConsentEvent.objects.filter(kind=EventKind.CANCELLED).count() == 1


def test_what_has_passed_is_not_offered(
    adas: Browser, jordan: Client, ben: Contact
) -> None:
    now = timezone.now()
    release = sign(ben)
    past = {"booked_at": now - DAY, "status": Status.HELD}
    book(jordan, [ben], now - 2 * HOUR, **past)
    page = errors_in(adas.get(here(release)))
    assert "No session with Ben Hart waits for a decision." in page


def test_only_who_may_see_them_decides(
    client: Browser, cleo: User, finn: User, revoked: Release
) -> None:
    for stranger in (cleo, finn):
        client.force_login(stranger)
        assert client.get(here(revoked)).status_code == 404
        assert decided(client, revoked, 7, decision="cancel").status_code == 404
    assert statuses() == ["held"] * 3

"""All that is prepared for a client, signed in one sitting, each on its own."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client as Browser

from clients.models import Client, Contact
from practice.models import User
from releases.models import RecordsConsent, Release, ReleaseDraft, SigningSession
from releases.signing.sitting import KEY
from tests.cast import authority_of, contact_of
from tests.collateral.signing.conftest import JORDAN
from tests.privacy.doors import browser_of
from tests.room import leave, step_by_step
from tests.said import errors_in
from tests.signed import draft_for

pytestmark = pytest.mark.usefixtures("unprinted")


@pytest.fixture
def both(ada: User, ben: Contact, maria: Contact) -> list[ReleaseDraft]:
    """Jordan's for Ben, and for Maria."""
    return [draft_for(ben, ada), draft_for(maria, ada)]


def hand_over(browser: Browser, client: Client, drafts: list[ReleaseDraft]) -> Any:
    sends = {"drafts": [str(each.pk) for each in drafts], "to": "client-0"}
    return browser.post(f"/clients/{client.pk}/sitting/", sends)


def steps(browser: Browser) -> list[str]:
    """The steps that Jordan comes through until there is none left."""
    pages: list[str] = []
    assert step_by_step(browser, JORDAN, pages) is None
    return pages


def test_one_sitting_signs_all_of_them(
    adas: Browser, jordan: Client, both: list[ReleaseDraft]
) -> None:
    assert hand_over(adas, jordan, both).url == "/room/"
    pages = steps(adas)
    assert Release.objects.count() == 2
    assert SigningSession.objects.filter(left_at=None).count() == 1
    told = errors_in(leave(adas, follow=True))
    assert "The release for Ben Hart is signed" in told
    assert "The release for Maria Reyes is signed" in told
    assert KEY not in adas.session
    seconds = [page for page in pages if "This is release 2 of 2" in page]
    assert len(seconds) == 1


def test_each_is_read_and_agreed_to_sign_on_a_screen_once(
    adas: Browser, jordan: Client, both: list[ReleaseDraft]
) -> None:
    hand_over(adas, jordan, both)
    pages = steps(adas)
    assert sum("What Ben Hart may hear" in page for page in pages) == 1
    assert sum("What Maria Reyes may hear" in page for page in pages) == 1
    assert sum("<h1>Signing on a screen" in page for page in pages) == 1
    given = RecordsConsent.objects.values_list("given_at", flat=True)
    assert len(given) == 2
    assert len(set(given)) == 1


def test_what_is_not_ticked_is_not_signed(
    adas: Browser, jordan: Client, both: list[ReleaseDraft]
) -> None:
    hand_over(adas, jordan, both[:1])
    steps(adas)
    assert leave(adas).url == f"/clients/{jordan.pk}/circle/"
    assert [each.draft for each in Release.objects.all()] == both[:1]


def test_saying_no_ends_the_sitting_and_what_was_signed_stays(
    adas: Browser, jordan: Client, both: list[ReleaseDraft]
) -> None:
    hand_over(adas, jordan, both)
    adas.post("/room/refusal/", {"signer": "Jordan Reyes", "capacity": "client"})
    assert not Release.objects.exists()
    told = errors_in(leave(adas, follow=True))
    assert "One more was not reached" in told
    assert KEY not in adas.session


def test_what_was_put_aside_meanwhile_is_passed_over(
    adas: Browser, jordan: Client, both: list[ReleaseDraft], finn: User
) -> None:
    hand_over(adas, jordan, both)
    browser_of(finn).post(f"/drafts/{both[1].pk}/withdrawal/", {})
    both[1].refresh_from_db()
    assert both[1].withdrawn_at
    steps(adas)
    assert leave(adas).url == f"/clients/{jordan.pk}/circle/"
    assert Release.objects.count() == 1


def test_the_second_is_the_signers_alone_as_the_first_was(
    adas: Browser, jordan: Client, both: list[ReleaseDraft]
) -> None:
    hand_over(adas, jordan, both)
    step_by_step(adas, {**JORDAN, "intends": ""})
    assert adas.get(f"/clients/{jordan.pk}/").url == "/room/"
    steps(adas)
    assert adas.get(f"/clients/{jordan.pk}/").url == "/room/"


def test_handed_over_twice_it_leads_to_the_room(
    adas: Browser, jordan: Client, both: list[ReleaseDraft]
) -> None:
    hand_over(adas, jordan, both)
    assert hand_over(adas, jordan, both).url == "/room/"
    assert SigningSession.objects.count() == 1


def test_who_has_signed_one_of_two_already_is_told_which(
    adas: Browser, ada: User, finn: User, teo: Client, rosa: Contact
) -> None:
    """Rosa and Paul sign only together, and Rosa has signed the first."""
    paul = contact_of(teo, "Paul Vance", "father")
    for parent in (rosa, paul):
        authority_of(teo, ada, parent, acts="both", verified_by=finn)
    first, second = (
        draft_for(contact_of(teo, name), ada) for name in ("Una Hill", "Ivo Hill")
    )
    page = f"/clients/{teo.pk}/sitting/"
    adas.post(page, {"drafts": [str(first.pk)], "to": "parent-0"})
    made = {**JORDAN, "signer": "Rosa Vance", "typed_name": "Rosa Vance"}
    step_by_step(adas, {**made, "capacity": "parent", "authority": "mother"})
    leave(adas)
    first.refresh_from_db()
    assert first.awaits == "Paul Vance"
    rosas = next(
        key
        for key, each in adas.get(page).context["form"].signers.items()
        if each.names == ("Rosa Vance",)
    )
    both = {"drafts": [str(first.pk), str(second.pk)], "to": rosas}
    response = adas.post(page, both)
    assert response.status_code == 422
    said = "The release for Una Hill: Rosa Vance does not sign this one now: untick it."
    assert said in errors_in(response)
    assert adas.post(page, both | {"drafts": [str(second.pk)]}).url == "/room/"


def test_nothing_ticked_is_said_beside_the_list(
    adas: Browser, jordan: Client, both: list[ReleaseDraft]
) -> None:
    response = hand_over(adas, jordan, [])
    assert response.status_code == 422
    assert "Tick what is to be signed." in errors_in(response)
    assert not SigningSession.objects.exists()


def test_anothers_draft_is_not_signed_with_ours(
    adas: Browser, jordan: Client, both: list[ReleaseDraft], lee: Contact, cleo: User
) -> None:
    response = hand_over(adas, jordan, [*both, draft_for(lee, cleo)])
    assert response.status_code == 422
    assert not SigningSession.objects.exists()


def test_while_papers_wait_to_be_verified_nobody_is_handed_anything(
    adas: Browser, ada: User, teo: Client, rosa: Contact
) -> None:
    Client.objects.filter(pk=teo.pk).update(state="GA")
    authority_of(teo, ada, rosa, acts="both")
    page, draft = f"/clients/{teo.pk}/sitting/", draft_for(rosa, ada)
    assert adas.get(page).status_code == 200
    response = adas.post(page, {"drafts": [str(draft.pk)]})
    waits = "Someone else still has to verify the papers of Rosa Vance."
    assert waits in errors_in(response)
    assert not SigningSession.objects.exists()


def test_with_nothing_prepared_it_leads_back(adas: Browser, jordan: Client) -> None:
    response = adas.get(f"/clients/{jordan.pk}/sitting/")
    assert response.url == f"/clients/{jordan.pk}/circle/"


def test_the_circle_leads_to_it(
    adas: Browser, jordan: Client, both: list[ReleaseDraft]
) -> None:
    html = adas.get(f"/clients/{jordan.pk}/circle/").content.decode()
    assert "Sign all two in one sitting" in html
    assert f"/clients/{jordan.pk}/sitting/" in html

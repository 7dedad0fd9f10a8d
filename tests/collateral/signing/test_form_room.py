"""A form beside releases in the signing room, which shows nothing else."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client as Browser
from django.utils import timezone

from clients.models import Client, ConsentEvent, Contact
from collateral.signing import form_room
from practice.models import User
from releases.models import FormKind, HowEnded, ReleaseDraft, SigningSession
from releases.signing.room import key_hash_of
from tests.booked import book
from tests.collateral.signed_forms.pages import path
from tests.formed import form_signed, key_of, sign_form, typed_form
from tests.refusals import refused_by, words_of
from tests.room import leave
from tests.said import errors_in
from tests.signed import draft_for, sign

TEEN, ACK = FormKind.CONFIDENTIALITY, FormKind.ACKNOWLEDGEMENT


@pytest.fixture
def sent(teo: Client) -> dict[str, str]:
    """What Rosa sends, to agree to what stays between Teo and Ada."""
    return typed_form(teo, TEEN, signer="Rosa Vance")


@pytest.fixture
def handed(adas: Browser, teo: Client, sent: dict[str, str]) -> SigningSession:
    """Ada's browser, handed to a parent of Teo's."""
    assert adas.post(path(teo, TEEN), {"who": sent["who"]}).url == "/room/"
    return SigningSession.objects.get()


def how(signing: SigningSession) -> str:
    signing.refresh_from_db()
    return signing.ended_how


def test_it_shows_the_form_to_one_and_leads_nowhere_else(
    adas: Browser, teo: Client, handed: SigningSession
) -> None:
    page = adas.get("/room/", follow=True).content.decode()
    assert "What stays between us" in page
    assert "A parent or guardian" in page
    assert "Schedule" not in page
    for there in ("/week/", f"/clients/{teo.pk}/", "/room/read/"):
        assert adas.get(there).url == "/room/"
    assert adas.post(path(teo, TEEN), {"who": "?"}).url == "/room/"
    assert adas.post(path(teo, FormKind.CONSENT), {"who": "?"}).status_code == 403
    assert SigningSession.objects.count() == 1


def test_what_is_signed_is_signed_once_and_said_to_staff(
    adas: Browser, teo: Client, handed: SigningSession, sent: dict[str, str]
) -> None:
    assert adas.post("/room/form/", sent).url == "/room/"
    told = errors_in(adas.get("/room/", follow=True))
    assert "It counts once everyone who has to has signed" in told
    assert adas.post("/room/form/", sent).url == "/room/"
    assert teo.forms.filter(kind=TEEN).count() == 1
    assert how(handed) == HowEnded.SIGNED
    back = leave(adas, follow=True)
    assert "Rosa Vance signed: Teen confidentiality agreement. It waits" in errors_in(
        back
    )
    assert back.request["PATH_INFO"] == f"/clients/{teo.pk}/forms/"
    form = teo.forms.get(kind=TEEN)
    assert (form.signer, form.recorded_by) == ("Rosa Vance", handed.opened_by)


@pytest.mark.usefixtures("unprinted")
def test_whoever_is_expected_today_signs_and_goes_on_to_be_checked_in(
    adas: Browser, ben: Contact
) -> None:
    began = timezone.now() - timedelta(minutes=10)
    sign(ben, began - timedelta(days=1), began + timedelta(days=30))
    session = book(ben.client, [ben], began, booked_at=began)
    sent = typed_form(ben.client, ACK, ben)
    answer = sign_form(adas, path(ben.client, ACK, ben), sent)
    assert answer.request["PATH_INFO"] == f"/sessions/{session.pk}/arrival/"
    assert "Ben Hart signed: Acknowledgement of whoever joins." in errors_in(answer)


def test_sent_twice_at_once_staff_are_told_that_it_is_signed(
    adas: Browser,
    teo: Client,
    handed: SigningSession,
    sent: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    act, first = form_room._sign_in_room, []

    def after_the_other(*args: Any) -> Any:
        if not first:
            first.append(True)
            tab = Browser()
            tab.cookies = adas.cookies
            tab.post("/room/form/", sent)
        return act(*args)

    monkeypatch.setattr(form_room, "_sign_in_room", after_the_other)
    adas.post("/room/form/", sent)
    assert teo.forms.filter(kind=TEEN).count() == 1
    assert "It waits for whoever else" in errors_in(leave(adas, follow=True))


def test_it_is_handed_to_one_who_signs_and_to_nobody_else(
    adas: Browser, teo: Client, handed: SigningSession, sent: dict[str, str]
) -> None:
    teens = key_of(teo, TEEN, None, "teen", "Teo Vance")
    answer = adas.post("/room/form/", sent | {"who": teens})
    assert answer.status_code == 422
    assert not teo.forms.filter(kind=TEEN).exists()


def test_saying_no_signs_nothing_and_promises_nothing(
    adas: Browser, teo: Client, handed: SigningSession
) -> None:
    page = adas.get("/room/refusal/").content.decode()
    assert "Saying no changes nothing in your care" not in page
    events = ConsentEvent.objects.count()
    assert adas.post("/room/refusal/").url == "/room/"
    assert how(handed) == HowEnded.REFUSED
    assert ConsentEvent.objects.count() == events
    assert "They did not sign." in errors_in(leave(adas, follow=True))


def test_they_may_sign_on_paper(adas: Browser, handed: SigningSession) -> None:
    assert adas.post("/room/paper/").url == "/room/"
    assert how(handed) == HowEnded.PAPER


def test_nobody_there_for_five_minutes_it_is_over(
    adas: Browser, handed: SigningSession, sent: dict[str, str]
) -> None:
    ago = timezone.now() - timedelta(minutes=6)
    SigningSession.objects.update(last_seen=ago)
    assert adas.post("/room/form/", sent).url == "/room/"
    assert how(handed) == HowEnded.IDLE


def test_what_changed_meanwhile_is_read_again(
    adas: Browser, teo: Client, handed: SigningSession, sent: dict[str, str]
) -> None:
    Client.objects.filter(pk=teo.pk).update(chosen_name="Theo")
    answer = adas.post("/room/form/", sent)
    assert "Read it again as it is now" in errors_in(answer)


def test_whoever_signed_elsewhere_meanwhile_is_told(
    adas: Browser, teo: Client, sent: dict[str, str]
) -> None:
    teens = typed_form(teo, TEEN, typed_name="Teo Vance")
    adas.post(path(teo, TEEN), {"who": teens["who"]})
    form_signed(
        teo, TEEN, capacity="teen", signer="Teo Vance", authority="", whole=False
    )
    told = errors_in(adas.get("/room/form/", follow=True))
    assert "Nothing was signed here" in told


def test_a_form_and_a_release_are_not_handed_over_as_one(
    jordan: Client, ben: Contact, ada: User, rosa: Contact
) -> None:
    def opened(**columns: Any) -> SigningSession:
        now = timezone.now()
        return SigningSession(
            way="room",
            key_hash=key_hash_of(str(columns)),
            opened_by=ada,
            opened_at=now,
            last_seen=now,
            **columns,
        )

    draft: ReleaseDraft = draft_for(ben, ada)
    form: dict[str, Any] = {
        "client": jordan,
        "contact": ben,
        "form_kind": ACK,
        "form_signer": "participant-1",
        "language": "en",
    }
    rule = "signing_session_is_of_one_paper"
    for odd in (
        {},
        {"draft": draft, **form},
        {**form, "form_kind": "song"},
        {**form, "form_signer": " "},
        {**form, "client": None, "contact": None},
    ):
        assert words_of(rule, opened(**odd)) == "Hand over one release, form or plan."
        with refused_by(rule):
            opened(**odd).save()
    stranger = opened(**{**form, "contact": rosa})
    theirs = "signing_session_contact_of_client"
    assert words_of(theirs, stranger) == "Choose one of this client's own contacts."
    with refused_by(theirs):
        stranger.save()
    opened(**form).save()
    opened(draft=draft).save()

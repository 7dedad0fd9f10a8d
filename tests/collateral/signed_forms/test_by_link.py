"""A form beside releases sent by a link, and signed by whom it was sent to."""

from __future__ import annotations

from django.test import Client as Browser
from django.utils import timezone

from clients.models import Client, ConsentEvent, EventKind
from practice.models import User
from releases.models import FormKind, HowEnded, LinkState, SignatureLink, SigningSession
from releases.proof.forms import verify_forms
from tests.collateral.signed_forms.pages import path, shown
from tests.collateral.signed_forms.sending import born, path_in, send
from tests.formed import key_of, typed_form
from tests.links import form_link_of, opened
from tests.privacy.doors import browser_of
from tests.refusals import run

CONSENT, TEEN = FormKind.CONSENT, FormKind.CONFIDENTIALITY


def test_a_parent_signs_on_their_own_phone(adas: Browser, teo: Client) -> None:
    phone = opened(path_in(send(adas, teo)), born(teo))
    page = phone.get("/room/", follow=True).content.decode()
    assert "What stays between us" in page
    assert "Rosa Vance, a parent or guardian" in page
    assert "Your full name" not in page
    typed = typed_form(teo, TEEN, signer="Rosa Vance")
    assert phone.post("/room/form/", typed).url == "/room/"
    over = phone.get("/room/", follow=True).content.decode()
    assert "You may close this page" in over
    assert "Teo" not in over
    form, link = teo.forms.get(kind=TEEN), SignatureLink.objects.get()
    assert (form.signer, form.capacity, form.link) == ("Rosa Vance", "parent", link)
    assert (link.state, link.version) == (LinkState.USED, form.content_sha256)
    assert SigningSession.objects.get().ended_how == HowEnded.SIGNED
    assert "by a link" in shown(adas, teo)


def test_once_it_was_signed_it_opens_nothing(adas: Browser, teo: Client) -> None:
    there = path_in(send(adas, teo))
    phones = [opened(there, born(teo)), opened(there, born(teo))]
    typed = typed_form(teo, TEEN, signer="Rosa Vance")
    for phone in phones:
        phone.post("/room/form/", typed)
    assert teo.forms.filter(kind=TEEN).count() == 1
    assert Browser().get(there).status_code == 404
    assert adas.get("/clients/").status_code == 200


def test_another_name_signs_nothing_by_it(adas: Browser, teo: Client) -> None:
    phone = opened(path_in(send(adas, teo)), born(teo))
    typed = typed_form(teo, TEEN, signer="Ida Lind")
    phone.post("/room/form/", typed | {"typed_name": "Ida Lind"})
    form = teo.forms.filter(kind=TEEN).first()
    assert form is None or form.signer == "Rosa Vance"


def test_who_has_not_their_date_of_birth_opens_nothing(
    adas: Browser, teo: Client, finn: User
) -> None:
    there = path_in(send(adas, teo))
    answers = [Browser().post(there, {"born": "1990-05-03"}) for _ in range(5)]
    assert [each.status_code for each in answers] == [422] * 4 + [404]
    assert Browser().get(there).status_code == 404
    assert SignatureLink.objects.get().state == LinkState.LOCKED
    at_the_desk = browser_of(finn).get("/day/").content.decode()
    for page in (at_the_desk, adas.get("/week/").content.decode()):
        assert "a link was locked after five wrong dates of birth" in page
        assert f'"/clients/{teo.pk}/forms/confidentiality/link/"' in page
    assert "locked" in shown(adas, teo)


def test_looking_at_it_changes_nothing(adas: Browser, teo: Client) -> None:
    there = path_in(send(adas, teo))
    before = SignatureLink.objects.values().get()
    for _ in range(20):
        page = Browser().get(there)
        assert page.status_code == 200
        assert "Teo" not in page.content.decode()
    assert SignatureLink.objects.values().get() == before


def test_it_is_read_in_the_language_that_was_chosen(adas: Browser, teo: Client) -> None:
    there = f"{path(teo, CONSENT, how='link/')}?language=es"
    to = key_of(teo, CONSENT, None, "parent", "")
    sent = {"to": to, "signer": "Rosa Vance", "how": "shown", "whose": "own"}
    phone = opened(path_in(adas.post(there, sent)), born(teo))
    page = phone.get("/room/form/")
    assert SignatureLink.objects.get().language == "es"
    assert '<html lang="es"' in page.content.decode()


def test_the_history_tells_of_it_and_fits(adas: Browser, teo: Client) -> None:
    phone = opened(path_in(send(adas, teo)), born(teo))
    phone.post("/room/form/", typed_form(teo, TEEN, signer="Rosa Vance"))
    told = ConsentEvent.objects.filter(client=teo).order_by("number")
    details = {each.kind: each.detail for each in told}
    link = SignatureLink.objects.get()
    assert details[EventKind.LINK_MADE]["form"] == "confidentiality"
    assert details[EventKind.LINK_OPENED]["link"] == link.pk
    assert details[EventKind.FORM_SIGNED]["link"] == link.pk
    pk = teo.forms.get(kind=TEEN).pk
    misfits = verify_forms().misfits
    assert [str(each) for each in misfits if each.form_id == pk] == []
    form_link_of(teo, CONSENT, link.made_by)
    run("SET session_replication_role = replica")
    run("UPDATE releases_signedform SET link_id = NULL WHERE id = %s", pk)
    run("SET session_replication_role = DEFAULT")
    assert "another link" in str(verify_forms())


def test_a_session_by_a_link_is_of_a_form_too(teo: Client, ada: User) -> None:
    link, _ = form_link_of(teo, TEEN, ada)
    now = timezone.now()
    SigningSession.objects.create(
        client=teo,
        form_kind=TEEN,
        form_signer="parent-1",
        language="en",
        way="link",
        link=link,
        key_hash="a" * 64,
        opened_by=ada,
        opened_at=now,
        last_seen=now,
    )

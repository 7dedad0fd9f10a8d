"""A form beside releases sent by a link, and signed by whom it was sent to."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client as Browser
from django.utils import timezone

from clients.models import Client, ConsentEvent, Contact, EventKind
from collateral.signed_forms.act import withdraw
from practice.models import User
from releases.links.jobs import remind_of_link
from releases.models import FormKind, HowEnded, LinkState, SignatureLink, SigningSession
from releases.proof.forms import verify_forms
from tests.cast import authority_of
from tests.collateral.signed_forms.test_pages import path, shown
from tests.formed import form_signed, key_of, typed_form
from tests.jobs import run_waiting
from tests.links import form_link_of, opened
from tests.mailing import Server, text_of
from tests.privacy.doors import browser_of
from tests.refusals import run
from tests.releases.links.test_constraints import A
from tests.said import errors_in

TEEN, ACK, CONSENT = (
    FormKind.CONFIDENTIALITY,
    FormKind.ACKNOWLEDGEMENT,
    FormKind.CONSENT,
)
MAILED = {"how": "mailed", "email": "rosa@example.org"}


def send(
    by: Browser,
    client: Client,
    kind: FormKind = TEEN,
    contact: Contact | None = None,
    **typed: str,
) -> Any:
    """To a parent, whom nothing on file names; or to whoever else ``to`` says."""
    to = key_of(client, kind, contact, typed.pop("capacity", "parent"), "")
    sent = {"to": to, "signer": "Rosa Vance", "how": "shown", "whose": "own"}
    return by.post(path(client, kind, contact, "link/"), {**sent, **typed})


def path_in(page: Any) -> str:
    found = re.search(
        r"<code>http://testserver(/s/[\w-]{43}/)</code>", page.content.decode()
    )
    assert found, errors_in(page)
    return found[1]


def born(client: Client) -> str:
    return client.date_of_birth.isoformat()


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


def test_whoever_joins_is_asked_for_their_own_date_of_birth(
    adas: Browser, teo: Client, rosa: Contact
) -> None:
    unborn = send(adas, teo, ACK, rosa, capacity="participant")
    assert unborn.status_code == 422
    assert "none of Rosa Vance is on file" in errors_in(unborn)
    run("UPDATE clients_contact SET date_of_birth = '1984-03-02'")
    page = send(adas, teo, ACK, rosa, capacity="participant")
    phone = opened(path_in(page), "1984-03-02")
    assert "Before you join" in phone.get("/room/form/").content.decode()
    phone.post("/room/form/", typed_form(teo, ACK, rosa))
    assert rosa.forms.get().link == SignatureLink.objects.get()


def test_of_a_child_who_joins_a_parent_is_asked_for_the_childs(
    adas: Browser, teo: Client, rosa: Contact
) -> None:
    run("UPDATE clients_contact SET date_of_birth = current_date - 4000")
    rosa.refresh_from_db()
    assert rosa.date_of_birth
    to = {"capacity": "participants_parent", "signer": "Ida Lind"}
    page = send(adas, teo, ACK, rosa, **to)
    assert "Rosa Vance</bdi>’s date of birth" in page.content.decode()
    door = Browser().get(path_in(page)).content.decode()
    assert "the date of birth of the person you sign for" in door
    opened(path_in(page), rosa.date_of_birth.isoformat())


def test_a_parent_on_file_is_asked_for_their_own(
    adas: Browser, teo: Client, rosa: Contact, ada: User, cleo: User
) -> None:
    run("UPDATE clients_contact SET date_of_birth = '1984-03-02'")
    authority_of(teo, ada, rosa, verified_by=cleo)
    to = key_of(teo, CONSENT, None, "parent", "Rosa Vance")
    sent = {"to": to, "how": "shown", "whose": "own"}
    page = adas.post(path(teo, CONSENT, how="link/"), sent)
    link = SignatureLink.objects.get()
    assert (link.signer, link.asks_birth_of) == ("Rosa Vance", rosa)
    opened(path_in(page), "1984-03-02")


def test_a_teens_goes_where_no_parent_reads_it(
    adas: Browser, teo: Client, rosa: Contact
) -> None:
    run("UPDATE clients_contact SET email = 'rosa@example.org'")
    teen = {"capacity": "teen"}
    shared = send(adas, teo, **teen, whose="shared")
    assert "Teo Vance signs alone" in errors_in(shared)
    run("UPDATE clients_contact SET phone = '555 867 5309'")
    parents = send(adas, teo, **teen, phone="(555) 867-5309")
    assert "This is also how Rosa Vance is reached" in errors_in(parents)
    assert not SignatureLink.objects.exists()
    opened(path_in(send(adas, teo, **teen)), born(teo))


def test_the_clinician_is_sent_none(
    adas: Browser, teo: Client, rosa: Contact, ada: User, cleo: User
) -> None:
    authority_of(teo, ada, rosa, verified_by=cleo)
    page = adas.get(path(teo, TEEN, how="link/")).content.decode()
    assert "parent-" in page
    assert "clinician-" not in page
    for signer, capacity in (("Teo Vance", "teen"), ("Rosa Vance", "parent")):
        form_signed(teo, TEEN, signer=signer, capacity=capacity, whole=False)
    left = adas.get(path(teo, TEEN, how="link/")).content.decode()
    assert "signs it here: nobody else is left to sign" in left
    assert send(adas, teo).status_code == 422


def test_it_is_read_in_the_language_that_was_chosen(adas: Browser, teo: Client) -> None:
    there = f"{path(teo, CONSENT, how='link/')}?language=es"
    to = key_of(teo, CONSENT, None, "parent", "")
    sent = {"to": to, "signer": "Rosa Vance", "how": "shown", "whose": "own"}
    phone = opened(path_in(adas.post(there, sent)), born(teo))
    page = phone.get("/room/form/")
    assert SignatureLink.objects.get().language == "es"
    assert '<html lang="es"' in page.content.decode()


def test_what_changed_meanwhile_is_read_anew(adas: Browser, teo: Client) -> None:
    phone = opened(path_in(send(adas, teo)), born(teo))
    typed = typed_form(teo, TEEN, signer="Rosa Vance")
    run("UPDATE clients_client SET legal_name = 'Teodor Vance'")
    again = phone.post("/room/form/", typed)
    assert "Read it again as it is now" in errors_in(again)
    assert "Teodor" in again.content.decode()
    teo.refresh_from_db()
    anew = typed_form(teo, TEEN, signer="Rosa Vance")
    assert phone.post("/room/form/", anew).url == "/room/"
    form, link = teo.forms.get(kind=TEEN), SignatureLink.objects.get()
    assert form.words["legal_name"] == "Teodor Vance"
    assert link.version == form.content_sha256


def test_taken_back_it_withdraws_what_others_have(
    adas: Browser, teo: Client, ada: User
) -> None:
    there = path_in(send(adas, teo))
    phone = opened(there, born(teo))
    teens = form_signed(teo, TEEN, signer="Teo Vance", capacity="teen", whole=False)
    withdraw(teens, ada)
    assert SignatureLink.objects.get().state == LinkState.WITHDRAWN
    assert phone.get("/room/", follow=True).redirect_chain[-1][0] == "/room/leaving/"
    assert Browser().get(there).status_code == 404


def test_whoever_would_rather_not_is_not_asked_again(
    adas: Browser, teo: Client
) -> None:
    there = path_in(send(adas, teo))
    phone = opened(there, born(teo))
    signing = SigningSession.objects.get()
    phone.post("/room/refusal/", {"room": signing.pk})
    signing.refresh_from_db()
    assert signing.ended_how == HowEnded.REFUSED
    assert Browser().get(there).status_code == 404
    page = adas.get(path(teo, TEEN, how="link/")).content.decode()
    assert "They would rather not sign" in page


def test_it_is_mailed_and_reminded_of_without_a_name(
    adas: Browser, teo: Client, post: Server
) -> None:
    sent = send(adas, teo, **MAILED)
    assert sent.status_code == 302
    assert sent.url == f"/clients/{teo.pk}/forms/confidentiality/link/?language=en"
    run_waiting()
    (mail,) = post.taken
    assert "Teo" not in text_of(mail)
    found = re.search(r"/s/[\w-]{43}/", text_of(mail))
    assert found
    link = SignatureLink.objects.get()
    run(
        "UPDATE releases_signaturelink SET mailed_at = mailed_at - interval '2 days' "
        "WHERE id = %s",
        link.pk,
    )
    remind_of_link.defer(link=link.pk, number=1)
    run_waiting()
    _, reminder = post.taken
    assert "Teo" not in text_of(reminder)
    assert "has a link that waits for you" in text_of(reminder)
    opened(found[0], born(teo))


def test_nobody_is_reminded_of_what_is_signed(
    adas: Browser, teo: Client, post: Server
) -> None:
    send(adas, teo, **MAILED)
    run_waiting()
    form_signed(teo, TEEN, signer="Rosa Vance", whole=False)
    run("UPDATE releases_signaturelink SET mailed_at = mailed_at - interval '2 days'")
    link = SignatureLink.objects.get()
    remind_of_link.defer(link=link.pk, number=1)
    run_waiting()
    assert len(post.taken) == 1


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


def test_a_staff_member_withdraws_it(adas: Browser, teo: Client) -> None:
    there = path_in(send(adas, teo))
    link = SignatureLink.objects.get()
    answer = adas.post(f"/links/{link.pk}/withdrawal/")
    assert answer.url == f"/clients/{teo.pk}/forms/confidentiality/link/?language=en"
    assert Browser().get(there).status_code == 404
    assert "Withdrawn" in adas.get(answer.url).content.decode()


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
        key_hash=A,
        opened_by=ada,
        opened_at=now,
        last_seen=now,
    )


@pytest.mark.parametrize("kind", [CONSENT, TEEN])
def test_strangers_see_no_page_to_send_it_from(
    cleo: User, teo: Client, kind: FormKind
) -> None:
    assert browser_of(cleo).get(path(teo, kind, how="link/")).status_code == 404

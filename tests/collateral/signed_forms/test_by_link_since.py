"""What becomes of a link to a form once it is sent: changed, taken back, mailed, withdrawn."""

from __future__ import annotations

import re

from django.test import Client as Browser

from clients.models import Client
from collateral.signed_forms.act import withdraw
from practice.models import User
from releases.links.jobs import remind_of_link
from releases.models import FormKind, HowEnded, LinkState, SignatureLink, SigningSession
from tests.collateral.signed_forms.pages import path
from tests.collateral.signed_forms.sending import MAILED, born, path_in, send
from tests.formed import form_signed, typed_form
from tests.jobs import run_waiting
from tests.links import opened
from tests.mailing import Server, text_of
from tests.refusals import run
from tests.said import errors_in

TEEN = FormKind.CONFIDENTIALITY


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


def test_a_staff_member_withdraws_it(adas: Browser, teo: Client) -> None:
    there = path_in(send(adas, teo))
    link = SignatureLink.objects.get()
    answer = adas.post(f"/links/{link.pk}/withdrawal/")
    assert answer.url == f"/clients/{teo.pk}/forms/confidentiality/link/?language=en"
    assert Browser().get(there).status_code == 404
    assert "Withdrawn" in adas.get(answer.url).content.decode()

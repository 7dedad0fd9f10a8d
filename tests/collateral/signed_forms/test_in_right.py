"""Whoever signs a form beside a release chose to, and has the right to."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client as Browser
from django.utils import timezone

from clients.models import Client, Contact, CourtOrder
from collateral.ending.papers import close
from collateral.signing import form_room
from practice.models import User
from releases.models import FormCapacity, FormKind, SignedForm
from releases.signed_forms.who import Signs, left, missing
from tests.cast import authority_of, contact_of, emancipated
from tests.clock import DAY
from tests.collateral.signed_forms.pages import path
from tests.collateral.signed_forms.sheets import paper
from tests.formed import form_of, form_signed, sign_form, typed_form
from tests.on_paper import form_printed
from tests.refusals import refusal_of
from tests.said import errors_in as said

ACK, TEEN = FormKind.ACKNOWLEDGEMENT, FormKind.CONFIDENTIALITY
RIGHT = "form_is_signed_in_right"


def refusal(form: SignedForm) -> str:
    return refusal_of(lambda: form.save(force_insert=True))


def barred(contact: Contact, by: User) -> None:
    """By a court, from deciding."""
    CourtOrder.objects.create(
        client=contact.client,
        contact=contact,
        ruling="no_decisions",
        dated_on=timezone.localdate() - DAY,
        court="Kings County",
        evidence="certified copy",
        entered_by=by,
    )


def signed(client: Client, kind: FormKind) -> list[str]:
    return [each.signer for each in client.forms.filter(kind=kind)]


def test_whoever_was_chosen_signs_though_another_signed_meanwhile(
    adas: Browser, teo: Client
) -> None:
    parents = typed_form(teo, TEEN, signer="Rosa Vance", typed_name="Rosa Vance")
    sign_form(adas, path(teo, TEEN), typed_form(teo, TEEN, typed_name="Teo Vance"))
    assert sign_form(adas, path(teo, TEEN), parents).status_code == 200
    assert signed(teo, TEEN) == ["Rosa Vance", "Teo Vance"]


def test_whoever_signed_in_another_tab_is_not_asked_for_again(
    adas: Browser, teo: Client
) -> None:
    sent = typed_form(teo, TEEN, typed_name="Teo Vance")
    sign_form(adas, path(teo, TEEN), sent)
    again = sign_form(adas, path(teo, TEEN), sent)
    assert "They have signed this meanwhile" in said(again)
    assert signed(teo, TEEN) == ["Teo Vance"]


def test_sent_twice_at_once_it_is_said_that_it_is_signed(
    adas: Browser, teo: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another tab signs between this one's question and its act."""
    act = form_room._sign_in_room

    def late(*args: Any) -> Any:
        form_signed(
            teo, TEEN, capacity="teen", signer="Teo Vance", authority="", whole=False
        )
        return act(*args)

    monkeypatch.setattr(form_room, "_sign_in_room", late)
    sent = typed_form(teo, TEEN, typed_name="Teo Vance")
    answer = sign_form(adas, path(teo, TEEN), sent)
    assert "This was signed elsewhere meanwhile" in said(answer)
    assert signed(teo, TEEN) == ["Teo Vance"]


def test_of_two_with_one_name_each_signs() -> None:
    both = tuple(Signs(FormCapacity.PARENT, "Alex Kim", ("Alex Kim",)) for _ in "ab")
    made = SignedForm(capacity="parent", signer="alex kim")
    assert left(both, [made]) == both[:1]
    assert missing([both], [made, made]) == ()


def test_what_was_signed_of_other_words_does_not_count_with_these(
    adas: Browser, teo: Client, cleo: User
) -> None:
    """The agreement names the clinician, who is another now."""
    form_signed(
        teo, TEEN, capacity="teen", signer="Teo Vance", authority="", whole=False
    )
    Client.objects.filter(pk=teo.pk).update(clinician=cleo)
    browser = Browser()
    browser.force_login(cleo)
    assert "Teo Vance, the client" in said(browser.get(path(teo, TEEN)))


def test_nobody_signs_whom_a_court_kept_from_deciding(
    adas: Browser, teo: Client, rosa: Contact, ada: User
) -> None:
    barred(rosa, ada)
    sent = typed_form(teo, signer="Rosa  Vance", typed_name="Rosa  Vance")
    answer = sign_form(adas, path(teo, FormKind.CONSENT), sent)
    assert "Rosa Vance does not sign for Teo Vance" in said(answer)
    assert refusal(form_of(teo, signer="Rosa Vance")) == RIGHT
    assert refusal(form_of(teo, signer="Paul Vance")) == ""


def test_a_court_that_was_heard_of_as_it_is_signed_stops_it_too(
    adas: Browser,
    teo: Client,
    rosa: Contact,
    ada: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    act = form_room.sign

    def late(*args: Any) -> Any:
        barred(rosa, ada)
        return act(*args)

    monkeypatch.setattr(form_room, "sign", late)
    sent = typed_form(teo, signer="Rosa Vance", typed_name="Rosa Vance")
    answer = sign_form(adas, path(teo, FormKind.CONSENT), sent)
    assert answer.status_code == 422
    assert "Whoever signs has no right to it" in said(answer)


def test_with_papers_on_file_nobody_else_signs(
    teo: Client, rosa: Contact, ada: User, nora: User
) -> None:
    form = form_of(teo, signer="Paul Vance")
    papers = authority_of(teo, ada, rosa, verified_by=nora)
    assert refusal(form) == RIGHT
    assert refusal(form_of(teo, signer="rosa vance")) == ""
    early = form_of(teo, signer="Rosa Vance", signed_on=timezone.localdate() - DAY)
    assert refusal(early) == RIGHT
    close(papers, "revoked", ada)
    assert refusal(form_of(teo, signer="Rosa Vance")) == RIGHT


def test_an_agent_signs_for_an_adult_as_long_as_the_papers_hold(
    jordan: Client, ada: User, nora: User
) -> None:
    by = {"capacity": "agent", "signer": "Ida Hart", "authority": "health care proxy"}
    assert refusal(form_of(jordan, **by)) == ""
    authority_of(jordan, ada, "Ida Hart", "agent", verified_by=nora)
    assert refusal(form_of(jordan, **by)) == ""
    assert refusal(form_of(jordan, **by | {"signer": "Otto Hart"})) == RIGHT


@pytest.mark.parametrize(
    ("capacity", "signer", "refused"),
    [
        ("client", "Teo Vance", True),
        ("minor", "Teo Vance", False),
        ("parent", "Rosa Vance", False),
    ],
)
def test_a_minor_does_not_sign_as_a_client_of_age(
    teo: Client, capacity: str, signer: str, refused: bool
) -> None:
    form = form_of(teo, capacity=capacity, signer=signer, authority="by what was said")
    assert refusal(form) == (RIGHT if refused else "")


def test_a_minor_who_signs_alone_says_on_what_ground(teo: Client) -> None:
    form = form_of(teo, capacity="minor", signer="Teo Vance", authority=" ")
    assert refusal(form) == RIGHT


def test_for_whoever_is_of_age_nobody_signs_as_for_a_minor(teo: Client) -> None:
    Client.objects.filter(pk=teo.pk).update(**emancipated())
    assert refusal(form_of(teo)) == RIGHT
    assert refusal(form_of(teo, FormKind.ASSENT)) == RIGHT
    own = {"capacity": "client", "signer": "Teo Vance", "authority": ""}
    assert refusal(form_of(teo, **own)) == ""
    day = timezone.localdate() - DAY
    assert refusal(form_of(teo, **own, signed_on=day)) == RIGHT


def test_a_paper_is_entered_of_who_had_the_right_on_its_day(
    adas: Browser, teo: Client, ada: User
) -> None:
    Client.objects.filter(pk=teo.pk).update(**emancipated())
    teo.refresh_from_db()
    form_printed(teo, ada, days=3)
    sent = typed_form(teo, typed_name="Teo Vance") | {"filed": "on"}
    there, today = path(teo, FormKind.CONSENT, how="filing/"), timezone.localdate()
    early = adas.post(there, sent | {"signed_on": f"{today - DAY}"})
    assert early.status_code == 422
    assert adas.post(there, sent | {"signed_on": f"{today}"}).status_code == 302


def test_the_clinician_is_the_clients_own(teo: Client) -> None:
    by = {"capacity": "clinician", "authority": ""}
    other = form_of(teo, TEEN, **by, signer="Cleo Marsh")
    assert refusal(other) == "form_signed_by_whom_it_says"
    assert refusal(form_of(teo, TEEN, **by, signer="Dr. Ada Okafor")) == ""


def test_no_parent_signs_for_whoever_joins_and_is_of_age(
    jordan: Client, ben: Contact
) -> None:
    born = timezone.localdate().replace(day=1) - 30 * 365 * DAY
    Contact.objects.filter(pk=ben.pk).update(date_of_birth=born)
    by = {"capacity": "participants_parent", "signer": "Ida Hart"}
    form = form_of(jordan, ACK, ben, **by, authority="mother")
    assert refusal(form) == "form_participant_is_of_age"
    assert refusal(form_of(jordan, ACK, ben)) == ""


def test_who_joins_and_was_born_on_february_29_is_of_age_on_march_1(
    jordan: Client, ben: Contact
) -> None:
    Contact.objects.filter(pk=ben.pk).update(date_of_birth=date(2004, 2, 29))
    day = date(2022, 2, 28)
    form = form_of(jordan, ACK, ben, signed_on=day)
    assert refusal(form) == "form_participant_is_of_age"
    assert refusal(form_of(jordan, ACK, ben, signed_on=day + DAY)) == ""


def test_each_namesake_has_their_own_acknowledgement_printed(
    adas: Browser, jordan: Client, ben: Contact
) -> None:
    other = contact_of(jordan, ben.name, "brother")
    first = form_signed(jordan, ACK, ben)
    second = form_signed(jordan, ACK, other)
    assert first.content_sha256 == second.content_sha256
    for each in (first, second):
        assert paper(adas, f"/forms/{each.pk}/paper/").count("Kept by us") == 1

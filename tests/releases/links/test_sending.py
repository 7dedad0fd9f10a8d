"""Sending a link: for one signer, to where nobody else reads it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse

from clients.models import Client, ConsentEvent, Contact, EventKind
from practice.models import User
from practice.secret import sha256_of
from releases.models import LinkState, ReleaseDraft, SignatureLink
from tests.cast import authority_of, contact_of
from tests.law import correct
from tests.links import link_of, opened
from tests.privacy.doors import browser_of
from tests.said import errors_in
from tests.signed import draft_for

SHOWN = {"to": "client-0", "how": "shown", "whose": "own", "email": "", "phone": ""}


def sent(by: Browser, draft: ReleaseDraft, **typed: Any) -> Any:
    path = reverse("draft_link", args=[draft.pk])
    return by.post(path, {**SHOWN, **typed})


def path_in(page: Any) -> str:
    found = re.search(
        r"<code>http://testserver(/s/[\w-]{43}/)</code>", page.content.decode()
    )
    assert found
    return found[1]


def test_it_is_shown_once_as_a_code_and_an_address(
    adas: Browser, bens: ReleaseDraft
) -> None:
    page = sent(adas, bens)
    assert page.status_code == 200
    text = page.content.decode()
    assert "<svg" in text
    assert "style=" not in text
    path = path_in(page)
    link = SignatureLink.objects.get()
    assert (link.signer, link.capacity) == ("Jordan Reyes", "client")
    assert link.token_sha256 == sha256_of(path.split("/")[2])
    again = adas.get(reverse("draft_link", args=[bens.pk])).content.decode()
    assert path not in again
    assert "Waiting to be opened" in again
    opened(path)


def test_what_was_shown_is_kept_nowhere(adas: Browser, bens: ReleaseDraft) -> None:
    token = path_in(sent(adas, bens)).split("/")[2]
    rows = [*SignatureLink.objects.values(), *ConsentEvent.objects.values()]
    assert token not in str(rows)
    assert token not in str(dict(adas.session))


def test_another_for_the_same_signer_withdraws_the_first(
    adas: Browser, bens: ReleaseDraft
) -> None:
    first = path_in(sent(adas, bens))
    second = path_in(sent(adas, bens))
    assert Browser().get(first).status_code == 404
    opened(second)
    states = [each.state for each in SignatureLink.objects.all()]
    assert states == [LinkState.OPENED, LinkState.WITHDRAWN]


def test_who_signs_alone_has_it_where_nobody_else_reads_it(
    adas: Browser, bens: ReleaseDraft
) -> None:
    page = sent(adas, bens, whose="shared")
    assert page.status_code == 422
    assert "Jordan Reyes signs alone" in errors_in(page)
    assert not SignatureLink.objects.exists()
    unsaid = sent(adas, bens, whose="")
    assert "Ask whose it is." in errors_in(unsaid)


@pytest.mark.parametrize("contact", ["ben", "maria"])
def test_the_phone_of_someone_in_their_life_is_not_theirs(
    adas: Browser, bens: ReleaseDraft, maria: Contact, ben: Contact, contact: str
) -> None:
    whose = {"ben": ben, "maria": maria}[contact]
    Contact.objects.filter(pk=whose.pk).update(phone="(518) 555-0142")
    page = sent(adas, bens, phone="518 555 0142")
    assert page.status_code == 422
    assert f"This is also how {whose.name} is reached" in errors_in(page)
    assert page.context["form"].errors.keys() == {"phone"}
    assert 'value="518 555 0142"' in page.content.decode()
    assert sent(adas, bens, phone="518 555 0143").status_code == 200


def test_a_contact_who_has_it_meanwhile_is_found_by_the_database(
    adas: Browser,
    bens: ReleaseDraft,
    maria: Contact,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    Contact.objects.filter(pk=maria.pk).update(phone="518 555 0142")
    monkeypatch.setattr("releases.links.form.LinkForm._ask_where", lambda *_: None)
    page = sent(adas, bens, phone="518 555 0142")
    assert page.status_code == 422
    assert "someone else in the client’s life" in errors_in(page)
    assert page.context["form"].errors.keys() == {"whose"}


def test_a_parent_is_asked_for_what_is_on_file(
    adas: Browser, teo: Client, rosa: Contact, ada: User, finn: User
) -> None:
    Contact.objects.filter(pk=rosa.pk).update(date_of_birth="1984-02-03")
    authority_of(teo, ada, rosa, verified_by=finn)
    draft = draft_for(contact_of(teo, "Ines Vance", "aunt"), ada)
    page = sent(adas, draft, to="parent-0")
    link = SignatureLink.objects.get()
    assert (link.signer, link.capacity) == ("Rosa Vance", "parent")
    assert link.asks_birth_of == rosa
    opened(path_in(page), "1984-02-03")


def test_whom_the_list_does_not_name_is_named(
    adas: Browser, teo: Client, ada: User
) -> None:
    draft = draft_for(contact_of(teo, "Ines Vance", "aunt"), ada)
    page = sent(adas, draft, to="parent-0", signer="")
    assert page.status_code == 422
    assert page.context["form"].errors.keys() == {"signer"}
    sent(adas, draft, to="parent-0", signer="Rosa Vance")
    assert SignatureLink.objects.get().signer == "Rosa Vance"


def test_where_the_law_wants_ink_no_link_is_sent(
    adas: Browser, bens: ReleaseDraft
) -> None:
    assert "Send a link" in adas.get(f"/drafts/{bens.pk}/").content.decode()
    correct("NY", esign_allowed=False)
    assert "Send a link" not in adas.get(f"/drafts/{bens.pk}/").content.decode()
    assert "asks for ink on paper" in errors_in(sent(adas, bens))
    assert not SignatureLink.objects.exists()


def test_it_is_withdrawn_with_one_click(
    adas: Browser, bens: ReleaseDraft, ada: User
) -> None:
    link, path = link_of(bens, ada)
    answer = adas.post(reverse("link_withdrawal", args=[link.pk]))
    assert answer.url == reverse("draft_link", args=[bens.pk])
    assert "Withdrawn" in adas.get(answer.url).content.decode()
    assert Browser().get(path).status_code == 404
    told = ConsentEvent.objects.filter(kind=EventKind.LINK_WITHDRAWN)
    assert told.get().actor == ada
    adas.post(reverse("link_withdrawal", args=[link.pk]))
    assert told.count() == 1


def test_another_clinician_withdraws_none_of_them(
    bens: ReleaseDraft, ada: User, cleo: User
) -> None:
    link, path = link_of(bens, ada)
    answer = browser_of(cleo).post(reverse("link_withdrawal", args=[link.pk]))
    assert answer.status_code == 404
    opened(path)


def test_seen_to_a_locked_one_is_told_no_more(
    adas: Browser, bens: ReleaseDraft, ada: User
) -> None:
    link, path = link_of(bens, ada)
    for _ in range(5):
        Browser().post(path, {"born": "2001-01-01"})
    assert "A link was locked" in adas.get("/week/").content.decode()
    adas.post(reverse("link_withdrawal", args=[link.pk]))
    assert "A link was locked" not in adas.get("/week/").content.decode()

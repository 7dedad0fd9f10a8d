"""A link that is mailed: by a job that knows its number, in a mail that names nobody."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse

from clients.models import Contact
from practice.models import User
from releases.links.act import withdraw
from releases.models import ReleaseDraft, SignatureLink
from tests.jobs import run_waiting, try_again, waiting
from tests.links import opened
from tests.mailing import TAKEN, Server, text_of
from tests.said import errors_in

MAILED = {
    "to": "client-0",
    "how": "mailed",
    "whose": "own",
    "email": "jordan@example.org",
    "phone": "",
}


def mailed(by: Browser, draft: ReleaseDraft, **typed: Any) -> Any:
    path = reverse("draft_link", args=[draft.pk])
    return by.post(path, {**MAILED, **typed})


def path_in(post: Server) -> str:
    found = re.search(
        r"https://elm-street\.example(/s/[\w-]{43}/)", text_of(post.taken[-1])
    )
    assert found
    return found[1]


def test_it_is_mailed_and_opens(
    adas: Browser, bens: ReleaseDraft, post: Server
) -> None:
    answer = mailed(adas, bens)
    assert answer.url == reverse("draft_link", args=[bens.pk])
    link = SignatureLink.objects.get()
    assert waiting() == [("send_link", {"link": link.pk})]
    assert "being mailed" in adas.get(answer.url).content.decode()
    assert run_waiting() == ["send_link succeeded"]
    (mail,) = post.taken
    assert (mail["To"], mail["Subject"]) == (
        "jordan@example.org",
        "Elm Street Counseling",
    )
    for name in ("Jordan", "Reyes", "Ben", "Hart", "Ada"):
        assert name not in text_of(mail) + text_of(mail, "html")
    opened(path_in(post))
    assert "mailed to" in adas.get(answer.url).content.decode()


def test_what_is_mailed_again_has_another_address(
    adas: Browser, bens: ReleaseDraft, post: Server
) -> None:
    post.answer = "451 Later"
    mailed(adas, bens)
    before = SignatureLink.objects.get().token_sha256
    assert run_waiting() == ["send_link waits"]
    post.answer = TAKEN
    assert try_again()[0] == "send_link succeeded"
    assert SignatureLink.objects.get().token_sha256 != before
    opened(path_in(post))


def test_what_no_server_takes_is_told(
    adas: Browser, bens: ReleaseDraft, post: Server
) -> None:
    post.answer = "550 Nobody here"
    page = mailed(adas, bens)
    assert run_waiting() == ["send_link failed"]
    assert "could not be mailed" in adas.get(page.url).content.decode()


def test_what_was_withdrawn_meanwhile_is_not_mailed(
    adas: Browser, bens: ReleaseDraft, ada: User, post: Server
) -> None:
    mailed(adas, bens)
    withdraw(SignatureLink.objects.get(), ada)
    assert run_waiting() == ["send_link succeeded"]
    assert post.taken == []


@pytest.mark.parametrize("contact", ["ben", "maria"])
def test_the_mailbox_of_someone_in_their_life_is_not_theirs(
    adas: Browser,
    bens: ReleaseDraft,
    ben: Contact,
    maria: Contact,
    post: Server,
    contact: str,
) -> None:
    whose = {"ben": ben, "maria": maria}[contact]
    Contact.objects.filter(pk=whose.pk).update(email="J.Reyes@gmail.com")
    page = mailed(adas, bens, email="jreyes+home@gmail.com")
    assert page.status_code == 422
    assert f"This is also how {whose.name} is reached" in errors_in(page)
    assert page.context["form"].errors.keys() == {"email"}
    assert waiting() == []
    assert mailed(adas, bens).status_code == 302


def test_where_it_goes_is_asked(
    adas: Browser, bens: ReleaseDraft, post: Server
) -> None:
    assert mailed(adas, bens, email="").context["form"].errors.keys() == {"email"}


def test_a_practice_without_mail_shows_it(
    adas: Browser, bens: ReleaseDraft, settings: Any
) -> None:
    settings.DEMO, settings.EMAIL_HOST = False, ""
    page = adas.get(reverse("draft_link", args=[bens.pk]))
    assert "has not set up mail" in page.content.decode()
    assert "email" not in page.context["form"].fields

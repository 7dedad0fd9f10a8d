"""Where a link leads: a page that tells nothing, and opens by a date of birth."""

from __future__ import annotations

import secrets
from typing import Any

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from clients.models import Client, ConsentEvent, Contact, EventKind
from practice.accounts.throttle import ADDRESS
from practice.models import Tries, User
from releases.links.act import withdraw
from releases.models import LinkState, ReleaseDraft, SignatureLink, SigningSession
from tests.cast import authority_of, contact_of
from tests.links import ANOTHER_DAY, BORN, link_of, opened, run_out
from tests.refusals import run
from tests.releases.links.test_constraints import ENDS
from tests.releases.refusing.test_constraints import refusal
from tests.signed import draft_for

pytestmark = pytest.mark.django_db


def answers(path: str, **sent: Any) -> tuple[int, str]:
    """What stands on the page, but for what is anew each time."""
    browser = Browser()
    answer = browser.post(path, sent) if sent else browser.get(path)
    return answer.status_code, answer.content.decode()


def unknown() -> str:
    return reverse("link_door", args=[secrets.token_urlsafe(32)])


def test_it_names_nobody_but_the_practice(bens: ReleaseDraft, ada: User) -> None:
    _, path = link_of(bens, ada)
    status, page = answers(path)
    assert status == 200
    assert "Willow Street Therapy" in page
    for name in ("Jordan", "Reyes", "Ben", "Hart", "Ada", "Okafor", "therap "):
        assert name not in page


def test_what_asks_for_it_is_sent_to_no_other_site(
    bens: ReleaseDraft, ada: User
) -> None:
    _, path = link_of(bens, ada)
    policies = {path: "strict-origin", unknown(): "no-referrer"}
    for address, policy in policies.items():
        answer = Browser().get(address)
        assert answer.headers["Referrer-Policy"] == policy
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"


def test_a_hundred_scanners_change_nothing(bens: ReleaseDraft, ada: User) -> None:
    link, path = link_of(bens, ada)
    before = SignatureLink.objects.values().get()
    told = ConsentEvent.objects.count()
    with CaptureQueriesContext(connection) as asked:
        for number in range(100):
            answer = Browser().head(path) if number % 2 else Browser().get(path)
            assert answer.status_code == 200
            assert "sessionid" not in answer.cookies
    written = [q["sql"] for q in asked if not q["sql"].startswith("SELECT")]
    assert written == []
    assert SignatureLink.objects.values().get() == before
    assert ConsentEvent.objects.count() == told
    assert Tries.objects.count() == 0
    assert link.state == LinkState.WAITING
    opened(path)


@pytest.mark.parametrize(
    "end", [*ENDS, "expired", "refused", "put aside", "care", "say"]
)
def test_whatever_ended_it_is_answered_as_if_it_never_was(
    teo: Client, rosa: Contact, ada: User, finn: User, end: str
) -> None:
    papers = authority_of(teo, ada, rosa, verified_by=finn)
    draft = draft_for(contact_of(teo, "Ines Vance", "aunt"), ada)
    link, path = link_of(draft, ada, signer="Rosa Vance", capacity="parent")
    assert answers(path)[0] == 200
    if end in ENDS:
        run(f"UPDATE releases_signaturelink SET {ENDS[end]}")
    elif end == "refused":
        refusal(draft).save()
    elif end == "put aside":
        ReleaseDraft.objects.update(withdrawn_at=timezone.now())
    elif end == "care":
        Client.objects.filter(pk=teo.pk).update(discharged_on=timezone.localdate())
    elif end == "say":
        papers.ended_at, papers.ended_by = timezone.now(), ada
        papers.ended_reason, papers.ending_seen = "As told.", "A letter."
        papers.save()
    else:
        withdraw(link, ada)
        path = run_out(draft, ada, signer="Rosa Vance", capacity="parent")
    assert answers(path) == answers(unknown())
    born = teo.date_of_birth.isoformat()
    assert answers(path, born=born) == answers(unknown(), born=born)
    assert answers(path)[0] == 404


def test_a_wrong_date_is_told_beside_it(bens: ReleaseDraft, ada: User) -> None:
    _, path = link_of(bens, ada)
    status, page = answers(path, born=ANOTHER_DAY)
    assert status == 422
    assert "This is not the date that we have" in page
    assert 'value="1990-05-03"' in page
    opened(path)


def test_the_fifth_wrong_date_locks_it_and_the_desk_is_told(
    bens: ReleaseDraft, ada: User, adas: Browser, finn: User
) -> None:
    _, path = link_of(bens, ada)
    statuses = [answers(path, born=ANOTHER_DAY)[0] for _ in range(5)]
    assert statuses == [422, 422, 422, 422, 404]
    assert SignatureLink.objects.get().state == LinkState.LOCKED
    assert ConsentEvent.objects.filter(kind=EventKind.LINK_LOCKED).count() == 1
    Tries.objects.all().delete()
    assert answers(path, born=BORN)[0] == 404
    at_the_desk = Browser()
    at_the_desk.force_login(finn)
    assert "locked after five wrong dates" in at_the_desk.get("/day/").content.decode()
    assert "A link was locked" in adas.get("/week/").content.decode()
    draft = adas.get(f"/drafts/{bens.pk}/").content.decode()
    assert "Locked: five wrong dates of birth" in draft


def test_a_date_that_is_none_is_no_try(bens: ReleaseDraft, ada: User) -> None:
    _, path = link_of(bens, ada)
    status, page = answers(path, born="yesterday")
    assert status == 422
    assert "Enter a day" in page
    assert SignatureLink.objects.get().wrong_tries == 0


def test_a_parent_gives_their_own_date_where_it_is_on_file(
    teo: Client, rosa: Contact, ada: User, finn: User, bens: ReleaseDraft
) -> None:
    Contact.objects.filter(pk=rosa.pk).update(date_of_birth="1984-02-03")
    authority_of(teo, ada, rosa, verified_by=finn)
    draft = draft_for(contact_of(teo, "Ines Vance", "aunt"), ada)
    said = {"signer": "Rosa Vance", "capacity": "parent"}
    _, path = link_of(draft, ada, **said, asks_birth_of=rosa)
    assert "your own date of birth" in answers(path)[1]
    assert answers(path, born=teo.date_of_birth.isoformat())[0] == 422
    opened(path, "1984-02-03")


def test_else_that_of_whom_they_sign_for(
    teo: Client, rosa: Contact, ada: User, finn: User
) -> None:
    authority_of(teo, ada, rosa, verified_by=finn)
    draft = draft_for(contact_of(teo, "Ines Vance", "aunt"), ada)
    _, path = link_of(draft, ada, signer="Rosa Vance", capacity="parent")
    assert "the person you sign for" in answers(path)[1]
    opened(path, teo.date_of_birth.isoformat())


def test_one_address_has_so_many_tries_whatever_it_tries(
    bens: ReleaseDraft, ada: User
) -> None:
    _, path = link_of(bens, ada)
    for _ in range(ADDRESS):
        assert answers(unknown(), born=BORN)[0] == 404
    assert answers(unknown(), born=BORN) == answers(path, born=BORN)
    assert answers(path, born=BORN)[0] == 429
    assert SignatureLink.objects.get().wrong_tries == 0
    assert not SigningSession.objects.exists()


def test_what_is_right_gives_its_try_back(bens: ReleaseDraft, ada: User) -> None:
    _, path = link_of(bens, ada)
    for _ in range(ADDRESS + 1):
        opened(path)


@pytest.mark.parametrize("method", ["put", "delete", "patch", "options"])
def test_it_is_asked_in_no_other_way(
    bens: ReleaseDraft, ada: User, method: str
) -> None:
    _, path = link_of(bens, ada)
    assert getattr(Browser(), method)(path).status_code == 405
    assert getattr(Browser(), method)(unknown()).status_code == 405


def test_withdrawn_while_it_is_open_it_shows_nothing_more(
    bens: ReleaseDraft, ada: User
) -> None:
    link, path = link_of(bens, ada)
    phone = opened(path)
    assert "Ben Hart" in phone.get("/room/", follow=True).content.decode()
    assert withdraw(link, ada)
    door = phone.get("/room/read/")
    assert door.url == "/room/"
    page = phone.get("/room/", follow=True).content.decode()
    assert "There is nothing to sign here" in page
    assert "Ben" not in page

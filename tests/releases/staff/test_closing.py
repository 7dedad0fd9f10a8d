"""With an account, or its role, end the links and the rooms that it set going."""

from __future__ import annotations

import pytest
from django.test import Client as Browser
from django.utils import timezone

from clients.covering.act import name_cover
from clients.models import Client, ConsentEvent, Contact, EventKind
from practice.models import CalendarFeed, Role, System, User
from practice.people.acts import let_sign_in
from practice.systems.tokens import system_of
from releases.models import HowEnded, SignatureLink, SigningSession
from releases.staff.closing import change_role, deactivate
from tests.cast import user
from tests.let_in import issued
from tests.links import link_of, opened
from tests.privacy.doors import browser_of
from tests.signed import draft_for


@pytest.fixture
def link(maria: Contact, finn: User) -> tuple[SignatureLink, str]:
    """Finn's, by which Jordan may sign for Maria; and where it leads."""
    return link_of(draft_for(maria, finn), finn)


@pytest.mark.parametrize("what", ["role", "account"])
def test_links_that_they_made_open_nothing_any_more(
    what: str, link: tuple[SignatureLink, str], finn: User, nora: User
) -> None:
    made, path = link
    assert Browser().get(path).status_code == 200
    if what == "role":
        assert change_role(finn, Role.ADMIN, nora)
    else:
        assert deactivate(finn, nora)
    assert Browser().get(path).status_code == 404
    made.refresh_from_db()
    assert made.withdrawn_by == nora
    last = ConsentEvent.objects.latest("pk")
    assert (last.kind, last.actor) == (EventKind.LINK_WITHDRAWN, nora)


def test_what_a_link_of_theirs_opened_closes_too(
    link: tuple[SignatureLink, str], finn: User, nora: User
) -> None:
    jordans = opened(link[1])
    assert jordans.get("/room/read/").status_code == 200
    deactivate(finn, nora)
    assert jordans.get("/room/read/").status_code != 200
    room = SigningSession.objects.get()
    assert (room.ended_how, room.ended_at is None) == (HowEnded.SIGNED_OUT, False)


def test_anothers_links_stand(
    link: tuple[SignatureLink, str], ada: User, cleo: User, nora: User
) -> None:
    deactivate(cleo, nora)
    assert Browser().get(link[1]).status_code == 200


def test_a_calendar_feed_dies_with_a_role_and_stays_dead(ada: User, nora: User) -> None:
    path = f"/feed/{CalendarFeed.objects.replace(ada)}.ics"
    assert Browser().get(path).status_code == 200
    change_role(ada, Role.FRONT_DESK, nora)
    change_role(ada, Role.CLINICIAN, nora)
    assert Browser().get(path).status_code == 404


def test_tokens_that_an_admin_issued_die_with_the_account_and_stay_dead(
    nora: User,
) -> None:
    uma = user("uma", "Uma Roy", Role.ADMIN)
    theirs, token = issued(uma, "Elsewhere")
    anothers, _ = issued(nora, "Another")
    noras = browser_of(nora)
    page = noras.get(f"/settings/people/{uma.pk}/leaving/").content.decode()
    assert "The token that they issued to Elsewhere is withdrawn" in page
    deactivate(uma, nora)
    let_sign_in(uma, nora, may=True)
    assert system_of(token) is None
    theirs.refresh_from_db()
    assert theirs.withdrawn_by == nora
    assert list(System.objects.in_use()) == [anothers]


def test_the_page_says_what_ends_and_who_stays_theirs(
    link: tuple[SignatureLink, str],
    jordan: Client,
    ada: User,
    cleo: User,
    finn: User,
    nora: User,
) -> None:
    noras = browser_of(nora)
    html = noras.get(f"/settings/people/{finn.pk}/leaving/").content.decode()
    assert "One link to sign that they made opens nothing any more" in html
    name_cover(jordan, cleo, timezone.localdate(), timezone.localdate(), nora)
    html = noras.get(f"/settings/people/{cleo.pk}/leaving/").content.decode()
    assert "One cover for a client of a colleague ends" in html
    html = noras.get(f"/settings/people/{ada.pk}/role/").content.decode()
    assert "One client stays theirs" in html
    for none in ("link", "cover"):
        assert none not in html.split("What ends by another role")[1].split("</ul>")[0]

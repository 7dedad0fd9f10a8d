"""Before a law is corrected, the page says which releases end and which sessions wait."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client as Browser
from django.utils import timezone

from clients.models import Client, ConsentEvent, Contact, StateProfile
from collateral.models import Session, Status
from practice.models import User
from practice.spans import start_of
from releases.models import Release
from tests.booked import book
from tests.clock import DAY, HOUR
from tests.refusals import settle
from tests.said import errors_in
from tests.signed import sign

WITNESS = "/law/NY/values/witness_sign/"
STARTS = timezone.localdate() + 30 * DAY


@pytest.fixture
def noras(nora: User, client: Browser) -> Browser:
    """A browser in which Nora is signed in."""
    client.force_login(nora)
    return client


@pytest.fixture
def sessions(jordan: Client, ben: Contact) -> list[Session]:
    """Jordan's with Ben: the day before a witness is asked for, and three after it."""
    sign(ben)
    days = [STARTS - DAY, *(STARTS + n * DAY for n in range(3))]
    return [book(jordan, [ben], start_of(day) + 15 * HOUR) for day in days]


def typed(**changed: Any) -> dict[str, Any]:
    return {
        "value": "yes",
        "source": "A new statute",
        "seen": "statute",
        "confidence": "high",
        "effective_from": STARTS.isoformat(),
        "reason": "It was amended.",
        "shown": "1",
        **changed,
    }


def stored() -> tuple[Any, ...]:
    """Whatever a look ahead must leave as it is."""
    return (
        list(StateProfile.objects.filter(state="NY").values_list()),
        list(Session.objects.order_by("pk").values_list("status")),
        list(Release.objects.values_list("law_ended_at")),
        ConsentEvent.objects.count(),
    )


def test_what_would_be_held_is_said_and_linked(
    noras: Browser, sessions: list[Session]
) -> None:
    before = stored()
    page = noras.post(WITNESS, typed())
    assert page.status_code == 422
    said = errors_in(page)
    assert "A witness when it is signed, from" in said
    assert ": Yes Before: Nothing beyond federal law" in said
    assert "One release would end Jordan Reyes for Ben Hart through" in said
    assert "Three sessions ahead would be held" in said
    links = page.content.decode()
    for session in sessions[1:]:
        assert f'href="/sessions/{session.pk}/"' in links
    assert f'href="/sessions/{sessions[0].pk}/"' not in links
    assert stored() == before


def test_who_agrees_holds_just_these(noras: Browser, sessions: list[Session]) -> None:
    key = str(uuid4())  # as a browser sends it, both times
    looked = noras.post(WITNESS, typed(form_key=key))
    agreed = looked.context["amendment"].token
    answer = noras.post(WITNESS, typed(form_key=key, agreed=agreed), follow=True)
    settle()
    assert (
        "Version 2 is on record. Releases that end by it: one. Sessions on hold: three."
        in errors_in(answer)
    )
    statuses = Session.objects.order_by("pk").values_list("status", flat=True)
    assert list(statuses) == [Status.SCHEDULED, *[Status.HELD] * 3]
    assert Release.objects.get().law_ended_at == start_of(STARTS)


def test_who_agreed_to_less_is_shown_the_rest(
    noras: Browser, sessions: list[Session], jordan: Client, ben: Contact
) -> None:
    agreed = noras.post(WITNESS, typed()).context["amendment"].token
    book(jordan, [ben], start_of(STARTS + 5 * DAY) + 15 * HOUR)
    page = noras.post(WITNESS, typed(agreed=agreed))
    assert page.status_code == 422
    assert "Four sessions ahead would be held" in errors_in(page)


def test_what_ends_nothing_says_so(noras: Browser, sessions: list[Session]) -> None:
    page = noras.post(WITNESS, typed(value="no"))
    said = errors_in(page)
    assert "No session ahead would be held." in said
    assert "would end" not in said


def test_another_states_law_holds_nothing(
    noras: Browser, sessions: list[Session], settings: Any
) -> None:
    page = noras.post("/law/OR/values/witness_sign/", typed())
    assert "No session ahead would be held." in errors_in(page)
    settings.PRACTICE_STATE = "OR"
    page = noras.post("/law/OR/values/witness_sign/", typed())
    assert "Three sessions ahead would be held" in errors_in(page)


def test_a_value_that_stays_says_so(noras: Browser) -> None:
    page = noras.post("/law/NY/values/minor_age/", typed(value="0"))
    assert "The value stays as it is" in errors_in(page)


def test_who_has_to_sign_by_it_is_asked_again_of_what_is_ahead(
    noras: Browser, teo: Client, rosa: Contact
) -> None:
    sign(rosa, authority_ends_at=start_of(teo.comes_of_age_on))
    for day in (STARTS - DAY, STARTS):
        book(teo, [rosa], start_of(day) + 15 * HOUR)
    both = typed(value="both", age="12", form_key=str(uuid4()))
    page = noras.post("/law/NY/values/signer_rule/", both)
    assert "One session ahead would be held" in errors_in(page)
    agreed = page.context["amendment"].token
    noras.post("/law/NY/values/signer_rule/", {**both, "agreed": agreed})
    statuses = Session.objects.order_by("pk").values_list("status", flat=True)
    assert list(statuses) == [Status.SCHEDULED, Status.HELD]

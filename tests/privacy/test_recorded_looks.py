"""Whatever is looked at is in the consent history, or was not shown."""

from __future__ import annotations

from typing import Any
from unittest import mock

import pytest
from django.db import connection

from clients.models import ConsentEvent, Contact
from practice.paper.pdf import UndrawableText
from tests.privacy.doors import browser_of
from tests.privacy.events import events_since, last_event
from tests.privacy.rooms import House

pytestmark = pytest.mark.usefixtures("undrawn")


LOOKS = {
    "release": "viewed",
    "release_paper": "printed",
    "release_original": "viewed",
    "draft_paper": "draft_printed",
    "contact_paper": "letter_printed",
    "refusal_paper": "letter_printed",
    "revocation_paper": "letter_printed",
    "form_paper": "form_printed",
    "signed_form_paper": "form_printed",
}


@pytest.mark.parametrize("who", ["ada", "finn"])
@pytest.mark.parametrize("route", LOOKS)
def test_whoever_looks_is_recorded(route: str, who: str, house: House) -> None:
    last, reader = last_event(), getattr(house, who)
    assert browser_of(reader).get(house.path(route)).status_code == 200
    (event,) = events_since(last)
    assert event.kind == LOOKS[route]
    assert event.actor == reader
    assert event.client == house.jordan
    contact, detail = told_of(house).get(route, (house.ben, event.detail))
    assert (event.contact, event.detail) == (contact, detail)
    assert (event.release_id == house.bens.pk) is (contact == house.ben)


def told_of(house: House) -> dict[str, tuple[Contact | None, dict[str, Any]]]:
    """Of whom and of what a look tells that shows no release."""
    refusal, ira = house.prints.refusal, house.iras.contact
    form = {"form": "consent"}
    return {
        "form_paper": (None, form),
        "signed_form_paper": (None, form | {"signed_form": house.form.pk}),
        "draft_paper": (house.maria, {"draft": house.marias.pk}),
        "contact_paper": (house.maria, {"paper": "revocation"}),
        "refusal_paper": (ira, {"paper": "refused", "refusal": refusal.pk}),
        "revocation_paper": (ira, {"paper": "revoked", "revocation": house.iras.pk}),
    }


def test_looking_twice_is_recorded_twice(house: House) -> None:
    last, browser = last_event(), browser_of(house.finn)
    browser.get(house.path("release"))
    browser.get(house.path("release"))
    assert len(events_since(last)) == 2


NO_LOOKS = [
    "paper_blank",
    "handout_blank",
    "session_handouts",
    "client_papers",
    "client_forms",
    "form_signature",
    "form_link",
    "form_filing",
    "form_check",
    "form_withdrawal",
    "print_room",
    "what_ends",
    "print_batch_new",
    "print_batch",
    "print_batch_paper",
    "client_disclosures",
    "release_blank",
    "notice_paper",
    "release_notice",
    "releases",
    "client",
    "draft",
]


@pytest.mark.parametrize("page", NO_LOOKS)
def test_what_shows_no_signed_release_is_not_recorded(page: str, house: House) -> None:
    last = last_event()
    assert browser_of(house.ada).get(house.path(page)).status_code == 200
    assert not events_since(last)


@pytest.mark.parametrize("route", sorted(LOOKS.keys() - {"release"}))
def test_what_could_not_be_drawn_was_not_printed(
    route: str, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    def undrawable(*_: Any, **__: Any) -> bytes:
        raise UndrawableText([])

    monkeypatch.setattr("practice.paper.pdf.render", undrawable)
    last = last_event()
    assert browser_of(house.ada).get(house.path(route)).status_code == 503
    assert not events_since(last)


@pytest.mark.parametrize("route", ["release_paper", "release_original"])
def test_what_is_no_longer_what_was_signed_is_not_shown(
    route: str, house: House
) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("UPDATE releases_document SET content_sha256 = repeat('0', 64)")
        cursor.execute("DELETE FROM releases_paper")
        cursor.execute("SET LOCAL session_replication_role = origin")
    last = last_event()
    response = browser_of(house.ada).get(house.path(route))
    assert response.status_code == 500
    assert "no longer what was signed" in response.content.decode()
    assert not events_since(last)


@pytest.mark.parametrize("route", LOOKS)
def test_what_cannot_be_recorded_is_not_shown(route: str, house: House) -> None:
    browser = browser_of(house.ada, raise_request_exception=False)
    with mock.patch.object(ConsentEvent.objects, "create", side_effect=ValueError):
        assert browser.get(house.path(route)).status_code == 500

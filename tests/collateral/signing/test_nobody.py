"""While the papers of both parents wait for someone to verify them."""

from __future__ import annotations

import pytest
from django.test import Client as Browser

from clients.models import Client, Contact
from practice.models import User
from releases.models import ReleaseDraft
from tests.cast import authority_of, contact_of
from tests.said import errors_in
from tests.signed import draft_for

WAITS = "Someone else still has to verify the papers of Rosa Vance and Paul Vance."


@pytest.fixture
def draft(ada: User, teo: Client, rosa: Contact) -> ReleaseDraft:
    """Teo's, whose parents decide only together."""
    paul = contact_of(teo, "Paul Vance", "father")
    for parent in (rosa, paul):
        authority_of(teo, ada, parent, acts="both")
    return draft_for(rosa, ada)


def test_a_minor_who_may_sign_alone_reads_it_as_theirs(
    adas: Browser, draft: ReleaseDraft
) -> None:
    page = f"/drafts/{draft.pk}/signature/"
    told = errors_in(adas.get(page))
    assert "Whom you hand it to: Teo Vance" in told
    assert "What Rosa Vance may hear" in told


def test_where_no_minor_signs_alone_nobody_is_handed_it(
    adas: Browser, draft: ReleaseDraft
) -> None:
    Client.objects.filter(pk=draft.client_id).update(state="GA")
    page = f"/drafts/{draft.pk}/signature/"
    assert adas.get(page).status_code == 200
    response = adas.post(page, {})
    assert response.status_code == 422
    assert WAITS in errors_in(response)

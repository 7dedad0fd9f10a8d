"""Where Pango is missing each page that prints says so, and prints once it is there."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client as Browser
from django.utils import timezone

from clients.models import Contact
from practice.models import User
from practice.paper import pango, pdf
from releases.drafts.form import DraftForm
from releases.models import Release
from releases.printing import paper
from tests.clock import DAY
from tests.releases.signing.versions import version_of
from tests.room import sign_in_room
from tests.signed import EVERY_WAY, draft_for

NEEDED = "Printing needs Pango: nosuch will not load. Install: "


@pytest.fixture(autouse=True)
def no_pango(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(pango, "LIBRARIES", ("nosuch",))
    kept, pdf._set_up = pdf._set_up, pdf._set_up.__wrapped__
    paper._blank_paper.cache_clear()  # printed before, by whichever test
    yield
    pdf._set_up = kept


def test_a_page_says_what_is_missing_and_prints_once_it_is_there(
    adas: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    response = adas.get("/releases/blank/")
    assert response.status_code == 503
    assert NEEDED in response.content.decode()
    monkeypatch.undo()
    response = adas.get("/releases/blank/")
    assert response.headers["Content-Type"] == "application/pdf"


def test_what_was_typed_into_a_draft_is_kept(ada: User, ben: Contact) -> None:
    today = timezone.localdate()
    form = DraftForm(
        ben,
        ada,
        {
            "purposes": ["support"],
            **EVERY_WAY,
            "topics": ["sleep"],
            "effective_on": today.isoformat(),
            "expires_on": (today + DAY).isoformat(),
        },
    )
    (said,) = form.errors["__all__"]
    assert said.startswith(NEEDED)


def test_nothing_is_signed_that_has_no_paper(
    adas: Browser, ada: User, ben: Contact
) -> None:
    draft = draft_for(ben, ada)
    sent = {
        "signer": ben.client.legal_name,
        "capacity": "client",
        "mark": "typed",
        "typed_name": ben.client.legal_name,
        "intends": "on",
        "read": version_of(draft),
    }
    response = sign_in_room(adas, f"/drafts/{draft.pk}/signature/", sent)
    assert response.status_code == 422
    assert NEEDED in response.content.decode()
    assert not Release.objects.exists()


def test_a_worker_starts_without_it() -> None:
    pdf.warm()

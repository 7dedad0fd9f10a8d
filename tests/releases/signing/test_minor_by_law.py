"""Where the law has a minor sign, and not a parent instead."""

from __future__ import annotations

import pytest
from django.test import Client as Browser
from django.utils import timezone

from clients.law.signers import Capacity, usual_right_to_sign
from clients.models import Client
from practice.models import User
from releases.signing.right import objection
from tests.cast import client_of, contact_of
from tests.clock import DAY
from tests.said import errors_in
from tests.signed import draft_for


def teo_of(ada: User, years: int, state: str) -> Client:
    born = timezone.localdate() - (years * 366) * DAY
    return client_of(ada, "Teo Vance", born=born, state=state)


@pytest.mark.parametrize(
    ("years", "state", "right"),
    [(15, "CA", "minor"), (11, "CA", "parent"), (15, "NY", "parent")],
)
def test_the_usual_right_follows_the_law(
    ada: User, years: int, state: str, right: str
) -> None:
    """Cal. Civil Code 56.11(c)."""
    assert usual_right_to_sign(teo_of(ada, years, state), timezone.localdate()) == right


def test_a_parent_is_told_why_not(ada: User) -> None:
    today = timezone.localdate()
    said = (
        "Teo Vance is 15, may by law consent to this care alone, and signs in person."
    )
    teo = teo_of(ada, 15, "CA")
    assert objection(teo, Capacity.PARENT, today) == said
    assert not objection(teo, Capacity.MINOR, today)
    assert not objection(teo_of(ada, 15, "NY"), Capacity.PARENT, today)


def test_the_page_speaks_to_the_minor_alone(ada: User, client: Browser) -> None:
    rosa = contact_of(teo_of(ada, 15, "CA"), "Rosa Vance", "mother")
    client.force_login(ada)
    page = errors_in(client.get(f"/drafts/{draft_for(rosa, ada).pk}/signature/"))
    assert "A parent or guardian" not in page
    assert "a minor who may consent to this care" in page

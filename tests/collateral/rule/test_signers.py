"""Who signed decides how long a release counts."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from clients.models import Client, Contact
from practice.models import User
from practice.spans import local_day, start_of
from releases.models import Mark, Release, Signature
from releases.signing.sign import release_of
from tests.cast import client_of, contact_of, emancipated
from tests.clock import TICK, local
from tests.collateral.gate.asking import BOOKED, codes
from tests.formed import form_signed
from tests.refusals import refusal_of
from tests.signed import draft_for, enter

SIGNED = local("2026-01-02 12:00")


def signed(
    contact: Contact, capacity: str, through: str, at: datetime = SIGNED
) -> Release:
    """The release that signing at ``at`` makes, good through ``through`` as written."""
    draft = draft_for(
        contact,
        contact.client.clinician,
        effective_on=local_day(at),
        expires_on=date.fromisoformat(through),
    )
    typed = Signature(
        signer=contact.client.legal_name,
        capacity=capacity,
        authority="" if capacity == "client" else "as the law has it",
        mark=Mark.TYPED,
        typed_name=contact.client.legal_name,
    )
    return enter(release_of(draft, typed, at), typed)


@pytest.mark.parametrize(
    ("born", "state", "of_age"),
    [
        pytest.param(date(2008, 3, 8), "NY", "2026-03-08", id="as clocks go forward"),
        pytest.param(date(2008, 11, 1), "NY", "2026-11-01", id="as clocks go back"),
        pytest.param(date(2008, 2, 29), "NY", "2026-03-01", id="born on 29 February"),
        pytest.param(date(2009, 1, 1), "NY", "2027-01-01", id="new year"),
        pytest.param(date(2008, 6, 1), "AL", "2027-06-01", id="19 in Alabama"),
        pytest.param(date(2008, 6, 1), "NE", "2026-06-01", id="18 in Nebraska"),
    ],
)
def test_what_a_parent_signed_counts_until_the_client_comes_of_age(
    ada: User, born: date, state: str, of_age: str
) -> None:
    """Cases 38 and 39 of the domain's."""
    teo = client_of(ada, "Teo Vance", born=born, state=state)
    rosa = contact_of(teo, "Rosa Vance", "mother")
    form_signed(teo, recorded_at=local("2026-01-05 10:00"))
    release = signed(rosa, "parent", "2028-12-31")
    birthday = start_of(date.fromisoformat(of_age))
    assert release.authority_ends_at == birthday
    assert release.document.content["authority_ends_on"] == of_age
    assert codes(teo, [rosa], birthday - TICK, ends=birthday) == {}
    assert codes(teo, [rosa], birthday) == {"Rosa Vance": "SIGNER_LAPSED"}
    eleven = local(f"{local_day(birthday - TICK)} 23:00")
    assert codes(teo, [rosa], eleven) == {}


def test_what_a_parent_signed_may_expire_before_that(ada: User) -> None:
    teo = client_of(ada, "Teo Vance", born=date(2008, 6, 1))
    rosa = contact_of(teo, "Rosa Vance", "mother")
    signed(rosa, "parent", "2026-03-01")
    assert codes(teo, [rosa], local("2026-07-01 15:00")) == {
        "Rosa Vance": "EXPIRES_BEFORE_SESSION"
    }


def test_the_new_adults_own_signature_carries_on_from_the_parents(ada: User) -> None:
    """Case 40 of the domain's."""
    teo = client_of(ada, "Teo Vance", born=date(2008, 3, 8))
    rosa = contact_of(teo, "Rosa Vance", "mother")
    form_signed(teo, recorded_at=local("2026-01-05 10:00"))
    parents = signed(rosa, "parent", "2026-12-31")
    own = signed(rosa, "client", "2026-12-31", start_of(date(2026, 3, 8)))
    for release in (parents, own):
        release.refresh_from_db()
    assert parents.in_force.upper == own.in_force.lower
    assert own.authority_ends_at is None
    assert codes(teo, [rosa], local("2026-03-07 23:30")) == {}
    assert codes(teo, [rosa], local("2026-10-01 15:00")) == {}


def test_what_a_guardian_signed_for_a_minor_ends_with_majority_too(ada: User) -> None:
    teo = client_of(ada, "Teo Vance", born=date(2008, 3, 8))
    rosa = contact_of(teo, "Rosa Vance", "aunt")
    release = signed(rosa, "agent", "2026-12-31")
    birthday = start_of(date(2026, 3, 8))
    assert release.authority_ends_at == birthday
    assert release.document.content["authority_ends_on"] == "2026-03-08"
    assert codes(teo, [rosa], birthday) == {"Rosa Vance": "SIGNER_LAPSED"}


def test_what_an_agent_signed_for_an_adult_names_no_such_day(
    jordan: Client, ben: Contact
) -> None:
    assert signed(ben, "agent", "2026-12-31").authority_ends_at is None


def test_what_a_minor_signs_alone_outlasts_majority(ada: User) -> None:
    teo = client_of(ada, "Teo Vance", born=date(2008, 3, 8))
    rosa = contact_of(teo, "Rosa Vance", "mother")
    assert signed(rosa, "minor", "2026-12-31").authority_ends_at is None
    assert codes(teo, [rosa], local("2026-10-01 15:00")) == {}


@pytest.mark.parametrize(("capacity", "free"), [("client", False), ("parent", True)])
def test_nothing_counts_that_is_signed_in_a_right_that_nobody_has(
    ada: User, capacity: str, free: bool
) -> None:
    born = date(2009, 3, 8)
    teo = client_of(ada, "Teo Vance", born=born, **emancipated() if free else {})
    rosa = contact_of(teo, "Rosa Vance", "mother")
    refusal = refusal_of(lambda: signed(rosa, capacity, "2027-12-31"))
    assert refusal == "release_within_its_signers_right"


def test_an_adults_release_names_no_such_day(jordan: Client, ben: Contact) -> None:
    release = signed(ben, "client", "2026-12-31")
    assert release.document.content["authority_ends_on"] is None
    assert codes(jordan, [ben], BOOKED) == {}

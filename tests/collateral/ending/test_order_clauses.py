"""What a court orders of decisions and of information; the newest about each wins."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from clients.law.who import who_may_sign
from clients.models import Client, ConsentEvent, Contact, CourtOrder
from collateral import ending
from collateral.ending.order import enter_orders
from practice.models import User
from releases.models import Release, Signature
from tests.booked import book
from tests.cast import authority_of, contact_of
from tests.clock import afternoon
from tests.collateral.ending.leaning import statuses
from tests.collateral.ending.test_order import asked, order_about
from tests.privacy.doors import browser_of
from tests.refusals import refused_by, run
from tests.room import sign_in_room
from tests.said import errors_in
from tests.signed import draft_for, sign

pytestmark = pytest.mark.usefixtures("unprinted")


@pytest.fixture
def luis(teo: Client) -> Contact:
    """Teo's father."""
    return contact_of(teo, "Luis Ortega", "father")


@pytest.fixture
def ines(teo: Client) -> Contact:
    """Teo's aunt, of whom the release speaks."""
    return contact_of(teo, "Ines Vance", "aunt")


def by_luis(ines: Contact, ada: User, **rests: Any) -> Release:
    """What Luis signs for Ines, whatever he signs by."""
    signature = Signature(
        signer="Luis Ortega",
        capacity="parent",
        authority="father, with custody",
        mark="typed",
        typed_name="Luis Ortega",
        **rests,
    )
    release, _ = ending.sign(draft_for(ines, ada), signature, ada)
    assert release
    return release


def may_luis_sign(teo: Client) -> bool:
    who = who_may_sign(teo, timezone.localdate())
    return who.find("parent", "Luis Ortega") is not None


def test_who_has_no_say_signs_no_more_and_what_they_signed_ends(
    ada: User, teo: Client, luis: Contact, ines: Contact
) -> None:
    release = by_luis(ines, ada)
    book(teo, [ines], afternoon(3))
    held = enter_orders([order_about(luis, "no_decisions")], ada)
    release.refresh_from_db()
    assert [session.status for session in held] == statuses() == ["held"]
    assert release.authority_ended_because == "ordered"
    assert not may_luis_sign(teo)
    told = ConsentEvent.objects.get(kind="authority_ended")
    assert told.detail["because"] == "ordered"


def test_the_form_says_no_more_than_that_he_does_not_sign(
    ada: User, finn: User, teo: Client, luis: Contact, ines: Contact
) -> None:
    enter_orders([order_about(luis, "no_decisions")], ada)
    path = reverse("draft_signature", args=[draft_for(ines, ada).pk])
    by_luis = {"capacity": "parent", "signer": "Luis Ortega", "authority": "father"}
    page = sign_in_room(browser_of(finn), path, by_luis)
    assert "Luis Ortega does not sign for Teo Vance." in errors_in(page)
    assert "court order" not in page.content.decode().lower()


def test_papers_of_whoever_has_no_say_do_not_count(
    ada: User, finn: User, teo: Client, luis: Contact, rosa: Contact
) -> None:
    for parent in (luis, rosa):
        authority_of(teo, ada, parent, acts="both", verified_by=finn)
    enter_orders([order_about(luis, "no_decisions")], ada)
    usual, *_ = who_may_sign(teo, timezone.localdate()).ways
    assert [signer.called for signer in usual] == ["Rosa Vance"]


def test_raw_sql_takes_no_say_past_what_was_signed_nor_rests_on_it_then(
    ada: User, finn: User, teo: Client, luis: Contact, ines: Contact
) -> None:
    papers = authority_of(teo, ada, luis, verified_by=finn)
    release = by_luis(ines, ada, rests_on=papers)
    # By the trigger "order_leaves_no_release_beyond".
    with refused_by("release_within_its_signers_papers"):
        order_about(luis, "no_decisions").save()
    order_about(luis, "no_information").save()
    enter_orders([order_about(luis, "no_decisions")], ada)
    copied = [f.column for f in Signature._meta.concrete_fields if f.name != "id"]
    made = ", ".join(c if c != "signed_at" else "clock_timestamp()" for c in copied)
    with refused_by("signature_rests_on_what_holds"):
        run(
            f"INSERT INTO releases_signature ({', '.join(copied)}) "
            f"SELECT {made} FROM releases_signature WHERE document_id = %s",
            release.document_id,
        )


def test_the_newest_about_decisions_wins_whatever_is_said_of_contact(
    ada: User, teo: Client, luis: Contact
) -> None:
    enter_orders([order_about(luis, "no_decisions", ago=30)], ada)
    enter_orders([order_about(luis, "free", ago=20)], ada)
    assert not may_luis_sign(teo)
    enter_orders([order_about(luis, "decisions", ago=10)], ada)
    assert may_luis_sign(teo)
    enter_orders([order_about(luis, "no_decisions", ago=15)], ada)
    assert may_luis_sign(teo)


def test_who_is_told_nothing_joins_nothing(
    adas: Browser, ada: User, jordan: Client, ben: Contact
) -> None:
    sign(ben)
    book(jordan, [ben], afternoon(3))
    with refused_by("participant_may_meet_the_client"):
        order_about(ben, "no_information").save()
    enter_orders([order_about(ben, "no_information", ago=2)], ada)
    assert statuses() == ["held"]
    answer = asked(adas, ben)
    assert answer.startswith("409")
    assert "that they are told nothing about this client" in answer
    with refused_by("participant_may_meet_the_client"):
        book(jordan, [ben], afternoon(5))
    enter_orders([order_about(ben, "free", ago=1)], ada)
    assert asked(adas, ben).startswith("409")
    enter_orders([order_about(ben, "information")], ada)
    assert asked(adas, ben).startswith("302")


def test_one_page_takes_each_clause_and_none_against_another(
    adas: Browser, ada: User, ben: Contact
) -> None:
    sign(ben)
    book(ben.client, [ben], afternoon(3))
    path = reverse("order_new", args=[ben.client_id])
    sent = {
        "contact": ben.pk,
        "ruling": ["no_contact", "free"],
        "dated_on": (timezone.localdate() - timedelta(days=1)).isoformat(),
        "court": "Family Court",
        "evidence": "certified copy",
    }
    page = errors_in(adas.post(path, sent))
    assert "An order does not say both: No contact and Contact allowed again." in page
    page = errors_in(adas.post(path, {**sent, "ruling": []}))
    assert "Tick what the order says." in page
    sent["ruling"] = ["no_contact", "no_decisions", "no_contact"]
    said = errors_in(adas.post(path, sent, follow=True))
    assert "One session is on hold until you decide." in said
    rulings = CourtOrder.objects.order_by("pk").values_list("ruling", flat=True)
    assert list(rulings) == ["no_contact", "no_decisions"]


def test_who_has_a_say_again_has_to_sign_what_is_ahead(
    ada: User, finn: User, teo: Client, luis: Contact, rosa: Contact, ines: Contact
) -> None:
    for parent in (luis, rosa):
        authority_of(teo, ada, parent, acts="both", verified_by=finn)
    enter_orders([order_about(luis, "no_decisions", ago=5)], ada)
    signature = Signature(
        signer="Rosa Vance", capacity="parent", mark="typed", typed_name="Rosa Vance"
    )
    signature.rests_on = teo.authorities.get(contact=rosa)
    signature.authority = signature.rests_on.of_what
    release, _ = ending.sign(draft_for(ines, ada), signature, ada)
    assert release
    book(teo, [ines], afternoon(3))
    held = enter_orders([order_about(luis, "decisions")], ada)
    assert [session.status for session in held] == statuses() == ["held"]

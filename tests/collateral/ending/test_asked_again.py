"""Who has to sign is another: what is ahead is asked again, and held with the change."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from clients.models import Client, ConsentEvent, Contact
from collateral import ending
from collateral.ending.asked_again import hold_what_is_refused
from collateral.models import Session, Status
from collateral.policies.act import change_policies
from practice.chained.acts import following
from practice.models import User
from practice.policies.current import policies
from practice.spans import start_of
from releases.models import Mark, Signature
from tests.booked import book
from tests.cast import authority_of, client_of, contact_of
from tests.clock import DAY, afternoon
from tests.privacy.doors import browser_of
from tests.releases.history.happenings import words
from tests.signed import draft_for

pytestmark = pytest.mark.usefixtures("unprinted")


@pytest.fixture
def ines(ada: User) -> Contact:
    """Teo's aunt, whose release Rosa signed before anyone's papers were on file."""
    born = date(timezone.localdate().year - 12, 1, 1)
    teo = client_of(ada, "Teo Vance", born=born)
    ines = contact_of(teo, "Ines Vance", "aunt")
    rosas = Signature(
        signer="Rosa Vance",
        capacity="parent",
        authority="mother",
        mark=Mark.TYPED,
        typed_name="Rosa Vance",
    )
    ending.sign(draft_for(ines, ada), rosas, ada)
    return ines


@pytest.fixture
def session(ines: Contact) -> Session:
    return book(ines.client, [ines], afternoon(7))


def status(session: Session) -> str:
    session.refresh_from_db()
    return session.status


def test_another_parents_papers_hold_it_once_they_are_verified(
    ines: Contact, session: Session, ada: User, finn: User
) -> None:
    papers = authority_of(ines.client, ada, "Luis Ortega", acts="sole")
    path = reverse("authority_verification", args=[papers.pk])
    page = browser_of(finn).post(path, follow=True).content.decode()
    assert status(session) == Status.HELD
    assert "One session is on hold until its clinician decides." in page
    told = ConsentEvent.objects.order_by("pk").values_list("kind", flat=True)
    assert list(told)[-2:] == ["held", "authority_verified"]
    held = ConsentEvent.objects.get(kind="held")
    assert held.detail["code"] == "NO_AUTHORITY"


def test_her_own_papers_leave_it(
    ines: Contact, session: Session, ada: User, finn: User
) -> None:
    papers = authority_of(ines.client, ada, "Rosa Vance", acts="sole")
    browser_of(finn).post(reverse("authority_verification", args=[papers.pk]))
    assert status(session) == Status.SCHEDULED


def test_papers_that_count_at_once_hold_it_as_they_are_entered(
    ines: Contact, session: Session, adas: Browser, settings: object
) -> None:
    settings.VERIFY_AUTHORITY = False
    today = timezone.localdate().isoformat()
    said = {
        "person_name": "Luis Ortega",
        "kind": "parent",
        "acts": "sole",
        "evidence": "A decree.",
        "seen_on": today,
        "starts_on": today,
    }
    adas.post(reverse("authority_new", args=[ines.client_id]), said)
    assert status(session) == Status.HELD


def test_a_practice_that_wants_both_parents_holds_what_one_signed(
    ines: Contact, session: Session, ada: User, finn: User, nora: User
) -> None:
    for name in ("Rosa Vance", "Luis Ortega"):
        authority_of(ines.client, ada, name, verified_by=finn)
    assert hold_what_is_refused(ines.client, ada) == []
    new = following(policies, nora)
    new.both_parents = True
    assert change_policies(new) == [session]
    assert status(session) == Status.HELD
    assert ConsentEvent.objects.get(kind="held").actor == nora


def test_records_that_come_under_part_2_hold_what_a_general_release_carries(
    jordan: Client, ben: Contact, ada: User, adas: Browser
) -> None:
    own = Signature(
        signer="Jordan Reyes",
        capacity="client",
        mark=Mark.TYPED,
        typed_name="Jordan Reyes",
    )
    ending.sign(draft_for(ben, ada), own, ada)
    session = book(jordan, [ben], afternoon(7))
    details = {
        "legal_name": "Jordan Reyes",
        "date_of_birth": "1990-05-02",
        "state": "NY",
        "language": "English",
        "modality": "individual",
        "clinician": str(ada.pk),
    }
    assert (
        adas.post(reverse("client_edit", args=[jordan.pk]), details).status_code == 302
    )
    assert status(session) == Status.SCHEDULED
    adas.post(reverse("client_edit", args=[jordan.pk]), {**details, "part2": "on"})
    assert status(session) == Status.HELD


def test_what_the_gate_still_lets_pass_stands(session: Session, ada: User) -> None:
    assert hold_what_is_refused(session.client, ada) == []
    assert status(session) == Status.SCHEDULED


def test_what_a_parent_signs_ends_as_the_minor_begins_to_consent_alone(
    ines: Contact, ada: User
) -> None:
    """And so leaves uncovered what the minor's own release carried beyond that day."""
    teo = ines.client
    teo.self_consent_from = timezone.localdate() + 9 * DAY
    teo.self_consent_law, teo.self_consent_judged_by = "10 NYCRR", ada
    teo.save()
    rosas = Signature(
        signer="Rosa Vance",
        capacity="parent",
        authority="mother",
        mark=Mark.TYPED,
        typed_name="Rosa Vance",
    )
    release, _ = ending.sign(draft_for(ines, ada), rosas, ada)
    assert release.in_force.upper == start_of(teo.self_consent_from)
    assert release.authority_ended_because == "alone"


def test_a_newer_release_that_too_few_signed_by_then_holds_the_session(
    ines: Contact, session: Session, ada: User, finn: User
) -> None:
    """Luis alone has to sign from next week on; today Rosa may still."""
    from_then = timezone.localdate() + 5 * DAY
    authority_of(ines.client, ada, "Rosa Vance", verified_by=finn)
    authority_of(
        ines.client,
        ada,
        "Luis Ortega",
        acts="sole",
        verified_by=finn,
        starts_on=from_then,
    )
    rosas = Signature(
        signer="Rosa Vance",
        capacity="parent",
        authority="mother",
        mark=Mark.TYPED,
        typed_name="Rosa Vance",
    )
    _, held = ending.sign(draft_for(ines, ada), rosas, ada)
    assert held == [session]


def test_an_admin_sees_what_a_policy_holds_before_it_is_saved(
    ines: Contact, session: Session, ada: User, finn: User, nora: User
) -> None:
    for name in ("Rosa Vance", "Luis Ortega"):
        authority_of(ines.client, ada, name, verified_by=finn)
    browser, path = browser_of(nora), reverse("policy_settings")
    form = browser.get(path).context["form"]
    sent = {name: "on" for name in form.fields if form.initial[name]}
    sent |= {"both_parents": "on", "version": form.version_now}
    page = browser.post(path, sent)
    assert page.status_code == 422
    assert "One session will go on hold, of one client" in words(page.text)
    assert "Teo Vance" in page.text
    assert status(session) == Status.SCHEDULED
    assert not policies().both_parents
    assert browser.post(path, {**sent, "agreed": "0"}).status_code == 422
    sent["agreed"] = page.context["ahead"].token
    said = browser.post(path, sent, follow=True).text
    assert "One session is on hold until its clinician decides." in words(said)
    assert status(session) == Status.HELD
    assert policies().both_parents

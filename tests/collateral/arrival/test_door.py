"""Door mode: someone unexpected came, and the client says what they may hear."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from clients.models import Client, ConsentEvent, Contact
from collateral.models import Session
from collateral.models.topic import topics_for
from practice.models import User
from releases.models import FormKind, ReleaseDraft
from tests.arrived import how
from tests.booked import book
from tests.cast import contact_of
from tests.clock import DAY, HOUR
from tests.formed import form_signed
from tests.signed import sign

ZOE: dict[str, Any] = {"name": "Zoe Hart", "relationship": "aunt", "preset": "friend"}


def door(session: Session) -> str:
    return reverse("session_door", args=[session.pk])


def test_the_desk_hands_over_what_is_usual_and_comes_back_to_the_door(
    desk: Browser, session: Session, jordan: Client
) -> None:
    answer = desk.post(door(session), ZOE)
    draft = ReleaseDraft.objects.get(contact__name="Zoe Hart")
    zoe = draft.contact
    assert answer.url == reverse("draft_signature", args=[draft.pk])
    assert session.place in draft.places
    assert session.format in draft.formats
    assert not draft.sensitive_topics
    page = desk.get(answer.url).content.decode()
    assert "waits outside until this is signed" in page
    joining = reverse("session_participants", args=[session.pk])
    assert desk.post(joining, {"contact": zoe.pk}).status_code == 409
    sign(zoe)
    form_signed(jordan, FormKind.ACKNOWLEDGEMENT, zoe)
    kept = desk.get(f"{joining}?kept=1").content.decode()
    assert f'<option value="{zoe.pk}" selected>' in kept
    answer = desk.post(joining, {"contact": zoe.pk})
    assert answer.url == reverse("session_arrival", args=[session.pk])
    desk.post(answer.url, how(zoe))
    assert session.arrivals.get().contact == zoe


def test_somebody_listed_is_chosen_and_on_their_own_phone_it_is_signed_by_a_link(
    desk: Browser, session: Session, jordan: Client
) -> None:
    sam = contact_of(jordan, "Sam Hart", "uncle")
    sent = {"contact": sam.pk, "preset": "parent", "then": "link"}
    answer = desk.post(door(session), sent)
    draft = ReleaseDraft.objects.get(contact=sam)
    assert answer.url == reverse("draft_link", args=[draft.pk])
    kinds = ConsentEvent.objects.order_by("pk").values_list("kind", flat=True)
    assert list(kinds)[-1] == "draft_prepared"
    # What waits already is handed over again, and nothing is prepared twice.
    desk.post(door(session), {"contact": sam.pk, "preset": "friend"})
    assert ReleaseDraft.objects.filter(contact=sam).count() == 1


def test_whose_release_is_in_force_joins_by_it_and_signs_no_other(
    desk: Browser, session: Session, jordan: Client
) -> None:
    sam = contact_of(jordan, "Sam Hart", "uncle")
    sign(sam)
    answer = desk.post(door(session), {"contact": sam.pk, "preset": "parent"})
    joining = reverse("session_participants", args=[session.pk])
    assert answer.url == f"{joining}?contact={sam.pk}"
    assert not ReleaseDraft.objects.awaiting_signature().filter(contact=sam).exists()
    page = desk.get(answer.url).content.decode()
    assert f'<option value="{sam.pk}" selected>' in page


def test_whose_release_has_ended_signs_anew(
    desk: Browser, session: Session, jordan: Client
) -> None:
    sam = contact_of(jordan, "Sam Hart", "uncle")
    sign(sam, timezone.now() - 10 * DAY, timezone.now() - DAY)
    answer = desk.post(door(session), {"contact": sam.pk, "preset": "parent"})
    draft = ReleaseDraft.objects.awaiting_signature().get(contact=sam)
    assert answer.url == reverse("draft_signature", args=[draft.pk])


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"name": ""}, "This field is required. Or choose them from the list."),
        ({"relationship": ""}, "This field is required."),
        ({"name": "BEN HART"}, "has a contact of this name"),
        ({"preset": ""}, "Choose what is usual for them."),
    ],
)
def test_who_they_are_is_said(
    desk: Browser, session: Session, changed: dict[str, str], said: str
) -> None:
    answer = desk.post(door(session), ZOE | changed)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Contact.objects.filter(name="Zoe Hart").exists()


def test_what_the_session_is_about_is_told_to_the_clinician_alone(
    client: Browser,
    ada: User,
    finn: User,
    session: Session,
) -> None:
    topics_for(session.participants.all(), ["skills"])
    for who, name, has in ((finn, "Zoe Hart", False), (ada, "Ida Hart", True)):
        client.force_login(who)
        client.post(door(session), ZOE | {"name": name, "preset": "doctor"})
        draft = ReleaseDraft.objects.get(contact__name=name)
        assert ("skills" in draft.topics) is has


def test_nobody_comes_to_what_is_over(
    desk: Browser, session: Session, jordan: Client, ben: Contact
) -> None:
    began = timezone.now() - 2 * HOUR
    over = book(jordan, [ben], began, booked_at=began - HOUR)
    page = desk.post(door(over), ZOE, follow=True).content.decode()
    assert "Nothing was changed." in page
    assert not ReleaseDraft.objects.filter(contact__name="Zoe Hart").exists()


def test_another_clinician_finds_no_door(
    client: Browser, cleo: User, session: Session
) -> None:
    client.force_login(cleo)
    assert client.post(door(session), ZOE).status_code == 404

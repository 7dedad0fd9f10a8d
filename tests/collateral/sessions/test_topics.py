"""What everyone in a session hears of is chosen, shown and changed."""

from __future__ import annotations

from django.test import Client as Browser
from django.utils import timezone

from clients.models import Client, ConsentEvent, Contact, EventKind
from collateral.models import SessionTopic
from practice.models import User
from tests.booked import typed
from tests.clock import afternoon
from tests.collateral.rule.test_topics import booked_about
from tests.revoked import revoke
from tests.signed import sign


def test_the_page_books_what_they_will_hear_of(
    adas: Browser, jordan: Client, ben: Contact, maria: Contact
) -> None:
    sign(ben, topics=["sleep"])
    sign(maria, topics=["sleep", "diagnosis"])
    url = f"/clients/{jordan.pk}/sessions/new/"
    sent = typed([ben, maria], afternoon(), about=["sleep", "diagnosis"])
    refused = adas.post(url, sent)
    assert refused.status_code == 409
    page = refused.content.decode()
    assert "does not let Ben Hart hear of “Diagnosis”." in page
    assert "does not let Maria" not in page
    kept = adas.get(f"{url}?kept=1").context["form"]
    assert kept["about"].value() == ["sleep", "diagnosis"]
    booked = adas.post(url, {**sent, "about": ["sleep"]})
    assert booked.status_code == 302
    assert set(SessionTopic.objects.values_list("contact", "topic")) == {
        (ben.pk, "sleep"),
        (maria.pk, "sleep"),
    }
    shown = adas.get(booked["Location"]).content.decode()
    assert "Sleep, daily routine and health habits" in shown


def test_live_cover_says_of_what_each_may_hear(
    adas: Browser, jordan: Client, ben: Contact
) -> None:
    sign(ben, topics=["sleep"])
    url = f"/clients/{jordan.pk}/coverage/"
    page = adas.post(url, typed([ben], afternoon()), headers={"HX-Request": "true"})
    said = " ".join(page.content.decode().split())
    assert "may hear of: Sleep, daily routine and health habits</p>" in said


def test_topics_are_changed_and_asked_about(
    adas: Browser, jordan: Client, ben: Contact
) -> None:
    sign(ben, topics=["sleep", "skills"])
    session = booked_about(jordan, ben, "sleep")
    url = f"/sessions/{session.pk}/topics/"
    assert adas.post(url, {f"about-{ben.pk}": ["diagnosis"]}).status_code == 409
    assert adas.post(url, {f"about-{ben.pk}": ["skills"]}).status_code == 302
    assert [each.topic for each in SessionTopic.objects.all()] == ["skills"]
    assert ConsentEvent.objects.filter(kind=EventKind.TOPICS_CHANGED).count() == 1
    was = session.booked_at
    session.refresh_from_db()
    assert session.booked_at > was
    assert adas.post(url, {f"about-{ben.pk}": []}).status_code == 302
    assert not SessionTopic.objects.exists()


def test_whoever_joins_later_hears_of_the_same(
    adas: Browser, jordan: Client, ben: Contact, maria: Contact
) -> None:
    sign(ben)
    release = sign(maria, topics=["sleep"])
    session = booked_about(jordan, ben, "skills")
    url = f"/sessions/{session.pk}/participants/"
    assert adas.post(url, {"contact": maria.pk}).status_code == 409
    revoke(release, "asked", jordan.clinician)
    sign(maria, timezone.now(), topics=["skills"])
    assert adas.post(url, {"contact": maria.pk}).status_code == 302
    assert SessionTopic.objects.filter(contact=maria, topic="skills").exists()


def test_the_front_desk_is_not_told_what_a_session_is_about(
    client: Browser, finn: User, ada: User, jordan: Client, ben: Contact
) -> None:
    release = sign(ben, topics=["diagnosis"])
    session = booked_about(jordan, ben, "diagnosis")
    revoke(release, "asked", ada)
    sign(ben, timezone.now(), topics=["sleep"])
    client.force_login(finn)
    page = client.get(f"/sessions/{session.pk}/").content.decode()
    assert "Diagnosis" not in page
    assert "does not permit all that this session is about" in page
    client.force_login(ada)
    assert "Diagnosis" in client.get(f"/sessions/{session.pk}/").content.decode()

"""What everyone in a session hears of is chosen, shown and changed."""

from __future__ import annotations

from django.http import QueryDict
from django.test import Client as Browser
from django.utils import timezone

from clients.models import Client, ConsentEvent, Contact, EventKind
from collateral import gate
from collateral.models import SessionTopic
from collateral.sessions.topics import TopicsForm, talk_of
from practice.models import User
from tests.booked import book, typed
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


def test_each_hears_of_what_is_chosen_for_them(
    adas: Browser, jordan: Client, ben: Contact, maria: Contact
) -> None:
    sign(ben, topics=["sleep"])
    sign(maria, topics=["sleep", "diagnosis"])
    session = book(jordan, [ben, maria], afternoon())
    url = f"/sessions/{session.pk}/topics/"
    form = adas.get(url).context["form"]
    *inside, (heading, outside) = form.fields[f"about-{ben.pk}"].choices
    assert [code for code, _ in inside] == ["sleep"]
    assert heading == "Outside their release"
    assert "diagnosis" in dict(outside)
    for_ben, for_maria = f"about-{ben.pk}", f"about-{maria.pk}"
    sent = {for_ben: ["sleep", "diagnosis"], for_maria: ["diagnosis"]}
    refused = adas.post(url, sent)
    assert refused.status_code == 409
    page = refused.content.decode()
    assert "does not let Ben Hart hear of “Diagnosis”." in page
    assert "does not let Maria" not in page
    assert "Leave out “Diagnosis”" in page
    kept = adas.get(f"{url}?kept=1").context["form"]
    assert kept[for_ben].value() == ["sleep", "diagnosis"]
    assert kept[for_maria].value() == ["diagnosis"]
    assert adas.post(url, {**sent, for_ben: ["sleep"]}).status_code == 302
    heard = {(ben.pk, "sleep"), (maria.pk, "diagnosis")}
    assert set(SessionTopic.objects.values_list("contact", "topic")) == heard
    shown = adas.get(f"/sessions/{session.pk}/").content.decode()
    assert shown.count(" hears of</dt>") == 2
    # Each for themselves: it moves, and is booked again, as it is.
    moved = adas.post(f"/sessions/{session.pk}/move/", typed([], afternoon(9)))
    assert moved.status_code == 302
    assert set(SessionTopic.objects.values_list("contact", "topic")) == heard


def test_who_joined_behind_the_page_hears_what_they_are_to_hear(
    adas: Browser, ada: User, jordan: Client, ben: Contact, maria: Contact
) -> None:
    for person in (ben, maria):
        sign(person, topics=["sleep", "skills"])
    session = booked_about(jordan, ben, "sleep")
    form = TopicsForm(session, QueryDict(f"about-{ben.pk}=skills"))
    assert form.is_valid()
    cleared = gate.clear(form.proposal)
    url = f"/sessions/{session.pk}/participants/"
    assert adas.post(url, {"contact": maria.pk}).status_code == 302
    talk_of(cleared, ada)
    assert set(SessionTopic.objects.values_list("contact", "topic")) == {
        (ben.pk, "skills"),
        (maria.pk, "sleep"),
    }


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

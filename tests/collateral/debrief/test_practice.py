"""What someone practices at home: agreed with a day, asked about, and closed once."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from clients.models import ConsentEvent, Contact
from collateral.models import HomePractice, Session
from practice.models import User
from tests.clock import DAY, MINUTE
from tests.debriefed import debrief_of, practice_of
from tests.privacy.doors import browser_of
from tests.refusals import refused_by, run, words_of
from tests.said import errors_in

WHAT = "Ten minutes of reading, phones away."


def sent_for(contact: Contact, **changed: str) -> dict[str, str]:
    due = timezone.localdate() + 14 * DAY
    return {
        "contact": str(contact.pk),
        "what": WHAT,
        "due_on": due.isoformat(),
        **changed,
    }


def listed(browser: Browser, contact: Contact) -> str:
    path = reverse("home_practices", args=[contact.client_id])
    return browser.get(path).content.decode()


def new(contact: Contact) -> str:
    return reverse("home_practice_new", args=[contact.client_id])


def test_it_is_agreed_with_a_day(adas: Browser, ada: User, ben: Contact) -> None:
    there = adas.get(f"/clients/{ben.client_id}/").content.decode()
    assert reverse("home_practices", args=[ben.client_id]) in there
    assert "Nobody practices anything now." in listed(adas, ben)
    assert adas.post(new(ben), sent_for(ben)).status_code == 302
    kept = HomePractice.objects.get()
    assert (kept.contact, kept.what, kept.given_by) == (ben, WHAT, ada)
    assert kept.session is None
    shown = listed(adas, ben)
    assert WHAT in shown
    assert "Under way" in shown
    event = ConsentEvent.objects.get(kind="practice_given")
    assert event.contact == ben
    assert WHAT not in event.body


def test_it_is_agreed_in_a_session(
    adas: Browser, session: Session, ben: Contact, maria: Contact
) -> None:
    debrief_of(session)
    page = f"{new(ben)}?session={session.pk}"
    debrief = reverse("session_debrief", args=[session.pk])
    assert page in adas.get(debrief).content.decode()
    # Only by whoever had a seat in it.
    assert adas.post(page, sent_for(maria)).status_code == 422
    assert adas.post(page, sent_for(ben)).url == debrief
    assert HomePractice.objects.get().session == session
    assert WHAT in adas.get(debrief).content.decode()


def test_a_session_of_another_client_is_none(
    adas: Browser, session: Session, rosa: Contact
) -> None:
    assert adas.get(f"{new(rosa)}?session={session.pk}").status_code == 404
    assert adas.get(new(rosa)).status_code == 200


def test_it_is_due_from_its_day_on(adas: Browser, ben: Contact) -> None:
    today = timezone.localdate()
    practice_of(ben, due_on=today + DAY)
    assert "Ask about it" not in listed(adas, ben)
    assert not HomePractice.objects.due(today).exists()
    due = practice_of(ben, due_on=today)
    assert "Ask about it" in listed(adas, ben)
    assert HomePractice.objects.due(today).get() == due


@pytest.mark.parametrize(
    ("how", "words"),
    [("done", "Done"), ("not_done", "Not done"), ("dropped", "No longer asked for")],
)
def test_what_came_of_it_is_said_once(
    adas: Browser, ben: Contact, how: str, words: str
) -> None:
    practice = practice_of(ben, due_on=timezone.localdate())
    page = reverse("home_practice_closing", args=[practice.pk])
    assert page in listed(adas, ben)
    assert adas.post(page, {}).status_code == 422
    assert adas.post(page, {"closed_as": how}).status_code == 302
    assert words in listed(adas, ben)
    assert not HomePractice.objects.open().exists()
    assert adas.post(page, {"closed_as": how}).status_code == 404
    assert ConsentEvent.objects.get(kind="practice_closed").contact == ben


@pytest.mark.parametrize("who", ["cleo", "finn", "nora"])
def test_nobody_else_comes_in(
    who: str, ben: Contact, cleo: User, finn: User, nora: User
) -> None:
    practice = practice_of(ben)
    browser = browser_of({"cleo": cleo, "finn": finn, "nora": nora}[who])
    pages = [
        reverse("home_practices", args=[ben.client_id]),
        new(ben),
        reverse("home_practice_closing", args=[practice.pk]),
    ]
    assert [browser.get(page).status_code for page in pages] == [404] * 3


# What the database keeps


def test_a_day_gone_by_is_refused_beside_the_field(adas: Browser, ben: Contact) -> None:
    gone = (timezone.localdate() - DAY).isoformat()
    answer = adas.post(new(ben), sent_for(ben, due_on=gone))
    assert answer.status_code == 422
    assert "Choose today or a later day." in errors_in(answer)
    today = timezone.localdate()
    with refused_by("practice_is_due_later"):
        practice_of(ben, due_on=today - DAY)
    assert not words_of("practice_is_due_later", practice_of(ben, due_on=today))


def test_it_says_what_to_do(adas: Browser, ben: Contact) -> None:
    assert adas.post(new(ben), sent_for(ben, what=" ")).status_code == 422
    with refused_by("practice_says_what_to_do"):
        practice_of(ben, what=" ")


def test_it_is_the_clients_own_contact_who_practices(
    adas: Browser, session: Session, ben: Contact, lee: Contact, maria: Contact
) -> None:
    assert adas.post(new(ben), sent_for(lee)).status_code == 422
    with refused_by("practice_contact_of_client"):
        practice_of(ben, contact=lee)
    with refused_by("practice_of_its_session"):
        practice_of(maria, session=session)
    practice_of(ben, session=session)


def test_it_stays_as_it_was_agreed(ben: Contact) -> None:
    practice_of(ben)
    changes: list[tuple[str, Any]] = [
        ("practice_closed_by_someone", "UPDATE {} SET closed_as = 'done'"),
        ("practice_is_final", "UPDATE {} SET what = 'More.'"),
        ("practice_is_final", "DELETE FROM {}"),
        ("practice_is_final", "TRUNCATE {}"),
    ]
    for name, sql in changes:
        with refused_by(name):
            run(sql.format("collateral_homepractice"))
    practice = HomePractice.objects.get()
    practice.closed_as, practice.closed_at = "done", timezone.now()
    practice.closed_by = practice.given_by
    practice.save()
    with refused_by("practice_is_final"):
        run("UPDATE collateral_homepractice SET closed_as = 'not_done'")


def test_it_is_agreed_now(ben: Contact) -> None:
    run("SET LOCAL third_chair.past = ''")
    with refused_by("practice_is_given_now"):
        practice_of(ben, given_at=timezone.now() - 2 * MINUTE)
    practice_of(ben)

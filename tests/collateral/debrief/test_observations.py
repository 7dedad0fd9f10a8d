"""What people saw at home, at school and elsewhere: with who said it, and set right."""

from __future__ import annotations

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from clients.models import ConsentEvent, Contact
from collateral.models import Observation
from practice.models import User
from tests.clock import DAY, MINUTE
from tests.debriefed import seen_by
from tests.privacy.doors import browser_of
from tests.refusals import refused_by, run, words_of
from tests.said import errors_in

WORDS = "He sat alone at lunch, all week."


def sent_by(contact: Contact, **changed: str) -> dict[str, str]:
    return {
        "contact": str(contact.pk),
        "place": "school",
        "seen_on": timezone.localdate().isoformat(),
        "words": WORDS,
        **changed,
    }


def page_of(contact: Contact, route: str = "observations") -> str:
    return reverse(route, args=[contact.client_id])


def test_it_is_written_down_with_its_source(
    adas: Browser, ada: User, ben: Contact
) -> None:
    """No release names Ben: to listen takes none."""
    there = adas.get(f"/clients/{ben.client_id}/").content.decode()
    assert page_of(ben) in there
    assert "Nothing is written down yet." in adas.get(page_of(ben)).content.decode()
    new = page_of(ben, "observation_new")
    assert "receiving information is not a disclosure" in adas.get(new).content.decode()
    assert adas.post(new, sent_by(ben)).url == page_of(ben)
    kept = Observation.objects.get()
    assert (kept.contact, kept.place, kept.words) == (ben, "school", WORDS)
    assert kept.recorded_by == ada
    shown = adas.get(page_of(ben)).content.decode()
    assert WORDS in shown
    assert "Ben Hart" in shown
    assert "at school" in shown


def test_the_history_says_who_told_and_nothing_of_it(
    adas: Browser, ben: Contact
) -> None:
    adas.post(page_of(ben, "observation_new"), sent_by(ben))
    event = ConsentEvent.objects.get(kind="observed")
    assert event.contact == ben
    assert WORDS not in event.body
    assert "school" not in event.body


def test_nothing_was_seen_ahead(adas: Browser, ben: Contact) -> None:
    ahead = (timezone.localdate() + DAY).isoformat()
    new = page_of(ben, "observation_new")
    answer = adas.post(new, sent_by(ben, seen_on=ahead))
    assert answer.status_code == 422
    assert "seen today or before" in errors_in(answer)
    assert not Observation.objects.exists()


def test_a_mistake_is_set_right_and_stays_to_be_read(
    adas: Browser, ben: Contact
) -> None:
    first = seen_by(ben, words=WORDS)
    page = reverse("observation_correction", args=[first.pk])
    assert page in adas.get(page_of(ben)).content.decode()
    again = sent_by(ben, words="He sat with Sam.")
    assert adas.post(page, again).status_code == 422
    assert adas.post(page, again | {"correction": "It was Leo."}).status_code == 302
    newest = Observation.objects.standing().get()
    assert (newest.words, newest.corrects) == ("He sat with Sam.", first)
    shown = adas.get(page_of(ben)).content.decode()
    assert WORDS in shown
    assert "Corrected since." in shown
    assert "It was Leo." in shown
    # What is corrected is corrected where it stands now.
    assert adas.get(page).status_code == 404


def test_the_list_goes_on(adas: Browser, ben: Contact, lee: Contact) -> None:
    today = timezone.localdate()
    seen_by(ben, words=WORDS, seen_on=today - DAY)
    last = seen_by(ben, seen_on=today)
    page = f"{page_of(ben)}?after="
    html = adas.get(f"{page}{last.pk}").content.decode()
    assert WORDS in html
    assert last.words not in html
    assert last.words in adas.get(f"{page}{seen_by(lee).pk}").content.decode()


@pytest.mark.parametrize("who", ["cleo", "finn", "nora"])
def test_nobody_else_comes_in(
    who: str, ben: Contact, cleo: User, finn: User, nora: User
) -> None:
    seen = seen_by(ben)
    browser = browser_of({"cleo": cleo, "finn": finn, "nora": nora}[who])
    pages = [
        page_of(ben),
        page_of(ben, "observation_new"),
        reverse("observation_correction", args=[seen.pk]),
    ]
    assert [browser.get(page).status_code for page in pages] == [404] * 3


# What the database keeps


@pytest.mark.parametrize("said", [{"place": "?"}, {"words": " "}])
def test_it_says_where_and_what(ben: Contact, said: dict[str, str]) -> None:
    seen = seen_by(ben)
    assert not words_of("observation_says_where_and_what", seen)
    for field, value in said.items():
        setattr(seen, field, value)
    assert words_of("observation_says_where_and_what", seen)
    with refused_by("observation_says_where_and_what"):
        seen_by(ben, **said)


def test_the_clients_own_contact_said_it(
    adas: Browser, ben: Contact, lee: Contact
) -> None:
    new = page_of(ben, "observation_new")
    assert adas.post(new, sent_by(lee)).status_code == 422
    with refused_by("observation_contact_of_client"):
        seen_by(ben, contact=lee)


def test_a_correction_says_what_was_wrong_once_and_of_the_same_client(
    ben: Contact, lee: Contact
) -> None:
    first = seen_by(ben)
    name = "observation_correction_says_what_was_wrong"
    with refused_by(name):
        seen_by(ben, corrects=first, correction=" ")
    with refused_by(name):
        seen_by(ben, correction="All of it.")
    with refused_by("observation_corrects_one_of_the_client"):
        seen_by(lee, corrects=first, correction="All of it.")
    seen_by(ben, corrects=first, correction="All of it.")
    with refused_by("observation_is_corrected_once"):
        seen_by(ben, corrects=first, correction="All of it.")
    # What a correction refers to is one row.
    with refused_by("observation_client_key", "collateral_observation_pkey"):
        seen_by(ben, pk=first.pk)


def test_it_stays_as_it_was_said(ben: Contact) -> None:
    seen_by(ben)
    with refused_by("observation_is_final"):
        run("UPDATE collateral_observation SET words = 'More.'")
    with refused_by("observation_is_final"):
        run("DELETE FROM collateral_observation")
    with refused_by("observation_is_not_truncated"):
        run("TRUNCATE collateral_observation")


def test_it_is_written_down_now(ben: Contact) -> None:
    run("SET LOCAL third_chair.past = ''")
    with refused_by("observation_is_recorded_now"):
        seen_by(ben, recorded_at=timezone.now() - 2 * MINUTE)
    seen_by(ben)

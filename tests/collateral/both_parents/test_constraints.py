"""What the database keeps of the ledger of both parents."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from clients.models import Client, Contact
from collateral.models import ParentEntry
from tests.booked import book
from tests.both_parents import entry_for, entry_of
from tests.cast import contact_of, emancipated
from tests.clock import DAY, MINUTE, afternoon
from tests.refusals import refused_by, run, words_of
from tests.signed import sign

pytestmark = pytest.mark.usefixtures("unprinted")


def test_it_is_about_a_contact_of_the_client(rosa: Contact, ben: Contact) -> None:
    stranger = entry_of(rosa, contact=ben)
    said = words_of("parent_entry_contact_of_client", stranger)
    assert said == "Choose one of this client's own contacts."
    with refused_by("parent_entry_contact_of_client"):
        stranger.save()
    entry_for(rosa)


def test_it_says_what_passed(rosa: Contact) -> None:
    odd = entry_of(rosa, passed="sang")
    assert words_of("parent_entry_says_what_passed", odd) == "Say what happened."
    with refused_by("parent_entry_says_what_passed"):
        odd.save()
    for passed in ("told", "asked", "copy"):
        entry_for(rosa, passed=passed)


@pytest.mark.parametrize(
    ("passed", "answer"), [("answered", ""), ("asked", "agrees"), ("answered", "sings")]
)
def test_an_answer_is_said_where_they_answered(
    rosa: Contact, passed: str, answer: str
) -> None:
    odd = entry_of(rosa, passed=passed, answer=answer)
    said = words_of("parent_entry_says_the_answer", odd)
    assert said == "Say what they answered, and only where they answered."
    with refused_by("parent_entry_says_the_answer"):
        odd.save()
    entry_for(rosa, passed="answered", answer="objects")


def test_it_is_about_one_thing_of_the_client(
    rosa: Contact, ben: Contact, teo: Client
) -> None:
    release = sign(rosa)
    session = book(teo, [rosa], afternoon(5))
    odd = entry_of(rosa, release=release, session=session)
    said = words_of("parent_entry_is_about_one_thing", odd)
    assert said == "It is about one release, one session, or care."
    with refused_by("parent_entry_is_about_one_thing"):
        odd.save()
    entry_for(rosa, release=release)
    entry_for(rosa, session=session)


def test_it_is_about_nothing_of_another_client(rosa: Contact, ben: Contact) -> None:
    anothers = sign(ben)
    with refused_by("parent_entry_is_about_its_client"):
        entry_for(rosa, release=anothers)
    with refused_by("parent_entry_is_about_its_client"):
        entry_for(rosa, session=book(ben.client, [ben], afternoon(5)))
    entry_for(rosa, release=sign(rosa))


def test_it_is_of_the_past(rosa: Contact) -> None:
    ahead = timezone.localdate() + timedelta(days=3)
    with refused_by("parent_entry_is_of_the_past"):
        entry_for(rosa, happened_on=ahead)
    entry_for(rosa, happened_on=timezone.localdate())


def test_it_is_recorded_now(rosa: Contact) -> None:
    run("SET LOCAL third_chair.past = ''")
    with refused_by("parent_entry_is_recorded_now"):
        entry_for(rosa, recorded_at=timezone.now() - 2 * MINUTE)
    entry_for(rosa, happened_on=timezone.localdate() - 30 * DAY)


def test_it_is_of_a_minor(rosa: Contact, ben: Contact) -> None:
    with refused_by("parent_entry_of_a_minor"):
        entry_for(ben)
    Client.objects.filter(pk=rosa.client_id).update(**emancipated())
    with refused_by("parent_entry_of_a_minor"):
        entry_for(rosa)
    entry_for(rosa, happened_on=timezone.localdate() - DAY)


def test_only_what_stands_of_the_same_parent_is_struck_out(
    rosa: Contact, teo: Client
) -> None:
    entry, paul = entry_for(rosa), contact_of(teo, "Paul Vance", "father")
    with refused_by("parent_entry_strikes_its_own"):
        entry_for(paul, strikes=entry)
    struck = entry_for(rosa, strikes=entry)
    with refused_by("parent_entry_strikes_its_own"):
        entry_for(rosa, strikes=struck)


def test_it_is_struck_out_once(rosa: Contact) -> None:
    entry = entry_for(rosa)
    entry_for(rosa, strikes=entry)
    again = entry_of(rosa, strikes=entry)
    said = words_of("parent_entry_is_struck_out_once", again)
    assert said == "Somebody struck this out just now."
    with refused_by("parent_entry_is_struck_out_once"):
        again.save()


def test_what_was_written_stays(rosa: Contact) -> None:
    entry = entry_for(rosa)
    with refused_by("parent_entry_is_final"):
        ParentEntry.objects.filter(pk=entry.pk).update(passed="asked")
    with refused_by("parent_entry_is_final"):
        run("DELETE FROM collateral_parententry")
    with refused_by("parent_entry_is_not_truncated"):
        run("TRUNCATE collateral_parententry CASCADE")

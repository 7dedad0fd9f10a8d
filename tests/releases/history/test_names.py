"""The history tells the past with the names of then."""

from __future__ import annotations

import pytest
from django.test import Client as Browser

from clients.models import Client, ConsentEvent, Contact, EventKind
from clients.people.acts import correct_contact
from collateral import ending
from practice.models import User
from releases.history import views
from releases.models import Mark, Signature
from tests.booked import book
from tests.clock import afternoon
from tests.collateral import acts as sessions
from tests.refusals import run, settle
from tests.releases.history.chains import make_consistent, misfit, tamper, triggers_off
from tests.releases.history.happenings import export, happened, read
from tests.signed import draft_for, sign

STARTS = "2027-01-12T20:00:00+00:00"


def rename_everyone() -> None:
    """Past every form; nobody here is named by a release yet."""
    run("UPDATE clients_client SET chosen_name = 'Ash'")
    run("UPDATE clients_contact SET name = 'Robin Vale'")
    run("UPDATE practice_user SET name = 'Dr. Ada Finch' WHERE role = 'clinician'")


def everything_happens(jordan: Client, ben: Contact) -> None:
    for kind in EventKind:
        detail = {"starts": STARTS, "contacts": [ben.pk]}
        happened(kind, jordan, contact=ben, detail=detail)


def without_today(page: str) -> str:
    """The page without what it says of today's names."""
    for then, now in {
        "Jordan Reyes": "Ash",
        "Ben Hart": "Robin Vale",
        "Dr. Ada Okafor": "Dr. Ada Finch",
    }.items():
        page = page.replace(f"{then} is now called {now}.", "")
    return " ".join(page.split())


def events_on(page: str) -> str:
    """What is below the filters, which name who is there now."""
    _, heading, events = page.partition("Who did what")
    assert heading
    return events


def test_no_sentence_changes_with_a_name(
    noras: Browser, jordan: Client, ben: Contact, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "PER_PAGE", 2 * len(EventKind))
    everything_happens(jordan, ben)
    before = read(noras)
    rename_everyone()
    after = read(noras)
    assert after.count("Jordan Reyes is now called Ash.") == len(EventKind)
    assert after.count("Ben Hart is now called Robin Vale.") == len(EventKind)
    assert events_on(without_today(after)) == events_on(before)


def test_nor_does_the_export(noras: Browser, jordan: Client, ben: Contact) -> None:
    everything_happens(jordan, ben)
    happened(EventKind.BOOKED, jordan, detail={"contacts": [ben.pk]})
    before = export(noras)
    rename_everyone()
    assert export(noras) == before
    assert {row["Contact"] for row in before} == {"Ben Hart"}


def test_what_happened_before_names_were_kept_is_told_by_todays(
    noras: Browser, jordan: Client, ben: Contact
) -> None:
    happened(EventKind.BOOKED, jordan, detail={"starts": STARTS, "contacts": [ben.pk]})
    tamper("names = NULL", client=jordan.pk, number=1)
    make_consistent(jordan.pk, 1)
    rename_everyone()
    assert misfit() is None
    assert "names" not in ConsentEvent.objects.get().body
    assert "Dr. Ada Finch booked a session" in (page := read(noras))
    assert "with Robin Vale (Ash)." in page
    assert "is now called" not in page
    (row,) = export(noras)
    names = (row["Who"], row["Client"], row["Contact"], row["Clinician"], row["Names"])
    assert names == ("Dr. Ada Finch", "Ash", "Robin Vale", "Dr. Ada Finch", "")


def test_whoever_writes_an_event_it_bears_the_names_that_there_are(
    jordan: Client, ada: User, ben: Contact
) -> None:
    settle()
    run(
        "INSERT INTO clients_consentevent (client_id, number, kind, at, clinician_id,"
        " contact_id, reason, detail, names, previous, body, sha256) VALUES"
        " (%s, 0, 'viewed', now(), %s, %s, '', '{}', '{\"client\": \"Nobody\"}', '', '', '')",
        jordan.pk,
        ada.pk,
        ben.pk,
    )
    event = ConsentEvent.objects.get()
    assert event.names == {
        "client": "Jordan Reyes",
        "clinician": "Dr. Ada Okafor",
        "contact": "Ben Hart",
    }
    assert event.name_of("actor") == ""
    assert misfit() is None


def test_names_added_to_an_old_event_are_found(jordan: Client) -> None:
    happened(EventKind.CLIENT_ADDED, jordan)
    tamper("names = NULL", client=jordan.pk, number=1)
    make_consistent(jordan.pk, 1)
    tamper('names = \'{"client": "Victor"}\'', client=jordan.pk, number=1)
    found = misfit()
    assert found is not None
    assert found.how == "its names was changed after it was written"


def test_names_taken_from_an_event_are_found(jordan: Client) -> None:
    happened(EventKind.CLIENT_ADDED, jordan)
    tamper("names = NULL", client=jordan.pk, number=1)
    found = misfit()
    assert found is not None
    assert found.how == "its names was changed after it was written"


@pytest.mark.parametrize("names", ["[1]", "3", '{"contacts": [1], "client": null}'])
def test_names_that_are_odd_hide_nothing_else(
    noras: Browser, jordan: Client, ben: Contact, names: str
) -> None:
    happened(EventKind.BOOKED, jordan, detail={"starts": STARTS, "contacts": [ben.pk]})
    happened(EventKind.CLIENT_ADDED, jordan)
    tamper(f"names = '{names}'", client=jordan.pk, number=1)
    assert "Dr. Ada Okafor added Jordan Reyes." in read(noras)
    assert len(export(noras)) == 2


def test_a_signing_is_told_by_what_was_recorded(
    noras: Browser, ada: User, maria: Contact, unprinted: None
) -> None:
    typed = Signature(
        signer="Jordan Reyes",
        capacity="client",
        mark=Mark.TYPED,
        typed_name="Jordan Reyes",
    )
    ending.sign(draft_for(maria, ada), typed, ada)
    said = (
        "Jordan Reyes signed the release for Maria Reyes, as the client; Dr. Ada Okafor "
        "took the signature."
    )
    assert said in read(noras)
    with triggers_off():
        Signature.objects.update(signer="Victor Stone")
    assert said in read(noras)


def test_a_correction_tells_both_names(
    noras: Browser, ada: User, maria: Contact
) -> None:
    sign(maria)
    happened(EventKind.VIEWED, maria.client, contact=maria)
    maria.name = "Maria Lopez"
    correct_contact(maria, ["name"], "Married.", ada)
    maria.relationship = "stepmother"
    correct_contact(maria, ["relationship"], "Asked her.", ada)
    page = read(noras)
    assert (
        "Dr. Ada Okafor corrected the name of Maria Reyes, who is the same person and is "
        "now called Maria Lopez (Jordan Reyes). Reason: Married."
    ) in page
    assert (
        "Dr. Ada Okafor corrected the relationship of Maria Lopez, who is the same person "
        "(Jordan Reyes). Reason: Asked her."
    ) in page
    assert "viewed Maria Reyes’s release (Jordan Reyes)." in page


def test_a_session_was_cancelled_by_who_they_were(
    adas: Browser, ada: User, jordan: Client, ben: Contact
) -> None:
    sign(ben)
    session = book(jordan, [ben], afternoon())
    sessions.cancel(session, "snow", ada)
    User.objects.update(name="Dr. Ada Finch")
    page = adas.get(f"/sessions/{session.pk}/").content.decode()
    assert "by <bdi>Dr. Ada Okafor</bdi>" in page

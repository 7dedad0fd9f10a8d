"""Whoever a draft or a release names stays who they are, whoever writes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from django.utils import timezone

from clients.models import Contact, ContactCorrection
from clients.people.acts import correct_contact
from practice.models import User
from tests.bare import bare
from tests.clock import DAY
from tests.refusals import refused_by, run, settle, words_of
from tests.signed import draft_for, enter, sign

ANOTHER = {
    "name": "Victor Stone",
    "relationship": "ex-partner",
    "organisation": "Elm School",
    "date_of_birth": "1971-03-04",
}


def rename(contact: Contact, column: str = "name", value: object = None) -> int:
    """Past every form, as whoever may write could."""
    sql = f"UPDATE clients_contact SET {column} = %s WHERE id = %s"
    return run(sql, value or ANOTHER[column], contact.pk)


def correction_of(
    contact: Contact, by: User, at: datetime | None = None, **after: str
) -> ContactCorrection:
    """A correction that is recorded, and not carried out."""
    return ContactCorrection.objects.create(
        contact=contact,
        before=contact.identity,
        after=contact.identity | after,
        reason="New surname since marriage.",
        corrected_by=by,
        corrected_at=at or timezone.now(),
    )


@pytest.mark.parametrize("column", ANOTHER)
@pytest.mark.parametrize(
    "named", [sign, lambda maria: draft_for(maria, maria.client.clinician)]
)
def test_whoever_is_named_becomes_nobody_else(
    maria: Contact, named: Callable[[Contact], object], column: str
) -> None:
    named(maria)
    with refused_by("contact_stays_who_they_are"):
        rename(maria, column)


@pytest.mark.parametrize("column", ANOTHER)
def test_whoever_is_not_named_yet_may_be_anyone(maria: Contact, column: str) -> None:
    assert rename(maria, column) == 1


@pytest.mark.parametrize("column", ["phone", "email", "language"])
def test_how_to_reach_someone_changes_at_any_time(maria: Contact, column: str) -> None:
    sign(maria)
    assert rename(maria, column, "another") == 1


def test_that_someone_was_named_is_never_taken_back(maria: Contact) -> None:
    sign(maria)
    with refused_by("contact_stays_who_they_are"):
        Contact.objects.update(identity_is_final=False)


def test_a_release_names_its_contact_even_without_a_draft(maria: Contact) -> None:
    now = timezone.now()
    days = {"signed_at": now, "effective_at": now, "expires_at": now + DAY}
    enter(bare(maria, **days))
    with refused_by("contact_stays_who_they_are"):
        rename(maria)


@pytest.mark.parametrize(
    ("table", "asleep"),
    [
        ("releases_releasedraft", "draft_names_its_contact"),
        ("releases_release", "release_names_its_contact"),
    ],
)
def test_either_of_them_notes_it_alone(maria: Contact, table: str, asleep: str) -> None:
    settle()
    run(f"ALTER TABLE {table} DISABLE TRIGGER {asleep}")
    sign(maria)
    assert Contact.objects.get().identity_is_final


def test_a_correction_lets_it_through(maria: Contact, ada: User) -> None:
    sign(maria)
    correction_of(maria, ada, name="Maria Lopez")
    assert rename(maria, value="Maria Lopez") == 1
    settle()


def test_a_correction_of_something_else_does_not(maria: Contact, ada: User) -> None:
    sign(maria)
    with refused_by("contact_stays_who_they_are"):
        correction_of(maria, ada, name="Maria Lopez")
        rename(maria)
    with refused_by("contact_stays_who_they_are"):
        correction_of(maria, ada, relationship="ex-partner")
        rename(maria)


def test_a_correction_serves_once(maria: Contact, ada: User) -> None:
    sign(maria)
    for name in ("Maria Lopez", "Maria Reyes"):
        maria.name = name
        correct_contact(maria, ["name"], "So it is.", ada)
    with refused_by("contact_stays_who_they_are"):
        rename(maria, value="Maria Lopez")


def test_a_correction_is_carried_out_with_it(maria: Contact, ada: User) -> None:
    sign(maria)
    with refused_by("correction_is_carried_out"):
        correction_of(maria, ada, name="Maria Lopez")


def test_a_correction_starts_from_who_someone_is(maria: Contact, ada: User) -> None:
    sign(maria)
    maria.name = "Victor Stone"
    with refused_by("correction_starts_from_what_stands"):
        correction_of(maria, ada, name="Maria Reyes")


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_a_correction_has_a_reason(maria: Contact, ada: User, reason: str) -> None:
    sign(maria)
    made = ContactCorrection(
        contact=maria,
        before=maria.identity,
        after=maria.identity | {"name": "Maria Lopez"},
        reason=reason,
        corrected_by=ada,
    )
    says = words_of("correction_has_a_reason", made)
    assert says == "Say why this is corrected."
    with refused_by("correction_has_a_reason"):
        made.save()


def test_a_correction_changes_something(maria: Contact, ada: User) -> None:
    sign(maria)
    same = {"before": maria.identity, "after": maria.identity}
    made = ContactCorrection(contact=maria, **same, reason="So.", corrected_by=ada)
    says = words_of("correction_changes_something", made)
    assert says == "Nothing is different yet. Change what is wrong."
    with refused_by("correction_changes_something"):
        made.save()


def test_a_correction_is_kept_as_it_was_made(maria: Contact, ada: User) -> None:
    sign(maria)
    maria.name = "Maria Lopez"
    correct_contact(maria, ["name"], "So it is.", ada)
    settle()
    with refused_by("correction_is_final"):
        ContactCorrection.objects.update(reason="another")
    with refused_by("correction_is_final"):
        run("DELETE FROM clients_contactcorrection")
    with refused_by("correction_is_not_truncated"):
        run("TRUNCATE clients_contactcorrection")


def test_a_correction_is_made_when_it_is_recorded(maria: Contact, ada: User) -> None:
    sign(maria)
    began = timezone.now()
    made = correction_of(maria, ada, began - 90 * DAY, name="Maria Lopez")
    rename(maria, value="Maria Lopez")
    made.refresh_from_db()
    assert made.corrected_at >= began

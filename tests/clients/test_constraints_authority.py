"""What must hold of who may decide for a client, and of a minor who consents alone."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from clients.models import Authority, Client, Contact
from practice.models import User
from tests.cast import authority_of
from tests.clock import DAY
from tests.refusals import refused_by, run, words_of


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("authority_names_one_person", {"person_name": ""}),
        ("authority_has_a_kind", {"kind": "aunt"}),
        ("authority_has_a_kind", {"acts": "perhaps"}),
        ("authority_was_seen", {"evidence": " "}),
        ("authority_ends_after_it_starts", {"ends_on": date(2020, 1, 1)}),
        ("authority_letters_end", {"kind": "letters", "ends_on": None}),
        ("authority_ended_for_a_reason", {"ended_reason": "No papers."}),
        ("authority_ended_for_a_reason", {"ended_at": timezone.now()}),
    ],
)
def test_each_is_asked(teo: Client, ada: User, name: str, said: dict[str, Any]) -> None:
    entered = authority_of(teo, ada, "Luis Ortega")
    entered.pk = None
    entered._state.adding = True
    for field, value in said.items():
        setattr(entered, field, value)
    assert words_of(name, entered)
    with refused_by(name):
        entered.save(force_insert=True)


def test_it_is_of_the_clients_own_contact(teo: Client, ben: Contact, ada: User) -> None:
    with refused_by("authority_contact_of_client"):
        authority_of(teo, ada, ben)


def test_it_may_begin_and_end_on_one_day(teo: Client, ada: User) -> None:
    today = timezone.localdate()
    found = authority_of(teo, ada, "Luis Ortega", ends_on=today)
    found.refresh_from_db()
    assert today in found.holds
    assert today + DAY not in found.holds


def test_one_is_on_file_once_at_a_time(teo: Client, rosa: Contact, ada: User) -> None:
    today = timezone.localdate()
    authority_of(teo, ada, rosa, ends_on=today)
    with refused_by("authority_once_at_a_time"):
        authority_of(teo, ada, rosa, starts_on=today)
    authority_of(teo, ada, rosa, starts_on=today + DAY)
    authority_of(teo, ada, rosa, "guardian")


def test_another_person_verifies_it(teo: Client, ada: User, finn: User) -> None:
    found = authority_of(teo, ada, "Luis Ortega")
    found.verified_by, found.verified_at = ada, timezone.now()
    assert words_of("authority_verified_by_another", found)
    with refused_by("authority_verified_by_another"):
        found.save()
    found.verified_by = finn
    found.save()
    with refused_by("authority_is_final"):
        run("UPDATE clients_authority SET verified_at = now() - interval '1 day'")


@pytest.mark.parametrize("change", ["kind = 'court'", "ends_on = '2099-01-01'"])
def test_what_was_entered_stays(teo: Client, ada: User, change: str) -> None:
    authority_of(teo, ada, "Luis Ortega")
    with refused_by("authority_is_final"):
        run(f"UPDATE clients_authority SET {change}")
    with refused_by("authority_is_final"):
        run("DELETE FROM clients_authority")
    with refused_by("authority_is_not_truncated"):
        run("TRUNCATE clients_authority CASCADE")


def test_it_ends_as_it_happens(teo: Client, ada: User) -> None:
    authority_of(teo, ada, "Luis Ortega")
    end = (
        "UPDATE clients_authority SET ended_at = now() - interval '{ago}', "
        "ended_by_id = entered_by_id, ended_reason = 'The court said so.'"
    )
    with refused_by("authority_ends_as_it_happens"):
        run(end.format(ago="1 day"))
    assert run(end.format(ago="0")) == 1
    assert Authority.objects.get().holds is None


def test_a_minor_consents_alone_by_a_law_that_someone_judged(
    teo: Client, ada: User
) -> None:
    teo.self_consent_from = timezone.localdate()
    assert words_of("client_consents_by_a_law", teo)
    with refused_by("client_consents_by_a_law"):
        teo.save()
    teo.self_consent_law, teo.self_consent_judged_by = "RCW 71.34.530", ada
    teo.save()


def test_an_infant_does_not(teo: Client, ada: User) -> None:
    teo.self_consent_law, teo.self_consent_judged_by = "RCW 71.34.530", ada
    seventh = teo.date_of_birth.replace(year=teo.date_of_birth.year + 7)
    teo.self_consent_from = seventh - DAY
    assert words_of("client_consents_once_able_to", teo)
    with refused_by("client_consents_once_able_to"):
        teo.save()
    teo.self_consent_from = seventh
    teo.save()

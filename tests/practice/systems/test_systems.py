"""Which other programs may ask is said by an admin, and kept."""

from __future__ import annotations

import re

import pytest
from django.test import Client as Browser
from django.utils import timezone

from practice.models import System, User
from practice.secret import sha256_of
from practice.systems.tokens import system_of
from tests.let_in import issued
from tests.privacy.doors import browser_of
from tests.refusals import refused_by, run

SYSTEMS = "/settings/programs/"


@pytest.fixture
def noras(nora: User) -> Browser:
    """A browser in which Nora is signed in."""
    return browser_of(nora)


def test_a_token_is_shown_once_and_only_its_hash_is_kept(noras: Browser) -> None:
    html = noras.post(SYSTEMS, {"name": "Willow Scheduler"}).content.decode()
    (token,) = re.findall(r"third-chair-[\w-]{43}", html)
    system = System.objects.get()
    assert system.token_sha256 == sha256_of(token)
    assert system_of(token) == system
    again = noras.get(SYSTEMS).content.decode()
    assert "Willow Scheduler" in again
    assert token not in again


def test_a_second_program_of_the_name_is_refused_beside_it(
    noras: Browser, nora: User
) -> None:
    issued(nora)
    answer = noras.post(SYSTEMS, {"name": "Willow Scheduler"})
    assert answer.status_code == 422
    assert "has a token already" in answer.content.decode()
    assert "third-chair-" not in answer.content.decode()
    assert System.objects.count() == 1


def test_the_database_refuses_it_too(nora: User) -> None:
    issued(nora)
    with refused_by("system_named_once"):
        issued(nora)


def test_a_token_is_one_programs(nora: User) -> None:
    first, _ = issued(nora)
    again = System(name="Another", token_sha256=first.token_sha256)
    again.issued_by, again.issued_at = nora, timezone.now()
    with refused_by("system_known_by_its_token"):
        again.save()


def test_a_withdrawn_programs_name_is_free_again(noras: Browser, nora: User) -> None:
    system, token = issued(nora)
    path = f"{SYSTEMS}{system.pk}/withdrawal/"
    assert noras.post(path).url == SYSTEMS
    assert system_of(token) is None
    system.refresh_from_db()
    assert system.withdrawn_by == nora
    issued(nora)


def test_withdrawn_twice_it_was_withdrawn_the_first_time(
    noras: Browser, nora: User
) -> None:
    system, _ = issued(nora)
    path = f"{SYSTEMS}{system.pk}/withdrawal/"
    noras.post(path)
    first = System.objects.get().withdrawn_at
    noras.post(path)
    assert System.objects.get().withdrawn_at == first


def test_a_program_without_a_name_is_refused(noras: Browser, nora: User) -> None:
    answer = noras.post(SYSTEMS, {"name": "  "})
    assert answer.status_code == 422
    assert "This field is required." in answer.content.decode()
    with refused_by("system_has_a_name"):
        issued(nora, " ")


@pytest.mark.parametrize(
    "change",
    [
        "name = 'Another'",
        "token_sha256 = repeat('0', 64)",
        "issued_at = issued_at - interval '1 day'",
        "withdrawn_at = NULL, withdrawn_by_id = NULL",
    ],
)
def test_what_was_issued_is_only_withdrawn(change: str, nora: User) -> None:
    system, _ = issued(nora)
    system.withdrawn_at, system.withdrawn_by = timezone.now(), nora
    system.save()
    with refused_by("system_is_only_withdrawn"):
        run(f"UPDATE practice_system SET {change}")


def test_nothing_that_was_issued_goes(nora: User) -> None:
    system, _ = issued(nora)
    with refused_by("system_is_only_withdrawn"):
        system.delete()
    with refused_by("systems_are_kept"):
        run("TRUNCATE practice_system CASCADE")


def test_whoever_withdraws_it_is_named(nora: User) -> None:
    system, _ = issued(nora)
    system.withdrawn_at = timezone.now()
    with refused_by("system_withdrawn_by_someone"):
        system.save()

"""What the database keeps of what was told."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from clients.models import Client, Contact
from collateral.models import Session
from practice.models import User
from releases.models import Release
from tests.clock import DAY, HOUR, MINUTE
from tests.collateral.disclosures.told import emergency, told_to
from tests.refusals import refused_by, run, words_of
from tests.revoked import revoke
from tests.signed import sign


def test_it_has_a_basis(jordan: Client) -> None:
    without = emergency(jordan, basis="hearsay")
    said = words_of("disclosure_has_a_basis", without)
    assert said == "Choose on what basis it was told."
    with refused_by("disclosure_has_a_basis"):
        without.save()
    emergency(jordan, basis="nothing").save()


@pytest.mark.parametrize("columns", [{"release": None}, {"contact": None}])
def test_under_a_release_it_names_it_and_whom(
    release: Release, columns: dict[str, Any]
) -> None:
    nameless = told_to(release.contact, release)
    for name, value in columns.items():
        setattr(nameless, name, value)
    said = words_of("disclosure_names_its_release", nameless)
    assert said == "Topics are told under a release, and only there."
    with refused_by("disclosure_names_its_release", "disclosure_release_in_force"):
        nameless.save()
    told_to(release.contact, release).save()


def test_topics_are_told_under_a_release_alone(jordan: Client) -> None:
    with refused_by("disclosure_names_its_release"):
        emergency(jordan, topics=["skills"]).save()


def test_it_says_who_was_told(jordan: Client) -> None:
    nobody = emergency(jordan, recipient=" ")
    assert words_of("disclosure_says_who_was_told", nobody) == "Say who was told."
    with refused_by("disclosure_says_who_was_told"):
        nobody.save()
    emergency(jordan).save()


def test_it_says_what_was_told(release: Release) -> None:
    silent = emergency(release.client, said=" ")
    assert words_of("disclosure_says_what_was_told", silent) == "Say what was told."
    with refused_by("disclosure_says_what_was_told"):
        silent.save()
    with refused_by("disclosure_says_what_was_told"):
        told_to(release.contact, release, topics=[]).save()


def test_it_says_why_but_for_what_a_release_allows(release: Release) -> None:
    beyond = {"topics": ["skills", "diagnosis"], "outside": ["diagnosis"]}
    silent = told_to(release.contact, release, **beyond, why=" ")
    assert words_of("disclosure_says_why", silent) == "Write why this was told."
    with refused_by("disclosure_says_why"):
        silent.save()
    with refused_by("disclosure_says_why"):
        emergency(release.client, why="").save()
    told_to(release.contact, release, **beyond, why="He asked, and she nodded.").save()
    told_to(release.contact, release).save()


def test_topics_are_of_the_list(release: Release) -> None:
    odd = told_to(release.contact, release, topics=["gossip"], outside=["gossip"])
    odd.why = "It came up."
    said = words_of("disclosure_topics_are_of_the_list", odd)
    assert said == "Choose topics of the list."
    with refused_by("disclosure_topics_are_of_the_list"):
        odd.save()
    stray = told_to(release.contact, release, outside=["hiv"], why="It came up.")
    with refused_by("disclosure_topics_are_of_the_list"):
        stray.save()


def test_a_ground_of_part_2_fits_its_basis(jordan: Client) -> None:
    Client.objects.update(part2=True)
    odd = emergency(jordan, part2_ground="order")
    said = words_of("disclosure_ground_fits_its_basis", odd)
    assert said == "Part 2 has no such ground for this basis."
    with refused_by("disclosure_ground_fits_its_basis"):
        odd.save()
    emergency(jordan, part2_ground="medical").save()
    emergency(jordan, basis="court", part2_ground="order").save()


def test_part_2_records_are_told_on_a_ground_of_their_own(jordan: Client) -> None:
    """45 CFR 164.512(j) lets nobody tell of them: 42 CFR 2.51."""
    with refused_by("disclosure_has_a_part2_ground"):
        emergency(jordan, part2_ground="medical").save()
    Client.objects.update(part2=True)
    with refused_by("disclosure_has_a_part2_ground"):
        emergency(jordan).save()
    emergency(jordan, part2_ground="untouched").save()
    emergency(jordan, basis="nothing").save()


def test_it_is_of_the_past(jordan: Client) -> None:
    ahead = emergency(jordan, told_at=timezone.now() + MINUTE)
    said = words_of("disclosure_is_of_the_past", ahead)
    assert said == "This is still ahead. Record it once it was told."
    with refused_by("disclosure_is_of_the_past"):
        ahead.save()
    emergency(jordan, told_at=ahead.recorded_at).save()


def test_it_is_recorded_now(jordan: Client) -> None:
    run("SET LOCAL third_chair.past = ''")
    with refused_by("disclosure_is_recorded_now"):
        emergency(
            jordan,
            told_at=timezone.now() - 2 * DAY,
            recorded_at=timezone.now() - DAY,
        ).save()
    emergency(jordan).save()


def test_its_release_was_in_force_then(release: Release) -> None:
    signed = release.signed_at
    with refused_by("disclosure_release_in_force"):
        told_to(release.contact, release, told_at=signed - MINUTE).save()
    told_to(release.contact, release, told_at=signed).save()


def test_its_release_was_in_force_until_it_was_revoked(release: Release) -> None:
    revoke(release, "asked", release.client.clinician)
    release.refresh_from_db()
    told = {"told_at": release.revoked_at, "recorded_at": release.revoked_at}
    with refused_by("disclosure_release_in_force"):
        told_to(release.contact, release, **told).save()
    told_to(release.contact, release).save()


def test_its_release_is_for_the_one_who_heard(release: Release, maria: Contact) -> None:
    with refused_by("disclosure_release_in_force"):
        told_to(maria, release).save()
    told_to(maria, sign(maria, timezone.now() - DAY)).save()


def test_what_is_outside_is_what_was_not_granted(release: Release) -> None:
    hidden = told_to(release.contact, release, topics=["skills", "diagnosis"])
    with refused_by("disclosure_says_what_is_outside"):
        hidden.save()
    false = told_to(release.contact, release, outside=["skills"], why="No reason.")
    with refused_by("disclosure_says_what_is_outside"):
        false.save()
    told_to(release.contact, release).save()


def test_what_another_may_tell_is_outside(ben: Contact, ada: User, cleo: User) -> None:
    alone = sign(ben, timezone.now() - DAY, discloser=ada.pk)
    with refused_by("disclosure_says_what_is_outside"):
        told_to(ben, alone, told_by=cleo).save()
    told_to(ben, alone, told_by=ada).save()


def test_in_a_session_it_is_told_to_who_joins(
    session: Session, release: Release, maria: Contact
) -> None:
    marias = sign(maria, timezone.now() - DAY)
    with refused_by("disclosure_of_its_session"):
        told_to(maria, marias, session=session).save()
    told_to(release.contact, release, session=session).save()


def test_a_correction_says_what_was_wrong(jordan: Client) -> None:
    first = emergency(jordan)
    first.save()
    silent = emergency(jordan, corrects=first, correction=" ")
    said = words_of("disclosure_correction_says_what_was_wrong", silent)
    assert said == "Say what was wrong."
    with refused_by("disclosure_correction_says_what_was_wrong"):
        silent.save()
    with refused_by("disclosure_correction_says_what_was_wrong"):
        emergency(jordan, struck=True).save()
    emergency(jordan, corrects=first, correction="Another hour.").save()


def test_it_is_corrected_once(jordan: Client) -> None:
    first = emergency(jordan)
    first.save()
    again = {"corrects": first, "correction": "Another hour."}
    second = emergency(jordan, **again)
    second.save()
    with refused_by("disclosure_is_corrected_once"):
        emergency(jordan, **again).save()
    emergency(jordan, corrects=second, correction="And another.").save()


def test_a_correction_is_of_the_same_client(jordan: Client, kim: Client) -> None:
    """By "disclosure_corrects_one_of_the_client", on the key "disclosure_client_key"."""
    kims = emergency(kim)
    kims.save()
    with refused_by("disclosure_corrects_one_of_the_client"):
        emergency(jordan, corrects=kims, correction="Not Kim.").save()


def test_who_heard_is_one_of_the_clients_own(jordan: Client, lee: Contact) -> None:
    with refused_by("disclosure_contact_of_client"):
        emergency(jordan, contact=lee).save()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE collateral_disclosure SET said = 'another'",
        "UPDATE collateral_disclosure SET struck = true",
        "DELETE FROM collateral_disclosure",
    ],
)
def test_it_is_final(jordan: Client, statement: str) -> None:
    emergency(jordan).save()
    with refused_by("disclosure_is_final"):
        run(statement)


def test_all_are_not_deleted_at_once(jordan: Client) -> None:
    emergency(jordan).save()
    with refused_by("disclosure_is_not_truncated"):
        run("TRUNCATE collateral_disclosure CASCADE")


def test_a_release_still_ends_after_what_was_told_under_it(release: Release) -> None:
    told_to(release.contact, release).save()
    revoke(release, "asked", release.client.clinician)
    assert Release.objects.get().revoked_at > timezone.now() - HOUR

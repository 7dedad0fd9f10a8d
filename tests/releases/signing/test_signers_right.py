"""No release counts for longer than whoever signed it had the right to sign: the database
says so, whoever changes the client or writes the release (45 CFR 164.502(g)(3)).
"""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.utils import timezone

from clients.law.states import US_STATES, comes_of_age_on
from clients.models import Client, Contact
from practice.models import User
from practice.spans import start_of
from releases.models import Release, WhyEnded
from tests.bare import bare
from tests.cast import client_of, contact_of, emancipated
from tests.clock import DAY
from tests.refusals import refused_by, run, settle, words_of
from tests.releases.copies import like
from tests.signed import enter, sign, signature_of

RULE = "release_within_its_signers_right"


@pytest.fixture
def rosas(teo: Client, rosa: Contact) -> Release:
    """What Rosa signed for Teo, until he is eighteen."""
    ends = timezone.now() + 10 * 365 * DAY
    release = sign(rosa, ends=ends, authority_ends_at=start_of(teo.comes_of_age_on))
    settle()
    return release


def end(release: Release, by: User) -> None:
    """Its signer's authority, at this moment."""
    release.authority_ended_at, release.authority_ended_by = timezone.now(), by
    release.authority_ended_because = WhyEnded.EMANCIPATED
    release.save()


@pytest.mark.parametrize(
    "fact",
    [
        emancipated(),
        {"date_of_birth": date(2001, 1, 1)},
    ],
)
def test_a_client_saved_of_age_leaves_no_parents_release_in_force(
    teo: Client, rosas: Release, fact: dict[str, object]
) -> None:
    for name, value in fact.items():
        setattr(teo, name, value)
    with refused_by(RULE):
        teo.save()
    end(rosas, teo.clinician)
    teo.save()


def test_a_day_older_is_refused_and_a_day_younger_is_not(
    teo: Client, rosas: Release
) -> None:
    change = (
        "UPDATE clients_client SET date_of_birth = date_of_birth + %s WHERE id = %s"
    )
    with refused_by(RULE):
        run(change, -1, teo.pk)
    assert run(change, 1, teo.pk) == 1


def test_other_details_are_free(teo: Client, rosas: Release) -> None:
    assert Client.objects.filter(pk=teo.pk).update(legal_name="Theo", state="NJ") == 1


def test_a_move_to_where_the_client_is_of_age_is_refused(ada: User) -> None:
    born = timezone.localdate().replace(day=1) - 18 * 366 * DAY
    ewa = client_of(ada, "Ewa Kowalski", born=born, state="AL")
    of_age = start_of(ewa.comes_of_age_on)
    daniel = contact_of(ewa, "Daniel Kowalski", "father")
    release = sign(daniel, ends=of_age, authority_ends_at=of_age)
    settle()
    with refused_by(RULE):
        Client.objects.filter(pk=ewa.pk).update(state="NY")
    assert Client.objects.filter(pk=ewa.pk).update(legal_name="Eva", state="AL") == 1
    end(release, ada)
    assert Client.objects.filter(pk=ewa.pk).update(state="NY") == 1


def test_a_move_leaves_what_someone_of_age_signed(ada: User) -> None:
    born = timezone.localdate().replace(day=1) - 18 * 366 * DAY
    ewa = client_of(ada, "Ewa Kowalski", born=born, state="NY")
    sign(contact_of(ewa, "Daniel Kowalski", "father"))
    settle()
    assert Client.objects.filter(pk=ewa.pk).update(state="AL") == 1
    younger = (
        "UPDATE clients_client SET date_of_birth = date_of_birth + %s WHERE id = %s"
    )
    with refused_by(RULE):
        run(younger, 2000, ewa.pk)
    assert run(younger, 1, ewa.pk) == 1


def test_nobody_writes_a_release_that_outlives_its_signer(rosa: Contact) -> None:
    """A parent's, with no end but its last day."""
    now, of_age = timezone.now(), start_of(rosa.client.comes_of_age_on)
    for ends, refused in ((of_age + DAY, True), (of_age, False)):
        release = bare(rosa, signed_at=now, effective_at=now, expires_at=ends)
        mothers = signature_of(rosa.client, now)
        mothers.capacity, mothers.signer = "parent", "Rosa Vance"
        if refused:
            with refused_by(RULE):
                enter(release, mothers)
        else:
            enter(release, mothers)
            settle()


def test_nobody_writes_what_a_minor_signed_as_one_of_age(rosa: Contact) -> None:
    now = timezone.now()
    dates = {"signed_at": now, "effective_at": now, "expires_at": now + DAY}
    own = signature_of(rosa.client, now)
    own.capacity = "client"
    with refused_by(RULE):
        enter(bare(rosa, **dates), own)
    own.pk, own.capacity = None, "minor"
    enter(bare(rosa, **dates), own)
    settle()


def test_authority_ends_forward_once_and_for_a_reason(
    ada: User, rosas: Release
) -> None:
    ends = "UPDATE releases_release SET authority_ended_at = %s, authority_ended_by_id = %s, authority_ended_because = %s"
    now = timezone.now()
    with refused_by("release_ends_forward"):
        run(ends, now - DAY, ada.pk, "moved")
    with refused_by("release_authority_ended_for_a_reason"):
        run(ends, now, ada.pk, "because")
    with refused_by("release_authority_ended_for_a_reason"):
        run(ends, now, None, "moved")
    assert run(ends, now + 9 * DAY, ada.pk, "born") == 1
    with refused_by("release_is_final"):
        run(ends, now + 10 * DAY, ada.pk, "born")
    with refused_by("release_is_final"):
        run(ends, None, None, "")
    assert run(ends, now, ada.pk, "emancipated") == 1
    with refused_by("release_is_final"):
        run(ends, timezone.now(), ada.pk, "moved")


def test_a_reason_is_said_beforehand(ada: User, rosas: Release) -> None:
    name = "release_authority_ended_for_a_reason"
    ended = like(rosas, authority_ended_at=timezone.now(), authority_ended_by=ada)
    assert words_of(name, ended) == "Say why the signer's authority ended."
    ended.authority_ended_because = "moved"
    assert words_of(name, ended) == ""


def test_the_database_knows_the_day_as_python_does(db: None) -> None:
    days = [date(2008, month, day) for month in (2, 3) for day in (1, 28, 29)]
    asked = [(day, state) for day in days for state, _ in US_STATES]
    with connection.cursor() as cursor:
        for born, state in asked:
            cursor.execute("SELECT comes_of_age_on(%s, %s)", [born, state])
            assert cursor.fetchone() == (comes_of_age_on(born, state),), (born, state)

from __future__ import annotations

import pytest

from clients.models import Client, Contact
from practice.models import User
from releases.models import Release, ReleaseDraft
from tests.bare import said_for
from tests.clock import HOUR, TICK, local
from tests.ended import reasons
from tests.refusals import refused_by, run, words_of
from tests.releases.copies import like
from tests.revoked import facts_of, revocation_of
from tests.signed import document_of, enter, sign

MARCH, JUNE, AUGUST = local("2026-03-02"), local("2026-06-01"), local("2026-08-03")


def test_one_release_is_in_force_for_a_contact_at_a_time(ben: Contact) -> None:
    march = sign(ben, MARCH, JUNE)
    april = like(march, effective_at=JUNE - TICK, expires_at=AUGUST)
    assert words_of("release_one_in_force", april) == (
        "Another release for this contact is in force then."
    )
    with refused_by("release_one_in_force"):
        april.save()


def test_a_renewal_starts_where_the_last_release_ends(ben: Contact) -> None:
    renewal = like(sign(ben, MARCH, JUNE), effective_at=JUNE, expires_at=AUGUST)
    assert words_of("release_one_in_force", renewal) == ""
    enter(renewal)


def test_releases_for_two_contacts_run_side_by_side(
    ben: Contact, maria: Contact
) -> None:
    hers = like(sign(ben, MARCH, JUNE), contact=maria)
    assert words_of("release_one_in_force", hers) == ""
    enter(hers)


def test_a_release_that_ended_before_it_began_overlaps_nothing(ben: Contact) -> None:
    stillborn = sign(
        ben,
        JUNE,
        AUGUST,
        signed_at=MARCH,
        revoked_at=MARCH,
        revoked_by=ben.client.clinician,
    )
    assert stillborn.in_force is None
    unrevoked = {"revocation": None, "revoked_at": None, "revoked_by": None}
    again = like(stillborn, **unrevoked)
    assert words_of("release_one_in_force", again) == ""
    enter(again)


def test_a_release_does_not_overlap_itself(ben: Contact) -> None:
    assert words_of("release_one_in_force", sign(ben, MARCH, JUNE)) == ""


def test_a_release_names_a_contact_of_its_own_client(
    ben: Contact, lee: Contact
) -> None:
    march = sign(ben, MARCH, JUNE)
    wrong = like(march, contact=lee)
    assert words_of("release_contact_of_client", wrong) == (
        "Choose one of this client's own contacts."
    )
    with refused_by("release_contact_of_client"):
        wrong.save()
    document = document_of(lee.client, said_for(lee))
    right = like(march, client=lee.client, contact=lee, document=document)
    assert words_of("release_contact_of_client", right) == ""
    enter(right)


@pytest.mark.parametrize(
    "instants",
    [
        "'-infinity', now(), NULL",
        "now(), '-infinity', NULL",
        "now(), '0044-03-15 BC', NULL",
        "now(), now(), 'infinity'",
        "now(), now(), '9999-01-01'",
    ],
)
def test_a_release_is_never_one_that_cannot_be_read(
    ben: Contact, instants: str
) -> None:
    sign(ben, MARCH, JUNE)
    with refused_by("release_is_of_our_time"):
        run(
            "INSERT INTO releases_release (client_id, contact_id, document_id, "
            "discloser, expires_event, revoked_reason, expires_at, signed_at, "
            "effective_at, authority_ends_at) SELECT client_id, contact_id, document_id, "
            f"discloser, '', '', '9998-01-01', {instants} FROM releases_release"
        )


@pytest.mark.parametrize("name", ["revoked_at", "superseded_at", "voided_at"])
def test_how_a_release_ended_can_be_read(ben: Contact, name: str) -> None:
    release = sign(ben, MARCH, JUNE)
    setattr(release, name, local("9999-01-02"))
    assert "A release must be in the years 1900 to 9998." in words_of(
        "release_is_of_our_time", release
    )
    with refused_by("release_is_of_our_time"):
        run(
            "INSERT INTO releases_release (client_id, contact_id, document_id, "
            "discloser, expires_event, revoked_reason, expires_at, signed_at, "
            f"effective_at, {name}, revoked_by_id) SELECT client_id, contact_id, "
            "document_id, discloser, '', '', '2021-01-01', '2020-01-01', "
            "'2020-01-01', 'infinity', CASE WHEN %s = 'revoked_at' THEN %s END "
            "FROM releases_release",
            name,
            ben.client.clinician_id,
        )
    setattr(release, name, JUNE)
    assert words_of("release_is_of_our_time", release) == ""


def test_a_release_starts_while_its_signer_may_sign(ben: Contact) -> None:
    release = sign(ben, MARCH, AUGUST)
    late = like(release, effective_at=JUNE, authority_ends_at=JUNE)
    assert words_of("release_starts_while_its_signer_may_sign", late) == (
        "A release must start before its signer's authority ends."
    )
    with refused_by("release_starts_while_its_signer_may_sign"):
        late.save()
    late.authority_ends_at = JUNE + TICK
    assert words_of("release_starts_while_its_signer_may_sign", late) == ""


def test_a_release_ends_after_it_is_signed_and_after_it_starts(ben: Contact) -> None:
    march = sign(ben, MARCH, JUNE)
    for changes in (
        {"signed_at": AUGUST, "expires_at": AUGUST},
        {"effective_at": AUGUST, "expires_at": AUGUST},
    ):
        wrong = like(march, **changes)
        assert words_of("release_expires_after_signing", wrong) == (
            "A release must end after it is signed and after it starts."
        )
        with refused_by("release_expires_after_signing"):
            wrong.save()
    right = like(march, signed_at=JUNE, effective_at=JUNE, expires_at=JUNE + TICK)
    assert words_of("release_expires_after_signing", right) == ""
    enter(right)


def test_a_release_without_an_end_is_refused(ben: Contact) -> None:
    """45 CFR 164.508(c)(1)(v): an authorization has an expiration."""
    sign(ben, MARCH, JUNE)
    with refused_by("release_expires_after_signing"):
        run(
            "INSERT INTO releases_release (client_id, contact_id, document_id, "
            "discloser, signed_at, effective_at, expires_at, expires_event, "
            "revoked_reason) SELECT client_id, contact_id, document_id, discloser, "
            "signed_at, %s, 'infinity', '', '' FROM releases_release",
            AUGUST,
        )


@pytest.mark.parametrize(
    "fact",
    ["revoked_at", "superseded_at", "voided_at", "authority_ended_at", "law_ended_at"],
)
def test_nothing_ends_a_release_before_it_was_signed(ben: Contact, fact: str) -> None:
    march = sign(ben, MARCH, JUNE)
    someone = ben.client.clinician
    by: dict[str, object] = {"revoked_at": {"revoked_by": someone}}.get(fact, {})
    by |= reasons(ben.client, [fact])
    wrong = like(march, **{fact: MARCH - TICK}, **by)
    assert words_of("release_ends_after_signing", wrong) == (
        "A release cannot end before it was signed."
    )
    with refused_by("release_ends_after_signing"):
        wrong.save()
    right = like(march, **{fact: MARCH}, **by)
    assert words_of("release_ends_after_signing", right) == ""
    enter(right)


def test_a_release_is_revoked_by_someone(ada: User, ben: Contact) -> None:
    march = sign(ben, MARCH, JUNE)
    revocation = revocation_of(ben, ada, JUNE + HOUR)
    revocation.save()
    for changes in (
        {"revoked_at": JUNE},
        {"revoked_by": ada},
        {"revoked_reason": "asked on the phone"},
        {"revoked_at": JUNE, "revoked_by": ada},
        {"revocation": revocation},
    ):
        wrong = like(march, effective_at=JUNE, expires_at=AUGUST, **changes)
        assert words_of("release_revoked_by_someone", wrong) == (
            "Record who revoked it, how and when."
        )
        with refused_by("release_revoked_by_someone"):
            wrong.save()
    right = like(
        march,
        effective_at=JUNE,
        expires_at=AUGUST,
        **facts_of(revocation),
    )
    assert words_of("release_revoked_by_someone", right) == ""
    enter(right)


@pytest.mark.parametrize("sha256", ["", "0" * 63, "0" * 63 + "g", "A" * 64])
def test_a_releases_content_is_hashed(ben: Contact, sha256: str) -> None:
    right = document_of(ben.client, said_for(ben))
    assert words_of("release_content_is_hashed", right) == ""
    wrong = document_of(ben.client, said_for(ben))
    wrong.content_sha256 = sha256
    assert words_of("release_content_is_hashed", wrong) == ("The content has no hash.")
    with refused_by("release_content_is_hashed"):
        wrong.save()


def test_a_contact_is_of_one_client(jordan: Client, ben: Contact, lee: Contact) -> None:
    assert list(ReleaseDraft.objects.all()) == []
    sign(ben)
    assert set(Release.objects.of(ben)) == set(Release.objects.filter(client=jordan))
    assert not Release.objects.of(lee).exists()

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from clients.law.signers import Capacity
from clients.models import Client, Contact
from practice.models import User
from releases.drafts.form import DraftForm
from releases.models import Mark, Release, ReleaseDraft, Signature
from tests.cast import DAY, HOUR, TICK, document_of, draft_for, enter, local, sign
from tests.refusals import refused_by, run, settle, words_of

MARCH, JUNE, AUGUST = local("2026-03-02"), local("2026-06-01"), local("2026-08-03")


def like(release: Release, **changes: object) -> Release:
    """A release that says the same, not saved, but for ``changes``."""
    release = Release.objects.get(pk=release.pk)
    release.pk = release.draft_id = None
    release._state.adding = True
    release.document = document_of(release.client, release.document.content)
    release.document.save()
    for name, value in changes.items():
        setattr(release, name, value)
    return release


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
    again = like(stillborn, revoked_at=None, revoked_by=None)
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
    document = document_of(lee.client, {})
    right = like(march, client=lee.client, contact=lee, document=document)
    assert words_of("release_contact_of_client", right) == ""
    enter(right)


def test_a_draft_names_a_contact_of_its_own_client(ben: Contact, lee: Contact) -> None:
    draft = draft_for(ben, ben.client.clinician)
    assert words_of("draft_contact_of_client", draft) == ""
    draft.contact = lee
    assert words_of("draft_contact_of_client", draft) == (
        "Choose one of this client's own contacts."
    )
    with refused_by("draft_contact_of_client"):
        draft.save()


def test_a_draft_ends_on_or_after_the_day_it_starts(ada: User, ben: Contact) -> None:
    today = timezone.localdate()
    draft = draft_for(ben, ada, effective_on=today, expires_on=today)
    assert words_of("draft_expires_after_it_starts", draft) == ""
    draft.expires_on = today - DAY
    assert words_of("draft_expires_after_it_starts", draft) == (
        "A release must end on or after the day it starts."
    )
    with refused_by("draft_expires_after_it_starts"):
        draft.save()


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


def test_a_draft_says_what_may_be_shared(ada: User, ben: Contact) -> None:
    draft = draft_for(ben, ada, topics=["sleep"])
    assert words_of("draft_says_what_is_shared", draft) == ""
    draft.topics = []
    assert words_of("draft_says_what_is_shared", draft) == (
        "Tick at least one thing that may be shared."
    )
    with refused_by("draft_says_what_is_shared"):
        draft.save()


def test_the_form_of_a_draft_says_all_of_it(ada: User, ben: Contact) -> None:
    today = timezone.localdate()
    sent = {
        "purpose": "support",
        "discloser": "practice",
        "effective_on": (today + DAY).isoformat(),
        "expires_on": today.isoformat(),
    }
    form = DraftForm(ben, ada, sent)
    assert form.errors["topics"] == ["Tick at least one thing that may be shared."]
    form = DraftForm(ben, ada, {**sent, "topics": ["sleep"]})
    assert form.errors == {
        "__all__": ["A release must end on or after the day it starts."]
    }
    form = DraftForm(
        ben, ada, {**sent, "topics": ["sleep"], "expires_on": sent["effective_on"]}
    )
    assert form.is_valid()


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


@pytest.mark.parametrize("fact", ["revoked_at", "superseded_at", "voided_at"])
def test_nothing_ends_a_release_before_it_was_signed(ben: Contact, fact: str) -> None:
    march = sign(ben, MARCH, JUNE)
    by = {"revoked_by": ben.client.clinician} if fact == "revoked_at" else {}
    wrong = like(march, **{fact: MARCH - TICK}, **by)
    assert words_of("release_ends_after_signing", wrong) == (
        "A release cannot end before it was signed."
    )
    with refused_by("release_ends_after_signing"):
        wrong.save()
    right = like(march, **{fact: MARCH}, **by)
    assert words_of("release_ends_after_signing", right) == ""
    enter(right)


def test_a_revocation_says_who_recorded_it(ada: User, ben: Contact) -> None:
    march = sign(ben, MARCH, JUNE)
    for changes in (
        {"revoked_at": JUNE},
        {"revoked_by": ada},
        {"revoked_reason": "asked on the phone"},
    ):
        wrong = like(march, effective_at=JUNE, expires_at=AUGUST, **changes)
        assert words_of("release_revoked_by_someone", wrong) == (
            "Say who recorded the revocation."
        )
        with refused_by("release_revoked_by_someone"):
            wrong.save()
    right = like(
        march,
        effective_at=JUNE,
        expires_at=AUGUST,
        revoked_at=JUNE + HOUR,
        revoked_by=ada,
    )
    assert words_of("release_revoked_by_someone", right) == ""
    enter(right)


@pytest.mark.parametrize("sha256", ["", "0" * 63, "0" * 63 + "g", "A" * 64])
def test_a_releases_content_is_hashed(ben: Contact, sha256: str) -> None:
    right = document_of(ben.client, {})
    assert words_of("release_content_is_hashed", right) == ""
    wrong = document_of(ben.client, {})
    wrong.content_sha256 = sha256
    assert words_of("release_content_is_hashed", wrong) == ("The content has no hash.")
    with refused_by("release_content_is_hashed"):
        wrong.save()


@pytest.mark.parametrize(
    "marks",
    [
        pytest.param({"mark": Mark.TYPED, "typed_name": ""}, id="nothing typed"),
        pytest.param({"mark": Mark.TYPED, "typed_name": "  "}, id="only spaces typed"),
        pytest.param(
            {"mark": Mark.TYPED, "typed_name": "J", "strokes": [[[1, 1]]]}, id="both"
        ),
        pytest.param({"mark": Mark.DRAWN, "strokes": []}, id="nothing drawn"),
        pytest.param(
            {"mark": Mark.DRAWN, "typed_name": "J", "strokes": [[[1, 1]]]},
            id="drawn and typed",
        ),
        pytest.param({"mark": "stamped", "typed_name": "J"}, id="neither"),
    ],
)
def test_a_signature_is_one_mark(ben: Contact, marks: dict) -> None:
    signature = signature_of(unsigned(ben), **marks)
    assert words_of("signature_has_a_mark", signature) == (
        "Draw your signature or type your name."
    )
    with refused_by("signature_has_a_mark"):
        born_with(signature)


@pytest.mark.parametrize(
    "marks",
    [
        pytest.param({"mark": Mark.TYPED, "typed_name": "J"}, id="typed"),
        pytest.param({"mark": Mark.DRAWN, "strokes": [[[1, 1]]]}, id="a dot drawn"),
    ],
)
def test_drawn_and_typed_are_equal(ben: Contact, marks: dict) -> None:
    signature = signature_of(unsigned(ben), **marks)
    assert words_of("signature_has_a_mark", signature) == ""
    born_with(signature)


@pytest.mark.parametrize("capacity", ["minor", "parent", "agent", "neighbor"])
def test_whoever_signs_for_the_client_says_by_what_right(
    ben: Contact, capacity: str
) -> None:
    """45 CFR 164.508(c)(1)(vi)."""
    typed = {"mark": Mark.TYPED, "typed_name": "R. Vance", "capacity": capacity}
    signature = signature_of(unsigned(ben), **typed, authority=" ")
    assert words_of("signature_authority_described", signature) == (
        "Describe the signer's authority to act for the client."
    )
    with refused_by("signature_authority_described"):
        born_with(signature)
    signature.authority = "mother, with legal custody"
    assert words_of("signature_authority_described", signature) == ""
    born_with(signature)


def test_clients_need_no_authority_over_themselves(ben: Contact) -> None:
    signature = signature_of(unsigned(ben), mark=Mark.TYPED, typed_name="J")
    assert words_of("signature_authority_described", signature) == ""
    born_with(signature)


def test_a_release_is_born_signed(ben: Contact) -> None:
    """45 CFR 164.508(c)(1)(vi); whatever path it takes into the database."""
    release = unsigned(ben)
    with refused_by("release_is_signed"):
        release.save(force_insert=True)
    early = signature_of(release, mark=Mark.TYPED, typed_name="J")
    early.signed_at -= TICK
    with refused_by("release_is_signed"):
        born_with(early)
    born_with(signature_of(release, mark=Mark.TYPED, typed_name="J"))
    settle()


def unsigned(contact: Contact) -> Release:
    """A release that is not saved, as its signature is still to be written."""
    return like(
        sign(contact, MARCH, JUNE), effective_at=JUNE, expires_at=JUNE + timedelta(1)
    )


def born_with(signature: Signature) -> None:
    """Save a release with its signature."""
    document = signature.document
    document.release.save(force_insert=True)
    signature.save()


def signature_of(release: Release, **details: object) -> Signature:
    usual = {"capacity": Capacity.CLIENT, "signer": "J", "time_zone": "UTC"}
    release.document.release = release
    return Signature(
        document=release.document, signed_at=release.signed_at, **{**usual, **details}
    )


def test_a_contact_is_of_one_client(jordan: Client, ben: Contact, lee: Contact) -> None:
    assert list(ReleaseDraft.objects.all()) == []
    sign(ben)
    assert set(Release.objects.of(ben)) == set(Release.objects.filter(client=jordan))
    assert not Release.objects.of(lee).exists()

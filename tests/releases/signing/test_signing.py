"""A draft becomes a release by signature, and says for ever what was signed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from clients.models import Client, ConsentEvent, Contact
from collateral import ending
from collateral.models.keys import RELEASE_KEYS
from practice.database.constraints import violated
from practice.models import User
from practice.spans import end_of, start_of
from releases.models import Paper, Release, Signature
from releases.signing.form import SignatureForm
from releases.signing.sign import DraftChanged, sign
from releases.terms import content
from tests.booked import book
from tests.cast import emancipated
from tests.clock import DAY, afternoon
from tests.releases.signing.versions import version_of
from tests.signed import by_acts, draft_for
from tests.signed import sign as signed_before

pytestmark = pytest.mark.usefixtures("unprinted")


DRAWN = Signature(
    signer="Jordan Reyes",
    capacity="client",
    mark="drawn",
    strokes=[[[10, 20], [30, 40]]],
)


TYPED = Signature(
    signer="Jordan Reyes", capacity="client", mark="typed", typed_name="Jordan Reyes"
)


@pytest.fixture
def today() -> object:
    return timezone.localdate()


def test_a_release_says_what_the_draft_said_and_who_signed(
    ada: User, ben: Contact
) -> None:
    draft = draft_for(
        ben, ada, topics=["sleep"], sensitive_topics=["hiv"], off_limits="the affair"
    )
    typed = Signature(
        signer="Jordan Reyes",
        capacity="client",
        mark="typed",
        typed_name="Jordan Reyes",
        initials={"hiv": "JR"},
        witness="Finn Doyle",
        device="A tablet",
    )
    release, _ = ending.sign(draft, typed, ada)
    said = release.document.content
    assert said["off_limits"] == "the affair"
    assert [t["code"] for t in said["topics"] if t["allowed"]] == ["sleep"]
    (hiv,) = (t for t in said["sensitive"] if t["allowed"])
    assert (hiv["code"], hiv["initials"]) == ("hiv", "JR")
    assert said["contact"]["name"] == "Ben Hart"
    assert said["signatures"][0]["signer"] == "Jordan Reyes"
    assert said["signatures"][0]["witness"] == "Finn Doyle"
    assert release.document.content_sha256 == content.sha256_of(said)
    signature = release.document.signatures.get()
    assert (signature.mark, signature.typed_name) == ("typed", "Jordan Reyes")
    assert signature.signed_at == release.signed_at
    assert (signature.device, signature.time_zone) == ("A tablet", "America/New_York")


@pytest.mark.parametrize("signing", [DRAWN, TYPED], ids=["drawn", "typed"])
def test_drawn_and_typed_count_alike(
    ada: User, ben: Contact, signing: Signature
) -> None:
    release, _ = ending.sign(draft_for(ben, ada), signing, ada)
    release.refresh_from_db()
    assert release.in_force.lower == release.signed_at
    assert Signature.objects.get().mark == signing.mark


@pytest.mark.parametrize("mark", ["drawn", "typed"])
def test_a_mark_that_was_tried_and_left_is_not_signed(
    ada: User, ben: Contact, mark: str
) -> None:
    tried = Signature(
        signer="Jordan Reyes",
        capacity="client",
        mark=mark,
        typed_name="Jordan Reyes",
        strokes=[[[10, 20], [30, 40]]],
    )
    release, _ = ending.sign(draft_for(ben, ada), tried, ada)
    said, row = release.document.content["signatures"][0], Signature.objects.get()
    assert (said["strokes"], said["typed_name"]) == (row.strokes, row.typed_name)
    assert bool(row.strokes) is (mark == "drawn")
    assert bool(row.typed_name) is (mark == "typed")


def test_a_release_is_good_from_the_first_day_through_the_last(
    ada: User, ben: Contact, today: object
) -> None:
    first, last = today + 10 * DAY, today + 20 * DAY
    draft = draft_for(ben, ada, effective_on=first, expires_on=last)
    release, _ = ending.sign(draft, TYPED, ada)
    release.refresh_from_db()
    assert release.in_force.lower == start_of(first)
    assert release.in_force.upper == end_of(last)


def test_what_starts_today_or_before_starts_when_it_is_signed(
    ada: User, ben: Contact, today: object
) -> None:
    draft = draft_for(ben, ada, effective_on=today - 30 * DAY)
    release, _ = ending.sign(draft, TYPED, ada)
    assert release.effective_at == release.signed_at
    assert timezone.now() - release.signed_at < timedelta(minutes=1)


def test_a_draft_past_its_last_day_cannot_be_signed(
    ada: User, ben: Contact, today: object
) -> None:
    draft = draft_for(ben, ada, effective_on=today - 9 * DAY, expires_on=today - DAY)
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        ending.sign(draft, TYPED, ada)
    assert violated(refusal.value) == "release_expires_after_signing"
    form = SignatureForm(draft, {"capacity": "client", "read": version_of(draft)})
    assert any("has passed" in error for error in form.non_field_errors())


def test_what_was_put_aside_cannot_be_signed(ada: User, ben: Contact) -> None:
    draft = draft_for(ben, ada)
    draft.withdrawn_at = timezone.now()
    draft.save()
    with pytest.raises(DraftChanged), transaction.atomic():
        ending.sign(draft, TYPED, ada)
    assert not Release.objects.exists()


def test_what_was_changed_since_it_was_read_is_not_signed(
    ada: User, ben: Contact
) -> None:
    draft = draft_for(ben, ada)
    read = version_of(draft)
    draft.details = "and the diagnosis"
    draft.save()
    late = Signature(signer="J", capacity="client", mark="typed", typed_name="J")
    with pytest.raises(DraftChanged), transaction.atomic():
        ending.sign(draft, late, ada, version=read)
    assert not Release.objects.exists()


def test_signing_is_in_the_history_with_the_hash(ada: User, ben: Contact) -> None:
    release, _ = ending.sign(draft_for(ben, ada), TYPED, ada)
    event = ConsentEvent.objects.get()
    assert (event.kind, event.actor, event.release_id) == (
        "signed",
        ada,
        release.pk,
    )
    assert event.detail["content"] == release.document.content_sha256
    assert event.detail["pdf"] == Paper.objects.get().sha256
    assert event.detail["expires_at"] == release.expires_at.isoformat()


def test_whatever_fails_leaves_nothing_half_signed(
    ada: User, ben: Contact, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The paper comes last but for the history; it fails where no font draws a name."""

    def fails(release: Release) -> None:
        message = "no font"
        raise RuntimeError(message)

    old = signed_before(ben)
    monkeypatch.setattr("releases.signing.sign.original", fails)
    with pytest.raises(RuntimeError), transaction.atomic():
        ending.sign(draft_for(ben, ada), TYPED, ada)
    assert list(Release.objects.all()) == [old]
    old.refresh_from_db()
    assert old.superseded_at is None
    assert Signature.objects.count() == 1
    assert not Paper.objects.exists()
    assert not by_acts().exists()


def test_signing_alone_cannot_strand_a_session(ada: User, ben: Contact) -> None:
    """``releases`` holds the fact; who forgets ``collateral.ending`` is refused."""
    signed_before(ben)
    book(ben.client, [ben], afternoon(60))
    draft = draft_for(ben, ada, expires_on=timezone.localdate() + 9 * DAY)
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        sign(draft, TYPED, ada, timezone.now())
    assert violated(refusal.value) in RELEASE_KEYS


def test_a_minor_does_not_sign_as_an_adult_nor_a_parent_for_one(
    adas: Browser, ada: User, rosa: Contact, ben: Contact
) -> None:
    for contact, capacity, words in (
        (rosa, "client", "A parent or guardian signs"),
        (ben, "parent", "is of age and signs in person"),
        (ben, "minor", "is of age and signs in person"),
    ):
        form = SignatureForm(draft_for(contact, ada), {"capacity": capacity})
        assert words in " ".join(form.errors["capacity"])


def test_who_came_of_age_meanwhile_signs_in_person(
    ada: User, teo: Client, rosa: Contact
) -> None:
    draft = draft_for(rosa, ada)
    parent = Signature(
        signer="Rosa Vance",
        capacity="parent",
        mark="typed",
        authority="mother",
        typed_name="Rosa Vance",
    )
    Client.objects.filter(pk=teo.pk).update(**emancipated())
    with pytest.raises(DraftChanged):
        ending.sign(draft, parent, ada)
    Client.objects.filter(pk=teo.pk).update(
        emancipated=False, emancipated_on=None, emancipation_seen=""
    )
    release, _ = ending.sign(draft, parent, ada)
    assert release.authority_ends_at == start_of(teo.comes_of_age_on)


def test_nobody_elses_draft_can_be_signed(
    client: Browser, cleo: User, ada: User, jordan: Client, ben: Contact
) -> None:
    draft = draft_for(ben, ada)
    client.force_login(cleo)
    url = reverse("draft_signature", args=[draft.pk])
    assert client.get(url).status_code == 404
    assert client.post(url, {}).status_code == 404

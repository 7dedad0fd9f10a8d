"""Nobody signs on a screen who has not agreed to that, and it may be taken back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client as Browser
from django.utils import timezone

from clients.models import Client, ConsentEvent, Contact
from clients.names import folded
from practice.models import User
from releases.models import Mark, RecordsConsent, Release, Signature
from releases.records.act import take_back, took_back
from releases.status import Tone, status_of
from tests.bare import bare
from tests.cast import client_of
from tests.clock import DAY
from tests.refusals import refused_by, run
from tests.room import sign_in_room
from tests.signed import agreed, draft_for, enter, sign, signature_of

pytestmark = pytest.mark.usefixtures("unprinted")
JORDAN = {
    "signer": "Jordan Reyes",
    "capacity": "client",
    "mark": "typed",
    "typed_name": "Jordan Reyes",
    "intends": "on",
}


def presently() -> None:
    run("SET LOCAL third_chair.past = ''")


def signing_now(contact: Contact) -> tuple[Release, Signature]:
    """Neither saved yet."""
    at = timezone.now()
    days = {"signed_at": at, "effective_at": at, "expires_at": at + 90 * DAY}
    return bare(contact, **days), signature_of(contact.client, at)


# What the database asks


def test_a_typed_signature_without_a_consent_is_refused(ben: Contact) -> None:
    """Case 71."""
    presently()
    release, made = signing_now(ben)
    with refused_by("signature_has_its_consent"):
        enter(release, made)
    release, made = signing_now(ben)
    made.consent = agreed(ben.client, made)
    assert enter(release, made).in_force


@pytest.mark.parametrize("mark", [Mark.DRAWN, Mark.CROSS])
def test_so_is_one_that_is_drawn_or_crossed(ben: Contact, mark: str) -> None:
    presently()
    release, made = signing_now(ben)
    made.mark, made.typed_name = mark, ""
    made.strokes = [[[1, 1], [200, 1]]] if mark == Mark.DRAWN else []
    made.witness, made.witness_2 = "Finn Doyle", "Cleo Marsh"
    with refused_by("signature_has_its_consent"):
        enter(release, made)


def test_nobody_agrees_for_another(ben: Contact, ada: User) -> None:
    presently()
    namesake = client_of(ada, "Jordan Reyes")
    for client, person in ((ben.client, "Ben Hart"), (namesake, "Jordan Reyes")):
        release, made = signing_now(ben)
        theirs = Signature(signer=person, signed_at=made.signed_at)
        made.consent = agreed(client, theirs)
        with refused_by("signature_has_its_consent"):
            enter(release, made)


def test_what_was_taken_back_lets_nobody_sign(ben: Contact, ada: User) -> None:
    release, made = signing_now(ben)
    made.consent = agreed(ben.client, made)
    take_back(made.consent, ada)
    with refused_by("signature_has_its_consent"):
        enter(release, made)


def test_it_says_whose_it_is_and_to_what(ben: Contact) -> None:
    made = signature_of(ben.client, timezone.now())
    given = agreed(ben.client, made)
    for blank in ({"person": " "}, {"language": ""}, {"wording_version": 0}):
        fields = {"client": ben.client, "person": "J", "language": "en"}
        fields |= {"wording_version": 1, "given_at": given.given_at}
        with refused_by("records_consent_says_whose_and_to_what"):
            RecordsConsent.objects.create(**{**fields, **blank})


def test_it_is_given_within_the_hours_that_a_room_lasts(jordan: Client) -> None:
    presently()
    at = timezone.now()
    late = Signature(signer="Jordan Reyes", signed_at=at - timedelta(hours=13))
    with refused_by("records_consent_is_given_now"):
        agreed(jordan, late)
    late.signed_at = at - timedelta(hours=11)
    assert agreed(jordan, late).pk


def test_it_is_taken_back_once_by_someone_and_nothing_else_changes(
    jordan: Client, ada: User
) -> None:
    given = agreed(jordan, Signature(signer="Jordan Reyes", signed_at=timezone.now()))
    table = "releases_recordsconsent"
    with refused_by("records_consent_is_final"):
        run(f"UPDATE {table} SET person = 'Ben Hart'")
    with refused_by("records_consent_is_final"):
        run(f"DELETE FROM {table}")
    # By the trigger "records_consent_is_not_truncated".
    with refused_by("records_consent_is_final"):
        run(f"TRUNCATE {table} CASCADE")
    with refused_by("records_consent_withdrawn_by_someone"):
        run(f"UPDATE {table} SET withdrawn_at = clock_timestamp()")
    take_back(given, ada)
    with refused_by("records_consent_is_final"):
        run(f"UPDATE {table} SET withdrawn_at = NULL, withdrawn_by_id = NULL")


# What the pages do


def test_who_signs_on_a_screen_has_agreed_and_to_which_words(
    adas: Browser, ada: User, ben: Contact
) -> None:
    presently()
    draft = draft_for(ben, ada)
    sign_in_room(adas, f"/drafts/{draft.pk}/signature/", JORDAN)
    given = Signature.objects.get().consent
    assert given
    assert (given.person, given.language, given.wording_version) == (
        "Jordan Reyes",
        "en",
        1,
    )
    event = ConsentEvent.objects.get(kind="signed")
    assert event.detail["consents"] == [given.pk]


def test_taken_back_what_was_signed_stays_and_paper_is_next(
    adas: Browser, ada: User, ben: Contact, maria: Contact
) -> None:
    """Case 71."""
    draft = draft_for(ben, ada)
    sign_in_room(adas, f"/drafts/{draft.pk}/signature/", JORDAN)
    release = Release.objects.get()
    page = f"/releases/{release.pk}/records/"
    given = RecordsConsent.objects.get()
    said = adas.post(page, {"consent": given.pk}, follow=True).content.decode()
    assert "signs on paper from now on. What they signed stays." in said
    assert "They take it back" not in said
    assert status_of(release, timezone.now()).tone is not Tone.STOPPED
    assert took_back(ben.client) == {folded("Jordan Reyes")}
    event = ConsentEvent.objects.get(kind="records_withdrawn")
    assert (event.actor, event.detail) == (ada, {"consents": [given.pk]})
    handing = f"/drafts/{draft_for(maria, ada).pk}/signature/"
    assert "print it to sign by hand" in adas.get(handing).content.decode()


def test_who_agrees_again_signs_on_a_screen_again(
    adas: Browser, ada: User, ben: Contact, maria: Contact
) -> None:
    take_back(agreed(ben.client, signature_of(ben.client, timezone.now())), ada)
    draft = draft_for(maria, ada)
    sign_in_room(adas, f"/drafts/{draft.pk}/signature/", JORDAN)
    assert Release.objects.get().draft == draft
    assert took_back(ben.client) == set()


def test_of_a_release_that_nobody_agreed_to_nothing_is_taken_back(
    adas: Browser, ben: Contact, maria: Contact
) -> None:
    page = f"/releases/{sign(ben).pk}/records/"
    assert "There is nothing to take back." in adas.get(page).content.decode()
    other = sign(maria, agreed=True).document.signatures.get().consent_id
    for consent in (other, "", "x"):
        assert adas.post(page, {"consent": consent}).status_code == 404
    assert not RecordsConsent.objects.exclude(withdrawn_at=None).exists()

"""Notes that a therapist keeps apart: a release of their own, and nobody joins by it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client as Browser
from django.utils import timezone

from clients.models import Contact
from collateral import ending
from practice.models import User
from releases.models import (
    Direction,
    Grant,
    Kind,
    ReleaseDraft,
    Signature,
)
from releases.models.grant import grant
from releases.proof.verification import verify_releases
from releases.terms import content, read
from tests.booked import book
from tests.clock import afternoon
from tests.notes import notes_for, signed_notes
from tests.refusals import refused_by, run, words_of
from tests.releases.copies import like
from tests.signed import document_of, draft_for, sign

NOTES = [Kind.PSYCHOTHERAPY_NOTES, Kind.SUD_COUNSELING_NOTES]
ALONE = "A release of notes shares these notes and nothing else, in no session."
SIGNED = Signature(
    signer="Jordan Reyes", capacity="client", mark="typed", typed_name="Jordan Reyes"
)


def sent(**typed: Any) -> dict[str, Any]:
    """What a browser sends from the page that prepares one."""
    today = timezone.localdate()
    return {
        "details": "of March and April",
        "purposes": ["information"],
        "disclosers": ["0"],
        "effective_on": today.isoformat(),
        "expires_on": (today + timedelta(days=90)).isoformat(),
        **typed,
    }


@pytest.mark.parametrize("kind", NOTES)
def test_case_35_notes_go_on_a_release_of_their_own(
    adas: Browser, ben: Contact, kind: Kind
) -> None:
    page = adas.post(f"/contacts/{ben.pk}/release/{kind}/", sent())
    draft = ReleaseDraft.objects.get()
    assert page.status_code == 302
    assert (draft.kind, draft.topics, draft.formats) == (kind, [], [])
    words = read(content.of_draft(draft))
    assert (words.kind, words.grants, words.ways) == (kind, [], [])
    shown = adas.get(f"/drafts/{draft.pk}/").content.decode()
    assert words.notes in shown
    assert "Not in any session" in shown


def test_case_35_what_else_is_sent_with_notes_is_not_on_their_release(
    adas: Browser, ben: Contact
) -> None:
    also = sent(topics=["sleep"], formats=["joint"], sensitive_topics=["hiv"])
    adas.post(f"/contacts/{ben.pk}/release/psychotherapy_notes/", also)
    draft = ReleaseDraft.objects.get()
    assert (draft.topics, draft.formats, draft.sensitive_topics) == ([], [], [])


@pytest.mark.parametrize("kind", ["general", "letters"])
def test_there_is_a_page_for_no_other_kind(
    adas: Browser, ben: Contact, kind: str
) -> None:
    assert adas.get(f"/contacts/{ben.pk}/release/{kind}/").status_code == 404


def test_a_draft_of_notes_is_changed_as_one_of_notes(
    adas: Browser, ben: Contact
) -> None:
    draft = notes_for(ben, ben.client.clinician, purposes=["change"])
    page = adas.post(f"/drafts/{draft.pk}/edit/", sent(details="of May"))
    assert page.status_code == 302
    draft.refresh_from_db()
    assert (draft.kind, draft.details) == (NOTES[0], "of May")


def test_notes_of_one_kind_are_not_named_on_a_release_of_the_other(
    adas: Browser, ben: Contact
) -> None:
    also = sent(details="And the counseling notes, on my HIV treatment")
    page = adas.post(f"/contacts/{ben.pk}/release/psychotherapy_notes/", also)
    (said,) = page.context["form"].errors["details"]
    assert said.startswith("“counseling notes” stands here.")
    assert f'href="/contacts/{ben.pk}/release/sud_counseling_notes/"' in said
    own = sent(details="The psychotherapy notes on my HIV treatment")
    path = f"/contacts/{ben.pk}/release/psychotherapy_notes/"
    assert adas.post(path, own).status_code == 302


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("topics", "{sleep}"),
        ("sensitive_topics", "{hiv}"),
        ("off_limit_topics", "{sleep}"),
        ("formats", "{joint}"),
        ("places", "{video}"),
        ("most_sessions", 3),
        ("direction", Direction.EXCHANGE),
    ],
)
def test_case_35_notes_are_combined_with_nothing_in_the_database(
    ben: Contact, column: str, value: Any
) -> None:
    draft = notes_for(ben, ben.client.clinician)
    for name in ("draft_notes_stand_alone", "draft_is_of_a_kind"):
        assert words_of(name, draft) == ""
    with refused_by("draft_notes_stand_alone"):
        run(
            f"UPDATE releases_releasedraft SET {column} = %s WHERE id = %s",
            value,
            draft.pk,
        )
    draft.topics = ["sleep"]
    assert words_of("draft_notes_stand_alone", draft) == ALONE


def test_a_draft_is_of_a_kind_there_is(ben: Contact) -> None:
    draft = draft_for(ben, ben.client.clinician)
    with refused_by("draft_is_of_a_kind"):
        run("UPDATE releases_releasedraft SET kind = 'x' WHERE id = %s", draft.pk)
    draft.kind = "x"
    assert words_of("draft_is_of_a_kind", draft) == "Choose what this is a release of."
    draft.kind = "general"
    assert words_of("draft_is_of_a_kind", draft) == ""


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "letters"},
        {"direction": "exchange"},
        {"direction": "obtain"},
        {"most_sessions": 2},
        {"off_limit_topics": [{"code": "sleep", "label": "Sleep"}]},
        *(
            {part: [{"code": "sleep", "label": "Sleep", "allowed": True}]}
            for part in ("topics", "sensitive", "formats", "places")
        ),
    ],
)
def test_case_35_nothing_else_is_signed_with_notes(
    ben: Contact, change: dict[str, Any]
) -> None:
    said = signed_notes(ben).document.content
    document_of(ben.client, said).save()
    with refused_by("document_is_whole"):
        document_of(ben.client, said | change).save()


@pytest.mark.parametrize("what", ["joint", "video", "sleep", "hiv"])
def test_case_35_notes_admit_nobody_to_a_session(ben: Contact, what: str) -> None:
    release = signed_notes(ben)
    assert not Grant.objects.exists()
    with refused_by("grant_is_signed_for"):
        grant(release, [what])


def test_a_release_is_of_the_kind_that_was_signed(ben: Contact) -> None:
    general, notes = sign(ben), signed_notes(ben)
    for release, other in ((general, NOTES[0]), (notes, Kind.GENERAL)):
        with refused_by("release_is_of_its_kind"):
            like(release, kind=other, superseded_at=timezone.now()).save()
        with refused_by("release_is_final"):
            run(
                "UPDATE releases_release SET kind = %s WHERE id = %s",
                other,
                release.pk,
            )


def test_notes_and_a_general_release_leave_each_other_as_they_are(
    ada: User, ben: Contact, unprinted: None
) -> None:
    general = sign(ben)
    session = book(ben.client, [ben], afternoon(3))
    draft = notes_for(ben, ada)
    notes, held = ending.sign(draft, SIGNED, ada)
    assert notes is not None
    general.refresh_from_db()
    assert (held, general.superseded_at) == ([], None)
    again, held = ending.sign(notes_for(ben, ada), SIGNED, ada)
    notes.refresh_from_db()
    assert (held, notes.superseded_by) == ([], again)
    session.refresh_from_db()
    assert session.status == "scheduled"
    assert verify_releases().misfits == ()

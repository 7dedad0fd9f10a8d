"""Several who have to sign one release: nothing is in force before the last has."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from clients.models import Client, ConsentEvent, Contact, EventKind
from collateral import ending
from practice.models import User
from practice.spans import end_of, start_of
from releases.models import Mark, Release, ReleaseDraft, Signature
from releases.proof.evidence import with_evidence
from releases.proof.fit import misfits
from releases.signing.form import SignatureForm
from releases.terms import read
from tests.cast import authority_of, contact_of
from tests.clock import DAY
from tests.refusals import refused_by, run
from tests.releases.signing.versions import version_of
from tests.said import errors_in
from tests.signed import draft_for, sign

pytestmark = pytest.mark.usefixtures("unprinted")


@pytest.fixture
def both(teo: Client, rosa: Contact, ada: User, finn: User) -> ReleaseDraft:
    """A release for Teo's aunt, which Rosa and Luis sign only together."""
    luis = contact_of(teo, "Luis Ortega", "father")
    for parent in (rosa, luis):
        authority_of(teo, ada, parent, acts="both", verified_by=finn)
    return draft_for(contact_of(teo, "Ines Vance", "aunt"), ada)


def made(name: str, capacity: str = "parent") -> Signature:
    return Signature(
        signer=name,
        capacity=capacity,
        authority="by papers",
        mark=Mark.TYPED,
        typed_name=name,
    )


def filled(draft: ReleaseDraft, name: str, **typed: str) -> SignatureForm:
    signs = {"mark": "typed", "typed_name": name, "intends": "on", "signer": name}
    said = {"capacity": "parent", "authority": "mother", "read": version_of(draft)}
    return SignatureForm(draft, {**signs, **said, **typed})


def test_one_of_two_puts_nothing_in_force(both: ReleaseDraft, ada: User) -> None:
    """Case 47 of the domain's: it awaits the other's signature, and says whose."""
    release, held = ending.sign(both, made("Rosa Vance"), ada)
    assert (release, held) == (None, [])
    both.refresh_from_db()
    assert both.awaits == "Luis Ortega"
    assert not Release.objects.exists()
    event = ConsentEvent.objects.get(kind=EventKind.SIGNED_IN_PART)
    assert event.name_of("signer") == "Rosa Vance"


def test_the_last_puts_it_in_force_with_all_their_signatures(
    both: ReleaseDraft, ada: User
) -> None:
    ending.sign(both, made("Rosa Vance"), ada)
    release, _ = ending.sign(both, made("Luis Ortega"), ada)
    assert release
    names = [each["signer"] for each in release.document.content["signatures"]]
    assert names == ["Rosa Vance", "Luis Ortega"]
    assert release.document.signatures.count() == 2
    proof = with_evidence(Release.objects.all()).get()
    proof.evidence["paper"] = {"sha256": proof.evidence["told"][0]["detail"]["pdf"]}
    assert list(misfits(proof)) == []


def test_each_of_them_initials_what_is_sensitive(both: ReleaseDraft, ada: User) -> None:
    draft = draft_for(both.contact, ada, sensitive_topics=["hiv"])
    release = None
    for name, letters in (("Rosa Vance", "RV"), ("Luis Ortega", "LO")):
        signature = made(name)
        signature.initials = {"hiv": letters}
        release, _ = ending.sign(draft, signature, ada)
        draft.refresh_from_db()
    assert release
    (hiv,) = (t for t in read(release.document.content).sensitive if t.allowed)
    assert hiv.initials == "RV, LO"


def test_who_signs_next_reads_who_signed_before(
    both: ReleaseDraft, ada: User, adas: Browser
) -> None:
    path = reverse("draft_signature", args=[both.pk])
    assert "Who signs" not in adas.get(path).content.decode()
    ending.sign(both, made("Rosa Vance"), ada)
    said = errors_in(adas.get(path))
    assert "Who signs Rosa Vance signed" in said
    assert "Luis Ortega Awaiting signature Nothing is in force before all" in said


def test_what_one_has_signed_is_not_offered_to_be_changed(
    both: ReleaseDraft, ada: User, adas: Browser
) -> None:
    page, offer = f"/drafts/{both.pk}/signature/", "Change what it says"
    assert offer in errors_in(adas.get(page))
    ending.sign(both, made("Rosa Vance"), ada)
    assert offer not in errors_in(adas.get(page))


def test_nobody_signs_twice(both: ReleaseDraft, ada: User) -> None:
    ending.sign(both, made("Rosa Vance"), ada)
    both.refresh_from_db()
    again = filled(both, "Rosa Vance")
    assert again.errors == {"signer": ["It awaits Luis Ortega."]}
    assert filled(both, "Luis Ortega").errors == {}


def test_all_sign_the_same_words(both: ReleaseDraft, ada: User, adas: Browser) -> None:
    ending.sign(both, made("Rosa Vance"), ada)
    page = adas.get(reverse("draft_edit", args=[both.pk]))
    assert page["Location"] == reverse("draft", args=[both.pk])
    change = "UPDATE releases_releasedraft SET details = 'more' WHERE id = %s"
    with refused_by("draft_stays_as_signed"):
        run(change, both.pk)
    aside = "UPDATE releases_releasedraft SET withdrawn_at = now() WHERE id = %s"
    assert run(aside, both.pk) == 1


def test_pages_say_whose_signature_it_awaits(
    both: ReleaseDraft, ada: User, adas: Browser
) -> None:
    ending.sign(both, made("Rosa Vance"), ada)
    for path in ("draft", "client"):
        key = both.pk if path == "draft" else both.client_id
        page = adas.get(reverse(path, args=[key])).content.decode()
        assert "Awaiting the signature of Luis Ortega" in page


def test_what_waits_stays_but_for_its_document(both: ReleaseDraft, ada: User) -> None:
    ending.sign(both, made("Rosa Vance"), ada)
    with refused_by("signature_is_final"):
        run("UPDATE releases_signature SET signer = 'X'")
    with refused_by("signature_is_final"):
        run("DELETE FROM releases_signature")
    with refused_by("signature_is_of_something"):
        Signature.objects.create(
            signer="X",
            capacity="client",
            mark="typed",
            typed_name="X",
            signed_at=timezone.now(),
            time_zone="UTC",
        )


@pytest.mark.parametrize("word", ["stepfather", "grandmother", "foster parent"])
def test_nobody_without_papers_signs_as_a_parent(rosa: Contact, word: str) -> None:
    """Case 51 of the domain's."""
    draft = draft_for(rosa, rosa.client.clinician)
    form = filled(draft, "Karl Vance", authority=f"{word}, they live together")
    assert "has no right to sign without papers" in form.errors["signer"][0]
    assert filled(draft, "Karl Vance", authority="father").errors == {}
    contact_of(rosa.client, "Karl Vance", word)
    assert "signer" in filled(draft, "Karl Vance", authority="father").errors


def test_with_papers_a_grandmother_signs_by_them(
    teo: Client, rosa: Contact, ada: User, finn: User
) -> None:
    nana = contact_of(teo, "Nana Vance", "grandmother")
    authority_of(teo, ada, nana, "guardian", verified_by=finn)
    draft = draft_for(rosa, ada)
    assert filled(draft, "Nana Vance", authority="").errors == {}
    message = filled(draft, "Karl Vance").errors["signer"][0]
    assert message.startswith("Only Nana Vance may sign for Teo Vance.")


def test_a_release_ends_with_the_letters_it_was_signed_by(
    teo: Client, rosa: Contact, ada: User, finn: User
) -> None:
    papers = authority_of(teo, ada, "Luis Ortega", "letters", verified_by=finn)
    release, _ = ending.sign(draft_for(rosa, ada), made("Luis Ortega"), ada)
    assert release
    assert papers.ends_on
    release.refresh_from_db()
    assert release.in_force.upper == end_of(papers.ends_on)
    assert release.authority_ended_because == "papers"
    assert ConsentEvent.objects.filter(kind=EventKind.AUTHORITY_ENDED).exists()


def test_a_signature_rests_on_what_holds(
    teo: Client, rosa: Contact, ada: User, finn: User
) -> None:
    today = timezone.localdate()
    later = authority_of(
        teo, ada, rosa, verified_by=finn, starts_on=today + timedelta(days=2)
    )
    draft = draft_for(rosa, ada)
    early = made("Rosa Vance")
    early.signed_at, early.time_zone = timezone.now(), "America/New_York"
    early.draft, early.rests_on = draft, later
    with refused_by("signature_rests_on_what_holds"):
        early.save(force_insert=True)


def test_a_teen_in_washington_who_consents_alone_signs_alone(
    teo: Client, rosa: Contact, ada: User
) -> None:
    """Case 41 of the domain's."""
    teo.state, teo.self_consent_law = "WA", "RCW 71.34.530"
    teo.self_consent_from, teo.self_consent_judged_by = timezone.localdate(), ada
    teo.save()
    draft = draft_for(rosa, ada)
    assert "capacity" in filled(draft, "Rosa Vance").errors
    alone = filled(draft, "Teo Vance", capacity="minor", authority="")
    assert alone.errors == {}


def test_whoever_has_no_papers_where_some_are_on_file_is_told_so(
    jordan: Client, ben: Contact, ada: User
) -> None:
    """Nobody has verified Ida's yet, so that no agent is offered."""
    authority_of(jordan, ada, "Ida Lind", "letters")
    form = filled(draft_for(ben, ada), "Ida Lind", capacity="agent")
    assert form.errors["signer"] == [
        "Someone else still has to verify the papers of Ida Lind. Enter who else may on "
        "Jordan Reyes’s page, with what was seen of it."
    ]


def test_the_last_to_sign_replaces_nothing_beyond_the_parents_right(
    teo: Client, rosa: Contact, ada: User
) -> None:
    """Teo, of fifteen, signs with Rosa in Wisconsin; of age he has another already."""
    Client.objects.filter(pk=teo.pk).update(state="WI")
    ines = contact_of(Client.objects.get(pk=teo.pk), "Ines Vance", "aunt")
    of_age = start_of(teo.comes_of_age_on)
    later = sign(ines, of_age + 10 * DAY, of_age + 100 * DAY)
    draft = draft_for(ines, ada, expires_on=teo.comes_of_age_on + 50 * DAY)
    assert ending.sign(draft, made("Rosa Vance"), ada)[0] is None
    release, _ = ending.sign(draft, made("Teo Vance", "minor"), ada)
    assert release.authority_ends_at == of_age
    later.refresh_from_db()
    assert later.superseded_at is None

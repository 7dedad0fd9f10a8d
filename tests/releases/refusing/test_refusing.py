"""One of several refuses to sign: a disagreement that everyone sees."""

from __future__ import annotations

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from clients.models import Client, ConsentEvent, Contact
from collateral import ending, gate
from collateral.gate import Proposal
from practice.models import User
from practice.spans import span
from releases.models import Mark, Refusal, Release, ReleaseDraft, Signature
from tests.cast import authority_of, contact_of
from tests.clock import DAY, FIFTY, afternoon
from tests.privacy.doors import browser_of
from tests.refusals import refused_by
from tests.releases.history.happenings import read
from tests.signed import draft_for, sign

pytestmark = pytest.mark.usefixtures("unprinted")


@pytest.fixture
def both(teo: Client, rosa: Contact, ada: User, finn: User) -> ReleaseDraft:
    """A release for Teo's aunt, which Rosa and Luis sign only together."""
    luis = contact_of(teo, "Luis Ortega", "father")
    for parent in (rosa, luis):
        authority_of(teo, ada, parent, acts="both", verified_by=finn)
    return draft_for(contact_of(teo, "Ines Vance", "aunt"), ada)


def test_it_is_offered_where_someone_has_to_sign(
    both: ReleaseDraft, ben: Contact, ada: User
) -> None:
    adas, offer = browser_of(ada), "Someone refuses to sign"
    alone = draft_for(ben, ada)
    assert offer in adas.get(reverse("draft", args=[both.pk])).text
    assert offer not in adas.get(reverse("draft", args=[alone.pk])).text


def signed_by(draft: ReleaseDraft, name: str, actor: User) -> Release | None:
    mark = Signature(
        signer=name,
        capacity="parent",
        authority="by papers",
        mark=Mark.TYPED,
        typed_name=name,
    )
    return ending.sign(draft, mark, actor)[0]


def refuse(draft: ReleaseDraft, by: User, **typed: str) -> str:
    """What is said on the page that follows; or of the form that comes back."""
    said = {"who": "1", "said_on": timezone.localdate().isoformat(), "reason": ""}
    path = reverse("draft_refusal", args=[draft.pk])
    page = browser_of(by).post(path, {**said, **typed}, follow=True)
    return str(page.content.decode())


def verdict(contact: Contact) -> gate.Verdict:
    """Of a session next week."""
    return gate.ask(
        Proposal(
            client=contact.client,
            contacts=(contact,),
            clinician=contact.client.clinician,
            during=span(afternoon(7), afternoon(7) + FIFTY),
            room=None,
            format="joint",
            place="video",
        )
    )


def test_nothing_is_signed_while_one_refuses(both: ReleaseDraft, ada: User) -> None:
    signed_by(both, "Rosa Vance", ada)
    page = refuse(both, ada, reason="He wants to talk first.")
    assert "refused to sign this</b>" in page
    assert "He wants to talk first." in page
    assert "Sign on the screen" not in page
    with refused_by("draft_is_refused_by_nobody"):
        signed_by(both, "Luis Ortega", ada)
    assert not Release.objects.exists()


def test_once_it_is_taken_back_the_other_signs(both: ReleaseDraft, ada: User) -> None:
    signed_by(both, "Rosa Vance", ada)
    refuse(both, ada)
    path = reverse("draft_refusal", args=[both.pk])
    browser_of(ada).post(path)
    refusal = Refusal.objects.get()
    assert (refusal.taken_back_by, refusal.signer) == (ada, "Luis Ortega")
    assert signed_by(both, "Luis Ortega", ada) is not None
    told = [event.kind for event in ConsentEvent.objects.order_by("pk")]
    assert told[-4:] == [
        "signed_in_part",
        "signing_refused",
        "refusal_taken_back",
        "signed",
    ]


def test_another_release_is_signed_without_it(both: ReleaseDraft, ada: User) -> None:
    refuse(both, ada)
    another = draft_for(both.contact, ada)
    signed_by(another, "Rosa Vance", ada)
    assert signed_by(another, "Luis Ortega", ada) is not None


def test_everyone_sees_that_they_disagree(
    both: ReleaseDraft, ada: User, finn: User, nora: User
) -> None:
    refuse(both, finn)
    said = "Luis Ortega refuses to sign"
    client = reverse("client", args=[both.client_id])
    for who, path in [
        (ada, client),
        (finn, client),
        (nora, client),
        (finn, reverse("releases")),
        (ada, reverse("draft", args=[both.pk])),
    ]:
        assert said in browser_of(who).get(path).content.decode()
    contacts = browser_of(ada).get(client).content.decode()
    assert "Signature refused" in contacts
    assert "Awaiting signature" not in contacts
    week = browser_of(ada).get(reverse("week")).content.decode()
    assert "Signature refused" in week
    assert "Luis Ortega" not in week
    assert "Luis Ortega refused to sign the release for Ines Vance" in read(
        browser_of(nora)
    )


def test_the_gate_says_who_refuses_and_where_to_look(
    both: ReleaseDraft, ada: User
) -> None:
    refuse(both, ada)
    (line,) = verdict(both.contact).lines
    assert line.codes == ("NOT_EXECUTED",)
    assert line.sentence == (
        "Luis Ortega has to sign the release prepared, and refuses to."
    )
    assert verdict(both.contact).gaps


def test_a_renewal_that_is_refused_leaves_what_is_in_force(
    both: ReleaseDraft, ada: User
) -> None:
    sign(both.contact)
    refuse(both, ada)
    assert verdict(both.contact).gaps == ()


def test_the_page_of_signing_leads_to_the_disagreement(
    both: ReleaseDraft, ada: User, adas: Browser
) -> None:
    refuse(both, ada)
    page = adas.get(reverse("draft_signature", args=[both.pk]))
    assert page["Location"] == reverse("draft", args=[both.pk])


def test_nobody_refuses_ahead_of_time(both: ReleaseDraft, ada: User) -> None:
    tomorrow = (timezone.localdate() + DAY).isoformat()
    page = refuse(both, ada, said_on=tomorrow)
    assert "What was said was said today or before." in page
    assert not Refusal.objects.exists()


def test_whom_no_papers_name_is_named(teo: Client, rosa: Contact, ada: User) -> None:
    Client.objects.filter(pk=teo.pk).update(state="DC")
    draft = draft_for(rosa, ada)
    draft.client.refresh_from_db()
    assert "This field is required." in refuse(draft, ada, signer="")
    refuse(draft, ada, signer="Luis Ortega")
    assert (Refusal.objects.get().signer, Refusal.objects.get().capacity) == (
        "Luis Ortega",
        "parent",
    )


def test_a_client_of_age_who_will_not_sign_has_it_put_aside(
    ben: Contact, ada: User, adas: Browser
) -> None:
    draft = draft_for(ben, ada)
    page = adas.get(reverse("draft_refusal", args=[draft.pk]))
    assert page["Location"] == reverse("draft_withdrawal", args=[draft.pk])

"""What the database keeps of what is signed by a link."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from clients.models import Contact
from practice.models import User
from releases.models import ReleaseDraft, Signature, SignatureLink, SigningSession
from tests.links import link_of
from tests.refusals import refused_by, run, words_of
from tests.releases.links.test_constraints import A
from tests.signed import draft_for, signature_of


def signed(draft: ReleaseDraft, by: SignatureLink, **said: Any) -> Signature:
    """Not saved: what waits on ``draft``, as the client's."""
    made = signature_of(draft.client, timezone.now())
    made.draft, made.link = draft, by
    for name, value in said.items():
        setattr(made, name, value)
    return made


def test_a_link_makes_one_signature(bens: ReleaseDraft, ada: User) -> None:
    by, _ = link_of(bens, ada)
    with refused_by("signature_uses_its_link"):  # nobody opened it
        signed(bens, by).save()
    run("UPDATE releases_signaturelink SET opened_at = clock_timestamp()")
    paper = {"mark": "paper", "typed_name": ""}
    assert words_of("signature_by_link_on_a_screen", signed(bens, by, **paper))
    with refused_by("signature_by_link_on_a_screen"):
        signed(bens, by, **paper).save()
    signed(bens, by).save()
    with refused_by("signature_uses_its_link", "releases_signature_link_id_key"):
        signed(bens, by).save()


def test_a_link_signs_what_it_is_for(
    bens: ReleaseDraft, ada: User, maria: Contact
) -> None:
    by, _ = link_of(bens, ada)
    run("UPDATE releases_signaturelink SET opened_at = clock_timestamp()")
    with refused_by("signature_uses_its_link"):
        signed(draft_for(maria, ada), by).save()
    agent = {"capacity": "agent", "authority": "agent", "signer": "Ida Lind"}
    with refused_by("signature_uses_its_link"):
        signed(bens, by, **agent).save()
    signed(bens, by).save()


def test_a_session_by_a_link_says_which(bens: ReleaseDraft, ada: User) -> None:
    by, _ = link_of(bens, ada)

    def session(**said: Any) -> SigningSession:
        now = timezone.now()
        return SigningSession(
            draft=bens, key_hash=A, opened_by=ada, opened_at=now, last_seen=now, **said
        )

    for said in ({"way": "link"}, {"way": "room", "link": by}):
        assert words_of("signing_session_by_link_has_one", session(**said))
        with refused_by("signing_session_by_link_has_one"):
            session(**said).save()
    session(way="link", link=by).save()

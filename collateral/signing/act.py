"""Signing in the room: once, however often it is sent."""

from __future__ import annotations

from clients.models import Contact
from collateral import ending
from collateral.models import Session
from collateral.sessions.seats import lock
from practice.database.transactions import retried
from releases.links.act import by_its_link
from releases.models import HowEnded, Release, Signature, SigningSession
from releases.records.act import Agreed
from releases.signing.room import end


class Over(Exception):  # noqa: N818 (it is news, not an error)
    """It was signed or ended before, here or elsewhere."""


@retried
def sign_in_room(
    signing: SigningSession, signature: Signature, version: str, agreed: Agreed
) -> tuple[Release | None, list[Session]]:
    """As ``ending.sign``, and the session ends with it. Raises Over where it had ended,
    or the draft was signed elsewhere: then nothing is signed here.
    """
    lock(Contact.objects.filter(pk=signing.draft.contact_id))
    open_still = SigningSession.objects.select_for_update(of=("self",))
    if not open_still.filter(pk=signing.pk, ended_at=None).exists():
        raise Over
    if Release.objects.filter(draft=signing.draft_id).exists():
        raise Over
    by_its_link(signing, signature, version)
    signature.consent = agreed.by(signing.draft.client, signature.signer)
    signed = ending.sign(signing.draft, signature, signing.opened_by, version=version)
    end(signing, HowEnded.SIGNED)
    return signed

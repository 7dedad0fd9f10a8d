"""Making a link, giving it another address, and withdrawing it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from clients.ledger import record
from clients.models import EventKind
from practice.models import User
from practice.secret import fresh, sha256_of
from releases.models import (
    ReleaseDraft,
    Signature,
    SignatureLink,
    SignedForm,
    SigningSession,
)
from releases.models.link_rules import LONGEST
from releases.signed_forms.asked import asked_by
from releases.signing.several import words_of
from releases.terms import content

# What is shown here is opened here, or that day; a mail may lie for a week.
SHOWN = timedelta(days=1)


@transaction.atomic
def make(link: SignatureLink) -> str:
    """Save ``link``, and answer what its address holds, which is kept nowhere.

    Another for the same signer is withdrawn by it. Raises IntegrityError by name where
    nobody waits for it any more, or it would lead to someone else.
    """
    if link.draft:
        drafts = ReleaseDraft.objects.select_for_update(of=("self",))
        link.draft = drafts.get(pk=link.draft.pk)
    for each in SignatureLink.objects.of_the_same(link).filter(
        signer=link.signer, capacity=link.capacity, used_at=None, withdrawn_at=None
    ):
        withdraw(each, link.made_by)
    token = fresh()
    link.made_at = timezone.now()
    link.expires_at = link.made_at + (LONGEST if link.email else SHOWN)
    link.token_sha256 = sha256_of(token)
    link.version = version_of(link)
    link.save(force_insert=True)
    how = "mailed" if link.email else "shown"
    happened(EventKind.LINK_MADE, link, link.made_by, how=how)
    return token


def version_of(link: SignatureLink) -> str:
    """Of the words that it now leads to."""
    if link.draft:
        return content.sha256_of(words_of(link.draft))
    return asked_by(link).version


@transaction.atomic
def withdraw(link: SignatureLink, actor: User) -> bool:
    """End it; of one that was locked, note that somebody looked into it. Whether it was
    this that ended it.
    """
    still = SignatureLink.objects.filter(pk=link.pk, used_at=None, withdrawn_at=None)
    if not still.update(withdrawn_at=timezone.now(), withdrawn_by=actor):
        return False
    happened(EventKind.LINK_WITHDRAWN, link, actor)
    return True


@transaction.atomic
def fresh_token(link_id: int) -> tuple[SignatureLink, str] | None:
    """The link with what its address holds from now on; None where it stands no more.

    For a mail, which is written when it is sent: the address of the one before leads
    nowhere then.
    """
    standing = SignatureLink.objects.standing().select_for_update(of=("self",))
    link = standing.filter(pk=link_id).first()
    if link is None:
        return None
    token = fresh()
    link.token_sha256 = sha256_of(token)
    link.save(update_fields=["token_sha256"])
    return link, token


def by_its_link(
    signing: SigningSession, signature: Signature | SignedForm, version: str
) -> None:
    """Have ``signature`` say by which link it came, if it did by one; and the link, which
    words were signed by it. A second is refused by the database.
    """
    if signing.link_id:
        signature.link_id = signing.link_id
        open_still = SignatureLink.objects.open()
        open_still.filter(pk=signing.link_id).update(version=version)


def happened(
    kind: EventKind, link: SignatureLink, actor: User | None, **detail: Any
) -> None:
    """Tell the history; of what whoever has the link does, nobody of the staff did it."""
    paper = {"draft": link.draft_id} if link.draft else {"form": link.form_kind}
    record(
        kind,
        link.about,
        actor,
        contact=link.names,
        names={"signer": link.signer},
        **paper,
        link=link.pk,
        capacity=link.capacity,
        **detail,
    )

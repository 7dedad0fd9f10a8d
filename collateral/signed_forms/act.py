"""A form signed, and taken back: what stood on a consent to treat is held with it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.utils import timezone

from clients.ledger import record
from clients.models import Client, EventKind
from collateral.models import Session
from collateral.sessions.seats import lock
from collateral.signed_forms.consent import hold_what_needs_consent
from practice.database.transactions import retried
from practice.models import User
from releases.links import act as links
from releases.models import FormKind, SignatureLink, SignedForm
from releases.models.link_queries import SignatureLinkQuerySet
from releases.proof.forms import hashes_of
from releases.signed_forms.asked import Asked
from releases.signed_forms.who import missing


class SignedMeanwhile(Exception):  # noqa: N818 (it is news, not an error)
    """Whoever signs has done so just now, or does not sign it any more."""


@retried
def sign(asked: Asked, made: SignedForm, actor: User) -> SignedForm:
    """Keep ``made``, not saved yet: in force with it, if everyone has signed who has to.
    Raises SignedMeanwhile.
    """
    client = _wait_for_others(asked.client)
    now = replace(asked, client=client, signed=_of_the_same(made))
    if not any(each.is_who_made(made) for each in now.signers):
        raise SignedMeanwhile
    made.whole = not missing(now.ways, [*now.begun, made])
    made.recorded_by, made.recorded_at = actor, timezone.now()
    made.save(force_insert=True)
    _record(EventKind.FORM_SIGNED, made, actor)
    return made


@retried
def withdraw(form: SignedForm, actor: User) -> list[Session]:
    """Whoever signed takes it back, and with it all who did: it is one form. The
    sessions held.
    """
    client = form.client
    _wait_for_others(client)
    lock(client.contacts.all())
    held = []
    if form.kind == FormKind.CONSENT:
        held = hold_what_needs_consent(client, actor)
    for each in _of_the_same(form):
        each.withdrawn_by, each.withdrawn_at = actor, timezone.now()
        each.save(update_fields=["withdrawn_by", "withdrawn_at"])
    for link in _open_links(form):
        links.withdraw(link, actor)
    _record(EventKind.FORM_WITHDRAWN, form, actor)
    return held


def _open_links(form: SignedForm) -> SignatureLinkQuerySet:
    """Those by which others would still sign what is taken back."""
    same = SignatureLink(client=form.client, contact=form.contact, form_kind=form.kind)
    return SignatureLink.objects.of_the_same(same).open()


def _of_the_same(form: SignedForm) -> list[SignedForm]:
    """What stands of that form, newest first."""
    return list(
        SignedForm.objects.standing().filter(
            client=form.client, kind=form.kind, contact=form.contact
        )
    )


def _wait_for_others(client: Client) -> Client:
    """Who sign or take back for ``client`` at this moment; how the client is since."""
    waited = Client.objects.select_for_update(of=("self",), no_key=True)
    return waited.select_related("clinician").get(pk=client.pk)


def _record(kind: EventKind, form: SignedForm, actor: User) -> None:
    how: dict[str, Any] = {"link": form.link_id} if form.link_id else {}
    if form.by_hand_id:
        how = {"by_hand": form.by_hand_id, "pages": hashes_of(form)}
    record(
        kind,
        form.client,
        actor,
        contact=form.contact,
        names={"signer": form.signer},
        form=form.kind,
        signed_form=form.pk,
        content=form.content_sha256,
        signature=form.signature_sha256,
        capacity=form.capacity,
        **how,
    )

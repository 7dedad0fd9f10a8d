"""Adding and changing clients and their contacts: acts that the history records.

Each in the caller's transaction, which holds the client's chain until it ends. Raises
IntegrityError by name where the database refuses.
"""

from __future__ import annotations

from collections.abc import Sequence

from clients.covering.act import end_cover
from clients.ledger import record
from clients.models import IDENTITY, Client, Contact, ContactCorrection, EventKind
from practice.models import User

# What is saved with another field, changed by whoever filled in the form or not.
GO_TOGETHER = {
    "self_consent_from": ("self_consent_judged_by",),
    "emancipated": ("emancipated_on", "emancipation_seen"),
}


def add_client(client: Client, fields: Sequence[str], actor: User) -> None:
    """Take on ``client``, of whom ``fields`` are filled in."""
    client.save(force_insert=True)
    record(EventKind.CLIENT_ADDED, client, actor, fields=list(fields))


def keep_still(client: Client) -> None:
    """Wait for, and keep out, whoever signs or books for ``client``: all lock contacts
    first, in order, and the client only then.
    """
    contacts = Contact.objects.select_for_update(no_key=True).filter(client=client)
    list(contacts.order_by("pk").values_list("pk", flat=True))


def change_client(client: Client, fields: Sequence[str], actor: User) -> None:
    """Save ``fields`` of ``client`` alone: the rest may just have been, elsewhere."""
    together = {each for name in fields for each in GO_TOGETHER.get(name, ())}
    client.save(update_fields={*fields, *together})
    record(EventKind.CLIENT_CHANGED, client, actor, fields=list(fields))


def hand_over(client: Client, clinician: User, actor: User) -> None:
    """From now on ``clinician`` treats ``client``, and whoever did sees them no more, nor
    whoever covered for them.
    """
    for cover in client.covers.standing().select_related("client", "clinician"):
        end_cover(cover, actor)
    before = client.clinician
    client.clinician = clinician
    client.save(update_fields=["clinician"])
    names = {"was": before.name}
    record(EventKind.HANDED_OVER, client, actor, names=names, before=before.pk)


def add_contact(contact: Contact, fields: Sequence[str], actor: User) -> None:
    """Add ``contact`` to their client's life; ``fields`` are filled in."""
    contact.save(force_insert=True)
    _record(EventKind.CONTACT_ADDED, contact, fields, actor)


def change_contact(contact: Contact, fields: Sequence[str], actor: User) -> None:
    """Save ``fields`` of ``contact`` alone, for the same reason; who they are is theirs
    to change only until a draft or a release names them.
    """
    contact.save(update_fields=fields)
    _record(EventKind.CONTACT_CHANGED, contact, fields, actor)


def correct_contact(
    contact: Contact, fields: Sequence[str], reason: str, actor: User
) -> ContactCorrection:
    """Set right ``fields`` of who ``contact`` is, who is the same person.

    Takes turns with whoever signs for them, or corrects them too.
    """
    known = Contact.objects.select_for_update(no_key=True).get(pk=contact.pk)
    before = known.identity
    for field in fields:
        setattr(known, field, getattr(contact, field))
    correction = ContactCorrection.objects.create(
        contact=known,
        before=before,
        after=known.identity,
        reason=reason,
        corrected_by=actor,
    )
    known.save(update_fields=IDENTITY)
    record(
        EventKind.CONTACT_CORRECTED,
        contact.client,
        actor,
        contact=known,
        reason=reason,
        names={"was": before["name"]},
        correction=correction.pk,
        content=correction.sha256,
        fields=list(fields),
    )
    return correction


def _record(
    kind: EventKind, contact: Contact, fields: Sequence[str], actor: User
) -> None:
    record(kind, contact.client, actor, contact=contact, fields=list(fields))

"""Who is expected in family therapy, and who of them is missing from a session."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.utils import timezone

from clients.ledger import record
from clients.models import Client, Contact, EventKind, Modality
from collateral.models import FamilyMember
from practice.database.transactions import retried
from practice.models import User
from releases.status import Status, Tone

INCOMPLETE = Status("incomplete", "Not everyone", Tone.ENDING, "triangle-alert")


@dataclass(frozen=True)
class Missing:
    """Those ``people`` of the family who have no seat; or that ``nobody`` is named yet,
    of whom there could be anyone missing.
    """

    people: tuple[Contact, ...] = ()
    nobody: bool = False
    status: Status = INCOMPLETE

    def __bool__(self) -> bool:
        return bool(self.people) or self.nobody


def missing_from(client: Client, joining: Iterable[Contact]) -> Missing:
    """Whom a session with those ``joining`` leaves out, if all are expected: in family
    therapy. A warning; whether each may join is the gate's to say.
    """
    if client.modality != Modality.FAMILY:
        return Missing()
    seats = {contact.pk for contact in joining}
    family = expected_of(client)
    absent = tuple(each for each in family if each.pk not in seats)
    return Missing(absent, nobody=not family)


def expected_of(client: Client) -> list[Contact]:
    """Those of the family, in the order of their names."""
    expected = FamilyMember.objects.expected().filter(client=client)
    return list(Contact.objects.filter(in_family__in=expected))


@retried
def expect(client: Client, contacts: Collection[Contact], actor: User) -> None:
    """Have ``contacts`` be the family in therapy from now on, and nobody else."""
    chosen = {contact.pk for contact in contacts}
    expected = client.family.expected().select_related("contact")
    before = {member.contact_id: member for member in expected}
    leaving = [member for pk, member in before.items() if pk not in chosen]
    joining = [contact for contact in contacts if contact.pk not in before]
    for member in leaving:
        member.left_at, member.left_by = timezone.now(), actor
        member.save(update_fields=["left_at", "left_by"])
    for contact in joining:
        FamilyMember.objects.create(client=client, contact=contact, joined_by=actor)
    for member in leaving:
        record(EventKind.FAMILY_LEFT, client, actor, contact=member.contact)
    for contact in joining:
        record(EventKind.FAMILY_JOINED, client, actor, contact=contact)

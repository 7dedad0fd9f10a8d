"""A link goes to its signer: not where somebody else in the client's life reads it."""

from __future__ import annotations

import pytest

from clients.models import Client, Contact
from practice.models import User
from releases.models import ReleaseDraft
from tests.cast import contact_of
from tests.refusals import refused_by
from tests.releases.links.test_constraints import link
from tests.signed import draft_for


@pytest.mark.parametrize(
    ("on_file", "typed"),
    [
        ("maria@example.org", " Maria@Example.ORG"),
        ("maria@example.org", "maria+jordan@example.org"),
        ("ma.ria@gmail.com", "maria@googlemail.com"),
    ],
)
def test_what_leads_to_somebody_elses_mailbox_is_not_sent(
    bens: ReleaseDraft, maria: Contact, on_file: str, typed: str
) -> None:
    Contact.objects.filter(pk=maria.pk).update(email=on_file)
    with refused_by("link_goes_to_its_signer"):
        link(bens, email=typed).save()
    link(bens, email="jordan@example.org").save()


@pytest.mark.parametrize(
    ("on_file", "typed"),
    [
        ("(518) 555-0142", "+1 518 555 0142"),
        ("555-0142", "518.555.0142"),
        ("518 555 0142 ext 3, or 555 0199", "1-518-555-0142"),
    ],
)
def test_nor_what_leads_to_somebody_elses_phone(
    bens: ReleaseDraft, maria: Contact, on_file: str, typed: str
) -> None:
    Contact.objects.filter(pk=maria.pk).update(phone=on_file)
    with refused_by("link_goes_to_its_signer"):
        link(bens, phone=typed).save()
    link(bens, phone="518 555 0143").save()


def test_a_parent_may_be_reached_where_they_are(
    teo: Client, rosa: Contact, ada: User, bens: ReleaseDraft
) -> None:
    ines = contact_of(teo, "Ines Vance", "aunt")
    Contact.objects.filter(pk=rosa.pk).update(email="rosa@example.org")
    Contact.objects.filter(pk=ines.pk).update(email="ines@example.org")
    draft = draft_for(ines, ada)
    rosas = {"signer": "Rosa Vance", "capacity": "parent"}
    with refused_by("link_goes_to_its_signer"):
        link(draft, email="ines@example.org", **rosas).save()
    link(draft, email="rosa@example.org", **rosas).save()

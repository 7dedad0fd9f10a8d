"""Who is of a client's family, and what passed between it and the practice, as rows."""

from __future__ import annotations

from typing import Any

from clients.models import Contact
from collateral.models import FamilyMember


def expected(of: Contact, /, **columns: Any) -> FamilyMember:
    """That a contact is expected in family therapy."""
    return FamilyMember.objects.create(
        **{
            "client": of.client,
            "contact": of,
            "joined_by": of.client.clinician,
            **columns,
        }
    )

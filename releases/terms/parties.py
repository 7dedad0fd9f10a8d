"""Who is party to a release, as its words name them."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from clients.models import Client
from practice.letterhead.current import letterhead
from practice.models import User
from releases.models.scope import PRACTICE
from releases.terms.languages import Language


def practice_named(spoken: Language) -> dict[str, Any]:
    said = spoken.table("disclosers")["practice"]
    return {"clinician": None, "label": said.format(practice=letterhead().name)}


def disclosers(
    spoken: Language, client: Client, ids: Collection[int]
) -> list[dict[str, Any]]:
    """Those who may tell; one query where any is not the client's own clinician."""
    if PRACTICE in ids:
        return [practice_named(spoken)]
    said, practice = spoken.table("disclosers")["clinician"], letterhead().name
    named = zip(ids, discloser_names(client, ids), strict=True)
    return [
        {"clinician": pk, "label": said.format(clinician=name, practice=practice)}
        for pk, name in named
    ]


def discloser_names(client: Client, ids: Collection[int]) -> list[str]:
    """What the clinicians of these ids are called. Raises KeyError if one is nobody's."""
    others = set(ids) - {client.clinician_id}
    people = User.objects.in_bulk(others) if others else {}
    people[client.clinician_id] = client.clinician
    return [people[pk].name for pk in ids]

"""The content of a release: everything it says, as it is frozen at signing."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from typing import Any

from django.conf import settings

from practice.formats import say_instant
from releases.models.draft import (
    Discloser,
    Purpose,
    ReleaseDraft,
    SensitiveTopic,
    Topic,
)
from releases.models.signature import Capacity
from releases.terms.wording import statements

VERSION = 1
Content = dict[str, Any]


def _frame() -> Content:
    return {
        "version": VERSION,
        "practice": {
            "name": settings.PRACTICE_NAME,
            "address": settings.PRACTICE_ADDRESS,
            "phone": settings.PRACTICE_PHONE,
        },
        "statements": statements(),
        "signature": None,
    }


def blank() -> Content:
    """A form to fill by hand: every element there, nothing in any."""
    return {
        **_frame(),
        "client": {"name": "", "chosen_name": "", "date_of_birth": None},
        "contact": {"name": "", "relationship": "", "organisation": ""},
        "discloser": f"{settings.PRACTICE_NAME} and its clinicians",
        "topics": _topics([]),
        "sensitive": _sensitive([]),
        "details": "",
        "off_limits": "",
        "purpose": None,
        "effective_on": None,
        "expires_on": None,
        "expires_event": "",
        "authority_ends_on": None,
    }


def of_draft(draft: ReleaseDraft) -> Content:
    """What ``draft`` would say if it were signed now, but for the signature."""
    client, contact = draft.client, draft.contact
    practice = settings.PRACTICE_NAME
    return {
        **_frame(),
        "client": {
            "name": client.legal_name,
            "chosen_name": client.chosen_name,
            "date_of_birth": client.date_of_birth.isoformat(),
        },
        "contact": {
            "name": contact.name,
            "relationship": contact.relationship,
            "organisation": contact.organisation,
        },
        "discloser": (
            f"{practice} and its clinicians"
            if draft.discloser == Discloser.PRACTICE
            else f"{client.clinician.name}, of {practice}"
        ),
        "topics": _topics(draft.topics),
        "sensitive": _sensitive(draft.sensitive_topics),
        "details": draft.details,
        "off_limits": draft.off_limits,
        "purpose": {"code": draft.purpose, "label": Purpose(draft.purpose).label},
        "effective_on": draft.effective_on.isoformat(),
        "expires_on": draft.expires_on.isoformat(),
        "expires_event": draft.expires_event,
        "authority_ends_on": None,
    }


def signed(
    content: Content,
    *,
    signer: str,
    capacity: str,
    authority: str,
    mark: str,
    strokes: list[list[list[int]]],
    typed_name: str,
    initials: dict[str, str],
    witness: str,
    at: datetime,
) -> Content:
    """``content`` with a signature made at ``at`` (UTC)."""
    return {
        **content,
        "sensitive": [
            {**topic, "initials": initials.get(topic["code"], "")}
            for topic in content["sensitive"]
        ],
        "signature": {
            "signer": signer,
            "capacity": capacity,
            "capacity_label": Capacity(capacity).label,
            "authority": authority,
            "mark": mark,
            "strokes": strokes,
            "typed_name": typed_name,
            "witness": witness,
            "signed_at": at.isoformat(),
            "signed_at_label": say_instant(at),
        },
    }


def outline(content: Content) -> Content:
    """``content`` without what may be shared and why: for who reads no clinical text."""
    untold = {"topics": [], "sensitive": [], "details": "", "off_limits": ""}
    return {**content, **untold, "purpose": None}


def sha256_of(content: Content) -> str:
    """The version hash: SHA-256 of the content's canonical JSON."""
    text = json.dumps(
        content, sort_keys=True, separators=(",", ":"), ensure_ascii=False
    )
    return hashlib.sha256(text.encode()).hexdigest()


def _topics(allowed: list[str]) -> list[dict[str, Any]]:
    return [
        {"code": topic.value, "label": topic.label, "allowed": topic.value in allowed}
        for topic in Topic
    ]


def _sensitive(allowed: list[str]) -> list[dict[str, Any]]:
    return [
        {
            "code": topic.value,
            "label": topic.label,
            "allowed": topic.value in allowed,
            "initials": "",
        }
        for topic in SensitiveTopic
    ]

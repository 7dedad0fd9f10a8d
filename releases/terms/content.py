"""The content of a release as it is written: everything it says, frozen at signing.

Written in the newest version alone; ``releases.terms.read`` reads every one.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django.utils import timezone

from clients.law.rules import Rules, rules_for
from clients.law.signers import authority_ends_on, usual_right_to_sign
from clients.law.who import WhoMaySign
from practice.letterhead.current import letterhead
from releases.models.draft import (
    EVERY_TOPIC,
    Purpose,
    ReleaseDraft,
    Topic,
)
from releases.models.interpreting import BESIDES
from releases.models.scope import Format, Place
from releases.models.signature import Signature
from releases.terms import law
from releases.terms.languages import ENGLISH, Language, language, spoken_by
from releases.terms.notes import of_kind
from releases.terms.part2 import notices
from releases.terms.parties import disclosers, practice_named
from releases.terms.ticked import sensitive, ticked
from releases.terms.voices import rights_by_voice, voice_for
from releases.terms.when import when_signed
from releases.terms.wording import Voice, Wording, current

VERSION = 4
RECEIVES = ("name", "relationship", "organisation", "affiliation")
Content = dict[str, Any]


def _frame(
    wording: Wording,
    voice: Voice,
    part2: bool | None,
    rules: Rules,
    topics: Collection[str] = (),
) -> Content:
    told = language(wording.language).table("paper")["part2_notice"]
    return {
        "version": VERSION,
        "kind": "general",
        "language": wording.language,
        "wording": wording.version,
        "law": law.applied(rules),
        "practice": letterhead().said,
        "voice": voice.value,
        "lead": wording.lead(voice),
        "part2": part2,
        "statements": [
            *wording.statements(voice, part2),
            *notices(told, part2),
            *law.statements(rules, topics, told),
        ],
        "form": law.form(rules),
        "agreement": wording.agreement(voice),
        "signatures": [],
    }


def blank(
    wording: Wording | None = None,
    rules: Rules | None = None,
    part2: bool | None = None,
) -> Content:
    """A form to fill by hand: every element there, nothing in any."""
    wording = wording or current(ENGLISH)
    spoken = language(wording.language)
    reader = spoken.table("paper")["reader"]
    rules = rules or law.practices_own(timezone.localdate())
    return {
        **_frame(wording, Voice.CLIENT, part2, rules),
        "lead": f"{wording.lead(Voice.CLIENT)} {reader}",
        "client": {"name": "", "chosen_name": "", "date_of_birth": None},
        "contact": dict.fromkeys(RECEIVES, ""),
        "disclosers": [practice_named(spoken)],
        "direction": "",
        "formats": ticked(Format, [], spoken.table("formats")),
        "places": ticked(Place, [], spoken.table("places")),
        "most_sessions": None,
        "topics": ticked(Topic, [], spoken.table("topics")),
        "sensitive": sensitive([], spoken.table("topics")),
        "details": "",
        "off_limits": "",
        "off_limit_topics": [],
        "purposes": [],
        "effective_on": None,
        "expires_on": None,
        "longer_asked": False,
        "expires_event": "",
        "authority_ends_on": None,
    }


def of_draft(
    draft: ReleaseDraft,
    capacity: str = "",
    day: date | None = None,
    wording: Wording | None = None,
    rules: Rules | None = None,
) -> Content:
    """What ``draft`` would say if it were signed on ``day``, today, in that right, the
    usual one, but for the signature; in the newest words of the client's language.
    """
    client, contact = draft.client, draft.contact
    day = day or timezone.localdate()
    capacity = capacity or usual_right_to_sign(client, day)
    ends_on = authority_ends_on(client, capacity, day)
    wording = wording or current(spoken_by(client.language))
    spoken = language(wording.language)
    topics, purposes = spoken.table("topics"), spoken.table("purposes")
    rules = rules or rules_for(client, day, video=True)
    voice = voice_for(client, capacity, day)
    frame = _frame(wording, voice, client.part2, rules, draft.sensitive_topics)
    return {
        **of_kind(draft.kind, frame),
        "client": {
            "name": client.legal_name,
            "chosen_name": client.chosen_name,
            "date_of_birth": client.date_of_birth.isoformat(),
        },
        "contact": {
            "name": contact.name,
            "relationship": contact.relationship,
            "organisation": contact.organisation,
            "affiliation": draft.affiliation,
        },
        "disclosers": disclosers(spoken, client, draft.disclosers),
        "direction": draft.direction,
        "formats": ticked(Format, draft.formats, spoken.table("formats")),
        "places": ticked(Place, draft.places, spoken.table("places")),
        "most_sessions": draft.most_sessions,
        "topics": ticked(Topic, draft.topics, topics),
        "sensitive": sensitive(draft.sensitive_topics, topics),
        "details": draft.details,
        "off_limits": draft.off_limits,
        "off_limit_topics": [
            {"code": code, "label": topics[code]}
            for code, _ in EVERY_TOPIC
            if code in draft.off_limit_topics
        ],
        "purposes": [
            {"code": purpose.value, "label": purposes[purpose]}
            for purpose in Purpose
            if purpose in draft.purposes
        ],
        "effective_on": draft.effective_on.isoformat(),
        "expires_on": draft.expires_on.isoformat(),
        "longer_asked": draft.longer_asked,
        "expires_event": draft.expires_event,
        "authority_ends_on": ends_on and ends_on.isoformat(),
    }


def in_every_voice(draft: ReleaseDraft, who: WhoMaySign | None = None) -> list[Content]:
    """``draft`` as each of those who may sign it today would read it, the usual first;
    ``who`` may, where that was asked already.
    """
    if draft.frozen:
        return [draft.frozen]
    today = timezone.localdate()
    by_voice = rights_by_voice(draft.client, today, who)
    wording = current(spoken_by(draft.client.language))
    rules = rules_for(draft.client, today, video=True)
    # While nobody may sign it yet, as whoever usually does would read it.
    spoken_to: list[str] = [rights[0] for rights in by_voice.values() if rights]
    return [
        of_draft(draft, right, today, wording, rules) for right in spoken_to or [""]
    ]


def signed(content: Content, signatures: Iterable[Signature]) -> Content:
    """``content`` with its signatures, of which none need be saved."""
    signatures = list(signatures)
    spoken = language(content["language"])
    return {
        **content,
        "sensitive": [
            {**topic, "initials": _initials(topic["code"], signatures)}
            for topic in content["sensitive"]
        ],
        "signatures": [_signature(spoken, each) for each in signatures],
    }


def _initials(topic: str, signatures: Iterable[Signature]) -> str:
    """What each of them wrote beside ``topic``, in the order in which they signed."""
    return ", ".join(filter(None, (each.initials.get(topic) for each in signatures)))


def _signature(spoken: Language, made: Signature) -> Content:
    return {
        "signer": made.signer,
        "capacity": made.capacity,
        "capacity_label": spoken.table("capacities")[made.capacity],
        "authority": made.authority,
        "mark": made.mark,
        "strokes": made.strokes,
        "typed_name": made.typed_name,
        "witness": made.witness,
        "signed_at": made.signed_at.isoformat(),
        **when_signed(spoken, made),
        # As other signatures were written before anybody was asked for it.
        **{name: said for name in BESIDES if (said := getattr(made, name))},
    }


def sha256_of(content: Content) -> str:
    """The version hash: SHA-256 of the content's canonical JSON."""
    text = json.dumps(
        content, sort_keys=True, separators=(",", ":"), ensure_ascii=False
    )
    return hashlib.sha256(text.encode()).hexdigest()

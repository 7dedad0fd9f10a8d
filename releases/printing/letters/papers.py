"""Each paper beside a release: to say no, to stop a release, and what we wrote down."""

from __future__ import annotations

from collections.abc import Callable

from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from clients.law.revoking import Wants
from clients.law.rules import Rules, rules_for
from clients.models import Client, Contact
from practice.letterhead.current import letterhead
from practice.spans import local_day
from releases.models import Refusal, Release, Revocation
from releases.parts import say_parts
from releases.printing.letters.letter import (
    Letter,
    Row,
    Words,
    client_row,
    contact_row,
    day,
    draw,
    own,
    points_of,
    rights_row,
    said,
    ticks,
)
from releases.terms.languages import Language
from releases.terms.law import practices_own

# A paper for nobody yet, or for one contact: in a language, and so large at least.
Form = Callable[..., bytes]
LONG, SHORT = (
    SafeString(f'<span class="rule {each}"></span>') for each in ("long", "short")
)


def refusal_form(code: str, points: int = 0, contact: Contact | None = None) -> bytes:
    """To say on paper that one does not sign."""
    spoken, say = said("refusal", code)
    rows = [
        *_whose(say, spoken, contact),
        Row(say["who"]),
        rights_row(say, spoken),
        Row(say["day"]),
        Row(say["why"]),
        Row(say["signature"], tall=True),
        Row(say["helper"]),
    ]
    letter = Letter(spoken, say, rows, [(say["means"], say["meaning"])])
    return draw(letter, points_of(_rules(contact), points))


def refusal_record(refusal: Refusal, code: str, points: int = 0) -> bytes:
    """What was written down of a refusal, and whether it was taken back."""
    spoken, say = said("refused", code)
    draft = refusal.draft
    right = spoken.table("capacities")[refusal.capacity]
    written = format_html(
        say["by"],
        at=spoken.instant(refusal.recorded_at),
        name=own(refusal.recorded_by.name),
    )
    rows = [
        *_whose(say, spoken, draft.contact),
        Row(say["who"], format_html("{}, {}", own(refusal.signer), _within(right))),
        Row(say["day"], day(spoken, refusal.said_on)),
        Row(say["why"], own(refusal.reason) if refusal.reason else say["unsaid"]),
        Row(say["recorded"], written),
    ]
    if refusal.taken_back_at:
        at = spoken.instant(refusal.taken_back_at)
        rows.append(Row(say["back"], say["back_at"].format(at=at)))
    letter = Letter(spoken, say, rows, [(say["means"], say["meaning"])])
    return draw(letter, points_of(_rules(draft.contact), points))


def revocation_form(
    code: str, points: int = 0, contact: Contact | None = None
) -> bytes:
    """To stop a release, whole or in part (45 CFR 164.508(b)(5) asks for writing)."""
    (spoken, say), head = said("revocation", code), letterhead()
    part = format_html("{} {}", say["part"], LONG)
    office = format_html(say["office_by"], day=SHORT, time=SHORT, name=SHORT)
    rows = [
        *_whose(say, spoken, contact),
        Row(say["which"], ticks([say["all"], part])),
        Row(say["who"]),
        rights_row(say, spoken),
        Row(say["signature"], tall=True),
        Row(say["day"]),
        Row(say["witness"]),
        Row(say["send"], f"{head.name}, {head.address}"),
        Row(say["office"], office),
    ]
    letter = Letter(spoken, say, rows, [(say["means"], say["meaning"])])
    return draw(letter, points_of(_rules(contact), points))


def revocation_letter(revocation: Revocation, code: str, points: int = 0) -> bytes:
    """What ended by a revocation, and from when, for whoever revoked."""
    spoken, say = said("revoked", code)
    who = say["unnamed"]
    if revocation.revoker:
        right = spoken.table("capacities")[revocation.capacity]
        who = format_html("{}, {}", own(revocation.revoker), _within(right))
    signed_on = revocation.signed_on and day(spoken, revocation.signed_on)
    how = say[f"manner_{revocation.manner}"].format(day=signed_on)
    rows = [
        *_whose(say, spoken, revocation.contact),
        Row(say["who"], who),
        Row(say["spoken"], how),
        Row(say["received"], spoken.instant(revocation.received_at)),
        Row(say["ended"], _ended(say, spoken, revocation)),
        Row(say["counts"], spoken.instant(revocation.recorded_at)),
        Row(say["remains"], say["rest"] if revocation.part else say["nothing"]),
    ]
    sections = [(say["means"], say["meaning"])]
    if revocation.wants and not hasattr(revocation, "writing"):
        sections.insert(0, (say["wants"], say[f"wants_{Wants(revocation.wants)}"]))
    letter = Letter(spoken, say, rows, sections)
    return draw(letter, points_of(_rules(revocation.contact), points))


def stop_slip(code: str, points: int = 0, contact: Contact | None = None) -> bytes:
    """How to stop a release: two of them on a sheet, to be cut; one in large print."""
    (spoken, say), head = said("stop", code), letterhead()
    telling = format_html(
        say["telling"],
        phone=format_html('<span class="phone">{}</span>', head.phone),
        name=head.name,
        address=head.address,
    )
    rows = [
        Row(say["tell"], telling),
        Row(say["what"], say["naming"]),
        Row(say["then"], say["happens"]),
        Row(say["writing"], say["written"]),
        Row(say["care"], say["cares"]),
    ]
    letter = Letter(spoken, say, rows, [], times=2)
    return draw(letter, points_of(_rules(contact), points))


def _whose(say: Words, spoken: Language, contact: Contact | None) -> list[Row]:
    client: Client | None = contact.client if contact else None
    return [client_row(say, spoken, client), contact_row(say, contact)]


def _rules(contact: Contact | None) -> Rules:
    today = timezone.localdate()
    if contact is None:
        return practices_own(today)
    return rules_for(contact.client, today, video=True)


def _ended(say: Words, spoken: Language, revocation: Revocation) -> str:
    if revocation.part:
        return say_parts(revocation.part, spoken.code)
    signed = Release.objects.filter(revocation=revocation).order_by("signed_at")
    days = [
        spoken.day(local_day(at)) for at in signed.values_list("signed_at", flat=True)
    ]
    return say["whole"].format(days=spoken.list_of(dict.fromkeys(days)))


def _within(right: str) -> str:
    return right[:1].lower() + right[1:]

"""The consent history as people tell it: who did what to what, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString

from clients.law.signers import Capacity
from clients.models import ConsentEvent, Contact, EventKind
from practice.formats import say_list, within_a_sentence
from practice.templatetags.people import name_list
from releases.history import (
    arrivals,
    authority,
    both_parents,
    copies,
    covers,
    debriefs,
    drafts,
    emergencies,
    ended,
    forms,
    lapse,
    links,
    listening,
    outside,
    papers,
    parents,
    revoked,
    told,
    wishes,
)
from releases.history.details import (
    contacts_in,
    detail_of,
    instant_in,
    isolated,
    listed,
    session_in,
)
from releases.history.refusals import REFUSALS
from releases.models import Signature

SENTENCES: dict[str, str] = {
    EventKind.CLIENT_ADDED: "{actor} added {client}.",
    EventKind.CLIENT_CHANGED: "{actor} changed {client}’s details.",
    EventKind.HANDED_OVER: "{actor} handed {client} over from {former} to {clinician}.",
    EventKind.CONTACT_ADDED: "{actor} added the contact {contact} ({client}).",
    EventKind.CONTACT_CHANGED: "{actor} changed {contact}’s details ({client}).",
    EventKind.CONTACT_CORRECTED: (
        "{actor} corrected the {fields} of {contact}, who is the same person ({client})."
    ),
    **authority.SENTENCES,
    **drafts.SENTENCES,
    **papers.SENTENCES,
    EventKind.SIGNED: "{actor} had {contact}’s release signed ({client}).",
    EventKind.SUPERSEDED: (
        "{actor} replaced {contact}’s release by a newer one ({client})."
    ),
    **ended.SENTENCES,
    EventKind.VIEWED: "{actor} viewed {contact}’s release ({client}).",
    EventKind.PRINTED: "{actor} printed {contact}’s release ({client}).",
    **copies.SENTENCES,
    **lapse.SENTENCES,
    **links.SENTENCES,
    **told.SENTENCES,
    EventKind.LETTER_PRINTED: (
        "{actor} printed a letter or form about the release for {contact} ({client})."
    ),
    EventKind.NOTICE_GIVEN: "{actor} gave {contact} the Part 2 notice ({client}).",
    EventKind.BOOKED: "{actor} booked {new_session} ({client}).",
    EventKind.MOVED: "{actor} moved a session from {was} to {starts} ({client}).",
    EventKind.JOINED: "{actor} added {contact} to {session} ({client}).",
    EventKind.LEFT: "{actor} took {contact} out of {session} ({client}).",
    EventKind.TOPICS_CHANGED: "{actor} changed what {session} is about ({client}).",
    EventKind.CLIENT_ENDED: "{actor} noted that the care of {client} has ended.",
    EventKind.CLIENT_RETURNED: "{actor} noted that {client} is in care again.",
    **wishes.SENTENCES,
    **both_parents.SENTENCES,
    **parents.SENTENCES,
    **arrivals.SENTENCES,
    **listening.SENTENCES,
    **debriefs.SENTENCES,
    **forms.SENTENCES,
    **emergencies.SENTENCES,
    **covers.SENTENCES,
    EventKind.HELD: (
        "{actor} put {session} on hold: it is no longer covered for {contact} ({client})."
    ),
    EventKind.REOPENED: "{actor} re-opened {session} ({client}).",
    EventKind.CANCELLED: "{actor} cancelled {session} ({client}).",
    EventKind.REFUSED: (
        "Not booked: {actor} asked for {new_session} with {contact} ({client})."
    ),
}

# Where it is known who joins.
WITH_PEOPLE: dict[str, str] = {
    EventKind.BOOKED: "{actor} booked {new_session} with {people} ({client}).",
    EventKind.MOVED: (
        "{actor} moved a session with {people} from {was} to {starts} ({client})."
    ),
    EventKind.REOPENED: "{actor} re-opened {session} with {people} ({client}).",
    EventKind.CANCELLED: "{actor} cancelled {session} with {people} ({client}).",
    EventKind.COMPLETED: (
        "{actor} completed {session} and stated who was in the room: {people} ({client})."
    ),
}

# Where what is corrected is the name.
CORRECTED = (
    "{actor} corrected the {fields} of {former}, who is the same person and is now "
    "called {contact} ({client})."
)

# Where the signature is at hand, which says by whom and in what right.
SIGNED = (
    "{signer} signed the release for {contact}, as {right}; {actor} took the signature."
)
SIGNED_BY_ANOTHER = (
    "{signer} signed the release for {contact}, as {right} ({client}); {actor} took "
    "the signature."
)
HELD_FOR_ALL = "{actor} put {session} on hold ({client})."

# What signs in is a person; what acts without one is the program.
NOBODY = "Third Chair"


@dataclass(frozen=True)
class Known:
    """What ``events`` from before names were kept do not say: today's names of contacts
    that they know by number alone, and who signed, by release.
    """

    people: Mapping[int, Contact]
    signatures: Mapping[int, Signature]

    @classmethod
    def of(cls, events: Sequence[ConsentEvent]) -> Known:
        """In two queries, or none."""
        ids = {pk for e in events if e.names is None for pk in contacts_in(e)}
        people = Contact.objects.in_bulk(ids) if ids else {}
        signings = [e for e in events if e.kind == EventKind.SIGNED]
        signed = {e.release_id for e in signings if not e.name_of("signer")}
        made = Signature.objects.filter(document__release__in=signed - {None})
        made = made.defer("strokes").select_related("document__release")
        made = made.defer("document__content") if signed else made.none()
        return cls(people, {e.document.release.pk: e for e in made if e.document})


def sentence(event: ConsentEvent, known: Known) -> SafeString:
    """Who did what to what, by the names that they had; names keep their direction to
    themselves.
    """
    template = SENTENCES.get(event.kind, "{actor}: {kind} ({client}).")
    signer, right = _signed(event, known)
    if event.kind == EventKind.SIGNED and signer:
        another = signer != event.name_of("client")
        template = SIGNED_BY_ANOTHER if another else SIGNED
    if event.kind == EventKind.AUTHORITY_ENDED and event.name_of("signer"):
        template, signer = (
            authority.told(event, detail_of(event)),
            event.name_of("signer"),
        )
    former, contact = event.name_of("was"), event.name_of("contact")
    if event.kind == EventKind.CONTACT_CORRECTED and former not in ("", contact):
        template = CORRECTED
    if event.kind == EventKind.HELD and event.reason and not event.contact_id:
        template = HELD_FOR_ALL
    joining = _joining(event, known)
    if joining:
        template = WITH_PEOPLE.get(event.kind, template)
    telling = (ended, arrivals, copies, papers, forms, listening, told, wishes)
    templates = (each.template_of(event) for each in telling)
    template = next(filter(None, templates), template)
    return format_html(
        template,
        signer=isolated(signer),
        right=right if event.kind == EventKind.SIGNED else revoked.right_of(event),
        revoker=isolated(event.name_of("revoker")),
        received=revoked.received(event),
        **revoked.parts_in(event),
        kind=event.kind,
        holder=isolated(event.name_of("signer")) or "someone",
        actor=isolated(event.name_of("actor")) or NOBODY,
        client=isolated(event.name_of("client")),
        contact=isolated(contact) or "a contact",
        former=isolated(former),
        clinician=isolated(event.name_of("clinician")),
        asker=isolated(event.name_of("asker")),
        signed_on=papers.signed_on(event),
        fields=_fields(event) or "details",
        people=name_list(joining),
        session=session_in(event, "the session on {starts}"),
        new_session=session_in(event, "a session on {starts}"),
        **covers.days_in(event),
        was=instant_in(event, "was", "another time"),
        starts=instant_in(event, "starts", "another time"),
    )


def why(event: ConsentEvent) -> str:
    """The reason given, or the gate's; empty where there is none."""
    if event.reason:
        return event.reason
    if event.kind == EventKind.REFUSED:
        code = str(detail_of(event).get("code", ""))
        return REFUSALS.get(code, code)
    if event.kind in outside.KINDS and (ways := listed(event, "outside")):
        return outside.why(ways)
    fields = _fields(event)
    if event.kind in {EventKind.CLIENT_CHANGED, EventKind.CONTACT_CHANGED} and fields:
        return f"Changed: {fields}."
    return ""


def _fields(event: ConsentEvent) -> str:
    """What was changed, in words."""
    return say_list(str(name).replace("_", " ") for name in listed(event, "fields"))


def _joining(event: ConsentEvent, known: Known) -> list[str]:
    """The names of those with whom a session was booked."""
    if isinstance(event.names, dict):
        kept = event.names.get("contacts")
        names = kept if isinstance(kept, dict) else {}
        return [str(names[str(pk)]) for pk in contacts_in(event) if str(pk) in names]
    people = known.people
    return [people[pk].name for pk in contacts_in(event) if pk in people]


def _signed(event: ConsentEvent, known: Known) -> tuple[str, str]:
    """Who signed, and in what right, in words."""
    signer, right = event.name_of("signer"), detail_of(event).get("capacity")
    signature = known.signatures.get(event.release_id or 0)
    if signature:
        signer, right = signature.signer, signature.capacity
    if right not in Capacity.values:
        return "", ""
    return signer, within_a_sentence(Capacity(right).label)

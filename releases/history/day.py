"""Who could hear what about a client as a day ended: with what was known then.

What was signed, revoked or put aside later did not exist yet.
"""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils.safestring import SafeString

from clients.models import (
    Client,
    ConsentEvent,
    Contact,
    ContactCorrection,
    EventKind,
)
from practice.formats import within_a_sentence
from practice.spans import end_of, span
from releases.endings import ending_of
from releases.history.sentences import Known, sentence
from releases.lost import parts_revoked, revoked_at
from releases.models import Format, Kind, Place, Release, ReleaseDraft
from releases.proof.evidence import with_evidence
from releases.proof.facts import FACTS, KINDS, instant, last_of
from releases.proof.fit import changed
from releases.status import CHANGED, Status, status_of_contact
from releases.terms import Terms, read

TICK = timedelta(microseconds=1)
SHOWN = 12
# What changes who may hear what, and what becomes of sessions then.
NEWS = (
    *KINDS,
    EventKind.DRAFT_PREPARED,
    EventKind.DRAFT_WITHDRAWN,
    EventKind.HELD,
    EventKind.ENDED_EARLY,
)


@dataclass(frozen=True)
class Hearing:
    """What ``contact`` could hear: by ``release``, in force then, what it says.

    Without ``terms`` where nothing was in force, or where it is not what was signed.
    """

    contact: Contact
    status: Status
    release: Release | None = None
    terms: Terms | None = None
    codes: frozenset[str] = frozenset()

    @property
    def heard(self) -> list[str]:
        """What they could hear, in the release's own words."""
        return [line.label for line in self._lines if line.code in self.codes]

    @property
    def unheard(self) -> list[str]:
        """What else a release could have permitted; what is sensitive in one word."""
        if self.terms is None:
            return []
        plain, sensitive = (
            [line.label for line in lines if line.code not in self.codes]
            for lines in (self.terms.topics, self.terms.sensitive)
        )
        every = len(sensitive) == len(self.terms.sensitive)
        others = ["anything sensitive"] if every else sensitive
        return [*map(within_a_sentence, plain), *others]

    @property
    def signers(self) -> list[str]:
        """Who signed it."""
        signed = self.terms.signatures if self.terms else ()
        return [str(each["signer"]) for each in signed]

    @property
    def signed_for(self) -> str:
        """As the release calls them, where it does otherwise."""
        name = str(self.terms.contact["name"]) if self.terms else ""
        return "" if name == self.contact.name else name

    @property
    def formats(self) -> list[str]:
        """The kinds of session, such as *joint*."""
        found = [each for each in Format if each.value in self.codes]
        return [str(each.label).partition(":")[0].lower() for each in found]

    @property
    def places(self) -> list[str]:
        """Where they could join, such as *by phone*."""
        found = [each for each in Place if each.value in self.codes]
        return [within_a_sentence(str(each.label)) for each in found]

    @property
    def _lines(self) -> tuple[Any, ...]:
        return (*self.terms.topics, *self.terms.sensitive) if self.terms else ()


def as_ended(day: date) -> datetime:
    """The last instant of a practice-local day."""
    return end_of(day) - TICK


def hearings(
    client: Client, day: date, contact: Contact | None = None
) -> list[Hearing]:
    """One for each contact whom ``client`` had as ``day`` ended, or for ``contact``."""
    at = as_ended(day)
    later = ConsentEvent.objects.filter(
        client=client, kind=EventKind.CONTACT_ADDED, contact__isnull=False, at__gt=at
    )
    put_aside = Q(withdrawn_at__lte=at) | Q(release__signed_at__lte=at)
    drafts = ReleaseDraft.objects.filter(
        contact=OuterRef("pk"), kind=Kind.GENERAL, prepared_at__lte=at
    )
    corrected = ContactCorrection.objects.filter(
        contact=OuterRef("pk"), corrected_at__gt=at
    )
    contacts = client.contacts.exclude(pk__in=later.values("contact")).annotate(
        awaiting=Exists(drafts.exclude(put_aside)),
        was=Subquery(corrected.order_by("pk").values("before")[:1]),
    )
    signed = Release.objects.filter(client=client, kind=Kind.GENERAL, signed_at__lte=at)
    if contact:
        contacts, signed = (
            contacts.filter(pk=contact.pk),
            signed.filter(contact=contact),
        )
    releases: dict[int, list[Any]] = {}
    for each in with_evidence(signed.with_lost()):
        releases.setdefault(each.contact_id, []).append(as_known(each, at))
    return [
        _hearing(_as_called(who), releases.get(who.pk, []), at, awaiting=who.awaiting)
        for who in contacts
    ]


def _as_called(contact: Any) -> Any:
    """``contact`` before what was corrected later."""
    for name in ("name", "relationship", "organisation"):
        setattr(contact, name, (contact.was or {}).get(name, getattr(contact, name)))
    return contact


def since(client: Client, day: date) -> list[tuple[ConsentEvent, SafeString]]:
    """What became of it after ``day``, the newest first, each in a sentence."""
    at = as_ended(day)
    events = ConsentEvent.objects.filter(client=client, at__gt=at, kind__in=NEWS)
    people = events.select_related("client", "contact", "actor").defer("body")
    newest = list(people.order_by("-at", "-id")[:SHOWN])
    known = Known.of(newest)
    return [(event, sentence(event, known)) for event in newest]


def as_known(release: Any, at: datetime) -> Any:
    """``release``, found with its evidence, without what was recorded after ``at``; it
    has what it is ``today``.
    """
    known, told = copy(release), release.evidence["told"]
    known.today = release
    for fact in FACTS:
        value = getattr(release, fact.column)
        if fact.ahead:
            value = _dated_ahead(value, last_of(fact, told, by=at), fact.key)
        elif value is not None and value > at:
            value = None
        setattr(known, fact.column, value)
    starts, ends = max(known.signed_at, known.effective_at), ending_of(known).at
    known.in_force = span(starts, ends) if starts < ends else None
    return known


def _dated_ahead(value: datetime | None, event: Any, key: str) -> datetime | None:
    """From when a fact counted that may be told again, sooner, by another event."""
    if event is None:
        return None
    said = event["detail"].get(key)
    return instant(said) if said else value


def _hearing(
    contact: Contact, releases: list[Any], at: datetime, *, awaiting: bool
) -> Hearing:
    current = [each for each in releases if each.in_force and at in each.in_force]
    status = status_of_contact(releases, at, awaiting=awaiting)
    if not current or revoked_at(current[0], at):
        return Hearing(contact, status)
    release, lost = current[0], parts_revoked(current[0], at)
    if changed(release.today):
        return Hearing(contact, CHANGED, release)
    terms = read(release.evidence["document"]["content"])
    granted = {
        grant["what"]
        for grant in release.evidence["grants"]
        if (grant["ended_at"] is None or instant(grant["ended_at"]) > at)
        and grant["what"] not in lost
    }
    return Hearing(contact, status, release, terms, frozenset(granted))

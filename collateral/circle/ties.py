"""Who may speak to whom of a client, by each release that stands or is prepared."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst

from clients.models import Client, Contact
from practice.formats import say_day_short_year, say_list
from practice.models import User
from practice.spans import last_day, local_day
from practice.templatetags.people import person
from releases.endings import ending_of
from releases.lost import revoked_at
from releases.models import PRACTICE, Direction, Kind, Release, ReleaseDraft
from releases.status import Status, status_of_contact, statuses_of
from releases.terms import read

MAY = {
    Direction.DISCLOSE: "{us} may speak to {them}",
    Direction.OBTAIN: "{them} may speak to {us}, and not the other way,",
    Direction.EXCHANGE: "{us} and {them} may speak to each other",
}
# Of notes kept apart from the record, which are shown and not spoken of.
SHOWN = {
    Kind.PSYCHOTHERAPY_NOTES: "{us} may show {them} psychotherapy notes",
    Kind.SUD_COUNSELING_NOTES: "{us} may show {them} substance use counseling notes",
}


@dataclass(frozen=True)
class Tie:
    """What one release lets be said, which way, and until when. Only where it is signed
    does it join two people: what is ``prepared`` lets nobody say anything yet.
    """

    contact: Contact
    kind: Kind
    direction: Direction
    us: str
    ends: str
    status: Status | None = None
    release: Release | None = None
    prepared: ReleaseDraft | None = None

    @property
    def says(self) -> SafeString:
        """Who may speak to whom; the sentence goes on with until when."""
        words = MAY[self.direction] if self.kind == Kind.GENERAL else SHOWN[self.kind]
        us = capfirst(self.us) if words.startswith("{us}") else self.us
        return format_html(words, us=us, them=person(self.contact))

    @property
    def goes_out(self) -> bool:
        """Whether the contact is told."""
        return self.kind != Kind.GENERAL or self.direction != Direction.OBTAIN

    @property
    def comes_back(self) -> bool:
        """Whether the contact may tell."""
        return self.kind == Kind.GENERAL and self.direction != Direction.DISCLOSE


@dataclass(frozen=True)
class Person:
    """Someone in a client's life: how they stand, and what ties us to them."""

    contact: Contact
    status: Status
    ties: tuple[Tie, ...]

    @property
    def draft(self) -> ReleaseDraft | None:
        """What is prepared for them and not signed, if anything is."""
        return next((each.prepared for each in self.ties if each.prepared), None)

    @property
    def reached(self) -> bool:
        """Whether a signed release ties them to the client."""
        return any(each.release for each in self.ties)


def circle_of(
    client: Client, drafts: Collection[ReleaseDraft], now: datetime
) -> list[Person]:
    """Everyone in ``client``'s life; ``drafts`` are what awaits its signature."""
    signed = Release.objects.filter(client=client).with_lost()
    signed = signed.select_related("contact").order_by("effective_at", "pk")
    releases = list(signed)
    standing = {
        release.pk
        for release in releases
        if release.in_force
        and now < release.in_force.upper
        and not revoked_at(release, now)
    }
    told = Release.objects.filter(pk__in=standing).select_related("document")
    terms = {each.pk: read(each.document.content) for each in told}
    ids = {pk for each in terms.values() for pk in each.discloser_ids}
    names = _names(ids | {pk for each in drafts for pk in each.disclosers})
    ties: dict[int, list[Tie]] = {}
    for release, status in statuses_of(releases, now):
        if release.pk not in standing:
            continue
        said = terms[release.pk]
        tie = Tie(
            contact=release.contact,
            kind=Kind(release.kind),
            direction=Direction(said.direction),
            us=_us(said.discloser_ids, names),
            ends=_when(release, now),
            status=status,
            release=release,
        )
        ties.setdefault(release.contact_id, []).append(tie)
    for draft in drafts:
        ties.setdefault(draft.contact_id, []).append(_prepared(draft, names))
    return [
        Person(
            contact,
            _status(contact, releases, drafts, now),
            tuple(ties.get(contact.pk, [])),
        )
        for contact in client.contacts.all()
    ]


def _prepared(draft: ReleaseDraft, names: Mapping[int, str]) -> Tie:
    return Tie(
        contact=draft.contact,
        kind=Kind(draft.kind),
        direction=Direction(draft.direction),
        us=_us(draft.disclosers, names),
        ends=f"until {say_day_short_year(draft.expires_on)}",
        prepared=draft,
    )


def _status(
    contact: Contact,
    releases: Iterable[Release],
    drafts: Iterable[ReleaseDraft],
    now: datetime,
) -> Status:
    theirs = [each for each in drafts if each.contact_id == contact.pk]
    general = [each for each in theirs if each.kind == Kind.GENERAL]
    return status_of_contact(
        (each for each in releases if each.contact_id == contact.pk),
        now,
        awaiting=bool(general),
        refused=any(getattr(each, "refused_by", "") for each in general),
        checking=any(getattr(each, "being_checked", False) for each in general),
    )


def _names(ids: Collection[int]) -> dict[int, str]:
    users = User.objects.filter(pk__in=set(ids) - {PRACTICE})
    return dict(users.values_list("pk", "name"))


def _us(ids: Iterable[int], names: Mapping[int, str]) -> str:
    """Those who alone may tell, by name; else any of the practice."""
    named = [names[pk] for pk in ids if pk in names]
    return say_list(named) if named else "anyone of the practice"


def _when(release: Release, now: datetime) -> str:
    """*until Mar 3, 2027*; with the day on which it starts, where that is ahead."""
    ends = f"until {say_day_short_year(last_day(ending_of(release).at))}"
    starts = max(release.signed_at, release.effective_at)
    if starts <= now:
        return ends
    return f"from {say_day_short_year(local_day(starts))} {ends}"

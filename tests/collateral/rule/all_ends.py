"""All that may end a release, as hypothesis draws it; and when each end comes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone
from hypothesis import strategies as st

from clients.models import Client, Contact, CourtOrder, Ruling
from practice.spans import end_of, start_of
from releases.models import Release
from releases.models.ends import ENDS
from releases.models.grant import grants_of
from tests.clock import DAY, MINUTE, TICK
from tests.instants import NOTHING
from tests.revoked import parted, revoked
from tests.signed import sign

# Clocks that turn at two, at midnight, by half an hour, the other way round, and never.
ZONES = (
    "America/New_York",
    "America/Phoenix",
    "America/St_Johns",
    "America/Havana",
    "Asia/Beirut",
    "Australia/Lord_Howe",
    "Pacific/Auckland",
    "Pacific/Honolulu",
)
# About leap days, the turn of a year, and days on which some of these clocks turn.
DAYS = [
    date.fromisoformat(day)
    for day in (
        "2024-02-28",
        "2024-02-29",
        "2024-03-01",
        "2026-03-07",
        "2026-03-08",
        "2026-03-29",
        "2026-04-05",
        "2026-10-04",
        "2026-10-25",
        "2026-11-01",
        "2026-12-31",
        "2027-03-13",
        "2027-03-14",
        "2028-02-28",
        "2028-02-29",
    )
]
FIRST_DAY = date(2024, 1, 10)
# Born on, in which state, of age on: Alabama's minors are of age at 19.
MINORS = [
    (date(2008, 2, 29), "NY", date(2026, 3, 1)),
    (date(2008, 2, 29), "AL", date(2027, 3, 1)),
    (date(2009, 2, 28), "AL", date(2028, 2, 28)),
    (date(2010, 3, 1), "CO", date(2028, 3, 1)),
    (date(2008, 3, 8), "NY", date(2026, 3, 8)),
    (date(2007, 11, 1), "AL", date(2026, 11, 1)),
]
ACTS = [name for name in ENDS if name != "authority_ends_at"]
IN_PART = ("joint", "skills")


@dataclass(frozen=True)
class Said:
    """All that ends one release: its last day, the client's majority, acts each at an
    hour of a day, a revocation in part; and what keeps everyone apart from now on.
    """

    last: date
    minor: tuple[date, str, date] | None
    acts: dict[str, tuple[date, timedelta]]
    part: tuple[str, date, timedelta] | None
    barred: str | None


days = st.sampled_from(DAYS)
nudges = st.sampled_from([NOTHING, TICK, -TICK, MINUTE, DAY / 2])
said = st.builds(
    Said,
    last=days,
    minor=st.none() | st.sampled_from(MINORS),
    acts=st.dictionaries(st.sampled_from(ACTS), st.tuples(days, nudges), max_size=3),
    part=st.none() | st.tuples(st.sampled_from(IN_PART), days, nudges),
    barred=st.none() | st.none() | st.sampled_from(["order", "discharged", "died"]),
)


def of_client_born(contact: Contact, said: Said) -> Contact:
    """``contact`` of a client of the age that is said."""
    born, state, _ = said.minor or (date(1990, 5, 2), "NY", None)
    Client.objects.filter(pk=contact.client_id).update(date_of_birth=born, state=state)
    return Contact.objects.select_related("client__clinician").get(pk=contact.pk)


def ends_of(said: Said, zone: ZoneInfo) -> dict[str, datetime]:
    """Every end by its name, by a calendar of our own: the last day is good to its end."""
    ends = {"expires_at": first_instant(said.last + DAY, zone)}
    if said.minor:
        ends["authority_ends_at"] = first_instant(said.minor[2], zone)
    for name, (day, nudge) in said.acts.items():
        ends[name] = first_instant(day, zone) + nudge
    if said.part:
        what, day, nudge = said.part
        ends[what] = first_instant(day, zone) + nudge
    return ends


def first_instant(day: date, zone: ZoneInfo) -> datetime:
    """When ``day`` begins in ``zone``, to the minute, looked up and not reckoned."""
    early = datetime.combine(day - DAY, time(), UTC)
    late = early + 3 * DAY
    while late - early > MINUTE:
        middle = early + (late - early) // MINUTE // 2 * MINUTE
        if middle.astimezone(zone).date() < day:
            early = middle
        else:
            late = middle
    return late


def signed(contact: Contact, said: Said, ends: dict[str, datetime]) -> Release:
    """A release that says its last day, and to which all else has happened."""
    facts = {name: ends[name] for name in said.acts}
    if "revoked_at" in facts:
        by = contact.client.clinician
        facts |= revoked(contact, by, facts["revoked_at"])
    if said.minor:
        facts["authority_ends_at"] = start_of(contact.client.comes_of_age_on)
    release = sign(contact, start_of(FIRST_DAY), end_of(said.last), grants=[], **facts)
    for made in grants_of(release, ["joint", "video", "skills"]):
        if made.what in ends:
            by = contact.client.clinician
            ended = parted(contact, by, [made.what], ends[made.what])
            made.ended_at, made.revocation = ended["ended_at"], ended["revocation"]
        made.save(force_insert=True)
    return release


def bar(contact: Contact, said: Said) -> None:
    """What keeps ``contact`` from whatever is ahead."""
    today, client = timezone.localdate(), contact.client
    if said.barred == "order":
        CourtOrder.objects.create(
            client=client,
            contact=contact,
            ruling=Ruling.NO_CONTACT,
            dated_on=today,
            court="Family Court",
            evidence="copy",
            entered_by=client.clinician,
        )
    elif said.barred:
        column = "deceased_on" if said.barred == "died" else "discharged_on"
        Client.objects.filter(pk=client.pk).update(**{column: today})
        client.refresh_from_db()

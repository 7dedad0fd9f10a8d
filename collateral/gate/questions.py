"""What the gate asks of the database, for some contacts of one client."""

from __future__ import annotations

from typing import Any

from django.db.models import Case, QuerySet, TextField, Value, When
from django.db.models.functions import Cast, Concat

from clients.models import APART, Client, CourtOrder
from collateral.models import Incident, PlanVersion, Screening, Stop
from practice.database.worded import worded
from practice.spans import Span
from releases.models import Grant, Kind, Release, ReleaseDraft
from releases.proof.evidence import with_evidence

STOPPED = "stopped"
# Something did, with someone about whom nothing was ever asked.
HAPPENED = "happened"
# Of the session's plan, in the place of what is of a contact.
APPROVED, UNAPPROVED = "approved", "unapproved"


@worded
def clients(pk: int) -> QuerySet[Client]:
    """The one, as it stands."""
    return Client.objects.filter(pk=pk)


@worded
def granted(
    client: int, contacts: list[int], clinician: int, whole: Span, spans: str
) -> QuerySet[Grant, tuple[int, str, int, list[bool]]]:
    """All that is granted to them at some time in ``whole``, each with who may tell, and
    whether it is for all of each of these ``spans``: any number of them, in one question.
    """
    theirs = Grant.objects.filter(client=client, contact__in=contacts)
    return theirs.told_by(clinician).throughout_each(whole, spans)


@worded
def signed(client: int, contacts: list[int], during: Span) -> QuerySet[Any]:
    """Their releases but for those of notes, with the evidence of those in force at some
    time ``during``; and with revocations of each that a restored backup does not know.
    """
    theirs = Release.objects.filter(
        client=client, contact__in=contacts, kind=Kind.GENERAL
    )
    return with_evidence(theirs.with_lost(), during=during)


@worded
def prepared(contacts: list[int]) -> QuerySet[ReleaseDraft]:
    """Their drafts that await a signature."""
    waiting = ReleaseDraft.objects.awaiting_signature()
    return waiting.filter(contact__in=contacts, kind=Kind.GENERAL)


@worded
def standing_against(
    contacts: list[int], sessions: list[int]
) -> QuerySet[Any, tuple[int, str, str]]:
    """What keeps some of them from joining, whatever is signed, each with its day or
    instant as text: a court's ruling; that the client stopped; what the newest screening
    says, whether or not it lets them; and that something happened where there is none.
    And how the plans of ``sessions`` stand, with what they have off limits, and who joins
    and hears of what as they have it.
    """
    orders = CourtOrder.objects.in_effect().order_by()
    orders = orders.filter(contact__in=contacts, ruling__in=APART)
    stops = Stop.objects.standing().order_by().filter(contact__in=contacts)
    ruled: Any = orders.values_list("contact", "ruling", as_text("dated_on"))
    stopped: Any = stops.values_list("contact", Value(STOPPED), as_text("said_at"))
    newest = Screening.objects.newest().order_by().filter(contact__in=contacts)
    screened: Any = newest.values_list("contact", "says", as_text("asked_at"))
    unasked = Incident.objects.unasked().order_by().filter(contact__in=contacts)
    since = as_text("recorded_at")
    happened: Any = unasked.values_list("contact", Value(HAPPENED), since)
    found: QuerySet[Any, tuple[int, str, str]]
    written = PlanVersion.objects.newest().order_by().filter(plan__in=sessions)
    stands = Case(When(approval=None, then=Value(UNAPPROVED)), default=Value(APPROVED))
    space = Value(" ", TextField())
    lists = Concat(as_text("off_limits"), space, as_text("hears"))
    planned: Any = written.values_list("plan", stands, lists)
    found = ruled.union(stopped, screened, happened, planned, all=True)
    return found


def as_text(column: str) -> Cast:
    return Cast(column, TextField())

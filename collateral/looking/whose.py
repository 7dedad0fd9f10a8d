"""Of whom a page is, by the first id in its address, whoever asks for it.

Asked of the object and not of the view, as what was refused is somebody's, too.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import F, Model, QuerySet
from django.db.models.functions import Coalesce

from clients.models import Authority, Client, Contact, EmergencyAccess
from collateral.models import (
    Arrival,
    Call,
    Disclosure,
    HomePractice,
    Inquiry,
    Observation,
    ParentEntry,
    Session,
    SessionSeries,
    Stop,
    TreatmentGoal,
    Wish,
)
from releases.models import (
    PaperAlarm,
    Refusal,
    Release,
    ReleaseDraft,
    Restoration,
    Revocation,
    ScannedPage,
    SignatureLink,
    SignedByHand,
    SignedForm,
)

Question = Callable[[Any], QuerySet[Any, Any]]


def _of(model: type[Model], *ways: str, key: str = "pk") -> Question:
    """Its client, by the first of the ``ways`` that leads to one."""
    client: Any = Coalesce(*ways) if len(ways) > 1 else F(ways[0])

    def question(subject: Any) -> QuerySet[Any, Any]:
        rows: Any = model._default_manager.filter(**{key: subject}).order_by()
        found: QuerySet[Any, Any] = rows.annotate(whose=client).values_list("whose")
        return found.distinct()

    return question


def _of_alarm(subject: Any) -> QuerySet[Any, Any]:
    """An alarm tells a release by its number alone."""
    named = PaperAlarm.objects.filter(pk=subject).order_by().values("release_id")
    return Release.objects.filter(pk__in=named).order_by().values_list("client")


# By what an address names first; ``batch_id`` of scans, as a printed one knows nobody.
QUESTIONS: dict[str, Question] = {
    "client_id": _of(Client, "pk"),
    "contact_id": _of(Contact, "client"),
    "emergency_id": _of(EmergencyAccess, "client"),
    "authority_id": _of(Authority, "client"),
    "draft_id": _of(ReleaseDraft, "client"),
    "release_id": _of(Release, "client"),
    "refusal_id": _of(Refusal, "draft__client"),
    "revocation_id": _of(Revocation, "client"),
    "alarm_id": _of_alarm,
    "restoration_id": _of(Restoration, "revocations__release__client"),
    "link_id": _of(SignatureLink, "draft__client", "client"),
    "paper_id": _of(SignedByHand, "draft__client", "client"),
    "form_id": _of(SignedForm, "client"),
    "page_id": _of(ScannedPage, "printout__draft__client", "printout__client"),
    "scan_batch": _of(
        ScannedPage, "printout__draft__client", "printout__client", key="batch"
    ),
    "session_id": _of(Session, "client"),
    "series_id": _of(SessionSeries, "client"),
    "arrival_id": _of(Arrival, "session__client"),
    "disclosure_id": _of(Disclosure, "client"),
    "call_id": _of(Call, "client"),
    "inquiry_id": _of(Inquiry, "client"),
    "entry_id": _of(ParentEntry, "client"),
    "goal_id": _of(TreatmentGoal, "client"),
    "practice_id": _of(HomePractice, "client"),
    "observation_id": _of(Observation, "client"),
    "stop_id": _of(Stop, "client"),
    "wish_id": _of(Wish, "client"),
}

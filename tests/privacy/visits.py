"""A request that someone made, and the answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.http import HttpResponse

from clients.models import (
    Client,
    ConsentEvent,
    Contact,
    ContactCorrection,
    Cover,
    EmergencyAccess,
)
from collateral.models import (
    Arrival,
    Attendance,
    Call,
    Cancellation,
    CheckIn,
    Debrief,
    Expectation,
    FamilyMember,
    GateQuestion,
    HomePractice,
    Incident,
    Inquiry,
    Intake,
    LeftOutDate,
    MailConsent,
    Observation,
    ParentEntry,
    Participant,
    PlanApproval,
    PlanPrompt,
    PlanTemplate,
    PlanVersion,
    PrintPiece,
    Screening,
    Session,
    SessionSeries,
    Stop,
    TreatmentGoal,
    VideoLink,
    Wish,
)
from practice.hours.models import Busy, ClosedDay, WorkingHours
from practice.models import (
    AccountEvent,
    CalendarFeed,
    Invitation,
    OtherCalendar,
    Progress,
    RoomChange,
    System,
)
from releases.models import (
    Release,
    ReleaseDraft,
    ReleasePreset,
    ScanBatch,
    ScannedPage,
    SignedForm,
)
from tests.releases.printing.papers import text_of


@dataclass(frozen=True)
class Visit:
    """Someone's request and its answer; ``wrote`` is whether it changed anything.

    ``how`` is get or post, or what was out of the ordinary.
    """

    who: str
    how: str
    route: str
    response: HttpResponse
    text: str
    wrote: bool

    @property
    def status(self) -> int:
        return self.response.status_code

    @property
    def url(self) -> str:
        request = self.response.request
        return f"{request['PATH_INFO']}?{request['QUERY_STRING']}".rstrip("?")

    @property
    def is_html(self) -> bool:
        return self.response.headers.get("Content-Type", "").startswith("text/html")

    def __str__(self) -> str:
        return f"{self.who}: {self.how} {self.url} {self.status}"


def seen(
    who: str, how: str, route: str, response: HttpResponse, *, wrote: bool = False
) -> Visit:
    body = response.getvalue()
    kind = response.headers.get("Content-Type", "")
    # Of a picture each byte, as what is written in it is not seen.
    coding = "latin-1" if kind.startswith("image/") else "utf-8"
    text = text_of(body) if kind == "application/pdf" else body.decode(coding)
    return Visit(who, how, route, response, text, wrote)


MODELS = (
    Client,
    Contact,
    ContactCorrection,
    Cover,
    EmergencyAccess,
    ReleaseDraft,
    Release,
    ReleasePreset,
    PlanVersion,
    PlanApproval,
    TreatmentGoal,
    PlanPrompt,
    PlanTemplate,
    Session,
    Participant,
    CheckIn,
    Expectation,
    FamilyMember,
    Inquiry,
    Intake,
    Incident,
    ParentEntry,
    Screening,
    Stop,
    Wish,
    Debrief,
    Attendance,
    HomePractice,
    Observation,
    ConsentEvent,
    Progress,
    PrintPiece,
    ScanBatch,
    ScannedPage,
    SignedForm,
    System,
    Invitation,
    AccountEvent,
    RoomChange,
    WorkingHours,
    Busy,
    ClosedDay,
    OtherCalendar,
    CalendarFeed,
    SessionSeries,
    LeftOutDate,
    Arrival,
    Cancellation,
    GateQuestion,
    MailConsent,
    VideoLink,
    Call,
)
WRITTEN = " UNION ALL ".join(
    f"SELECT '{model.db_table}', count(*),"
    f" md5(string_agg(row::text, '' ORDER BY {model.pk.column}))"
    f" FROM {model.db_table} AS row"
    for model in (each._meta for each in MODELS)
)


def everything() -> list[tuple[Any, ...]]:
    """All that is written, in few words."""
    with connection.cursor() as cursor:
        cursor.execute(WRITTEN)
        return sorted(cursor.fetchall())  # workers answer in any order

"""Shared sessions, who joins them, and what they are for."""

from __future__ import annotations

from collateral.models.arrival import Arrival, How
from collateral.models.basis import Basis, Part2Ground
from collateral.models.call import Call
from collateral.models.cancellation import Cancellation, Whose, Why
from collateral.models.check_in import CheckIn, Occasion
from collateral.models.debrief import Attendance, Debrief, Met, NextStep
from collateral.models.disclosure import Disclosure, DisclosureQuerySet
from collateral.models.expectation import Expectation
from collateral.models.family_member import FamilyMember
from collateral.models.gate_question import GateQuestion
from collateral.models.home_practice import Done, HomePractice
from collateral.models.incident import Incident
from collateral.models.inquiry import Answer, Channel, Inquiry
from collateral.models.intake import Intake
from collateral.models.mail_consent import MailConsent
from collateral.models.observation import Observation, Where
from collateral.models.parent_entry import (
    ParentAnswer,
    ParentEntry,
    ParentEntryQuerySet,
    Passed,
)
from collateral.models.participant import Participant
from collateral.models.plan import SharedSessionPlan
from collateral.models.plan_approval import ApprovedHow, PlanApproval
from collateral.models.plan_library import PlanPrompt, PlanTemplate
from collateral.models.plan_reading import Approver, PlanReading
from collateral.models.plan_version import PlanVersion, Secrets
from collateral.models.print_batch import Needs, PrintBatch, PrintPiece
from collateral.models.screening import Manner, Outcome, Screening
from collateral.models.series import (
    Every,
    LeftOutDate,
    SessionSeries,
    Until,
    WhyLeftOut,
)
from collateral.models.session import Session, SessionQuerySet
from collateral.models.session_kind import SessionKind
from collateral.models.session_reminder import SessionReminder
from collateral.models.staff_digest import StaffDigest
from collateral.models.status import STANDING, UNCOMPLETED, Status
from collateral.models.stop import Stop
from collateral.models.stop_message import StopMessage
from collateral.models.topic import SessionTopic
from collateral.models.treatment_goal import TreatmentGoal
from collateral.models.video_link import VideoLink
from collateral.models.wish import Closing, Initiator, Wish

__all__ = [
    "STANDING",
    "UNCOMPLETED",
    "Answer",
    "ApprovedHow",
    "Approver",
    "Arrival",
    "Attendance",
    "Basis",
    "Call",
    "Cancellation",
    "Channel",
    "CheckIn",
    "Closing",
    "Debrief",
    "Disclosure",
    "DisclosureQuerySet",
    "Done",
    "Every",
    "Expectation",
    "FamilyMember",
    "GateQuestion",
    "HomePractice",
    "How",
    "Incident",
    "Initiator",
    "Inquiry",
    "Intake",
    "LeftOutDate",
    "MailConsent",
    "Manner",
    "Met",
    "Needs",
    "NextStep",
    "Observation",
    "Occasion",
    "Outcome",
    "ParentAnswer",
    "ParentEntry",
    "ParentEntryQuerySet",
    "Part2Ground",
    "Participant",
    "Passed",
    "PlanApproval",
    "PlanPrompt",
    "PlanReading",
    "PlanTemplate",
    "PlanVersion",
    "PrintBatch",
    "PrintPiece",
    "Screening",
    "Secrets",
    "Session",
    "SessionKind",
    "SessionQuerySet",
    "SessionReminder",
    "SessionSeries",
    "SessionTopic",
    "SharedSessionPlan",
    "StaffDigest",
    "Status",
    "Stop",
    "StopMessage",
    "TreatmentGoal",
    "Until",
    "VideoLink",
    "Where",
    "Whose",
    "Why",
    "WhyLeftOut",
    "Wish",
]

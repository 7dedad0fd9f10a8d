"""Each kind of need, declared once: whose it is, what it is called, what is done next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from django.urls import reverse

from collateral.needs import of_people, of_releases, of_sessions, of_signing, words
from collateral.needs.asker import Asker
from collateral.needs.need import Need
from practice.models import Role
from releases.status import (
    AWAITING,
    CHECKING,
    ENDS_SOON,
    NOT_READY,
    REFUSED,
    TOO_SOON,
    Status,
    Tone,
)

CLINICIAN, DESK, ADMIN = Role.CLINICIAN, Role.FRONT_DESK, Role.ADMIN
OFFICE = (CLINICIAN, DESK)


class Says(Protocol):
    def __call__(self, need: Need, *, named: bool) -> str: ...


@dataclass(frozen=True)
class Action:
    """What can be done: ``says`` it, and leads to ``route`` of what the need names."""

    says: str
    route: str
    of: str = "subject"
    beside: str = ""  # another part of the need that the route takes
    place: str = ""  # on that page
    opens_pdf: bool = False

    def url(self, need: Need) -> str:
        args = [getattr(need, self.of)] if self.of else []
        args += [getattr(need, self.beside)] if self.beside else []
        return reverse(self.route, args=args) + self.place


@dataclass(frozen=True)
class Kind:
    """``rows`` asks for those of an ``Asker``; the first of ``actions`` is the next one."""

    code: str
    roles: tuple[Role, ...]
    chip: Status
    says: Says
    rows: Callable[[Asker], Any]
    actions: tuple[Action, ...]


def _chip(code: str, label: str, tone: Tone, icon: str) -> Status:
    return Status(code, label, tone, icon)


SESSION = Action("See the session", "session")
CANCEL = Action("Cancel it", "session_cancellation")
SIGN = Action("Get it signed", "draft_signature")
LINK = Action("Send a link", "draft_link")
PRINT = Action("Print it", "draft_paper", opens_pdf=True)
DRAFT = Action("See what is prepared", "draft")
RELEASE = Action("See the release", "release")
LAPSE = Action("Leave it to lapse", "release_lapse")
CLIENT = Action("See the client", "client", "client")
SERIES = Action("See the series", "series")
LET_GO = Action("Let them go", "series_letting_go")
LEFT_OUT = Action("See what can be booked", "series_left_out")

KINDS = (
    Kind(
        "held",
        (CLINICIAN,),
        _chip("held", "On hold", Tone.STOPPED, "circle-pause"),
        words.session,
        of_sessions.held,
        (
            Action("Decide", "session"),
            Action("Book it again", "session_reopening"),
            CANCEL,
        ),
    ),
    Kind(
        "not_here",
        OFFICE,
        _chip("not_here", "Not checked in", Tone.ENDING, "clock-alert"),
        words.begins,
        of_sessions.not_here,
        (Action("Check in", "session_arrival"), SESSION, CANCEL),
    ),
    Kind(
        "not_completed",
        OFFICE,
        _chip("not_completed", "Who was there?", Tone.WAITING, "circle-question-mark"),
        words.session,
        of_sessions.not_completed,
        (Action("Say who was there", "session_arrival"), SESSION),
    ),
    Kind(
        "plan",
        (CLINICIAN,),
        Status(NOT_READY.code, "Plan not ready", NOT_READY.tone, NOT_READY.icon),
        words.session,
        of_sessions.plans,
        (
            Action("See the plan", "session_plan"),
            Action("Write it out", "plan_edit"),
            SESSION,
        ),
    ),
    Kind(
        "uncovered_dates",
        (CLINICIAN,),
        Status(TOO_SOON.code, "Ends before its session", TOO_SOON.tone, TOO_SOON.icon),
        words.uncovered,
        of_sessions.uncovered_dates,
        (LEFT_OUT, LET_GO, SERIES),
    ),
    Kind(
        "left_out_dates",
        (CLINICIAN,),
        _chip("left_out", "Not booked yet", Tone.WAITING, "calendar-clock"),
        words.left_out,
        of_sessions.left_out_dates,
        (LEFT_OUT, LET_GO, SERIES),
    ),
    Kind(
        "debrief",
        (CLINICIAN,),
        _chip("debrief", "No debrief yet", Tone.WAITING, "pen-line"),
        words.session,
        of_sessions.debriefs,
        (Action("Write what came of it", "session_debrief"), SESSION, CLIENT),
    ),
    Kind(
        "practice",
        (CLINICIAN,),
        _chip("practice", "Home practice", Tone.WAITING, "house"),
        words.until,
        of_sessions.practices,
        (
            Action("Say what came of it", "home_practice_closing"),
            Action("See all home practice", "home_practices", "client"),
            CLIENT,
        ),
    ),
    Kind(
        "call",
        (CLINICIAN,),
        _chip("call", "Somebody called", Tone.WAITING, "phone"),
        words.call,
        of_people.calls,
        (
            Action("Read what was heard", "client_calls", "client"),
            CLIENT,
            Action("Who may speak to whom", "client_circle", "client"),
        ),
    ),
    Kind(
        "inquiry",
        (CLINICIAN,),
        _chip("inquiry", "Waits for an answer", Tone.WAITING, "phone"),
        words.inquiry,
        of_people.inquiries,
        (
            Action("Say how it was answered", "inquiry_answer"),
            Action("See parents and family", "client_parents", "client"),
            CLIENT,
        ),
    ),
    Kind(
        "awaiting",
        OFFICE,
        AWAITING,
        words.prepared,
        of_signing.awaiting,
        (SIGN, LINK, PRINT),
    ),
    Kind(
        "refused",
        OFFICE,
        REFUSED,
        words.refused,
        of_signing.refused,
        (Action("See who refuses", "draft"), SIGN, CLIENT),
    ),
    Kind(
        "to_check",
        OFFICE,
        Status(CHECKING.code, "Scan to check", CHECKING.tone, CHECKING.icon),
        words.to_check,
        of_signing.to_check,
        (Action("Check the paper", "draft_check"), DRAFT, CLIENT),
    ),
    Kind(
        "link",
        OFFICE,
        _chip("link", "Link locked", Tone.STOPPED, "lock"),
        words.locked,
        of_signing.links,
        (Action("See to it", "draft_link"), SIGN, PRINT),
    ),
    Kind(
        "copy",
        OFFICE,
        _chip("copy", "Copy owed", Tone.WAITING, "file-check"),
        words.copy,
        of_signing.copies,
        (
            Action("Hand it over", "release", place="#copies"),
            Action("Print it", "release_paper", opens_pdf=True),
            CLIENT,
        ),
    ),
    Kind(
        "scans",
        OFFICE,
        _chip("scans", "Scans to sort", Tone.WAITING, "file-check"),
        words.scans,
        of_signing.scans,
        (Action("Say what they are", "scans", of=""),),
    ),
    Kind(
        "ending",
        OFFICE,
        ENDS_SOON,
        words.ends,
        of_releases.ending,
        (Action("Renew", "draft_new", "contact"), RELEASE, LAPSE),
    ),
    Kind(
        "ending_notes",
        OFFICE,
        ENDS_SOON,
        words.ends,
        of_releases.ending_notes,
        (Action("Renew", "draft_notes", "contact", "said"), RELEASE, LAPSE),
    ),
    Kind(
        "of_age",
        OFFICE,
        _chip("of_age", "Signs alone soon", Tone.ENDING, "clock-alert"),
        words.of_age,
        of_releases.of_age,
        (
            Action("See what ends", "client"),
            Action("Have it signed in one sitting", "client_sitting"),
            Action("Who may speak to whom", "client_circle"),
        ),
    ),
    Kind(
        "papers",
        OFFICE,
        _chip("papers", "Papers run out", Tone.ENDING, "clock-alert"),
        words.papers,
        of_releases.papers,
        (
            Action("Enter new ones", "authority_new", "client"),
            CLIENT,
            Action("End them now", "authority_closing"),
        ),
    ),
    Kind(
        "unverified",
        OFFICE,
        _chip("unverified", "Papers to verify", Tone.WAITING, "file-check"),
        words.unverified,
        of_releases.unverified,
        (Action("Verify them", "authority_verification"), CLIENT),
    ),
    Kind(
        "voiding",
        (CLINICIAN, DESK, ADMIN),
        _chip("voiding", "Void?", Tone.STOPPED, "circle-slash"),
        words.voiding,
        of_releases.voidings,
        (Action("Decide", "release_voiding"), RELEASE),
    ),
    Kind(
        "writing",
        OFFICE,
        _chip("writing", "Still to come in writing", Tone.WAITING, "pen-line"),
        words.writing,
        of_releases.writings,
        (
            Action("It is in", "revocation_writing"),
            Action("Print it to be signed", "revocation_paper", opens_pdf=True),
            CLIENT,
        ),
    ),
    Kind(
        "alarm",
        (ADMIN,),
        _chip("alarm", "Paper changed", Tone.STOPPED, "triangle-alert"),
        words.alarm,
        of_releases.alarms,
        (
            Action("Look into it", "paper_alarm"),
            Action("See all of them", "paper_alarms", of=""),
        ),
    ),
)
BY_CODE = {kind.code: kind for kind in KINDS}

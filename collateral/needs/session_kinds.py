"""What sessions need, and people who turned to the practice: each kind, declared once."""

from __future__ import annotations

from collateral.needs import of_people, of_sessions, words
from collateral.needs.kind import CLIENT, CLINICIAN, OFFICE, Action, Kind, chip
from releases.status import NOT_READY, TOO_SOON, Status, Tone

SESSION = Action("See the session", "session")
CANCEL = Action("Cancel it", "session_cancellation")
SERIES = Action("See the series", "series")
LET_GO = Action("Let them go", "series_letting_go")
LEFT_OUT = Action("See what can be booked", "series_left_out")

OF_SESSIONS = (
    Kind(
        "held",
        (CLINICIAN,),
        chip("held", "On hold", Tone.STOPPED, "circle-pause"),
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
        chip("not_here", "Not checked in", Tone.ENDING, "clock-alert"),
        words.begins,
        of_sessions.not_here,
        (Action("Check in", "session_arrival"), SESSION, CANCEL),
    ),
    Kind(
        "not_completed",
        OFFICE,
        chip("not_completed", "Who was there?", Tone.WAITING, "circle-question-mark"),
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
        chip("left_out", "Not booked yet", Tone.WAITING, "calendar-clock"),
        words.left_out,
        of_sessions.left_out_dates,
        (LEFT_OUT, LET_GO, SERIES),
    ),
    Kind(
        "topics",
        (CLINICIAN,),
        chip("topics", "Topics to write", Tone.WAITING, "pen-line"),
        words.session,
        of_sessions.topics,
        (Action("Write the plan out", "plan_edit"), SESSION, CLIENT),
    ),
    Kind(
        "debrief",
        (CLINICIAN,),
        chip("debrief", "No debrief yet", Tone.WAITING, "pen-line"),
        words.session,
        of_sessions.debriefs,
        (Action("Write what came of it", "session_debrief"), SESSION, CLIENT),
    ),
    Kind(
        "practice",
        (CLINICIAN,),
        chip("practice", "Home practice", Tone.WAITING, "house"),
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
        chip("call", "Somebody called", Tone.WAITING, "phone"),
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
        chip("inquiry", "Waits for an answer", Tone.WAITING, "phone"),
        words.inquiry,
        of_people.inquiries,
        (
            Action("Say how it was answered", "inquiry_answer"),
            Action("See parents and family", "client_parents", "client"),
            CLIENT,
        ),
    ),
)

"""What releases, signatures and papers need: each kind, declared once."""

from __future__ import annotations

from collateral.needs import of_people, of_releases, of_signing, words
from collateral.needs.kind import (
    ADMIN,
    CLIENT,
    CLINICIAN,
    DESK,
    OFFICE,
    Action,
    Kind,
    chip,
)
from releases.status import AWAITING, CHECKING, ENDS_SOON, REFUSED, Status, Tone

SIGN = Action("Get it signed", "draft_signature")
LINK = Action("Send a link", "draft_link")
PRINT = Action("Print it", "draft_paper", opens_pdf=True)
DRAFT = Action("See what is prepared", "draft")
RELEASE = Action("See the release", "release")
LAPSE = Action("Leave it to lapse", "release_lapse")

OF_PAPERS = (
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
        "form_to_check",
        OFFICE,
        Status(CHECKING.code, "Scan to check", CHECKING.tone, CHECKING.icon),
        words.to_check,
        of_signing.forms_to_check,
        (
            Action("Check the paper", "form_check"),
            Action("See their forms", "client_forms", "client"),
            CLIENT,
        ),
    ),
    Kind(
        "link",
        OFFICE,
        chip("link", "Link locked", Tone.STOPPED, "lock"),
        words.locked,
        of_signing.links,
        (Action("See to it", "draft_link"), SIGN, PRINT),
    ),
    Kind(
        "form_link",
        OFFICE,
        chip("link", "Link locked", Tone.STOPPED, "lock"),
        words.form_locked,
        of_signing.form_links,
        (
            Action("See to it", "form_link", "client", "said", of_contact=True),
            Action("See their forms", "client_forms", "client"),
            CLIENT,
        ),
    ),
    Kind(
        "copy",
        OFFICE,
        chip("copy", "Copy owed", Tone.WAITING, "file-check"),
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
        chip("scans", "Scans to sort", Tone.WAITING, "file-check"),
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
        chip("of_age", "Signs alone soon", Tone.ENDING, "clock-alert"),
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
        chip("papers", "Papers run out", Tone.ENDING, "clock-alert"),
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
        chip("unverified", "Papers to verify", Tone.WAITING, "file-check"),
        words.unverified,
        of_releases.unverified,
        (Action("Verify them", "authority_verification"), CLIENT),
    ),
    Kind(
        "voiding",
        (CLINICIAN, DESK, ADMIN),
        chip("voiding", "Void?", Tone.STOPPED, "circle-slash"),
        words.voiding,
        of_releases.voidings,
        (Action("Decide", "release_voiding"), RELEASE),
    ),
    Kind(
        "lost",
        OFFICE,
        chip("lost", "Revocation lost", Tone.STOPPED, "circle-alert"),
        words.lost,
        of_releases.lost,
        (Action("Record it again", "release_revocation"), RELEASE, CLIENT),
    ),
    Kind(
        "writing",
        OFFICE,
        chip("writing", "Still to come in writing", Tone.WAITING, "pen-line"),
        words.writing,
        of_releases.writings,
        (
            Action("It is in", "revocation_writing"),
            Action("Print it to be signed", "revocation_paper", opens_pdf=True),
            CLIENT,
        ),
    ),
    Kind(
        "emergency",
        (ADMIN,),
        chip("emergency", "Opened in an emergency", Tone.WAITING, "siren"),
        words.emergency,
        of_people.emergencies,
        (Action("Look into it", "emergency"), CLIENT),
    ),
    Kind(
        "alarm",
        (ADMIN,),
        chip("alarm", "Paper changed", Tone.STOPPED, "triangle-alert"),
        words.alarm,
        of_releases.alarms,
        (
            Action("Look into it", "paper_alarm"),
            Action("See all of them", "paper_alarms", of=""),
        ),
    ),
)

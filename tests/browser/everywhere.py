"""Every page, by who opens it; and the forms that are sent empty."""

from __future__ import annotations

from tests.browser.steps import BOOK

SHARED = """
/week/
/clients/
/clients/{client}/
/clients/new/
/clients/{client}/edit/
/clients/{client}/care/
/clients/{client}/circle/
/clients/{client}/sitting/
/clients/{client}/both-parents/
/clients/{client}/both-parents/new/
/clients/{client}/forms/
/clients/{client}/forms/consent/
/clients/{client}/forms/consent/link/
/clients/{client}/forms/consent/filing/
/forms/papers/{form_paper}/
/clients/{client}/stop/
/clients/{client}/calls/
/clients/{client}/contacts/new/
/clients/{client}/authorities/new/
/authorities/{papers}/verification/
/contacts/{contact}/edit/
/contacts/{contact}/correction/
/contacts/{contact}/release/
/drafts/{draft}/
/drafts/{draft}/edit/
/drafts/{draft}/withdrawal/
/drafts/{draft}/signature/
/releases/
/releases/{release}/
/releases/{revoked}/
/releases/{release}/revocation/
/releases/{release}/voiding/
/releases/{ends}/event/
/revocations/{wanted}/writing/
/sessions/{session}/
/sessions/{held}/
"""
PAGES = {
    "ada": """
/clients/emergency/
/clients/{client}/cover/
/needs/
/week/?show=all
/week/slot/?date={day}&start=15:00
/week/
/hours/
/hours/{ada}/
/hours/{ada}/busy/
/hours/{ada}/calendars/
/calendar-feed/
/own-mail/
/own-account/
/own-account/password/
/people/{ada}/cover/
/own-account/code/
/own-account/passkey/
/sessions/{session}/video/
/contacts/{contact}/mail/
/clients/{client}/orders/new/
/clients/{client}/sessions/new/
/clients/{client}/times/
/sessions/{session}/plan/
/sessions/{session}/plan/edit/
/sessions/{session}/opening/
/sessions/{session}/handouts/
/sessions/{past}/debrief/
/sessions/{past}/arrival/
/clients/{client}/goals/
/clients/{client}/wishes/
/clients/{client}/wishes/new/
/contacts/{contact}/screening/
/contacts/{contact}/incidents/new/
/clients/{client}/disclosures/
/clients/{client}/disclosures/new/
/contacts/{contact}/disclosures/new/
/clients/{client}/parents/
/clients/{client}/family/
/clients/{client}/intake/
/clients/{client}/inquiries/new/
/clients/{client}/practice/
/clients/{client}/practice/new/
/clients/{client}/observations/
/clients/{client}/observations/new/
/sessions/{session}/move/
/sessions/{session}/participants/
/sessions/{session}/topics/
/sessions/{session}/reopening/
/sessions/{session}/cancellation/
/series/{series}/
/series/{series}/move/
/series/{series}/reopening/
/series/{series}/left-out/
/series/{series}/letting-go/
/series/{series}/cancellation/
/sessions/{held}/reopening/
/releases/{revoked}/sessions/
/nowhere/
""",
    "finn": """
/day/
/needs/
/day/{day}/
/week/?show=clinician-{ada}
/week/slot/?date={day}&start=15:00&clinician={ada}
/sessions/{past}/arrival/
/clients/{client}/sessions/new/
/clients/{client}/times/
/sessions/{session}/move/
/sessions/{session}/reopening/
/series/{series}/
"""
    + SHARED,
    "nora": """
/needs/
/week/
/day/{day}/
/history/
/history/?client={client}&to=2027-01-12
/history/?from=2027-01-12&to=2027-01-01
/history/verification/
/looks/?client={client}
/looks/?from=2027-01-12&to=2027-01-01
/hours/
/hours/practice/
/closed-days/new/
/settings/
/settings/letterhead/
/settings/logo/
/settings/policies/
/settings/jobs/
/settings/programs/
/settings/rooms/
/settings/people/
/settings/people/{ada}/
/settings/people/{ada}/role/
/settings/people/{ada}/leaving/
/settings/people/{ada}/clients/
/wordings/
/ideas/
/clients/
/clients/{client}/
/clients/{client}/circle/
/releases/{release}/
/sessions/{held}/
""",
}

FORMS = {
    "/clients/new/": "Save",
    "/clients/emergency/": "Open in an emergency",
    "/clients/{client}/cover/": "Name who covers",
    "/clients/{client}/contacts/new/": "Save",
    "/contacts/{contact}/correction/": "Correct",
    "/contacts/{leo}/release/": "Save, to print or sign later",
    "/releases/{release}/revocation/": "Revoke the release",
    "/clients/{client}/authorities/new/": "Save",
    "/clients/{client}/orders/new/": "Save",
    "/clients/{client}/sessions/new/": BOOK,
    "/sessions/{session}/cancellation/": "Cancel the session",
    "/sessions/{session}/participants/": "Add to the session",
}

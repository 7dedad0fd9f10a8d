"""What the addresses of the house name."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from releases.models import (
    FormKind,
    Kind,
)

if TYPE_CHECKING:
    from tests.privacy.rooms import House


def ids_of(house: House, route: str) -> dict[str, Any]:
    """Whatever id a route of Ada's may ask for."""
    session = house.held if route == "session_reopening" else house.booked
    drafts = {"draft_refusal": house.teos, "draft_check": house.sams.draft}
    draft = drafts.get(route, house.marias)
    people = {
        "contact_edit": house.una,
        "contact_mail_withdrawal": house.ben,
        "contact_disclosure": house.ben,
        "participant_handout": session.participants.earliest("pk").contact,
        "practice_handout": house.afterwards.practice.contact,
    }
    contact = people.get(route, house.maria)
    # Of a minor alone is kept what passed with each parent.
    of_minors = {"parent_ledger", "parent_entry_new"}
    client = house.teos.client if route in of_minors else house.jordan
    tokens = {
        "reminders_stop": house.stops,
        "session_reminders_stop": house.reminded,
        "calendar_feed": house.times.feed,
        "join_door": house.joins,
    }
    return {
        "client_id": client.pk,
        "contact_id": contact.pk,
        "draft_id": draft.pk,
        "invitation_id": house.invitation.pk,
        "link_id": house.link.pk,
        "user_id": (house.ada if route == "person_cover" else house.cleo).pk,
        "room_id": house.blue.pk,
        "paper_id": house.form_paper.pk,
        "token": tokens.get(route, house.token),
        "batch_id": house.scan.batch_id,
        "page_id": house.scan.pk,
        "release_id": house.bens.pk,
        "revocation_id": house.iras.pk,
        "session_id": session.pk,
        "disclosure_id": house.told.pk,
        "authority_id": house.papers.pk,
        "wording_id": house.wording.pk,
        "language": "es",
        "state": "IL",
        "version": 1,
        "key": "new",
        "factor_id": 0,  # each has their own, and nobody here has any
        "entry": "witness_sign",
        "handout": "questions",
        "preset_id": house.preset.pk,
        "alarm_id": house.alarm.pk,
        "restoration_id": house.restored.pk,
        "emergency_id": house.emergency.pk,
        "system_id": house.system.pk,
        "job_id": house.job,
        "step": "read",
        "wish_id": house.wish.pk,
        "stop_id": house.stop.pk,
        "entry_id": house.entry.pk,
        "inquiry_id": house.inquiry.pk,
        "call_id": house.call.pk,
        "kind": FormKind.CONSENT.value
        if route.startswith("form_")
        else Kind.PSYCHOTHERAPY_NOTES.value,
        "form_id": house.form.pk,
        "goal_id": house.goal.pk,
        "series_id": house.repeated.series.pk,
        "day": timezone.localdate() + timedelta(days=7),
        **house.prints.ids(route),
        **house.afterwards.ids(route),
        **house.times.ids(),
    }

"""An admin of Django's, in which anyone may do anything, is no way round."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.admin import AdminSite, ModelAdmin
from django.http import HttpRequest
from django.test import RequestFactory
from django.utils import timezone

from clients.models import Contact
from collateral.models import Participant, Session, Status
from practice.models import User
from releases.models import PRACTICE
from tests.refusals import refused_by


class Open(ModelAdmin):
    """An admin in which anyone may do anything."""

    def has_add_permission(self, *args: Any) -> bool:
        return True

    def has_change_permission(self, *args: Any) -> bool:
        return True

    def has_view_permission(self, *args: Any) -> bool:
        return True


def posted(fields: Iterable[tuple[str, Any]], by: User) -> HttpRequest:
    request = RequestFactory().post("/", dict(fields))
    request.user = by
    request._dont_enforce_csrf_checks = True
    return request


def fields_of(instance: Any) -> dict[str, Any]:
    """As the admin's own forms send them."""
    lower, upper, booked = (
        timezone.localtime(at)
        for at in (instance.during.lower, instance.during.upper, instance.booked_at)
    )
    return {
        "client": instance.client_id,
        "during_0": f"{lower:%Y-%m-%d %H:%M:%S}",
        "during_1": f"{upper:%Y-%m-%d %H:%M:%S}",
        "booked_at_0": f"{booked:%Y-%m-%d}",
        "booked_at_1": f"{booked:%H:%M:%S}",
        "status": instance.status,
    }


def test_the_admin_gives_nobody_a_seat_uncovered(
    nora: User, standing: Session, ben: Contact
) -> None:
    admin = Open(Participant, AdminSite())
    fields = {
        **fields_of(standing),
        "session": standing.pk,
        "contact": ben.pk,
        "clinician": standing.clinician_id,
        "format": standing.format,
        "place": standing.place,
        "discloser": PRACTICE,
    }
    with refused_by("participant_release_in_force"):
        admin.add_view(posted(fields.items(), nora))
    assert not ben.seats.exists()


def test_the_admin_schedules_nothing_uncovered(nora: User, held: Session) -> None:
    """Case 65 of the domain's; by SQL and by the forms, beside this file."""
    admin = Open(Session, AdminSite())
    fields = {
        **fields_of(held),
        "clinician": held.clinician_id,
        "format": held.format,
        "place": held.place,
        "kind": held.kind,
        "room": "",
        "status": "scheduled",
    }
    with refused_by("participant_release_in_force"):
        admin.change_view(posted(fields.items(), nora), str(held.pk))
    held.refresh_from_db()
    assert held.status == Status.HELD

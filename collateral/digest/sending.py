"""Mailing each the next working day, once."""

from __future__ import annotations

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from collateral.digest.words import words_of
from collateral.models import StaffDigest
from collateral.schedule.day import next_working_day
from practice.jobs.task import GaveUp
from practice.mail import MailFailed, can_mail, send
from practice.models import Role, User

FROM_HOUR = 16
TRIES = 3


def due(now: datetime) -> list[tuple[int, date]]:
    """Whom to mail which day: in the afternoon, each who left an address."""
    if timezone.localtime(now).hour < FROM_HOUR or not can_mail():
        return []
    day = next_working_day(timezone.localdate(now))
    went = list(StaffDigest.objects.filter(day=day))
    done = {each.user_id for each in went if each.failed_at is None}
    tried = [each.user_id for each in went]
    staff = (
        User.objects.filter(is_active=True).exclude(email="").exclude(role=Role.ADMIN)
    )
    return [
        (pk, day)
        for pk in staff.values_list("pk", flat=True)
        if pk not in done and tried.count(pk) < TRIES
    ]


def tell(user_id: int, day: date) -> bool:
    """Whether it was mailed now. What a worker died over is not mailed again."""
    staff = (
        User.objects.filter(is_active=True).exclude(email="").exclude(role=Role.ADMIN)
    )
    user = staff.filter(pk=user_id).first()
    if user is None:
        return False
    digest = StaffDigest(user=user, day=day, taken_at=timezone.now())
    try:
        with transaction.atomic():
            digest.save(force_insert=True)
    except IntegrityError:
        return False
    try:
        send(user.email, "en", words_of(user, day))
    except (MailFailed, GaveUp):
        digest.failed_at = timezone.now()
        digest.save(update_fields=["failed_at"])
        return False
    digest.sent_at = timezone.now()
    digest.save(update_fields=["sent_at"])
    return True

"""The day's root, as the worker seals and tells it."""

from __future__ import annotations

from django.conf import settings
from django.utils import timezone
from procrastinate.contrib.django import app

from practice.jobs.task import job
from practice.mail import can_mail, send
from releases.models import RootStamp, SealedRoot
from releases.root import beside
from releases.root.outside import mailed
from releases.root.sealing import seal_root
from releases.root.stamp import stamped

ENGLISH = "en"


@app.periodic(cron="7 * * * *", periodic_id="seal_the_days_root")
@job("seal_the_days_root")
def seal_the_days_root(timestamp: int) -> None:
    """Asked every hour, so that a day on which the machine slept has its root too."""
    last = SealedRoot.objects.first()
    if last is None or timezone.localdate(last.at) != timezone.localdate():
        tell_of(seal_root())


def tell_of(root: SealedRoot) -> None:
    """Each by itself, so that none waits for another."""
    beside.keep(root)
    if settings.ROOT_MAIL_TO and can_mail():
        mail_root.defer(root=root.number)
    if settings.TIMESTAMP_URL:
        stamp_root.defer(root=root.number)


@job("mail_root")
def mail_root(root: int) -> None:
    if settings.ROOT_MAIL_TO:
        sealed = SealedRoot.objects.get(number=root)
        send(settings.ROOT_MAIL_TO, ENGLISH, mailed(sealed))


@job("stamp_root")
def stamp_root(root: int) -> None:
    sealed = SealedRoot.objects.get(number=root)
    if settings.TIMESTAMP_URL and not RootStamp.objects.filter(root=sealed).exists():
        token = stamped(sealed.sha256)
        RootStamp.objects.get_or_create(root=sealed, defaults={"token": token})

"""``manage.py conceal_anew``: what the practice conceals, by its key of now."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from allauth.mfa.models import Authenticator
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from practice.calendars.models import OtherCalendar
from practice.secret import Unreadable, concealed_anew

UNREADABLE = (
    "{count} cannot be read by any key that is set, and stay as they are: name the one "
    "before in SECRET_KEY_FALLBACKS, or have them entered and set up anew."
)


class Command(BaseCommand):
    help = (
        "Conceal addresses of calendars and secrets of second factors by the SECRET_KEY of "
        "now. Once none is left, those in SECRET_KEY_FALLBACKS may go."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        with transaction.atomic():
            done = [*_calendars(), *_factors()]
        self.stdout.write(f"{sum(done)} concealed by the key of now.")
        if left := done.count(False):
            raise CommandError(UNREADABLE.format(count=left))


def _calendars() -> Iterator[bool]:
    for each in OtherCalendar.objects.select_for_update():
        try:
            each.address_concealed = concealed_anew(bytes(each.address_concealed))
        except Unreadable:
            yield False
            continue
        each.save(update_fields=["address_concealed"])
        yield True


def _factors() -> Iterator[bool]:
    apps = Authenticator.objects.filter(type=Authenticator.Type.TOTP)
    for each in apps.select_for_update():
        try:
            new = concealed_anew(each.data["secret"].encode())
        except Unreadable:
            yield False
            continue
        each.data["secret"] = new.decode()
        each.save(update_fields=["data"])
        yield True

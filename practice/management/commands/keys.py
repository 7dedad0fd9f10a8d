"""``manage.py keys``: which there are, what each opens, and how it is replaced."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from practice.calendars.models import OtherCalendar
from practice.formats import say_day_short_year
from practice.models import System
from practice.paper.key import NoKey, certificates
from practice.secret import Concealed, how_concealed
from practice.spans import local_day

CONCEALING = """\
SECRET_KEY signs what forms send, and conceals addresses of calendars and secrets of apps
for second factors: {now} by this key, {before} by one of the {fallbacks} before it that are
still named, {by_none} that no key opens.
  Replaced: set another, name this one in SECRET_KEY_FALLBACKS, run manage.py conceal_anew.
"""
SEAL = """\
The seal signs papers and each day's root: {fingerprint},
since {day}; {before} before it, for what was sealed with them.
  Replaced: manage.py replace_seal_key, and a backup afterwards.
"""
BACKUPS = """\
Backups are closed for {recipients}.
  Replaced: manage.py backup_key. What was closed before, the old secret opens.
"""
SYSTEMS = """\
Programs that ask whether a session may be booked: {count}, each with a token of its own.
  Replaced: withdrawn and issued anew in Settings, Programs that may ask.
"""


class Command(BaseCommand):
    help = "Say which keys there are, and how each is replaced. No secret is said."

    def handle(self, *args: Any, **options: Any) -> None:
        concealed = Counter(map(how_concealed, _concealed()))
        count = {each.value: concealed[each] for each in Concealed}
        before = len(settings.SECRET_KEY_FALLBACKS)
        self.stdout.write(CONCEALING.format(**count, fallbacks=before))
        self.stdout.write(_seal())
        recipients = ", ".join(settings.BACKUP_RECIPIENT) or "nobody: they are plain"
        self.stdout.write(BACKUPS.format(recipients=recipients))
        issued = System.objects.in_use().count()
        self.stdout.write(SYSTEMS.format(count=issued))


def _concealed() -> Iterator[bytes]:
    for address in OtherCalendar.objects.values_list("address_concealed", flat=True):
        yield bytes(address)
    apps = Authenticator.objects.filter(type=Authenticator.Type.TOTP)
    for data in apps.values_list("data", flat=True):
        yield data["secret"].encode()


def _seal() -> str:
    try:
        (fingerprint, certificate), *before = certificates().items()
    except NoKey as error:
        raise CommandError(str(error)) from error
    day = say_day_short_year(local_day(certificate.not_valid_before_utc))
    return SEAL.format(fingerprint=fingerprint, day=day, before=len(before))

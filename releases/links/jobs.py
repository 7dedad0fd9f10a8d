"""Mailing a link, once it is sure that it was made, and what reminds of it."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from practice.jobs.task import GaveUp, job
from practice.mail import MailFailed, Words, send
from releases.links.act import fresh_token
from releases.links.reminders import take
from releases.links.tokens import path_of, stop_path_of
from releases.models import SignatureLink
from releases.terms.languages import language, spoken_by

# Without a name, or what it is about: whoever carries it reads it too.
SAYS = {
    "en": Words(
        [
            "There is something for you to read and sign. Before it opens, you are asked "
            "for a date of birth.",
            "It opens for seven days at most, and until you have signed. If you have "
            "another message like this, the newest one counts.",
        ],
        link_says="Read it and sign",
    ),
    "es": Words(
        [
            "Hay algo para que usted lea y firme. Antes de abrirlo, se le pide una fecha "
            "de nacimiento.",
            "Se abre durante siete días como máximo, y hasta que usted haya firmado. Si "
            "tiene otro mensaje como este, vale el más reciente.",
        ],
        link_says="Leer y firmar",
    ),
}
# It can name the address as little as whoever carries it: what was mailed is kept nowhere.
REMINDS = {
    "en": [
        "An earlier message from us has a link that waits for you. It opens until {until}.",
        "If you have that message no more, call us, and we send you another.",
    ],
    "es": [
        "Un mensaje anterior nuestro tiene un enlace que espera por usted. Se abre hasta "
        "el {until}.",
        "Si ya no tiene ese mensaje, llámenos y le enviamos otro.",
    ],
}
REMINDED_ON = (2, 4, 6)  # days after it was made, of seven


@job("send_link")
def send_link(link: int) -> None:
    """Mail it under an address made for this mail, or not at all if it is over."""
    found = fresh_token(link)
    if found is None:
        return
    made, token = found
    language = spoken_by(made.language or made.about.language)
    says = SAYS.get(language, SAYS["en"])
    address = settings.PRACTICE_URL + path_of(token)
    words = Words(says.paragraphs, link=address, link_says=says.link_says)
    row = SignatureLink.objects.open().filter(pk=link)
    try:
        send(made.email, language, words)
    except GaveUp:
        row.update(mail_failed_at=timezone.now())
        raise
    with transaction.atomic():
        if row.update(mailed_at=timezone.now()):
            put_off(made)


def put_off(link: SignatureLink) -> None:
    """Its reminders, each of which looks whether it is wanted once it runs."""
    for number, day in enumerate(REMINDED_ON, 1):
        then = link.made_at + timedelta(days=day)
        remind_of_link.configure(schedule_at=then).defer(link=link.pk, number=number)


@job("remind_of_link")
def remind_of_link(link: int, number: int) -> None:
    """Mail one that was not before, or not at all if nobody waits for it any more.

    What a worker died over is not mailed again: better none than two.
    """
    taken = take(link, number)
    if taken is None:
        return
    reminder, token = taken
    waits = reminder.link
    code = spoken_by(waits.language or waits.about.language)
    until = language(code).instant(waits.expires_at)
    says = REMINDS.get(code, REMINDS["en"])
    words = Words([each.format(until=until) for each in says])
    stop_url = settings.PRACTICE_URL + stop_path_of(token)
    try:
        send(waits.email, code, words, stop_url=stop_url)
    except (MailFailed, GaveUp):
        reminder.failed_at = timezone.now()
        reminder.save(update_fields=["failed_at"])
        raise
    reminder.sent_at = timezone.now()
    reminder.save(update_fields=["sent_at"])

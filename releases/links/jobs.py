"""Mailing a link, once it is sure that it was made."""

from __future__ import annotations

from django.conf import settings
from django.utils import timezone

from practice.jobs.task import GaveUp, job
from practice.mail import Words, send
from releases.links.act import fresh_token
from releases.links.tokens import path_of
from releases.models import SignatureLink
from releases.terms.languages import spoken_by

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


@job("send_link")
def send_link(link: int) -> None:
    """Mail it under an address made for this mail, or not at all if it is over."""
    found = fresh_token(link)
    if found is None:
        return
    made, token = found
    language = spoken_by(made.draft.client.language)
    says = SAYS.get(language, SAYS["en"])
    address = settings.PRACTICE_URL + path_of(token)
    words = Words(says.paragraphs, link=address, link_says=says.link_says)
    row = SignatureLink.objects.open().filter(pk=link)
    try:
        send(made.email, language, words)
    except GaveUp:
        row.update(mail_failed_at=timezone.now())
        raise
    row.update(mailed_at=timezone.now())

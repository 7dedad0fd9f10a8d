"""What a reminder says: when and where, and whom to call. Not with whom, nor what for."""

from __future__ import annotations

from collateral.models import Session, VideoLink
from practice.letterhead.current import letterhead
from practice.mail import Words
from releases.models import Place
from releases.terms.languages import language

SAYS = {
    "en": {
        "subject": "A reminder",
        "when": "We expect you on {when}.",
        Place.IN_PERSON.value: "Where: {address}.",
        Place.PHONE.value: "How: by phone.",
        Place.VIDEO.value: "How: by video.",
        "link": "Open the video room",
        "else": "If you cannot come, or if this is not for you, please call us.",
    },
    "es": {
        "subject": "Un recordatorio",
        "when": "Le esperamos el {when}.",
        Place.IN_PERSON.value: "Dónde: {address}.",
        Place.PHONE.value: "Cómo: por teléfono.",
        Place.VIDEO.value: "Cómo: por video.",
        "link": "Abrir la sala de video",
        "else": "Si no puede venir, o si este mensaje no es para usted, por favor llámenos.",
    },
}


def words_of(session: Session, code: str) -> Words:
    """In the language of ``code``, or English where there are none in it."""
    code = code if code in SAYS else "en"
    says = SAYS[code]
    when = language(code).instant(session.during.lower)
    where = says[session.place].format(address=letterhead().address)
    paragraphs = [says["when"].format(when=when), where, says["else"]]
    return Words(
        paragraphs, link=_link(session), link_says=says["link"], subject=says["subject"]
    )


def _link(session: Session) -> str:
    """Where they meet by video, if that is kept."""
    link = VideoLink.objects.filter(session=session).first()
    return link.address if link and session.place == Place.VIDEO else ""

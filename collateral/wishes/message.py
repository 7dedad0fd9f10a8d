"""The neutral message to whoever expected a session that does not take place: its words,
to whom it may be mailed, and mailing it.
"""

from __future__ import annotations

from django.db.models import BooleanField, Exists, F, Func, OuterRef, Q, QuerySet
from django.utils import timezone

from clients.models import Client, Contact
from collateral.models import StopMessage
from practice.jobs.task import GaveUp, job
from practice.mail import MailFailed, Words, can_mail, send
from releases.models import FormCapacity, SignatureLink
from releases.terms.languages import ENGLISH, spoken_by

# It says nothing of who wanted it so, or why; nor whose session it is.
NEUTRAL = {
    "en": "The session is not taking place as planned. We will be in touch if that changes.",
    "es": "La sesión no se hará como estaba previsto. Le avisaremos si eso cambia.",
}
# In which a link is the client's own.
THEMSELVES = (FormCapacity.CLIENT, FormCapacity.MINOR, FormCapacity.TEEN)


def neutral_for(client: Client) -> str:
    """In the language that ``client`` is spoken to in, as their family is."""
    return NEUTRAL.get(spoken_by(client.language), NEUTRAL[ENGLISH])


def mailable(client: Client, seated: QuerySet[Contact]) -> QuerySet[Contact]:
    """Those of ``seated`` whose address is on file, and not one at which ``client`` is
    written to; nobody, where the practice mails nothing.
    """
    if not can_mail():
        return seated.none()
    same = Func(
        F("email"),
        OuterRef("email"),
        function="same_email",
        output_field=BooleanField(),
    )
    theirs = SignatureLink.objects.filter(
        Q(draft__client=client) | Q(client=client), capacity__in=THEMSELVES
    )
    shared = theirs.alias(same=same).filter(same=True)
    return seated.exclude(email="").exclude(Exists(shared))


@job("send_stop_message")
def send_stop_message(stop: int) -> None:
    """Mail it, or not at all if the client wants the session again by now.

    What a worker died over is not mailed again: better none than two.
    """
    now = timezone.now()
    waiting = StopMessage.objects.filter(pk=stop, taken_at=None, failed_at=None)
    if not waiting.filter(stop__lifted_at=None).update(taken_at=now):
        return
    found = StopMessage.objects.select_related("stop__client").get(pk=stop)
    this = StopMessage.objects.filter(pk=stop)
    client = found.stop.client
    try:
        send(found.email, spoken_by(client.language), Words([neutral_for(client)]))
    except MailFailed:
        this.update(taken_at=None)  # to be tried again
        raise
    except GaveUp:
        this.update(failed_at=timezone.now())
        raise
    this.update(mailed_at=timezone.now())

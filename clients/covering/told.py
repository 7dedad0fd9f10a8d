"""Telling a colleague by mail that they are named to cover clients."""

from __future__ import annotations

from django.conf import settings

from clients.models import Cover
from practice.formats import say_day
from practice.jobs.task import job
from practice.mail import Words, can_mail, send
from practice.models import User
from practice.numbers import say_number
from practice.spans import last_day, local_day


def tell(colleague: User, cover: Cover) -> None:
    """Once, of all that were named with ``cover``, once that is kept; to who left an
    address, where there is mail.
    """
    if colleague.email and can_mail():
        mail_cover.defer(cover=cover.pk)


@job("mail_cover")
def mail_cover(cover: int) -> None:
    """Whose, and of which clients, whoever carries the mail need not know. Nothing, where
    it was ended meanwhile.
    """
    standing = Cover.objects.standing().select_related("clinician")
    found = standing.filter(pk=cover, clinician__is_active=True).first()
    if found is None or not found.clinician.email:
        return
    alike = standing.filter(
        clinician=found.clinician, named_at=found.named_at, during=found.during
    )
    send(found.clinician.email, "en", words_of(found, alike.count()))


def words_of(cover: Cover, number: int) -> Words:
    first = say_day(local_day(cover.during.lower))
    last = say_day(last_day(cover.during.upper))
    days = first if first == last else f"{first} through {last}"
    clients = "client" if number == 1 else "clients"
    said = (
        f"You are named to stand in for a colleague: {days}, with {say_number(number)} "
        f"{clients}. In those days you see and book them as your own, and what is mailed "
        "of the next day has their sessions, too."
    )
    return Words(
        [said],
        link=settings.PRACTICE_URL,
        link_says="Sign in to see whom",
        subject=f"You stand in: {days}",
    )

"""Whether a link is reminded of, how often it was, and that somebody wants no more."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet, Value
from django.utils import timezone

from practice.secret import fresh, sha256_of
from releases.models import (
    HowEnded,
    LinkReminder,
    ReminderStop,
    SignatureLink,
    SigningSession,
)
from releases.models.reminder_rules import APART


def take(link_id: int, number: int) -> tuple[LinkReminder, str] | None:
    """That reminder, to be mailed now, with what its address to stop them holds; None
    where it went before, or nobody waits for it.
    """
    with transaction.atomic():
        standing = SignatureLink.objects.standing().select_for_update(of=("self",))
        people = standing.select_related("draft__client", "client")
        link = people.filter(pk=link_id, mailed_at__lt=timezone.now() - APART).first()
        if link is None or not _wanted(link, number):
            return None
        token = fresh()
        reminder = LinkReminder(
            link=link,
            number=number,
            taken_at=timezone.now(),
            stop_sha256=sha256_of(token),
        )
        reminder.save(force_insert=True)
        return reminder, token


def _wanted(link: SignatureLink, number: int) -> bool:
    """As the database asks again: of its row, which is locked, nothing changes meanwhile."""
    lately = Q(taken_at__gt=timezone.now() - APART)
    went = link.reminders.filter(failed_at=None)
    return not (went.filter(lately | Q(number=number)).exists() or is_stopped(link))


def reminded_by(token: str) -> SignatureLink | None:
    """The link of the reminder that ``token`` stops."""
    links = SignatureLink.objects.filter(reminders__stop_sha256=sha256_of(token))
    return links.first()


def is_stopped(link: SignatureLink) -> bool:
    """Whether whoever reads there wants no more reminders."""
    return ReminderStop.objects.of_mailbox(Value(link.email)).exists()


def stop(link: SignatureLink) -> None:
    """Send no more reminders, of this link or another, to where it was mailed."""
    ReminderStop.objects.get_or_create(link=link)


def with_reminders(links: QuerySet[SignatureLink]) -> QuerySet[SignatureLink]:
    """With how often each was reminded of, when last, and whether no more are wanted; and
    whether whoever opened it would rather not sign, or rather on paper.
    """
    sent = Q(reminders__sent_at__isnull=False)
    sessions = SigningSession.objects.filter(link=OuterRef("pk"))
    return links.annotate(
        reminded=Count("reminders", filter=sent),
        last_reminded_at=Max("reminders__sent_at"),
        wants_no_more=Exists(ReminderStop.objects.of_mailbox(OuterRef("email"))),
        said_no=Exists(sessions.filter(ended_how=HowEnded.REFUSED)),
        asks_paper=Exists(sessions.filter(ended_how=HowEnded.PAPER)),
    )

"""What each is mailed of their own account, so that they learn if it was not they."""

from __future__ import annotations

from enum import IntEnum

from practice.jobs.task import job
from practice.mail import Words, can_mail, send
from practice.models import AccountEventKind, MadeSure, User


class Notice(IntEnum):
    """What changed. The numbers stand in jobs that wait, and stay."""

    PASSWORD = 1
    FACTOR_ADDED = 2
    FACTOR_REMOVED = 3
    NEW_DEVICE = 4
    FACTORS_TAKEN = 5


SAYS = {
    Notice.PASSWORD: "The password of your account was changed.",
    Notice.FACTOR_ADDED: "A second factor was added to your account, or made anew.",
    Notice.FACTOR_REMOVED: "A second factor was removed from your account.",
    Notice.NEW_DEVICE: "Your account was signed in to with a browser that it had not "
    "been signed in with before.",
    Notice.FACTORS_TAKEN: "An admin took your second factors away, as you had lost one. "
    "You are signed out everywhere: sign in by your password, and set up another one.",
}
IF_NOT = (
    "If that was you, or for you, there is nothing to do. If not, call the practice now, and ask an "
    "admin to end your sessions."
)


def tell(user: User, what: Notice) -> None:
    """Once what is around it is kept; to who left an address, where there is mail."""
    if user.email and can_mail():
        mail_notice.defer(user=user.pk, what=what.value)


@job("mail_account_notice")
def mail_notice(user: int, what: int) -> None:
    found = User.objects.filter(pk=user, is_active=True).exclude(email="").first()
    if found:
        said = SAYS[Notice(what)]
        if what == Notice.FACTORS_TAKEN:
            said = f"{said} {_made_sure(found)}"
        send(found.email, "en", Words([said, IF_NOT]))


def _made_sure(user: User) -> str:
    latest = user.account_events.filter(kind=AccountEventKind.FACTORS_TAKEN).first()
    how = latest.get_made_sure_display() if latest else MadeSure.UNSAID.label
    return f"How the admin says that they made sure that it was you: {how}."

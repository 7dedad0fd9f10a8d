"""What each is mailed of their own account, so that they learn if it was not they."""

from __future__ import annotations

from enum import IntEnum

from practice.jobs.task import GaveUp, job
from practice.mail import Words, can_mail, send
from practice.models import AccountEventKind, MadeSure, User


class Notice(IntEnum):
    """What changed. The numbers stand in jobs that wait, and stay."""

    PASSWORD = 1
    FACTOR_ADDED = 2
    FACTOR_REMOVED = 3
    NEW_DEVICE = 4
    FACTORS_TAKEN = 5
    ADDRESS = 6
    ROLE = 7
    LET_BACK_IN = 8


SAYS = {
    Notice.PASSWORD: "The password of your account was changed.",
    Notice.FACTOR_ADDED: "A second factor was added to your account, or made anew.",
    Notice.FACTOR_REMOVED: "A second factor was removed from your account.",
    Notice.NEW_DEVICE: "Your account was signed in to with a browser that it had not "
    "been signed in with before.",
    Notice.FACTORS_TAKEN: "An admin took your second factors away, as you had lost one. "
    "You are signed out everywhere: sign in by your password, and set up another one.",
    Notice.ADDRESS: "What your account is mailed goes to another address from now on, "
    "or nowhere.",
    Notice.ROLE: "An admin gave your account another role. You are signed out everywhere.",
    Notice.LET_BACK_IN: "An admin had your account opened again.",
}
IF_NOT = (
    "If that was you, or for you, there is nothing to do. If not, call the practice now, and ask an "
    "admin to end your sessions."
)


def tell(user: User, what: Notice) -> None:
    """Once what is around it is kept; to who left an address, where there is mail."""
    if _address_for(user, what) and can_mail():
        mail_notice.defer(user=user.pk, what=what.value)


def tell_of_address(user: User, before: str) -> None:
    """Where they were mailed ``before``; after several changes, where they first were."""
    if before and not user.email_before:
        user.email_before = before
        user.save(update_fields=["email_before"])
    tell(user, Notice.ADDRESS)


def _address_for(user: User, what: Notice) -> str:
    return (what == Notice.ADDRESS and user.email_before) or user.email


@job("mail_account_notice")
def mail_notice(user: int, what: int) -> None:
    found = User.objects.filter(pk=user, is_active=True).first()
    if not found or not (address := _address_for(found, Notice(what))):
        return
    said = SAYS[Notice(what)]
    if what == Notice.FACTORS_TAKEN:
        said = f"{said} {_made_sure(found)}"
    try:
        send(address, "en", Words([said, IF_NOT]))
    except GaveUp:
        _forget(found, address)
        raise
    if what == Notice.ADDRESS:
        _forget(found, address)


def _forget(user: User, address: str) -> None:
    User.objects.filter(pk=user.pk, email_before=address).update(email_before="")


def _made_sure(user: User) -> str:
    latest = user.account_events.filter(kind=AccountEventKind.FACTORS_TAKEN).first()
    how = latest.get_made_sure_display() if latest else MadeSure.UNSAID.label
    return f"How the admin says that they made sure that it was you: {how}."

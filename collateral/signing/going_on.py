"""What comes after a release is signed: the next of the sitting, or giving it back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import ngettext

from collateral.signing.kept import Kept
from collateral.signing.turn import Turn
from practice.numbers import say_number
from releases.models import SigningSession
from releases.signing import sitting


def over(request: HttpRequest, signing: SigningSession, turn: Turn, said: str) -> None:
    """What was typed is wiped. Whoever agreed to sign on a screen is not asked that anew
    for the next, which they read and sign as they did this one: where it is handed to them
    by name, for else it may be someone else who signs it.
    """
    agreed = turn.kept.held["agreed"]
    turn.kept.wipe(said=said)
    if sitting.carry_on(request, signing, said) and signing.signer:
        Kept(request).do("records", agreed=agreed)


def say_of_all(request: HttpRequest, signing: SigningSession, became: str) -> bool:
    """Say what ``became`` of this one; in a sitting, of those before and after it too.
    Whether it was one.
    """
    closed = sitting.close(request, signing)
    said, left = closed or ([], 0)
    for each in [*said, became]:
        messages.info(request, each)
    if left:
        more = ngettext(
            "{n} more was not reached: it is prepared still.",
            "{n} more were not reached: they are prepared still.",
            left,
        )
        messages.info(request, capfirst(more.format(n=say_number(left))))
    return closed is not None

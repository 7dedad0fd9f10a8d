"""The page to which a link leads: anyone may ask for it, and it tells nothing."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render

from practice.accounts.addresses import address_of
from practice.accounts.throttle import Locked, try_to_open
from practice.letterhead.current import letterhead
from practice.secret import sha256_of
from practice.web.page import FORM
from practice.web.silent import silent, silent_form
from releases.links.form import BirthForm
from releases.links.opening import open_by, standing
from releases.links.papers import handed_over
from releases.models import SignatureLink, Way
from releases.signing.room import open_room

WRONG = (
    "This is not the date that we have. After five wrong ones nobody opens the link. "
    "No es la fecha que tenemos; después de cinco, nadie abre el enlace."
)


@login_not_required
def link_door(request: HttpRequest, token: str) -> HttpResponse:
    """Asks a date of birth, and leads on from it to what is to be signed.

    Looking at it changes nothing, as what scans mails looks too. What never was, is over,
    or was withdrawn is answered alike.
    """
    if request.method not in FORM:
        return HttpResponseNotAllowed(FORM)
    form = BirthForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _page(request, standing(token), form)
    tried = try_to_open(sha256_of(token), address_of(request))
    try:
        tried.take()
    except Locked:
        return _answer(request, "releases/links/later.html", status=429)
    came = open_by(token, form.cleaned_data["born"])
    if not came.is_open or came.link is None:
        form.add_error("born", WRONG)
        return _page(request, came.link, form)
    tried.give_back()
    return _lead_on(request, came.link)


def _lead_on(request: HttpRequest, link: SignatureLink) -> HttpResponse:
    """To a session of its own: whoever was signed in here is not, and no address of it
    holds what the link's did.
    """
    request.session.flush()
    open_room(
        request,
        link.draft,
        link.made_by,
        way=Way.LINK,
        link=link,
        signer=link.signer,
        **handed_over(link),
    )
    return silent(redirect("room"))


def _page(
    request: HttpRequest, link: SignatureLink | None, form: BirthForm
) -> HttpResponse:
    if link is None:
        return _answer(request, "releases/links/over.html", status=404)
    context = {"form": form, "own": link.asks_their_own}
    status = 422 if form.is_bound else 200
    answer = _answer(request, "releases/links/door.html", context, status=status)
    return silent_form(answer)


def _answer(
    request: HttpRequest,
    template: str,
    context: dict[str, Any] | None = None,
    *,
    status: int,
) -> HttpResponse:
    said = {"PRACTICE_PHONE": letterhead().phone, **(context or {})}
    return silent(render(request, template, said, status=status))

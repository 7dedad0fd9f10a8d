"""Before a client is changed: what that ends, shown and agreed to."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.text import capfirst
from django.utils.translation import ngettext

from clients.people.forms import ClientForm
from collateral.ending import authority
from practice.formats import say_number
from practice.web.requests import SignedInRequest

AGREED = "agreed"


def asks_first(request: SignedInRequest, form: ClientForm) -> HttpResponse | None:
    """The page that says what saving ``form`` ends, and asks; None if nothing does, or
    once that is agreed to: then it has ended, in the caller's transaction.
    """
    lapses = authority.foreseen(form.instance, form.changed_data)
    if not lapses.ends:
        return None
    if request.POST.get(AGREED) != lapses.token:
        context = {"form": form, "client": form.instance, "lapses": lapses}
        return render(request, "collateral/ending/lapses.html", context, status=422)
    held = authority.end(lapses, request.user)
    messages.success(request, _said(len(lapses.ends), len(held)))
    return None


def _said(ended: int, held: int) -> str:
    said = ngettext(
        "{count} release ended with the authority of whoever signed it.",
        "{count} releases ended with the authority of whoever signed them.",
        ended,
    )
    on_hold = ngettext(
        "{count} session put on hold.", "{count} sessions put on hold.", held
    )
    sentences = [said.format(count=say_number(ended))]
    if held:
        sentences.append(on_hold.format(count=say_number(held)))
    return " ".join(map(capfirst, sentences))

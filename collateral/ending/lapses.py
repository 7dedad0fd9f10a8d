"""Before a client is changed: what that ends, shown and agreed to."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.text import capfirst
from django.utils.translation import ngettext

from clients.models import Client
from clients.people.forms import ClientForm
from collateral.ending import authority, law
from collateral.ending.authority import Ends, Lapse, Lapses
from collateral.ending.law import LawLapse
from collateral.models import Session
from collateral.signed_forms.ends import FormEnd, by_change, end_forms, held_with
from practice.numbers import say_number
from practice.web.requests import SignedInRequest

AGREED = "agreed"


def asks_first(request: SignedInRequest, form: ClientForm) -> HttpResponse | None:
    """The page that says what saving ``form`` ends, and asks; None if nothing does, or
    once that is agreed to: then it has ended, in the caller's transaction.
    """
    client = form.instance
    lapses = authority.foreseen(client, form.changed_data)
    by_law = _by_law(client, form.changed_data, lapses)
    together: Ends[Lapse] = Ends([*lapses.ends, *by_law.ends])
    forms = by_change(client, form.changed_data, lapses.because)
    if not together.ends and not forms:
        return None
    agreed = ".".join([together.token, *(str(each.form.pk) for each in forms)])
    if request.POST.get(AGREED) != agreed:
        context = {"form": form, "client": client, "agreed": agreed}
        context |= {"together": together, "lapses": lapses, "by_law": by_law}
        context |= {"forms": forms, "sessions": _held(client, together, forms)}
        return render(request, "collateral/ending/lapses.html", context, status=422)
    held = [*authority.end(lapses, request.user), *law.end(by_law, request.user)]
    held += end_forms(client, forms, request.user)
    messages.success(request, _said(lapses, by_law, forms, len(held)))
    return None


def _held(client: Client, together: Ends[Lapse], forms: list[FormEnd]) -> list[Session]:
    """All that is held with it, each once, soonest first."""
    both = [*together.sessions, *held_with(client, forms)]
    found = {each.pk: each for each in both}
    return sorted(found.values(), key=lambda s: (s.during.lower, s.pk))


def _by_law(client: Client, changed: list[str], lapses: Lapses) -> Ends[LawLapse]:
    """What the law where they are now ends besides, or sooner than, ``lapses``."""
    if not {"state", "video_state"}.intersection(changed):
        return Ends([])
    before = Client.objects.get(pk=client.pk)
    ended = {each.release.pk: each.at for each in lapses.ends}
    found = law.of_client(before, client).ends
    return Ends(
        [e for e in found if e.release.pk not in ended or e.at < ended[e.release.pk]]
    )


def _said(
    lapses: Lapses, by_law: Ends[LawLapse], forms: list[FormEnd], held: int
) -> str:
    ended = ngettext(
        "{count} release ended with the authority of whoever signed it.",
        "{count} releases ended with the authority of whoever signed them.",
        len(lapses.ends),
    )
    asked = ngettext(
        "{count} release ends by the law that applies now.",
        "{count} releases end by the law that applies now.",
        len(by_law.ends),
    )
    signed = ngettext(
        "{count} form ended with the right of whoever signed it.",
        "{count} forms ended with the right of whoever signed them.",
        len(forms),
    )
    on_hold = ngettext(
        "{count} session put on hold.", "{count} sessions put on hold.", held
    )
    counted = [(ended, len(lapses.ends)), (asked, len(by_law.ends))]
    counted += [(signed, len(forms)), (on_hold, held)]
    said = (capfirst(say.format(count=say_number(n))) for say, n in counted if n)
    return " ".join(said)

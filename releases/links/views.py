"""The page from which a link is sent, and its withdrawal."""

from __future__ import annotations

from typing import Any

import segno
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.safestring import SafeString, mark_safe

from practice.mail import WHY_NOT, can_mail
from practice.web.page import FORM, OFFICE, page
from practice.web.requests import SignedInRequest
from releases.links.act import make, withdraw
from releases.links.form import LinkForm
from releases.links.jobs import send_link
from releases.links.reminders import with_reminders
from releases.links.tokens import path_of
from releases.models import ReleaseDraft, SignatureLink
from releases.signed_forms.asked import asked_of
from releases.terms.languages import languages


@page(*OFFICE, methods=FORM)
def draft_link(request: SignedInRequest, draft_id: int) -> HttpResponse:
    """Send one signer a link by which they sign a release elsewhere, or show it."""
    drafts = ReleaseDraft.objects.visible_to(request.user).awaiting_signature()
    draft: Any = get_object_or_404(
        drafts.select_related("client__clinician", "contact"), pk=draft_id
    )
    if draft.refused_by:
        return redirect("draft", draft.pk)
    return _sending(request, SignatureLink(draft=draft, made_by=request.user))


@page(*OFFICE, methods=FORM)
def form_link(request: SignedInRequest, client_id: int, kind: str) -> HttpResponse:
    """The same for a form beside releases."""
    asked = asked_of(request, client_id, kind)
    link = SignatureLink(
        client=asked.client,
        contact=asked.contact,
        form_kind=asked.kind,
        language=asked.code,
        made_by=request.user,
    )
    return _sending(request, link)


def _sending(request: SignedInRequest, link: SignatureLink) -> HttpResponse:
    """Those links that there are; ``link``, once it says whom it is for, is another."""
    typed = request.POST if request.method == "POST" else None
    form = LinkForm(link, typed, can_mail=can_mail())
    if form.is_valid():
        with form.explaining_violations(), transaction.atomic():
            token = make(link)
            if not link.email:
                return _show(request, link, token)
            send_link.defer(link=link.pk)
            messages.success(request, f"A link is on its way to {link.signer}.")
            return redirect(link.page)
    context = {
        "link": link,
        "form": form,
        "links": with_reminders(SignatureLink.objects.of_the_same(link)),
        "languages": languages().values(),
        "why_not": "" if can_mail() else WHY_NOT,
    }
    status = 422 if form.is_bound else 200
    return render(request, "releases/links/sending.html", context, status=status)


def _show(request: SignedInRequest, link: SignatureLink, token: str) -> HttpResponse:
    """Once, in the answer itself: it cannot be had again."""
    address = request.build_absolute_uri(path_of(token))
    context = {"link": link, "address": address, "code": _code(address)}
    return render(request, "releases/links/shown.html", context)


def _code(address: str) -> SafeString:
    code = segno.make(address, error="m", micro=False)
    return mark_safe(code.svg_inline(border=4, omitsize=True, light="#fff"))  # noqa: S308


@page(*OFFICE, methods=("POST",))
def link_withdrawal(request: SignedInRequest, link_id: int) -> HttpResponse:
    """Withdraw a link: whoever has it opens nothing by it any more."""
    links = SignatureLink.objects.visible_to(request.user)
    people = links.select_related(
        "draft__client", "draft__contact", "client", "contact"
    )
    link = get_object_or_404(people, pk=link_id)
    if withdraw(link, request.user):
        messages.success(request, f"The link for {link.signer} is withdrawn.")
    waits = ReleaseDraft.objects.awaiting_signature()
    if link.draft and not waits.filter(pk=link.draft.pk).exists():
        return redirect("client", link.draft.client_id)
    return redirect(link.page)

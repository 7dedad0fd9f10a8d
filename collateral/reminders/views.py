"""Whether someone is reminded by mail: agreed to here, and taken back here or by them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from clients.models import Contact
from collateral.models import MailConsent, SessionReminder
from collateral.reminders.form import MailConsentForm
from practice.forms import submitted_once
from practice.letterhead.current import letterhead
from practice.mail import can_mail
from practice.secret import sha256_of
from practice.web.page import FORM, OFFICE, page
from practice.web.requests import SignedInRequest
from practice.web.silent import silent


@page(*OFFICE, methods=FORM)
@submitted_once
def contact_mail(request: SignedInRequest, contact_id: int) -> HttpResponse:
    """Record that they agreed, to the address that is on file now."""
    contact = _contact(request, contact_id)
    consent = MailConsent(
        contact=contact, email=contact.email, recorded_by=request.user
    )
    form = MailConsentForm(
        request.POST if request.method == "POST" else None, instance=consent
    )
    if form.is_valid():
        with form.explaining_violations(), transaction.atomic():
            form.save()
            messages.success(
                request, f"{contact.name} is reminded by mail from now on."
            )
            return redirect("contact_mail", contact_id)
    standing = contact.mail_consents.filter(withdrawn_at=None).first()
    reminded = contact.session_reminders.exclude(sent_at=None).last()
    context: dict[str, Any] = {"form": form, "contact": contact}
    context |= {"standing": standing, "reminded": reminded, "can_mail": can_mail()}
    status = 422 if form.is_bound else 200
    return render(request, "collateral/reminders/contact.html", context, status=status)


@page(*OFFICE, methods=("POST",))
def contact_mail_withdrawal(request: SignedInRequest, contact_id: int) -> HttpResponse:
    """From this moment they are not reminded. Sent again, it was withdrawn already."""
    contact = _contact(request, contact_id)
    contact.mail_consents.filter(withdrawn_at=None).update(
        withdrawn_at=timezone.now(), withdrawn_by=request.user
    )
    messages.success(request, f"{contact.name} is not reminded by mail any more.")
    return redirect("contact_mail", contact_id)


@csrf_exempt
@login_not_required
def session_reminders_stop(request: HttpRequest, token: str) -> HttpResponse:
    """As they stop the reminders of what is to be signed: by one click, here or in their
    own mail program (RFC 8058), which sends no cookie. Looking changes nothing.
    """
    if request.method not in FORM:
        return HttpResponseNotAllowed(FORM)
    said: dict[str, Any] = {"PRACTICE_PHONE": letterhead().phone}
    reminders = SessionReminder.objects.select_related("consent")
    reminder = reminders.filter(stop_sha256=sha256_of(token)).first()
    if reminder is None:
        raise Http404
    standing = MailConsent.objects.filter(
        contact=reminder.contact_id, withdrawn_at=None
    )
    if request.POST.get("List-Unsubscribe") == "One-Click":
        standing.update(withdrawn_at=timezone.now())
    said["stopped"] = not standing.exists()
    return silent(render(request, "collateral/reminders/stopping.html", said))


def _contact(request: SignedInRequest, contact_id: int) -> Contact:
    contacts = Contact.objects.visible_to(request.user).select_related("client")
    return get_object_or_404(contacts, pk=contact_id)

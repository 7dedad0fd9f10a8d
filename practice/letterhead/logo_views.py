"""The logo on papers, for an admin to put there and take off."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from practice.chained.acts import change, following
from practice.forms import submitted_once
from practice.letterhead.current import logo
from practice.letterhead.logo import LogoForm, showing
from practice.models import Logo, Role
from practice.web.page import FORM, page
from practice.web.policy import SANDBOX
from practice.web.requests import SignedInRequest

ON_PAPER = "From now on it stands on what is printed. What was signed stays as it was."
OFF = "From now on no logo stands on what is printed. What was signed stays as it was."


@page(Role.ADMIN, methods=FORM, confirmed=FORM)
@submitted_once
def logo_settings(request: SignedInRequest) -> HttpResponse:
    """The one that is printed, to be changed; and who did so before. Whoever has to say
    again who they are does so first, as no file outlasts that.
    """
    posted = request.method == "POST"
    form = LogoForm(request.POST, request.FILES) if posted else LogoForm()
    off = "off" in request.POST
    if off or form.is_valid():
        new = showing(
            following(logo, request.user), b"" if off else form.cleaned_data["picture"]
        )
        with form.explaining_violations(), transaction.atomic():
            if change(logo, new):
                messages.success(request, OFF if off else ON_PAPER)
            return redirect("logo_settings")
    changes = Logo.objects.exclude(follows=None).defer("jpeg").select_related("by")
    context = {"form": form, "logo": logo(), "changes": changes.order_by("-pk")}
    status = 422 if form.is_bound else 200
    return render(request, "practice/letterhead/logo.html", context, status=status)


@page(Role.ADMIN)
def logo_picture(request: SignedInRequest) -> HttpResponse:
    """The picture alone, to be shown within that page."""
    if not (jpeg := bytes(logo().jpeg)):
        raise Http404
    response = HttpResponse(jpeg, content_type="image/jpeg")
    response["Content-Security-Policy"] = SANDBOX
    return response

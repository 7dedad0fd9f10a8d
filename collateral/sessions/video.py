"""The link by which people meet in a session by video."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from collateral.models import Session, VideoLink
from collateral.models.video_link import HTTPS
from collateral.sessions.found import found_session
from practice.forms import Form, submitted_once
from practice.models import User
from practice.web.page import FORM, OFFICE, page
from practice.web.requests import SignedInRequest
from releases.models import Place


class VideoLinkForm(Form):
    """None, and there is none any more."""

    address = forms.RegexField(
        HTTPS,
        required=False,
        max_length=500,
        label="Link to the video room",
        error_messages={"invalid": "Enter an address that begins with https://."},
        widget=forms.URLInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        help_text="It begins with https://. Empty: there is none.",
    )


@page(*OFFICE, methods=FORM)
@submitted_once
def session_video(request: SignedInRequest, session_id: int) -> HttpResponse:
    """Keep it with the session. Raises Http404 where they do not meet by video."""
    found = found_session(request, session_id)
    if found.place != Place.VIDEO:
        raise Http404
    there = VideoLink.objects.filter(session=found)
    form = VideoLinkForm(
        request.POST if request.method == "POST" else None,
        initial={"address": there.values_list("address", flat=True).first()},
    )
    if form.is_valid():
        with form.explaining_violations():
            _keep(found, form.cleaned_data["address"], request.user)
            messages.success(request, "The video link is saved.")
            return redirect("session", session_id)
    status = 422 if form.is_bound else 200
    context = {"form": form, "session": found}
    return render(request, "collateral/sessions/video.html", context, status=status)


def _keep(session: Session, address: str, by: User) -> None:
    if not address:
        VideoLink.objects.filter(session=session).delete()
        return
    told = {"address": address, "set_by": by, "set_at": timezone.now()}
    VideoLink.objects.update_or_create(session=session, defaults=told)

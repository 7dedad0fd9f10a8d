"""A clinician's own presets: saved from a release being prepared, renamed, deleted."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from practice.forms import ModelForm, submitted_once
from practice.models import Role, User
from practice.web.page import FORM, page
from practice.web.requests import SignedInRequest
from releases.models import Kind, ReleaseDraft, ReleasePreset

# What a preset fills in. Nothing that was typed, which may be about a client.
FILLS_IN = ("topics", "purposes", "direction", "formats", "places")
OWN = "own-"


class PresetForm(ModelForm):
    """What it is called, by which its owner finds it again."""

    beside = {"preset_named_once": "name", "preset_has_a_name": "name"}

    class Meta:
        model = ReleasePreset
        fields = ["name"]


def own_presets(user: User) -> dict[str, str]:
    """What each of this user's own is called, by what a page asks for it as."""
    if not user.is_clinician:
        return {}
    return {f"{OWN}{each.pk}": each.name for each in user.presets.all()}


def own_terms(user: User, asked: str) -> dict[str, Any]:
    """What this user's preset fills in; nothing if they have none of this number."""
    number = asked.removeprefix(OWN)
    if number == asked or not number.isdecimal() or len(number) > len(str(2**62)):
        return {}
    return user.presets.filter(pk=number).values(*FILLS_IN).first() or {}


@page(Role.CLINICIAN)
def presets(request: SignedInRequest) -> HttpResponse:
    """Those of whoever asks."""
    context = {"presets": request.user.presets.all()}
    return render(request, "releases/drafts/presets.html", context)


@page(Role.CLINICIAN, methods=FORM)
@submitted_once
def preset_new(request: SignedInRequest, draft_id: int) -> HttpResponse:
    """Keep what a prepared release ticks, to begin others with."""
    drafts = ReleaseDraft.objects.visible_to(request.user).awaiting_signature()
    draft = get_object_or_404(drafts, pk=draft_id)
    if draft.kind != Kind.GENERAL:
        raise Http404
    chosen = {name: getattr(draft, name) for name in FILLS_IN}
    preset = ReleasePreset(owner=request.user, **chosen)
    form = PresetForm(
        request.POST if request.method == "POST" else None, instance=preset
    )
    if _saved(form):
        messages.success(
            request, "The preset is saved. Find it where you prepare a release."
        )
        return redirect("draft", draft.pk)
    context = {"form": form, "draft": draft}
    return _page(request, form, context)


@page(Role.CLINICIAN, methods=FORM)
@submitted_once
def preset_edit(request: SignedInRequest, preset_id: int) -> HttpResponse:
    """Call it something else."""
    preset = get_object_or_404(request.user.presets, pk=preset_id)
    form = PresetForm(
        request.POST if request.method == "POST" else None, instance=preset
    )
    if _saved(form):
        messages.success(request, "The preset is renamed.")
        return redirect("presets")
    return _page(request, form, {"form": form})


@page(Role.CLINICIAN, methods=FORM)
@submitted_once
def preset_deletion(request: SignedInRequest, preset_id: int) -> HttpResponse:
    """Be without it. What was prepared with it stays as it is."""
    preset = get_object_or_404(request.user.presets, pk=preset_id)
    if request.method == "POST":
        preset.delete()
        messages.success(request, "The preset is deleted.")
        return redirect("presets")
    context = {"preset": preset}
    return render(request, "releases/drafts/preset_deletion.html", context)


def _saved(form: PresetForm) -> bool:
    if form.is_valid():
        with form.explaining_violations(), transaction.atomic():
            form.save()
            return True
    return False


def _page(
    request: SignedInRequest, form: PresetForm, context: dict[str, Any]
) -> HttpResponse:
    status = 422 if form.is_bound else 200
    return render(request, "releases/drafts/preset.html", context, status=status)

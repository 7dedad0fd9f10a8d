"""Papers that are not what was sealed, for admins to look into."""

from __future__ import annotations

from crispy_forms.layout import Layout
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from practice.forms import ModelForm
from practice.models import Role, User
from practice.web.page import FORM, page
from practice.web.pages import Page
from practice.web.requests import SignedInRequest
from releases.models import PaperAlarm
from releases.proof.alarms import acknowledge

PER_PAGE = 20


class AlarmForm(ModelForm):
    """What came of an alarm."""

    layout = Layout("outcome")

    class Meta:
        model = PaperAlarm
        fields = ("outcome",)

    def __init__(self, alarm: PaperAlarm, by: User, data: object = None) -> None:
        alarm.acknowledged_by, alarm.acknowledged_at = by, timezone.now()
        super().__init__(data, instance=alarm)
        self.fields["outcome"].required = True


@page(Role.ADMIN)
def paper_alarms(request: SignedInRequest) -> HttpResponse:
    """Those that stand, and then what came of the others."""
    alarms = PaperAlarm.objects.select_related("acknowledged_by")
    found = Page.of(
        alarms,
        ("-noticed_at", "-id"),
        request.GET.get("after", ""),
        PER_PAGE,
        among=PaperAlarm.objects.all(),
    )
    return render(request, "releases/proof/alarms.html", {"alarms": found})


@page(Role.ADMIN, methods=FORM)
def paper_alarm(request: SignedInRequest, alarm_id: int) -> HttpResponse:
    """Say what came of one, once."""
    alarm = get_object_or_404(PaperAlarm.objects.standing(), pk=alarm_id)
    form = AlarmForm(
        alarm, request.user, request.POST if request.method == "POST" else None
    )
    if form.is_valid():
        if acknowledge(alarm, form.cleaned_data["outcome"], request.user):
            messages.success(request, "It is kept what came of it.")
        return redirect("paper_alarms")
    context = {"form": form, "alarm": alarm}
    status = 422 if form.is_bound else 200
    return render(request, "releases/proof/alarm.html", context, status=status)

"""Where whoever is signed in is mailed what is ahead."""

from __future__ import annotations

from typing import ClassVar

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render

from practice.accounts.notices import tell_of_address
from practice.forms import ModelForm, submitted_once
from practice.mail import can_mail
from practice.models import User
from practice.web.page import FORM, page
from practice.web.requests import SignedInRequest


class OwnMailForm(ModelForm):
    """Their own address at work; none, and nothing is sent."""

    class Meta:
        model = User
        fields: ClassVar = ["email"]
        labels: ClassVar = {"email": "Your e-mail address at work"}
        help_texts: ClassVar = {"email": "Empty: you are mailed nothing."}
        widgets: ClassVar = {
            "email": forms.TextInput(
                attrs={"inputmode": "email", "autocapitalize": "none"}
            )
        }


@page(methods=FORM, confirmed=("POST",))
@submitted_once
def own_mail(request: SignedInRequest) -> HttpResponse:
    """Whether they are mailed the next working day, each afternoon before it."""
    me = User.objects.get(pk=request.user.pk)
    before = me.email
    form = OwnMailForm(request.POST if request.method == "POST" else None, instance=me)
    if form.is_valid():
        with transaction.atomic():
            me.save(update_fields=["email"])
            if before != me.email:
                tell_of_address(me, before)
        messages.success(request, "It is saved.")
        return redirect("own_mail")
    status = 422 if form.is_bound else 200
    context = {"form": form, "can_mail": can_mail()}
    return render(request, "practice/accounts/own_mail.html", context, status=status)

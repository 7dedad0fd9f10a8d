"""Where each idea lives."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from collateral.ideas.listed import by_seed
from practice.models import Role
from practice.web.page import page
from practice.web.requests import SignedInRequest


@page(Role.ADMIN)
def ideas(request: SignedInRequest) -> HttpResponse:
    """What the practice bought into, and on which pages it finds it."""
    context = {"seeds": by_seed(request.user)}
    return render(request, "collateral/ideas/ideas.html", context)

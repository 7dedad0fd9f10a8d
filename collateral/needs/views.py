"""The list of what needs somebody."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from collateral.needs.lines import page_of
from practice.web.page import page
from practice.web.requests import SignedInRequest


@page()
def needs(request: SignedInRequest) -> HttpResponse:
    """All that needs them, by client, the most urgent first."""
    after = request.GET.get("after", "")
    context = {"needs": page_of(request, after)}
    return render(request, "collateral/needs/needs.html", context)

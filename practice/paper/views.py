"""What others need to know of the practice's key, to tell its seals from anybody's."""

from __future__ import annotations

from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import Certificate
from django.http import HttpResponse
from django.shortcuts import render

from practice.models import Role
from practice.paper.key import NoKey, certificates
from practice.web.page import page
from practice.web.requests import SignedInRequest

GROUP = 8


@page(Role.ADMIN)
def seal_settings(request: SignedInRequest) -> HttpResponse:
    """The certificate that seals now, to be printed, and those that did before."""
    template = "practice/paper/seal.html"
    try:
        held = certificates()
    except NoKey as error:
        return render(request, template, {"reason": str(error)}, status=503)
    now, *before = [_shown(name, each) for name, each in held.items()]
    return render(request, template, {"now": now, "before": before})


def _shown(name: str, certificate: Certificate) -> dict[str, object]:
    return {
        "groups": [name[at : at + GROUP] for at in range(0, len(name), GROUP)],
        "since": certificate.not_valid_before_utc,
        "until": certificate.not_valid_after_utc,
        "pem": certificate.public_bytes(Encoding.PEM).decode("ascii"),
    }

"""In which language and how large a paper is asked for, as the address says."""

from __future__ import annotations

from clients.models import Client
from practice.web.requests import SignedInRequest
from releases.printing.form import LARGE
from releases.terms.languages import ENGLISH, languages, spoken_by


def points_asked(request: SignedInRequest) -> int:
    """Those of large print; 0 where the law alone says how large."""
    return LARGE if request.GET.get("size") == "large" else 0


def language_asked(request: SignedInRequest, client: Client | None = None) -> str:
    """The code asked for; the client's own language where none is, or English."""
    code = request.GET.get("language", "")
    if code in languages():
        return code
    return spoken_by(client.language) if client else ENGLISH

"""What shipped, published; also where other tests emptied every table."""

from __future__ import annotations

import pytest
from django.utils import timezone

from releases.models import ReleaseWording
from releases.terms.wording import shipped


@pytest.fixture
def first(db: None) -> ReleaseWording:
    """The English that shipped."""
    return {code: _published(code) for code in ("es", "en")}["en"]


def _published(code: str) -> ReleaseWording:
    said = shipped(code)
    wording, _ = ReleaseWording.objects.get_or_create(
        language=code,
        version=1,
        defaults={
            "lead": said.opens,
            "agreement": said.agrees,
            "statements": said.states,
            "published_at": timezone.now(),
        },
    )
    return wording

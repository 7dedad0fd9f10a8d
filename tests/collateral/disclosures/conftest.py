"""Ben has a release since ten days ago that lets him hear of skills and visits."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.utils import timezone

from clients.models import Contact
from collateral.models import Session
from releases.models import Release
from tests.booked import book
from tests.clock import DAY, HOUR
from tests.signed import sign


@pytest.fixture
def release(ben: Contact, unprinted: None) -> Release:
    return sign(ben, timezone.now() - 10 * DAY, timezone.now() + 90 * DAY)


@pytest.fixture
def yesterday() -> datetime:
    """A full minute, as people say it."""
    return (timezone.now() - DAY).replace(second=0, microsecond=0)


@pytest.fixture
def session(release: Release, yesterday: datetime) -> Session:
    """Jordan's with Ben, which began yesterday."""
    booked = yesterday - HOUR
    return book(release.client, [release.contact], yesterday, booked_at=booked)

from __future__ import annotations

import pytest
from django.urls import reverse

from clients.models import Client


@pytest.fixture
def url(jordan: Client) -> str:
    return reverse("booking", args=[jordan.pk])

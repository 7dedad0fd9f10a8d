from __future__ import annotations

import pytest
from django.test import Client as Browser
from django.urls import reverse

from clients.models import Client, Contact
from practice.models import User
from tests.privacy.doors import browser_of
from tests.signed import sign
from tests.working import works


@pytest.fixture
def url(jordan: Client) -> str:
    return reverse("booking", args=[jordan.pk])


@pytest.fixture
def desk(finn: User) -> Browser:
    """A browser in which Finn is signed in."""
    return browser_of(finn)


@pytest.fixture
def covered(ben: Contact) -> Contact:
    """Ben, who may hear of sleep."""
    sign(ben, topics=["sleep"])
    return ben


@pytest.fixture
def mornings(
    ada: User,
) -> None:
    """Ada works from nine to eleven, Monday to Friday."""
    works(ada, starts=9, ends=11)

"""A contact's name can be read."""

from __future__ import annotations

import pytest
from django.test import Client as Browser
from django.urls import reverse

from clients.models import Client
from tests.said import errors_in


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("", "This field is required."),
        ("   ", "This field is required."),
        ("x" * 10_000, "at most 200 characters (it has 10000)"),
        ("Ben\u202etraH", "hidden character that turns text around"),
        ("Ben\x1bHart", "hidden control character"),
    ],
)
def test_a_name_that_cannot_be_one_is_said(
    adas: Browser, jordan: Client, name: str, message: str
) -> None:
    url = reverse("contact_new", args=[jordan.pk])
    sent = {"name": name, "relationship": "friend", "language": "English"}
    response = adas.post(url, sent)
    assert response.status_code == 422
    assert message in errors_in(response)
    assert not jordan.contacts.exists()

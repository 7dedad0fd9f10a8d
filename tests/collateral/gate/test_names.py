"""People are called by their whole name: nobody knows which part is the given one."""

from __future__ import annotations

import pytest
from django.test import Client as Browser
from django.urls import reverse

from clients.models import Client
from tests.booked import typed
from tests.cast import contact_of
from tests.clock import afternoon
from tests.releases.history.happenings import words


@pytest.mark.parametrize("name", ["Nguyễn Văn An", "Dubois, Chloé", "Suharto"])
def test_a_name_with_the_familys_first_is_not_cut(
    adas: Browser, jordan: Client, name: str
) -> None:
    contact = contact_of(jordan, name)
    sends = typed([contact], afternoon())
    refused = adas.post(reverse("booking", args=[jordan.pk]), sends)
    assert f"Prepare a release for {name}" in words(refused.content.decode())
    form = adas.get(reverse("draft_new", args=[contact.pk])).content.decode()
    assert f"decides what {name} may hear" in words(form)

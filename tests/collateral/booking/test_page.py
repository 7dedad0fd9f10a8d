"""How the booking page is put together."""

from __future__ import annotations

import re

from django.test import Client as Browser
from django.urls import reverse

from clients.models import Client, Contact
from tests.booked import typed
from tests.clock import afternoon


def test_a_chip_belongs_to_its_checkbox(
    adas: Browser, jordan: Client, ben: Contact
) -> None:
    html = adas.get(reverse("booking", args=[jordan.pk])).content.decode()
    (described,) = re.findall(rf'value="{ben.pk}"[^>]*aria-describedby="([^"]+)"', html)
    chip = html.partition(f'id="{described}"')[2]
    assert "No release" in chip[: chip.index("</div>")]


def test_a_chip_still_belongs_to_it_beside_an_error(
    adas: Browser, jordan: Client, ben: Contact
) -> None:
    sends = typed([ben], afternoon()) | {"contacts": []}
    html = adas.post(reverse("booking", args=[jordan.pk]), sends).content.decode()
    assert f'aria-describedby="chip-{ben.pk} contacts_error"' in html
    assert 'id="contacts_error"' in html


def test_a_page_has_one_main_action(
    adas: Browser, jordan: Client, ben: Contact, maria: Contact
) -> None:
    sends = typed([ben, maria], afternoon())
    for name in ("coverage", "booking"):
        page = adas.post(reverse(name, args=[jordan.pk]), sends).content.decode()
        assert page.count("btn-primary") == 1

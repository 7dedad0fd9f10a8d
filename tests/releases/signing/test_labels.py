"""Whoever signs is asked in the language of what they sign."""

from __future__ import annotations

import pytest
from django.test import Client as Browser
from django.urls import reverse

from clients.models import Client, Contact
from practice.models import User
from releases.models import Release
from releases.signing.form import SignatureForm
from tests.releases.signing.versions import version_of
from tests.room import asked_on_the_way, sign_in_room
from tests.signed import draft_for

pytestmark = pytest.mark.usefixtures("unprinted")

ASKED_IN_ENGLISH = [
    "Full name of the signer",
    "Signing as",
    "The client</",
    "Initials to share",
    "Your full name",
    "Your signature",
    "Draw ",
    "Type ",
    "A typed name",
    "Sign above",
    "Start again",
    "I have read",
]


@pytest.fixture
def speaks_spanish(jordan: Client) -> Client:
    jordan.language = "Spanish"
    jordan.save()
    return jordan


def asked_of(adas: Browser, ben: Contact, ada: User) -> str:
    """The pages on which a release with a topic to initial is signed."""
    draft = draft_for(ben, ada, sensitive_topics=["hiv"])
    sends = {
        "signer": "Jordan Reyes",
        "capacity": "client",
        "initials_hiv": "JR",
        "mark": "typed",
        "typed_name": "Jordan Reyes",
        "intends": "on",
        "witness": "Finn Doyle",
    }
    path = reverse("draft_signature", args=[draft.pk])
    return asked_on_the_way(adas, path, sends)


@pytest.mark.usefixtures("speaks_spanish")
def test_a_client_who_speaks_spanish_is_asked_in_spanish(
    adas: Browser, ben: Contact, ada: User
) -> None:
    asked = asked_of(adas, ben, ada)
    assert '<span lang="es">Nombre completo de quien firma</span>' in asked
    assert '<span lang="es">El cliente</span>' in asked
    assert (
        '<span lang="es">Iniciales para compartir: VIH, sida o infección de transmisión '
        "sexual</span>"
    ) in asked
    assert 'aria-label="Dibuje su firma aquí' in asked
    assert '<span lang="es">He leído esta autorización y quiero firmarla.' in asked
    assert [words for words in ASKED_IN_ENGLISH if words in asked] == []


def test_anyone_else_is_asked_in_english(
    adas: Browser, ben: Contact, ada: User
) -> None:
    asked = asked_of(adas, ben, ada)
    assert [words for words in ASKED_IN_ENGLISH if words not in asked] == []
    assert "<span lang" not in asked


@pytest.mark.usefixtures("speaks_spanish")
def test_a_parent_is_asked_in_spanish_by_what_right(
    ada: User, ben: Contact, jordan: Client
) -> None:
    form = SignatureForm(draft_for(ben, ada))
    authority = form.fields["authority"]
    assert "Con qué derecho actúa por el cliente" in str(authority.label)
    assert "Por ejemplo: madre, con custodia legal." in str(authority.help_text)


@pytest.mark.usefixtures("speaks_spanish")
def test_what_is_asked_in_spanish_is_signed_as_ever(
    adas: Browser, ben: Contact, ada: User
) -> None:
    draft = draft_for(ben, ada)
    sent = {
        "signer": "Jordan Reyes",
        "capacity": "client",
        "mark": "typed",
        "typed_name": "Jordan Reyes",
        "intends": "on",
        "read": version_of(draft),
    }
    url = reverse("draft_signature", args=[draft.pk])
    refused = sign_in_room(adas, url, {**sent, "intends": ""})
    assert refused.status_code == 422
    assert "&lt;span" not in refused.content.decode()
    assert sign_in_room(adas, url, sent).status_code == 302
    assert Release.objects.count() == 1

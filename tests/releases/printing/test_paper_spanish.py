"""A client whose language is Spanish reads, signs and is given a release in Spanish."""

from __future__ import annotations

import pypdfium2
import pytest
from django.test import Client as Browser
from django.utils import timezone

from clients.models import Client, Contact
from collateral import ending
from practice.models import User
from releases.models import Signature
from releases.printing import paper
from releases.terms import content, read
from releases.terms.wording import shipped
from tests.releases.printing.papers import footer_of, opened, text_of
from tests.signed import draft_for, sign

ENGLISH = [
    "The client",
    "What may",
    "Sensitive",
    "Signature",
    "Signing",
    "Witness",
    "You ",
    "until",
    "Page ",
    "born",
    "Which way",
    "signed",
    "Version",
]


@pytest.fixture
def jordan(jordan: Client) -> Client:
    jordan.language = "Spanish"
    jordan.save()
    return jordan


def all_of(pdf: bytes) -> str:
    """What a paper says, below its pages too."""
    return f"{text_of(pdf)} {footer_of(pdf, 1)}"


def text(ben: Contact, ada: User) -> str:
    """What the paper of a release for Ben says, to be signed by hand."""
    draft = draft_for(ben, ada, sensitive_topics=["gender"], off_limits="Mi trabajo.")
    return all_of(paper.draft_paper(draft))


def test_the_paper_is_spanish_throughout(ben: Contact, ada: User) -> None:
    said = text(ben, ada)
    assert "Autorización para compartir información" in said
    assert "Asistencia y horas de las citas" in said
    assert "Atención de afirmación de género" in said
    assert "Sin firmar: aún no vale" in said
    assert [words for words in ENGLISH if words in said] == []


@pytest.mark.parametrize("points", [0, 18])
def test_what_stands_below_a_page_takes_two_lines(
    ben: Contact, unprinted: None, points: int
) -> None:
    release, now = sign(ben), timezone.now()
    if points:
        pdf = paper.reading_copy(release, now, points)
    else:
        pdf = bytes(paper.original(release.document).pdf)
    page = pypdfium2.PdfDocument(pdf)[0]
    below = page.get_textpage().get_text_bounded(right=480, top=90 if points else 60)
    assert len(below.split("\r\n")) == 2, below


def test_what_is_signed_is_spanish_and_stays_so(
    ben: Contact, ada: User, jordan: Client
) -> None:
    made = Signature(
        signer="Jordan Reyes",
        capacity="client",
        mark="typed",
        typed_name="Jordan Reyes",
    )
    release, _ = ending.sign(draft_for(ben, ada), made, ada)
    jordan.language = "English"
    jordan.save()
    terms = read(release.document.content)
    assert (terms.language, terms.wording) == ("es", 1)
    assert terms.lead == shipped("es").lead("client")
    pdf = bytes(release.document.paper.pdf)
    assert str(opened(pdf).Root.Lang) == "es-US"
    said = all_of(pdf)
    assert "Firmada. Vale del" in said
    assert "Willow Street Therapy y sus terapeutas" in said
    assert [words for words in ENGLISH if words in said] == []


def test_a_client_who_speaks_another_language_reads_english(
    ben: Contact, ada: User, jordan: Client
) -> None:
    jordan.language = "Vietnamese"
    jordan.save()
    assert content.of_draft(draft_for(ben, ada))["language"] == "en"
    assert "What may be shared" in text(ben, ada)


def test_the_signer_has_it_read_back_in_spanish(
    adas: Browser, ben: Contact, ada: User
) -> None:
    page = adas.get(f"/drafts/{draft_for(ben, ada).pk}/signature/").content.decode()
    assert 'lang="es"' in page
    assert "puede oír sobre" in page
    assert "La atención de usted sigue igual" in page


def test_a_blank_form_in_spanish_has_every_box() -> None:
    said = all_of(paper.render(content.blank(shipped("es")), blank=True))
    assert "Formulario en blanco" in said
    assert "“Usted” es el cliente" in said

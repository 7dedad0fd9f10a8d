"""The admin reads what releases say, writes the next version, and publishes it."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client as Browser

from clients.models import Contact
from practice.models import User
from releases.models import ReleaseWording
from releases.terms import content
from releases.terms.reading import grade
from releases.terms.wording import Voice, current, of_row, shipped
from tests.refusals import run
from tests.releases.printing.papers import text_of
from tests.said import errors_in
from tests.signed import draft_for


@pytest.fixture
def noras(nora: User, client: Browser, first: ReleaseWording) -> Browser:
    """A browser in which Nora is signed in."""
    client.force_login(nora)
    return client


def begun(noras: Browser) -> ReleaseWording:
    """The next version in English, as the button begins it."""
    assert noras.post("/wordings/en/next/").status_code == 302
    return ReleaseWording.objects.get(published_at=None)


def typed(wording: ReleaseWording, **changed: str) -> dict[str, str]:
    """What the page of ``wording`` sends."""
    said = {
        f"{part}_{each['code']}": each[part]
        for each in wording.statements
        for part in ("title", "text")
    }
    return {"lead": wording.lead, "agreement": wording.agreement, **said, **changed}


def test_the_list_has_each_language_and_its_versions(noras: Browser) -> None:
    page = errors_in(noras.get("/wordings/"))
    assert "English Version 1 in English published" in page
    assert "Spanish Version 1 in Spanish published" in page


def test_a_version_is_read_as_a_client_would(
    noras: Browser, first: ReleaseWording
) -> None:
    page = errors_in(noras.get(f"/wordings/{first.pk}/"))
    assert "share about you, with whom" in page
    assert "Your care stays the same" in page
    assert "reads at about grade 4." in page
    assert "Publish version" not in page


def test_the_next_version_begins_as_the_one_before(noras: Browser) -> None:
    wording = begun(noras)
    assert (wording.version, wording.lead) == (2, shipped("en").opens)
    assert wording.statements == shipped("en").states
    noras.post("/wordings/en/next/")
    assert ReleaseWording.objects.filter(published_at=None).get() == wording


def test_what_is_published_is_what_is_signed_next(
    noras: Browser, nora: User, ada: User, ben: Contact
) -> None:
    draft = draft_for(ben, ada)
    before = content.of_draft(draft)
    wording = begun(noras)
    lead = "You decide what we may say about {who}."
    saved = noras.post(f"/wordings/{wording.pk}/edit/", typed(wording, lead=lead))
    assert saved.status_code == 302
    assert content.of_draft(draft) == before  # it is not published yet
    assert noras.post(f"/wordings/{wording.pk}/publication/").status_code == 302
    after = content.of_draft(draft)
    assert after["lead"] == "You decide what we may say about you."
    assert current("en").version == 2
    wording.refresh_from_db()
    assert wording.published_by == nora


def test_case_37_the_page_names_the_statement_that_is_missing(noras: Browser) -> None:
    wording = begun(noras)
    empty = typed(wording, title_redisclosure="", text_redisclosure="")
    assert noras.post(f"/wordings/{wording.pk}/edit/", empty).status_code == 302
    page = noras.post(f"/wordings/{wording.pk}/publication/")
    assert page.status_code == 422
    assert "It does not say that whoever hears it may tell others" in errors_in(page)
    wording.refresh_from_db()
    assert wording.published_at is None


@pytest.mark.parametrize(
    ("change", "field", "said"),
    [
        ({"text_copy": ""}, "text_copy", "Write its text too, or leave both empty."),
        ({"title_copy": ""}, "title_copy", "Write its title too"),
        ({"text_copy": "{your} copy"}, "text_copy", "Nothing is called {your}"),
        ({"lead": "For {them}."}, "lead", "Nothing is called {them}"),
        ({"lead": ""}, "lead", "This field is required."),
    ],
)
def test_what_is_amiss_is_said_beside_its_field(
    noras: Browser, change: dict[str, str], field: str, said: str
) -> None:
    wording = begun(noras)
    page = noras.post(f"/wordings/{wording.pk}/edit/", typed(wording, **change))
    assert page.status_code == 422
    assert said in page.context["form"].errors[field][0]


def test_what_is_published_is_not_written_again(
    noras: Browser, first: ReleaseWording
) -> None:
    assert noras.get(f"/wordings/{first.pk}/edit/").status_code == 302
    assert noras.post(f"/wordings/{first.pk}/publication/").status_code == 302


def test_it_is_seen_on_paper_before(noras: Browser) -> None:
    wording = begun(noras)
    noras.post(
        f"/wordings/{wording.pk}/edit/", typed(wording, title_role="Who comes along")
    )
    pdf = noras.get(f"/wordings/{wording.pk}/paper/")
    assert "Who comes along" in text_of(pdf.content)


def test_a_place_that_no_language_fills_stays_as_written(
    first: ReleaseWording,
) -> None:
    """As raw SQL might have it."""
    run(
        "INSERT INTO releases_releasewording (language, version, lead, agreement,"
        " statements, written_at, published_at, published_by_id) SELECT language, 2,"
        " 'For {them}.', agreement, statements, now(), NULL, NULL FROM"
        " releases_releasewording WHERE id = %s",
        first.pk,
    )
    row: Any = ReleaseWording.objects.get(version=2)
    assert of_row(row).lead(Voice.CLIENT) == "For {them}."


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("", 0),
        ("We stop when we get it.", 0),
        (
            "Once shared, information may be passed on by the person who hears it and may "
            "no longer be protected by federal privacy law.",
            12,
        ),
    ],
)
def test_the_grade_is_near_what_it_should_be(text: str, about: float) -> None:
    assert abs(grade(text) - about) < 2.5

"""The papers beside a release: what they say, of whom, how large, and that it is recorded."""

from __future__ import annotations

import pytest
from django.test import Client as Browser
from django.urls import reverse

from clients.models import ConsentEvent, Contact, EventKind
from practice.models import User
from releases.history.sentences import Known, sentence
from releases.models import Refusal, Revocation
from releases.printing.letters import papers
from releases.refusing.act import take_back
from tests.privacy.doors import browser_of
from tests.releases.history.happenings import words
from tests.releases.printing.papers import opened, pieces, text_of

FORMS = [papers.refusal_form, papers.revocation_form, papers.stop_slip]
PRINTED = ConsentEvent.objects.filter(kind=EventKind.LETTER_PRINTED)


def smallest(pdf: bytes) -> float:
    return min(round(each.points, 1) for each in pieces(pdf) if each.read)


@pytest.mark.django_db
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("code", ["en", "es"])
def test_a_form_fits_one_page_in_either_size_that_a_state_asks_for(
    form: papers.Form, code: str
) -> None:
    for points in (12, 14):
        pdf = form(code, points)
        assert len(opened(pdf).pages) == 1
        assert smallest(pdf) >= points


@pytest.mark.django_db
@pytest.mark.parametrize("form", FORMS)
def test_large_print_is_eighteen_points_and_more(form: papers.Form) -> None:
    assert smallest(form("es", 18)) >= 18


@pytest.mark.django_db
def test_a_form_has_title_and_language(ben: Contact) -> None:
    pdf = opened(papers.revocation_form("es", 0, ben))
    assert str(pdf.docinfo["/Title"]) == "Quiero terminar una autorización"
    assert str(pdf.Root.Lang) == "es-US"
    assert pdf.Root.MarkInfo.Marked


@pytest.mark.django_db
def test_a_form_for_someone_names_them_and_one_for_nobody_does_not(
    ben: Contact, finn: User
) -> None:
    named = text_of(papers.refusal_form("en", 0, ben))
    assert "Jordan Reyes" in named
    assert "Ben Hart" in named
    page = browser_of(finn).get(reverse("paper_blank", args=["refusal"]))
    assert "Jordan" not in text_of(page.content)
    assert not PRINTED.exists()


@pytest.mark.django_db
def test_a_form_for_californians_has_the_letters_that_their_law_asks_for(
    ben: Contact,
) -> None:
    ben.client.state = "CA"
    ben.client.save()
    assert smallest(papers.revocation_form("en", 0, ben)) == 14


def test_two_slips_are_on_a_sheet(db: None) -> None:
    assert text_of(papers.stop_slip("en")).count("How to stop a release") == 2
    assert text_of(papers.stop_slip("en", 18)).count("How to stop a release") == 1


def test_the_record_of_a_refusal_says_who_refused_when_and_why(
    refusal: Refusal, ada: User
) -> None:
    said = text_of(papers.refusal_record(refusal, "en"))
    assert "Jordan Reyes , the client" in said
    assert "Wants to think about it first" in said
    assert "Dr. Ada Okafor" in said
    assert "Changed their mind" not in said
    take_back(refusal, ada)
    assert "the release may be signed after all" in text_of(
        papers.refusal_record(refusal, "en")
    )


def test_the_letter_says_what_ended_and_from_when(revocation: Revocation) -> None:
    said = text_of(papers.revocation_letter(revocation, "en"))
    assert "Jordan Reyes , the client" in said
    assert "All of it. It was signed on" in said
    assert "Nothing of it" in said
    assert "What is still to do" not in said


def test_the_letter_says_what_is_wanted_besides_by_law(revocation: Revocation) -> None:
    revocation.wants = "witnessed"
    said = text_of(papers.revocation_letter(revocation, "en"))
    assert "sign it with a witness" in said


def test_the_letter_names_the_part_that_ended(revocation: Revocation) -> None:
    revocation.part = ["sleep", "joint"]
    said = text_of(papers.revocation_letter(revocation, "es"))
    assert "sesiones conjuntas" in said
    assert "El resto de lo que se firmó" in said


def test_what_is_printed_of_someone_is_recorded(
    adas: Browser, revocation: Revocation, refusal: Refusal
) -> None:
    for route, pk in (
        ("revocation_paper", revocation.pk),
        ("refusal_paper", refusal.pk),
    ):
        response = adas.get(reverse(route, args=[pk]), {"language": "es"})
        assert response["Content-Type"] == "application/pdf"
        assert "Jordan" not in response["Content-Disposition"]
    adas.get(reverse("contact_paper", args=[refusal.draft.contact_id, "release"]))
    told = PRINTED.order_by("number")
    assert [each.detail["paper"] for each in told] == ["revoked", "refused", "release"]
    assert "printed a letter or form about the release for Ben Hart" in told_of(told[0])


def test_who_does_not_treat_the_client_is_told_of_no_paper(
    cleo: User, revocation: Revocation, refusal: Refusal
) -> None:
    stranger = browser_of(cleo)
    for path in (
        reverse("revocation_paper", args=[revocation.pk]),
        reverse("refusal_paper", args=[refusal.pk]),
        reverse("contact_paper", args=[revocation.contact_id, "stop"]),
        reverse("client_papers", args=[revocation.client_id]),
    ):
        assert stranger.get(path).status_code == 404


def test_there_is_no_paper_of_another_name(adas: Browser, ben: Contact) -> None:
    assert adas.get(reverse("paper_blank", args=["will"])).status_code == 404
    path = reverse("contact_paper", args=[ben.pk, "will"])
    assert adas.get(path).status_code == 404


def test_each_paper_of_a_client_is_on_their_page(
    adas: Browser, revocation: Revocation, refusal: Refusal
) -> None:
    page = adas.get(reverse("client_papers", args=[revocation.client_id]))
    html = page.content.decode()
    for route, pk in (
        ("revocation_paper", revocation.pk),
        ("refusal_paper", refusal.pk),
        ("draft_paper", refusal.draft_id),
    ):
        assert f'formaction="{reverse(route, args=[pk])}"' in html


def told_of(event: ConsentEvent) -> str:
    """How the history tells it."""
    return words(sentence(event, Known.of([event])))

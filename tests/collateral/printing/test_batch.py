"""A batch is made by a job, for who asked alone, and forgotten within the hour."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from clients.models import ConsentEvent, Contact, EventKind
from collateral.models import PrintBatch, PrintPiece, Session
from collateral.printing.make import forget_prints, make
from practice.models import Progress, User
from releases.models import Paper, PaperAlarm, Release
from releases.printing.paper import original
from tests.clock import HOUR, MINUTE
from tests.jobs import run_waiting, waiting
from tests.privacy.doors import browser_of
from tests.refusals import run
from tests.releases.printing.papers import opened, text_of
from tests.signed import sign

NEW = reverse("print_batch_new", args=["tomorrow"])
PRINTED = ConsentEvent.objects.filter(kind__in=["printed", "letter_printed"])


@pytest.fixture
def finns(finn: User) -> Browser:
    return browser_of(finn)


@pytest.fixture
def bens(ben: Contact) -> Release:
    """On paper, which is stored."""
    return sign(ben)


def ask(browser: Browser, *papers: str, **more: str) -> str:
    """The address of the batch that is made of them."""
    response = browser.post(NEW, {"papers": papers, **more})
    assert response.status_code == 302, response.content.decode()
    return str(response["Location"])


def pdf_of(browser: Browser, asked: str) -> bytes:
    response = browser.get(f"{asked}paper/")
    assert response["Content-Type"] == "application/pdf"
    return b"".join(response.streaming_content)  # type: ignore[attr-defined]


@pytest.fixture
def asked(
    finns: Browser, at_ten: Session, at_three: Session, bens: Release, maria: Contact
) -> str:
    """Both papers of tomorrow, asked for and not made yet."""
    return ask(finns, f"signed-{bens.pk}", f"form-{maria.pk}")


def test_every_box_is_ticked(
    finns: Browser, at_ten: Session, at_three: Session
) -> None:
    html = finns.get(NEW).content.decode()
    assert html.count(" checked") - html.count('type="radio"') // 2 == 2


def test_the_list_is_first_and_names_each_in_order(asked: str, finns: Browser) -> None:
    assert run_waiting() == ["print_batch succeeded"]
    said = text_of(pdf_of(finns, asked))
    assert "Confidential" in said
    assert said.index("10:00") < said.index("3:00")
    assert "Blue room" in said
    assert "whose seal no joined file can keep" in said
    pages = len(opened(pdf_of(finns, asked)).pages)
    assert PrintBatch.objects.get().pages == pages == 2 + 4 + 2


def test_a_long_list_is_several_and_each_says_which(
    asked: str, finns: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("collateral.printing.cover.A_LIST", 1)
    assert run_waiting() == ["print_batch succeeded"]
    said = text_of(pdf_of(finns, asked))
    assert "2 papers on" in said
    first, second = said.index("(list 1 of 2)"), said.index("(list 2 of 2)")
    assert first < said.index("10:00") < second < said.index("3:00")


def test_what_is_signed_is_the_paper_that_is_kept(
    asked: str, finns: Browser, bens: Release
) -> None:
    run_waiting()
    kept = opened(bytes(original(bens.document).pdf))
    whole = opened(pdf_of(finns, asked))
    assert [each.Contents.read_bytes() for each in kept.pages] == [
        each.Contents.read_bytes() for each in list(whole.pages)[2:5]
    ]


def test_each_print_is_recorded_once_it_is_made(
    asked: str, finn: User, bens: Release
) -> None:
    assert not PRINTED.exists()
    run_waiting()
    kinds = {each.kind: each for each in PRINTED.all()}
    assert set(kinds) == {EventKind.PRINTED, EventKind.LETTER_PRINTED}
    assert kinds["printed"].release_id == bens.pk
    assert {each.actor for each in PRINTED.all()} == {finn}


def test_only_who_asked_reads_it(asked: str, adas: Browser, finns: Browser) -> None:
    run_waiting()
    for each in (asked, f"{asked}paper/"):
        assert adas.get(each).status_code == 404
    assert adas.post(f"{asked}deletion/").status_code == 404
    assert finns.get(asked).status_code == 200


def test_nothing_is_there_to_read_before_it_is_made(asked: str, finns: Browser) -> None:
    assert "Waiting to begin" in finns.get(asked).content.decode()
    assert finns.get(f"{asked}paper/")["Location"] == asked


def test_after_an_hour_it_is_neither_shown_nor_kept(asked: str, finns: Browser) -> None:
    run_waiting()
    assert "forget_prints" in [name for name, _ in waiting()]
    PrintBatch.objects.update(made_at=timezone.now() - HOUR - MINUTE)
    assert finns.get(asked).status_code == 404
    assert finns.get(f"{asked}paper/").status_code == 404
    assert PrintPiece.objects.exists()
    forget_prints()
    assert not PrintPiece.objects.exists()
    assert not PrintBatch.objects.exists()


def test_within_the_hour_it_is_not_forgotten(asked: str) -> None:
    run_waiting()
    PrintBatch.objects.update(made_at=timezone.now() - HOUR + MINUTE)
    forget_prints()
    assert PrintPiece.objects.exists()


def test_cancelled_it_is_not_made_and_nothing_is_recorded(
    asked: str, finns: Browser
) -> None:
    assert finns.post(f"{asked}deletion/")["Location"] == reverse("print_room")
    assert run_waiting() == ["print_batch succeeded"]
    assert Progress.objects.get().state == Progress.State.CANCELLED
    assert not PRINTED.exists()
    assert not PrintBatch.objects.exists()


def test_made_again_it_is_there_once(asked: str) -> None:
    run_waiting()
    before = PrintPiece.objects.count()
    Progress.objects.update(state="waiting", ended_at=None)
    make(Progress.objects.get().pk)
    assert PrintPiece.objects.count() == before


def test_a_few_that_are_stored_are_joined_at_once(
    finns: Browser,
    at_ten: Session,
    bens: Release,
    django_capture_on_commit_callbacks: Any,
) -> None:
    original(bens.document)
    with django_capture_on_commit_callbacks(execute=True):
        asked = ask(finns, f"signed-{bens.pk}")
    assert "Open to print" in finns.get(asked).content.decode()


def test_what_is_no_longer_what_was_signed_is_told_on_the_list(
    asked: str, finns: Browser, bens: Release
) -> None:
    run("ALTER TABLE releases_paper DISABLE TRIGGER USER")
    original(bens.document)
    Paper.objects.update(pdf=b"%PDF-another")
    run_waiting()
    said = text_of(pdf_of(finns, asked))
    assert "no longer what was signed" in said
    assert PaperAlarm.objects.get().release_id == bens.pk
    assert not PRINTED.filter(kind="printed").exists()


def test_at_least_one_is_ticked(finns: Browser, at_ten: Session) -> None:
    response = finns.post(NEW, {"papers": []})
    assert response.status_code == 422
    assert "Tick at least one paper." in response.content.decode()


def test_what_was_not_offered_is_not_printed(
    finns: Browser, at_ten: Session, maria: Contact
) -> None:
    response = finns.post(NEW, {"papers": [f"form-{maria.pk}"]})
    assert response.status_code == 422
    assert not PrintBatch.objects.exists()


def test_where_nothing_is_needed_the_page_says_so(finns: Browser) -> None:
    assert "nothing to print" in finns.get(NEW).content.decode()
    assert finns.get(reverse("print_batch_new", args=["never"])).status_code == 404


def test_large_print_is_for_what_is_filled_in(
    finns: Browser, at_three: Session, maria: Contact
) -> None:
    asked = ask(finns, f"form-{maria.pk}", size="large")
    run_waiting()
    assert PrintBatch.objects.get().large
    assert "seal" not in text_of(pdf_of(finns, asked))
    assert len(opened(pdf_of(finns, asked)).pages) > 4

"""The page on which signed papers are sent in."""

from __future__ import annotations

from html import unescape
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser

from practice.models import User
from releases.models import ReleaseDraft, ScanBatch, ScannedPage
from releases.scans import form
from releases.scans.jobs import AT_ONCE
from releases.scans.troubles import TROUBLES
from tests.jobs import run_waiting
from tests.practice.paper.scanning import hostile
from tests.practice.paper.scanning.test_hostile import REFUSED
from tests.releases.scans.conftest import Scanned
from tests.releases.scans.papers import as_png, sheets

PAGE = "/scans/"
JPEG = "image/jpeg"


def file(name: str, content: bytes, declared: str = "") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, declared or "application/octet-stream")


def sent(browser: Browser, *files: SimpleUploadedFile, **more: str) -> Any:
    return browser.post(PAGE, {"papers": files, **more})


def test_every_trouble_has_its_sentence() -> None:
    troubles = {trouble for trouble, _ in REFUSED.values()} | {"disguised"}
    assert troubles == set(TROUBLES)


def test_what_is_wrong_with_each_file_stands_beside_the_field(adas: Browser) -> None:
    response = sent(
        adas,
        file("fine.jpg", hostile.picture()),
        file("a & b.pdf", hostile.pdf(hostile.script)),
        file("locked.pdf", hostile.locked(user="a", owner="b")),
    )
    assert response.status_code == 422
    words = unescape(response.content.decode())
    assert f"“a & b.pdf”: {TROUBLES['scripts']}" in words
    assert f"“locked.pdf”: {TROUBLES['encrypted']}" in words
    assert "fine.jpg" not in words
    assert not ScanBatch.objects.exists()


def test_without_a_file_nothing_is_read(adas: Browser) -> None:
    response = adas.post(PAGE, {})
    assert response.status_code == 422
    assert not ScanBatch.objects.exists()


def test_files_too_large_together_are_refused_before_they_are_opened(
    adas: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    def opens(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(form.Reader, "look", opens)
    half = bytes(settings.LARGEST_UPLOAD // 2 + 1)
    response = sent(adas, file("a.jpg", half), file("b.jpg", half))
    assert response.status_code == 422
    assert "more than 25 MB together" in response.content.decode()


def test_a_body_far_too_large_says_how_much_is_taken(adas: Browser) -> None:
    much = str(settings.LARGEST_WITH_FILES + 1)
    response = adas.post(PAGE, {}, CONTENT_LENGTH=much)
    assert response.status_code == 413
    assert "more than 25 MB together" in response.content.decode()


def test_too_many_files_are_refused(adas: Browser) -> None:
    files = [file(f"{n}.png", b"x") for n in range(form.MOST_FILES + 1)]
    assert "more than 40 files" in sent(adas, *files).content.decode()


def test_pages_are_read_at_once_where_they_are_few(
    adas: Browser,
    paper: bytes,
    draft: ReleaseDraft,
    django_capture_on_commit_callbacks: Any,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        response = sent(adas, file("Jordan Reyes signed.pdf", paper))
    assert response.status_code == 302
    page = adas.get(response["Location"]).content.decode()
    assert "All pages are here" in page
    assert "Ben Hart" in page
    assert "signed.pdf" not in page


def test_many_pages_are_read_by_the_job_and_the_page_says_how_far_it_is(
    adas: Browser, paper: bytes, django_capture_on_commit_callbacks: Any
) -> None:
    files = [file(f"{n}.pdf", paper) for n in range(AT_ONCE // 2 + 1)]
    with django_capture_on_commit_callbacks(execute=True):
        batch = sent(adas, *files)["Location"]
    assert "0 of 12 pages are read" in adas.get(batch).content.decode()
    assert not ScannedPage.objects.exists()
    assert run_waiting() == ["read_scans succeeded"]
    page = adas.get(batch).content.decode()
    assert "Being read" not in page
    assert "Page 1 is here more than once" in page


def test_what_was_cut_off_is_read_by_the_job(adas: Browser, paper: bytes) -> None:
    sent(adas, file("a.pdf", paper))
    assert run_waiting() == []
    assert run_waiting(later=True) == ["read_scans succeeded"]
    assert ScannedPage.objects.count() == 2


def test_other_files_sent_from_the_same_page_are_another_batch(
    adas: Browser, paper: bytes
) -> None:
    key = "7d0a6a3e-1f67-4b51-9a7b-6a5bd3c8a001"
    one, two = (as_png(sheet) for sheet in sheets(paper, 50))
    first = sent(adas, file("1.png", one), form_key=key)
    again = sent(adas, file("1.png", one), form_key=key)
    other = sent(adas, file("2.png", two), form_key=key)
    assert first["Location"] == again["Location"] != other["Location"]
    assert ScanBatch.objects.count() == 2


def test_it_is_served_to_be_kept_and_never_run(
    adas: Browser, ada: User, cleo: User, scanned: Scanned
) -> None:
    [page] = scanned(ada, hostile.picture(size=(600, 800)))
    response = adas.get(f"/scans/pages/{page.pk}/picture/")
    assert response["Content-Type"] == JPEG
    name = f'attachment; filename="scan-{page.pk}.jpg"'
    assert response["Content-Disposition"] == name
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["X-Content-Type-Options"] == "nosniff"
    adas.force_login(cleo)
    assert adas.get(f"/scans/pages/{page.pk}/picture/").status_code == 404

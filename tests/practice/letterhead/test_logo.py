"""The logo on papers: put there, taken off, and made anew of whatever is sent."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser
from django.utils import timezone
from PIL import Image

from practice.chained.acts import change, following
from practice.letterhead.current import logo
from practice.letterhead.logo import showing
from practice.models import Logo, User
from tests.privacy.doors import browser_of
from tests.refusals import refused_by, run
from tests.releases.scans.papers import as_png

PAGE = "/settings/logo/"


def picture(content: bytes, name: str = "logo.png") -> dict[str, Any]:
    return {"picture": SimpleUploadedFile(name, content, "image/png")}


def drawn(wide: int = 1200, high: int = 300) -> bytes:
    return as_png(Image.new("RGBA", (wide, high), (0, 128, 128, 90)))


@pytest.fixture
def noras(nora: User) -> Browser:
    """A browser in which Nora is signed in."""
    return browser_of(nora)


def test_it_is_made_anew_as_small_as_it_stands_on_paper(noras: Browser) -> None:
    assert noras.post(PAGE, picture(drawn())).headers["Location"] == PAGE
    kept = bytes(logo().jpeg)
    with Image.open(BytesIO(kept)) as image:
        assert (image.format, image.size) == ("JPEG", (800, 200))
    html = noras.get(PAGE).content.decode()
    assert "A logo was put on paper" in html
    assert noras.get(f"{PAGE}picture/").content == kept


def test_it_is_taken_off_and_both_stay_written(noras: Browser) -> None:
    noras.post(PAGE, picture(drawn()))
    assert noras.post(PAGE, {"off": "1"}).headers["Location"] == PAGE
    assert not logo().jpeg
    assert "It was taken off" in noras.get(PAGE).content.decode()
    assert noras.get(f"{PAGE}picture/").status_code == 404
    assert Logo.objects.count() == 3


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "logo.svg", "no picture that"),
        (drawn()[:-40], "logo.png", "no picture that"),
        (drawn() + b"%PDF-1.7", "logo.png", "no picture that"),
        (drawn(1200, 30), "logo.png", "fewer than 40 dots"),
        (drawn() + b"\0" * 1024 * 1024, "logo.png", "more than 200 KB"),
        (b"Willow Street", "logo.png", "no picture that"),
    ],
    ids=["svg", "cut off", "two things", "small", "large", "text"],
)
def test_what_is_no_picture_is_said_beside_it(
    content: bytes, name: str, said: str, noras: Browser
) -> None:
    answer = noras.post(PAGE, picture(content, name))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Logo.objects.exists()


@pytest.mark.parametrize("who", ["ada", "finn"])
def test_nobody_but_an_admin_finds_the_page(who: str, ada: User, finn: User) -> None:
    browser = browser_of({"ada": ada, "finn": finn}[who])
    for path in (PAGE, f"{PAGE}picture/"):
        assert browser.get(path).status_code == 404
    assert browser.post(PAGE, {"off": "1"}).status_code == 404


def test_the_database_keeps_pictures_alone(nora: User) -> None:
    with refused_by("logo_is_a_picture_or_none"):
        Logo.objects.create(sha256="0" * 64)
    with refused_by("logo_is_a_picture_or_none"):
        Logo.objects.create(jpeg=b"\xff\xd8")
    Logo.objects.create()
    with refused_by("logo_is_final"):
        Logo.objects.update(sha256="0" * 64, jpeg=b"\xff\xd8")


def test_whoever_changes_it_is_named_and_each_follows_the_one_before(
    nora: User,
) -> None:
    change(logo, showing(following(logo, nora), drawn()))
    one, other = following(logo, nora), following(logo, nora)
    change(logo, showing(one, b""))
    with refused_by("logo_follows_the_newest"):
        change(logo, showing(other, b"\xff\xd8"))
    new = following(logo, nora)
    new.by = None
    with refused_by("logo_changed_by_someone"):
        new.save()
    with refused_by("logo_follows_one_before"):
        run(
            "INSERT INTO practice_logo (id, follows_id, sha256, jpeg, by_id, at) "
            "OVERRIDING SYSTEM VALUE VALUES (1000000, 1000000, '', '', %s, now())",
            nora.pk,
        )


def test_it_is_written_now_and_stays(nora: User) -> None:
    change(logo, showing(following(logo, nora), drawn()))
    with refused_by("logos_are_kept"):
        run("TRUNCATE practice_logo CASCADE")
    run("SET LOCAL third_chair.past = ''")
    old = showing(following(logo, nora), b"")
    old.at = timezone.now() - timedelta(minutes=2)
    with refused_by("logo_is_written_now"):
        old.save()

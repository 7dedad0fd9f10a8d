"""The last page of a sealed paper: how it was signed, and what proves it."""

from __future__ import annotations

import io
import re

import pikepdf
import pytest
from django.utils import timezone
from PIL import Image

from clients.models import Client, ConsentEvent, Contact
from collateral import ending
from practice.models import User
from practice.paper import key
from practice.paper.intact import trouble
from releases.models import Signature
from releases.printing import paper
from releases.printing.drawn import LANGUAGE_TAGS
from releases.signing.several import words_of
from releases.terms import content
from releases.terms.languages import languages
from tests.practice.paper.sealed import outside_the_tree, validated
from tests.releases.printing.papers import footer_of, opened, pieces, text_of
from tests.signed import draft_for, sign

CHROME = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36"


def signed(ben: Contact, ada: User, **mark: object) -> bytes:
    """The paper of a release for Ben that Jordan signed on a screen just now."""
    draft = draft_for(ben, ada)
    made = {"mark": "typed", "typed_name": "Jordan Reyes", "device": CHROME, **mark}
    signature = Signature(signer="Jordan Reyes", capacity="client", **made)
    release = ending.sign(draft, signature, ada)[0]
    assert release is not None
    return bytes(paper.original(release.document).pdf)


def last_page(pdf: bytes) -> str:
    number = len(opened(pdf).pages)
    read = [each.text for each in pieces(pdf) if each.read and each.page == number]
    return " ".join(" ".join(read).split())


def hashes(pdf: bytes) -> list[str]:
    """Each SHA-256 on the certificate, its groups joined."""
    groups = re.findall(r"(?:[0-9a-f]{8} ?){8}", last_page(pdf))
    return [found.replace(" ", "") for found in groups]


def test_it_says_who_signed_how_when_and_on_what(ben: Contact, ada: User) -> None:
    pdf = signed(ben, ada, witness="Finn Doyle")
    said = last_page(pdf)
    assert said.startswith("Certificate This page says how")
    assert "Name Jordan Reyes In what right The client" in said
    assert "How Typed, and meant as a signature" in said
    year = timezone.localdate().year
    assert re.search(rf"When \w+, \w+ \d+, {year}, \d+:\d\d [ap]m E[DS]T ", said)
    assert "(America/New_York)" in said
    assert "Witness Finn Doyle" in said
    assert "On what device Chrome on Linux" in said


def test_it_says_what_was_shown_signed_and_known_before(
    ben: Contact, ada: User
) -> None:
    draft = draft_for(ben, ada, sensitive_topics=["gender"])
    read = content.sha256_of(words_of(draft))
    signature = Signature(
        signer="Jordan Reyes",
        capacity="client",
        mark="typed",
        typed_name="Jordan Reyes",
        initials={"gender": "JR"},
    )
    before = ConsentEvent.objects.order_by("-number").first()
    release = ending.sign(draft, signature, ada)[0]
    assert release is not None
    kept = paper.original(release.document)
    head = before.sha256 if before else ""
    assert hashes(bytes(kept.pdf)) == [
        read,
        release.document.content_sha256,
        *filter(None, [head]),
        key.own().fingerprint,
    ]


def test_the_head_of_the_history_is_the_one_before_its_own_event(
    ben: Contact, ada: User
) -> None:
    signed(ben, ada)
    pdf = signed(ben, ada)
    before, own = ConsentEvent.objects.order_by("-number")[:2][::-1]
    told = list(ConsentEvent.objects.order_by("number"))
    signing = next(each for each in reversed(told) if each.kind == "signed")
    superseded = [each for each in told if each.kind == "superseded"]
    assert before in told
    assert own == signing
    entry = int(re.search(r"entry (\d+),", last_page(pdf)).group(1))  # type: ignore[union-attr]
    assert entry == superseded[-1].number - 1
    assert told[entry - 1].sha256 in hashes(pdf)


def test_a_right_is_said_with_what_it_rests_on(
    teo: Client, rosa: Contact, ada: User
) -> None:
    draft = draft_for(rosa, ada)
    signature = Signature(
        signer="Rosa Vance",
        capacity="parent",
        authority="mother, with legal custody",
        mark="typed",
        typed_name="Rosa Vance",
    )
    release = ending.sign(draft, signature, ada)[0]
    assert release is not None
    said = last_page(bytes(paper.original(release.document).pdf))
    assert (
        "In what right A parent or guardian: mother, with legal custody How Typed, and "
        "meant as a signature When"
    ) in said
    assert "Witness None" in said
    assert "On what device" not in said


def test_the_paper_with_it_is_sealed_tagged_and_whole(ben: Contact, ada: User) -> None:
    pdf = signed(ben, ada)
    assert trouble(pdf) == ""
    assert validated(pdf).bottom_line
    opened_paper = opened(pdf)
    assert outside_the_tree(opened_paper) == []
    assert len(opened_paper.pages) == 3
    assert footer_of(pdf, 3).endswith("Page 3 of 3")
    assert all(piece.read is not piece.artifact for piece in pieces(pdf))


def test_what_is_not_signed_has_none_and_no_seal(ben: Contact, ada: User) -> None:
    for pdf in (paper.draft_paper(draft_for(ben, ada)), paper.blank_paper()):
        assert "Certificate" not in text_of(pdf)
        assert len(opened(pdf).pages) == 2
        assert trouble(pdf) == "it is not sealed"


@pytest.mark.parametrize("code", sorted(languages()))
def test_every_language_says_it(
    code: str, ben: Contact, jordan: Client, ada: User
) -> None:
    jordan.language = languages()[code].name
    jordan.save()
    say = languages()[code].table("certificate")
    pdf = signed(ben, ada)
    said = last_page(pdf)
    assert said.startswith(say["title"])
    assert str(opened(pdf).Root.Lang) == LANGUAGE_TAGS[code]
    for words in ("signer", "right", "how", "when", "device", "typed", "was_shown"):
        assert say[words] in said
    assert say["browser_on"].format(browser="Chrome", system="Linux") in said


def test_its_letters_are_as_large_as_the_law_asks(
    ben: Contact, jordan: Client, ada: User
) -> None:
    jordan.state = "CA"
    jordan.save()
    pdf = bytes(paper.original(sign(ben).document).pdf)
    last = len(opened(pdf).pages)
    sizes = [each.points for each in pieces(pdf) if each.page == last]
    assert min(sizes) >= 14 - 1e-3


def test_it_does_not_have_the_release_set_more_closely(ben: Contact, ada: User) -> None:
    """What only just fitted two pages as a draft fits them as it is signed."""
    details = "What helps in the evenings. " * 40
    draft = draft_for(ben, ada, details=details[:990])
    before = opened(paper.draft_paper(draft)).pages
    made = {"mark": "typed", "typed_name": "Jordan Reyes"}
    signature = Signature(signer="Jordan Reyes", capacity="client", **made)
    release = ending.sign(draft, signature, ada)[0]
    assert release is not None
    after = opened(bytes(paper.original(release.document).pdf)).pages
    assert len(after) == len(before) + 1


def test_scanned_pages_come_before_it_each_called_what_it_is(
    ben: Contact, ada: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    gray = io.BytesIO()
    Image.new("L", (850, 1100), 200).save(gray, "JPEG")
    kept = gray.getvalue()
    monkeypatch.setattr(paper, "pictures_of", lambda _: (kept, kept))
    pdf = signed(ben, ada)
    whole = opened(pdf)
    assert len(whole.pages) == 5
    images = [_images_on(page) for page in whole.pages]
    assert list(map(len, images)) == [0, 0, 1, 1, 0]
    assert images[2][0].read_raw_bytes() == kept
    assert last_page(pdf).startswith("Certificate")
    figures = [each for each in whole.objects if _is_figure(each)]
    assert [str(each.Alt) for each in figures] == [
        f"Page {number} of 2, as it was signed by hand" for number in (1, 2)
    ]
    assert trouble(pdf) == ""


def _images_on(page: pikepdf.Page) -> list[pikepdf.Object]:
    """What it draws: all pages are told of the same."""
    there = page.Resources.get("/XObject", {})
    drawn = [
        there[str(each.operands[0])]
        for each in pikepdf.parse_content_stream(page, "Do")
        if str(each.operator) == "Do"
    ]
    return [each for each in drawn if each.Subtype == "/Image"]


def _is_figure(thing: object) -> bool:
    return isinstance(thing, pikepdf.Dictionary) and thing.get("/S") == "/Figure"

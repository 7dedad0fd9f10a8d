"""The paper of a release: kept as first signed, and stamped once it has ended."""

from __future__ import annotations

import hashlib
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from clients.models import Contact
from practice.formats import say_day_short_year
from practice.models import User
from practice.paper.pdf import UndrawableText
from releases.models import Paper, Release
from releases.printing import drawn, paper
from tests.cast import contact_of
from tests.clock import DAY, HOUR, local
from tests.environment import PATIENCE
from tests.releases.printing.papers import footer_of, opened, stamp_of, text_of
from tests.revoked import revoked
from tests.signed import sign


@pytest.fixture
def signed(ben: Contact) -> Release:
    """Ben's release, in force since yesterday."""
    return sign(ben)


def test_the_first_rendering_is_kept_with_its_hash(signed: Release) -> None:
    kept = paper.original(signed.document)
    assert kept.sha256 == hashlib.sha256(kept.pdf).hexdigest()
    assert signed.document.content_sha256 in footer_of(bytes(kept.pdf), 1)
    assert Paper.objects.get().sha256 == kept.sha256


def test_it_is_rendered_once(signed: Release, monkeypatch: pytest.MonkeyPatch) -> None:
    first = paper.original(signed.document)
    monkeypatch.setattr(drawn, "TEMPLATE", "no such template")
    assert paper.original(signed.document).pdf == first.pdf


def test_it_is_the_same_after_revocation(
    signed: Release, ada: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = bytes(paper.original(signed.document).pdf)
    _revoke(signed, ada)
    assert bytes(paper.original(signed.document).pdf) == before
    assert "evoked" not in text_of(before)


def test_rendered_only_after_revocation_it_is_still_as_signed(
    signed: Release, ada: User
) -> None:
    _revoke(signed, ada)
    pdf = bytes(paper.original(signed.document).pdf)
    assert stamp_of(pdf, 1) == ""
    assert "evoked" not in footer_of(pdf, 1)


def test_in_force_the_paper_is_the_original(signed: Release) -> None:
    current = paper.current_paper(signed, timezone.now())
    assert current == bytes(paper.original(signed.document).pdf)


def test_before_it_begins_the_paper_is_the_original(ben: Contact) -> None:
    later = timezone.now() + 3 * DAY
    release = sign(ben, later, signed_at=timezone.now() - HOUR)
    current = paper.current_paper(release, timezone.now())
    assert current == bytes(paper.original(release.document).pdf)


def test_revoked_the_paper_says_so_and_when(signed: Release, ada: User) -> None:
    """Case 73 of the domain's; long names of other scripts, below."""
    _revoke(signed, ada)
    pdf = paper.current_paper(signed, timezone.now())
    day = say_day_short_year(timezone.now())
    assert stamp_of(pdf, 1) == stamp_of(pdf, 2) == "REVOKED"
    assert f"Revoked {day}" in text_of(pdf)
    assert f"Revoked {day}" in footer_of(pdf, 2)
    assert signed.document.content_sha256 in footer_of(pdf, 1)
    assert len(opened(pdf).pages) == 2


STARTS, ENDS = local("2026-01-10"), local("2026-02-10")


@pytest.mark.parametrize(
    ("fact", "at", "stamp", "words"),
    [
        ({}, ENDS, "EXPIRED", "Expired Feb 9, 2026"),
        ({"superseded_at": local("2026-01-20")}, ENDS, "SUPERSEDED", "Jan 20, 2026"),
        ({"voided_at": local("2026-01-20")}, ENDS, "VOID", "Jan 20, 2026"),
        ({"event_occurred_at": local("2026-01-20")}, ENDS, "ENDED", "Jan 20, 2026"),
        ({"authority_ends_at": local("2026-01-20")}, ENDS, "ENDED", "Jan 20, 2026"),
        ({"authority_ended_at": local("2026-01-20")}, ENDS, "ENDED", "Jan 20, 2026"),
        ({"law_ended_at": local("2026-01-20")}, ENDS, "ENDED", "Jan 20, 2026"),
    ],
    ids=["expired", "superseded", "voided", "event", "lapsed", "lapsed sooner", "law"],
)
def test_how_it_ended_is_stamped_on_it(
    ben: Contact, fact: dict[str, datetime], at: datetime, stamp: str, words: str
) -> None:
    release = sign(ben, STARTS, ENDS, **fact)
    pdf = paper.current_paper(release, at)
    assert stamp_of(pdf, 1) == stamp
    assert words in text_of(pdf)


def test_on_its_last_day_it_is_not_yet_expired(ben: Contact) -> None:
    release = sign(ben, STARTS, ENDS)
    pdf = paper.current_paper(release, ENDS - HOUR)
    assert stamp_of(pdf, 1) == ""


@pytest.mark.parametrize(
    ("signed_at", "first"),
    [
        pytest.param(STARTS - DAY, "Sat, Jan 10, 2026", id="before its first day"),
        pytest.param(
            STARTS + 3 * DAY - HOUR, "Mon, Jan 12, 2026", id="late that night"
        ),
    ],
)
def test_it_counts_from_its_first_day_or_from_its_signing(
    ben: Contact, signed_at: datetime, first: str
) -> None:
    kept = paper.original(sign(ben, STARTS, ENDS, signed_at=signed_at).document)
    assert f"Counts from {first} to Mon, Feb 9, 2026" in footer_of(bytes(kept.pdf), 1)


def test_two_first_renderings_at_once_keep_one(
    signed: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    render = paper.render
    other = render(signed.document.content, status="From another process")

    def late(*args: object, **options: object) -> bytes:
        sha256 = hashlib.sha256(other).hexdigest()
        Paper.objects.create(document=signed.document, pdf=other, sha256=sha256)
        return render(signed.document.content, status="Too late")

    monkeypatch.setattr(paper, "render", late)
    assert bytes(paper.original(signed.document).pdf) == other
    assert bytes(Paper.objects.get().pdf) == other


@pytest.mark.django_db(transaction=True)
def test_on_two_connections_both_get_the_same_bytes(
    signed: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    render, both = paper.render, Barrier(2)

    def together(*args: object, **options: object) -> bytes:
        both.wait(PATIENCE)
        return render(
            signed.document.content, status=f"Rendered as number {both.wait(PATIENCE)}"
        )

    def first(_: int) -> bytes:
        try:
            return bytes(paper.original(signed.document).pdf)
        finally:
            connection.close()

    monkeypatch.setattr(paper, "render", together)
    with ThreadPoolExecutor(2) as pool:
        one, two = pool.map(first, range(2))
    assert one == two == bytes(Paper.objects.get().pdf)


def test_a_stored_paper_that_changed_is_not_served(signed: Release) -> None:
    Paper.objects.create(document=signed.document, pdf=b"%PDF-1.7", sha256="0" * 64)
    with pytest.raises(paper.PaperChangedError, match=f"document {signed.document_id}"):
        paper.original(signed.document)
    with pytest.raises(paper.PaperChangedError):
        paper.current_paper(signed, timezone.now())


def test_content_that_changed_is_not_printed(signed: Release, ada: User) -> None:
    signed.document.content["off_limits"] = "Nothing at all."
    with pytest.raises(paper.PaperChangedError, match=f"document {signed.document_id}"):
        paper.original(signed.document)
    _revoke(signed, ada)
    with pytest.raises(paper.PaperChangedError):
        paper.current_paper(signed, timezone.now())
    assert not Paper.objects.exists()


def test_where_a_name_cannot_be_drawn_nothing_is_kept(ben: Contact) -> None:
    release = sign(contact_of(ben.client, "Sam \U0010fffd"))
    with pytest.raises(UndrawableText):
        paper.original(release.document)
    assert not Paper.objects.exists()


@pytest.mark.parametrize(
    "name", ["Михаил Жуков", "Nguyễn Thị Mỹ Duyên", "张偉", "ليلى حداد"]
)
def test_names_of_many_scripts_are_drawn(ben: Contact, name: str) -> None:
    release = sign(contact_of(ben.client, name))
    drawn = text_of(bytes(paper.original(release.document).pdf))
    assert set(name) <= set(drawn)


def _revoke(release: Release, by: User) -> None:
    facts = revoked(release.contact, by)
    for name, value in facts.items():
        setattr(release, name, value)
    release.save(update_fields=[*facts])

"""What the law of a state asks of a release's words and looks, on its paper."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client as Browser

from clients.law.profile import Delivered, delivered
from clients.models import Contact
from collateral.ending import law
from practice.models import User
from releases.models import ReleaseDraft
from releases.printing import paper
from releases.terms import content, read
from tests.law import correct
from tests.releases.printing.papers import opened, pieces, text_of
from tests.signed import draft_for, sign

pytestmark = pytest.mark.long

STATES = sorted(delivered())
SAYS = [
    s for s in STATES if delivered()[s].statements or delivered()[s].redisclosure_notice
]
HIV = [state for state in STATES if delivered()[state].hiv_redisclosure_notice]
HANDED_ON = "This record which has been disclosed to you is protected"


@pytest.fixture
def draft(ben: Contact, ada: User) -> ReleaseDraft:
    """A release for Ben with much in it, of what is sensitive too."""
    return draft_for(
        ben, ada, sensitive_topics=["hiv"], details="What helps in the evenings. " * 9
    )


def printed(draft: ReleaseDraft, state: str, **client: Any) -> bytes:
    for name, value in {"state": state, **client}.items():
        setattr(draft.client, name, value)
    return paper.draft_paper(draft)


def asked_by(law: Delivered, topics: list[str]) -> list[str]:
    said = [each.text for each in law.of("statements") or ()]
    notices = ["redisclosure_notice", *["hiv_redisclosure_notice"] * ("hiv" in topics)]
    return said + [text for name in notices if (text := law.of(name))]


@pytest.mark.parametrize("state", sorted({*SAYS, *HIV}))
def test_what_the_law_has_said_is_printed_word_for_word(
    state: str, draft: ReleaseDraft
) -> None:
    wanted = asked_by(delivered()[state], ["hiv"])
    assert wanted
    said = text_of(printed(draft, state))
    assert [text for text in wanted if text not in said] == []


@pytest.mark.parametrize("state", STATES)
def test_it_says_what_its_own_state_asks_and_nothing_more(
    state: str, draft: ReleaseDraft
) -> None:
    draft.client.state = state
    for topics in (["hiv"], ["gender"]):
        draft.sensitive_topics = topics
        law = [
            each for each in content.of_draft(draft)["statements"] if "language" in each
        ]
        assert [each["text"] for each in law] == asked_by(delivered()[state], topics)


@pytest.mark.parametrize("state", ["DC", "IL", "PA"])
def test_the_right_to_inspect_is_said_where_the_law_asks(
    state: str, draft: ReleaseDraft
) -> None:
    assert "You may look at it" in text_of(printed(draft, state))
    assert "You may look at it" not in text_of(printed(draft, "NY"))


def test_the_practices_own_law_is_printed_too(
    draft: ReleaseDraft, settings: Any
) -> None:
    settings.PRACTICE_STATE = "DC"
    said = text_of(printed(draft, "NY"))
    assert "Mental Health Information Act of 1978" in said
    assert "confidential records which are protected by state law" in said
    assert "Mental Health Information Act of 1978" in text_of(paper.blank_paper())


def test_case_29_california_reads_14_point_or_more_and_not_12(
    draft: ReleaseDraft,
) -> None:
    """Cal. Civil Code 56.11(a), its footer and what is handed on included."""
    pdf = printed(draft, "CA", part2=True)
    assert min(piece.points for piece in pieces(pdf)) >= 14 - 1e-3
    usual = printed(draft, "NY", part2=True)
    assert min(piece.points for piece in pieces(usual) if piece.read) < 14


def test_case_29_in_california_the_signature_signs_the_release_alone(
    draft: ReleaseDraft,
) -> None:
    """Cal. Civil Code 56.11(b): what is not the release's own is on another page."""
    *release, handed_on = by_page(printed(draft, "CA", part2=True))
    assert HANDED_ON in handed_on
    assert not any(HANDED_ON in page for page in release)
    (signed,) = [page for page in release if "Signing as" in page]
    assert "This signature signs this release, and nothing else." in signed
    assert "Signing as" not in handed_on
    *_, last = by_page(printed(draft, "NY", part2=True))
    assert HANDED_ON in last
    assert "Signing as" in last
    assert "nothing else" not in last


def test_in_california_nothing_is_cut_however_much_is_written(
    draft: ReleaseDraft,
) -> None:
    prose = ("What helps in the evenings, and which words to use. " * 30)[:1000].strip()
    draft.details = draft.off_limits = prose
    pdf = printed(draft, "CA", part2=True)
    assert text_of(pdf).count(prose) == 2
    assert len(opened(pdf).pages) == 5
    assert min(piece.points for piece in pieces(pdf)) >= 14 - 1e-3


def by_page(pdf: bytes) -> list[str]:
    pages = range(1, len(opened(pdf).pages) + 1)
    read_out = [piece for piece in pieces(pdf) if piece.read]
    return [
        " ".join(" ".join(p.text for p in read_out if p.page == page).split())
        for page in pages
    ]


def test_another_size_is_asked_and_kept_by_correcting_the_profile(
    ben: Contact, ada: User
) -> None:
    ben.client.state = "CA"
    ben.client.save()
    before = sign(ben)
    law.end(law.of_profile(correct("CA", min_font_pt=16)), ada)
    later = paper.draft_paper(draft_for(ben, ada))
    assert min(piece.points for piece in pieces(later)) >= 16 - 1e-3
    kept = paper.as_signed(before)
    assert 14 - 1e-3 <= min(piece.points for piece in pieces(kept)) < 16


def test_what_was_signed_keeps_the_words_of_the_law_of_its_day(
    ben: Contact, ada: User
) -> None:
    ben.client.state = "PA"
    ben.client.save()
    before = sign(ben)
    correct("PA", redisclosure_notice="Nobody hears of this again.")
    (after,) = read(content.of_draft(draft_for(ben, ada))).notices
    assert after["text"] == "Nobody hears of this again."
    assert "State regulations limit your right" in text_of(paper.as_signed(before))


def test_in_spanish_the_words_of_the_law_are_marked_as_english(
    adas: Browser, draft: ReleaseDraft
) -> None:
    draft.client.state, draft.client.language = "CA", "Spanish"
    draft.client.save()
    page = adas.get(f"/drafts/{draft.pk}/").content.decode()
    assert '<dd lang="en">Whoever receives this information may not share it' in page
    assert "<dd>Usted no tiene que firmar." in page

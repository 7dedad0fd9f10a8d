"""A prepared release on paper, to sign by hand."""

from __future__ import annotations

import pytest
from django.template.loader import render_to_string

from clients.models import Contact
from practice.models import User
from releases.models import Paper, ReleaseDraft
from releases.printing import drawn, paper
from releases.terms import content, read
from tests.releases.printing.papers import footer_of, text_of
from tests.signed import draft_for


def test_a_draft_is_printed_with_lines_to_sign_on(ben: Contact, ada: User) -> None:
    draft = draft_for(ben, ada, details="Only the evenings.", off_limits="My work.")
    pdf = paper.draft_paper(draft)
    for words in ("Jordan Reyes", "Ben Hart", "Only the evenings.", "My work."):
        assert words in text_of(pdf)
    assert "Not signed" in footer_of(pdf, 1)
    version = content.sha256_of(content.of_draft(draft))
    assert version in footer_of(pdf, 2)
    assert not Paper.objects.exists()


def test_it_offers_the_clients_own_rights_with_the_name_where_it_is_known(
    ben: Contact, rosa: Contact, ada: User
) -> None:
    jordans, teos = draft_for(ben, ada), draft_for(rosa, ada)
    assert signing_lines(jordans) == "Name Jordan Reyes Signing as The client"
    assert signing_lines(jordans, "agent") == (
        "Name Signing as A health care agent or court-appointed guardian By what right:"
    )
    assert signing_lines(teos) == (
        "Name Signing as ☐ A parent or guardian "
        "☐ A health care agent or court-appointed guardian By what right:"
    )
    assert signing_lines(teos, "minor") == (
        f"Name {rosa.client.legal_name} Signing as "
        "The client, a minor who may consent to this care By what right:"
    )


def signing_lines(draft: ReleaseDraft, *capacity: str) -> str:
    """What the paper asks of who signs it."""
    text = text_of(paper.draft_paper(draft, *capacity))
    return text[text.rindex("Name ") : text.rindex(" Date and time")]


@pytest.mark.parametrize("topics", [[], ["hiv"], ["hiv", "genetic"]])
def test_a_box_for_initials_stands_where_a_topic_is_ticked(
    ben: Contact, ada: User, topics: list[str]
) -> None:
    draft = draft_for(ben, ada, sensitive_topics=topics)
    html = render_to_string(
        "releases/printing/_topics.html",
        {
            "terms": read(content.of_draft(draft)),
            "boxes": drawn.BOXES,
            "setting": "",
            "run_in": {},
        },
    )
    assert html.count('class="initials"') == len(topics)

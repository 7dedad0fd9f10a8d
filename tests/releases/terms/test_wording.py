"""What a release says, in words that a sixth grader reads and that name the right person.

Measured as the Flesch-Kincaid grade; 45 CFR 164.508(c)(3) asks for plain language.
"""

from __future__ import annotations

import pytest
import textstat
from django.template.loader import render_to_string
from django.utils.html import strip_tags

from releases.signing.form import SignatureForm
from releases.terms import content, read
from releases.terms.languages import language
from releases.terms.wording import PART_2, Voice, shipped
from tests import forms

SIXTH_GRADE = 6.9
ENGLISH = shipped("en")
READER = language("en").table("paper")["reader"]
REQUIRED = {
    "45 CFR 164.508(c)(2)(i), the right to revoke in writing, and how": (
        "Tell us in writing at Willow Street Therapy, 12 Willow Street"
    ),
    "its exception": "We cannot undo what we did before then because you had signed.",
    "45 CFR 164.508(c)(2)(ii), no condition": "You do not have to sign.",
    "treatment and payment": "treatment, how it is paid for",
    "enrollment": "can join a health plan",
    "eligibility": "what benefits",
    "45 CFR 164.508(c)(2)(iii), told again": "The person who hears it may tell others.",
    "protected no more": "Then federal privacy law may no longer protect it.",
    "45 CFR 164.508(c)(4), a copy": "You get a signed copy of this release.",
}


def grade(text: str) -> float:
    return float(textstat.flesch_kincaid_grade(text))


def said(voice: Voice, *, part2: bool | None = False) -> list[str]:
    """All that a release says to whoever signs it, but for what the law has verbatim."""
    texts = [each["text"] for each in ENGLISH.statements(voice, part2)]
    return [
        ENGLISH.lead(voice),
        *(text.replace(PART_2, "").strip() for text in texts),
        ENGLISH.agreement(voice),
    ]


@pytest.mark.parametrize(
    ("voice", "part2"),
    [
        *((voice, part2) for voice in Voice for part2 in (True, False)),
        pytest.param(Voice.CLIENT, None, id="a form for nobody yet"),
    ],
)
def test_a_sixth_grader_reads_each_statement(voice: Voice, part2: bool | None) -> None:
    texts = said(voice, part2=part2)
    assert {text: grade(text) for text in texts if grade(text) > SIXTH_GRADE} == {}
    assert grade(" ".join(texts)) <= SIXTH_GRADE
    assert grade(READER) <= SIXTH_GRADE


def test_a_sixth_grader_does_not_read_what_versions_one_and_two_said() -> None:
    """Or the measure would measure nothing."""
    before = (
        "Once shared, information may be passed on by the person who hears it and may no "
        "longer be protected by federal privacy law."
    )
    assert grade(before) > SIXTH_GRADE


def test_a_sixth_grader_reads_what_is_asked_in_signing() -> None:
    fields = SignatureForm.base_fields.values()
    asked = [str(each.label).rstrip(".") for each in fields if each.label]
    helped = [str(each.help_text) for each in fields if each.help_text]
    assert grade(". ".join([*asked, *helped])) <= SIXTH_GRADE


def test_a_sixth_grader_reads_the_notes_on_the_paper() -> None:
    terms = read(forms.filled())
    html = render_to_string(
        "releases/printing/_topics.html",
        {"terms": terms, "boxes": "☑,☐", "setting": "", "run_in": {}},
    )
    notes = [
        strip_tags(part.split("</p>")[0])
        for part in html.split('<p class="note')[1:]
        if not part.startswith(" own")
    ]
    notes = [note.partition(">")[2] for note in notes]
    assert len(notes) == 3
    assert grade(" ".join(notes)) <= SIXTH_GRADE


@pytest.mark.parametrize("words", REQUIRED.values(), ids=REQUIRED)
@pytest.mark.parametrize("voice", Voice)
def test_what_the_law_requires_is_said_to_everyone(voice: Voice, words: str) -> None:
    assert words in " ".join(said(voice))


@pytest.mark.parametrize("voice", Voice)
def test_part_2_is_cited_word_for_word_where_it_applies_alone(voice: Voice) -> None:
    """42 CFR 2.32(a)(2)."""
    applies = {
        each["code"]: each["text"] for each in ENGLISH.statements(voice, part2=True)
    }
    assert applies["part2"].endswith(PART_2)
    assert "part2" not in {
        each["code"] for each in ENGLISH.statements(voice, part2=False)
    }
    assert "42 CFR" not in " ".join(said(voice))


def test_a_form_for_nobody_yet_cites_part_2_for_whom_it_applies_to() -> None:
    blank = content.blank(ENGLISH)
    assert blank["lead"].endswith(READER)
    said = {each["code"]: each["text"] for each in blank["statements"]}
    assert said["part2"].startswith("If you get care under 42 CFR part 2, your ")


CALLED = {
    Voice.CLIENT: ("your care", "about you,", "You stay the client."),
    Voice.CHILD: ("your child’s care", "about your child,", "Your child stays"),
    Voice.OTHER: ("the client’s care", "about the client,", "The client stays"),
}


@pytest.mark.parametrize("voice", Voice)
def test_each_release_speaks_of_the_client_in_its_readers_words(voice: Voice) -> None:
    titles = [each["title"] for each in ENGLISH.statements(voice, part2=True)]
    text = " ".join([*titles, *said(voice, part2=True)])
    for words in CALLED[voice]:
        assert words.casefold() in text.casefold()
    for other in {*Voice} - {voice}:
        assert CALLED[other][1] not in text
        assert CALLED[other][2] not in text

"""Whoever is about to sign hears what it comes to, in plain sentences."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
import textstat
from django.test import Client as Browser
from django.utils.html import strip_tags

from clients.models import Contact
from practice.models import User
from releases.models.draft import SensitiveTopic, Topic
from releases.terms import read
from releases.terms.languages import language
from releases.terms.read_back import read_back
from tests import forms
from tests.signed import draft_for

TODAY = date(2026, 11, 22)


def said(*allowed: str, today: date = TODAY, **changed: Any) -> list[str]:
    """What is read back of a release for Sam with these topics ticked."""
    words = {**forms.filled(), "details": "", "off_limits": "", "expires_event": ""}
    words |= {"direction": "disclose", "formats": [], "most_sessions": None}
    for topic in [*words["topics"], *words["sensitive"]]:
        topic["allowed"] = topic["code"] in allowed
    return list(map(strip_tags, read_back(read(words | changed), today)))


def test_it_says_who_hears_what_and_what_not_and_until_when() -> None:
    everything_else = {*Topic} - {Topic.DIAGNOSIS, Topic.MEDICATION, Topic.SLEEP}
    hears, hears_not, ends, free = said("sleep", *everything_else)
    assert hears.startswith("Sam Whitfield may hear about your visits, coping ")
    assert hears.endswith(" safety plan and school and work.")
    assert (
        hears_not == "Sam Whitfield will not hear about your diagnosis or medication."
    )
    assert ends == "It ends on March 14, 2027, or when you say stop."
    assert free == "You do not have to sign. Saying no changes nothing in your care."


def test_two_topics_read_as_people_say_them() -> None:
    hears = "Sam Whitfield may hear about your coping skills and sleep."
    assert said("sleep", "skills")[0] == hears


def test_it_says_that_sensitive_topics_need_initials() -> None:
    assert said("skills", "gender")[1] == (
        "If you put your initials there, Sam Whitfield may also hear about your "
        "gender-affirming care."
    )
    assert "initials" not in " ".join(said("skills"))


def test_what_is_only_obtained_is_told_nothing() -> None:
    assert said("skills", direction="obtain")[0] == (
        "Sam Whitfield may tell us what helps you. We share nothing with Sam Whitfield."
    )
    assert "may hear" not in " ".join(said("skills", direction="obtain"))
    assert said("skills", direction="exchange")[2] == (
        "Sam Whitfield may also tell us what helps you."
    )


def test_it_says_how_they_may_join() -> None:
    alone = [{"code": "collateral", "label": "Without", "allowed": True}]
    without = "Sam Whitfield may meet with us without you."
    assert without in said("skills", formats=alone)
    assert without not in said("skills")
    assert "Sam Whitfield may join one session." in said("skills", most_sessions=1)
    assert "Sam Whitfield may join 3 sessions at most." in said(
        "skills", most_sessions=3
    )


def test_a_sensitive_topic_that_is_off_limits_is_said_to_be() -> None:
    off = said("skills", off_limit_topics=[{"code": "hiv", "label": "HIV"}])
    assert off[1].endswith("school and work or HIV, AIDS or sexual infections.")
    assert "HIV" not in " ".join(said("skills"))


def test_it_is_said_in_spanish_to_whom_it_is_written_in_it() -> None:
    hears, hears_not, ends, free = said(*{*Topic} - {Topic.SLEEP}, language="es")
    assert hears.startswith("Sam Whitfield puede oír sobre las citas, las formas de ")
    assert hears.endswith("la escuela y el trabajo de usted.")
    assert hears_not == "Sam Whitfield no oirá nada sobre el sueño de usted."
    assert ends == ("Termina el 14 de marzo de 2027, o cuando usted diga que paremos.")
    assert free == (
        "Usted no tiene que firmar. Decir que no no cambia nada en la atención de usted."
    )


def test_own_words_come_with_it() -> None:
    own = said("skills", details="How I sleep.", off_limits="My work.")
    assert "In your own words: How I sleep." in own
    assert "This stays private: My work." in own
    assert "More exactly: How I sleep." in said(
        "skills", details="How I sleep.", voice="child"
    )


def test_a_release_that_starts_later_says_so() -> None:
    starts = "It starts on November 22, 2026."
    assert starts in said("skills", today=TODAY - timedelta(days=1))
    assert starts not in said("skills", today=TODAY)


def test_an_event_that_ends_it_sooner_is_read_back() -> None:
    ends = said("skills", expires_event="Jordan ends treatment here")[2]
    assert ends.endswith("sooner if this happens: Jordan ends treatment here")


def test_what_a_parent_signs_ends_with_their_authority() -> None:
    ends = said("skills", authority_ends_on="2027-01-05", voice="child")[2]
    assert ends == "It ends on January 4, 2027, or when you or your child say stop."


@pytest.mark.parametrize(
    ("voice", "whose"),
    [("client", "your"), ("child", "your child’s"), ("other", "the client’s")],
)
def test_it_speaks_to_whoever_signs(voice: str, whose: str) -> None:
    hears, *_, free = said("sleep", voice=voice)
    assert hears == f"Sam Whitfield may hear about {whose} sleep."
    assert free.endswith(f"Saying no changes nothing in {whose} care.")


def test_it_guesses_nobodys_pronoun() -> None:
    text = " ".join(said("sleep", "hiv", voice="other")).casefold().split()
    assert {"he", "she", "him", "his", "her"}.isdisjoint(text)


def test_a_name_is_kept_to_itself_and_is_no_markup() -> None:
    words = forms.filled()
    words["contact"]["name"] = "<i>Sam</i>"
    hears = read_back(read(words), TODAY)[0]
    assert hears.startswith("<bdi>&lt;i&gt;Sam&lt;/i&gt;</bdi> may hear about your <b>")


def test_every_topic_can_be_said() -> None:
    assert language("en").table("said").keys() == {*Topic, *SensitiveTopic}


@pytest.mark.parametrize("voice", ["client", "child", "other"])
def test_a_sixth_grader_reads_it(voice: str) -> None:
    """Whatever is ticked: how many topics it lists is the release's own."""
    ticked = {"sleep": True, "skills": True, "diagnosis": False, "medication": False}
    topics = [{"code": c, "label": c, "allowed": told} for c, told in ticked.items()]
    sentences = said("gender", topics=topics, voice=voice)
    assert textstat.flesch_kincaid_grade(" ".join(sentences)) <= 6.9


def test_it_is_read_before_signing_by_each_who_may_sign(
    adas: Browser, ada: User, ben: Contact, rosa: Contact
) -> None:
    page = adas.get(f"/drafts/{draft_for(ben, ada).pk}/signature/").content.decode()
    assert "<bdi>Ben Hart</bdi> may hear about your <b>visits and" in page
    page = adas.get(f"/drafts/{draft_for(rosa, ada).pk}/signature/").content.decode()
    assert "<bdi>Rosa Vance</bdi> may hear about your child’s <b>" in page
    assert "<bdi>Rosa Vance</bdi> may hear about your <b>" in page

"""The plan for the client to keep: what they agreed to, and nothing that is off limits."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from clients.models import ConsentEvent, Contact
from collateral.models import PlanVersion, Session, SharedSessionPlan
from practice.models import User
from releases.history.sentences import Known, sentence
from tests.clock import DAY
from tests.planned import approval_of, goal_of, write_out
from tests.privacy.doors import browser_of
from tests.releases.history.happenings import words
from tests.releases.printing.papers import opened, text_of
from tests.revoked import revoke


@pytest.fixture
def version(session: Session) -> PlanVersion:
    """Of the plan to come with Ben and Maria, with a canary in what is not for a paper."""
    SharedSessionPlan.objects.get_or_create(session=session)
    return write_out(
        session,
        goals=[goal_of(session.client).pk],
        topics="Evenings.\nWhat helps.",
        ground_rules="One at a time.",
        separate_exit="By the kettle.",
        minutes_before=5,
        minutes_after=15,
        debrief_on=timezone.localdate() + 9 * DAY,
        why_person="Kettle.",
        off_limits=["diagnosis"],
        off_limits_words="The kettle.",
        on_diagnosis="No kettle.",
        on_medication="No kettle.",
        on_risk="Any kettle.",
        assent="A kettle.",
        prompts=["Is there a kettle?"],
        opening=["Put the kettle on."],
    )


def path(session: Session) -> str:
    return reverse("plan_handout", args=[session.pk])


def said(browser: Browser, session: Session, code: str = "en") -> str:
    return text_of(browser.get(path(session), {"language": code}).content)


def test_it_says_what_was_agreed(
    adas: Browser, session: Session, version: PlanVersion
) -> None:
    text = said(adas, session)
    assert "For Jordan Reyes" in text
    assert "Who comes Ben Hart Maria Reyes" in text
    assert "Support between sessions: coping, sleep, healthy habits" in text
    assert "Ask for help before a bad evening" in text
    assert "We will know by this: Three calls in a month." in text
    assert "Evenings. What helps." in text
    assert "Either raises a hand." in text
    assert "5 minutes before, 15 minutes after" in text
    assert "You can change your mind at any time" in text


def test_it_says_who_hears_of_what(
    adas: Browser, session: Session, version: PlanVersion, ben: Contact
) -> None:
    text = said(adas, session)
    assert "Ben Hart will hear about Sleep, daily routine and health habits" in text
    assert "Maria Reyes will hear about School or work" in text
    release = ben.releases.get()
    revoke(release, "asked", session.clinician)
    assert "Ben Hart will hear about Nothing was chosen yet." in said(adas, session)


def test_nothing_off_limits_is_on_it_and_nothing_written_for_the_clinician(
    adas: Browser, session: Session, version: PlanVersion
) -> None:
    text = said(adas, session).lower()
    for canary in ("kettle", "porridge", "diagnosis"):
        assert canary not in text


def test_it_says_whether_it_was_agreed_to(
    adas: Browser, session: Session, version: PlanVersion
) -> None:
    assert "Agreed on Not yet." in said(adas, session)
    approval_of(version).save()
    assert "Not yet." not in said(adas, session)


def test_it_is_of_the_newest_version(
    adas: Browser, session: Session, version: PlanVersion
) -> None:
    write_out(session, stop_signal="A red card.")
    text = said(adas, session)
    assert "A red card." in text
    assert "Either raises a hand." not in text


@pytest.mark.parametrize("code", ["en", "es"])
def test_it_is_one_page_in_its_language(
    adas: Browser, session: Session, version: PlanVersion, code: str
) -> None:
    pdf = opened(adas.get(path(session), {"language": code}).content)
    assert len(pdf.pages) == 1
    assert str(pdf.Root.Lang) == f"{code}-US"
    assert pdf.Root.MarkInfo.Marked
    assert "El plan para su sesión" in said(adas, session, "es")


def test_printing_it_is_in_the_history_and_not_its_words(
    adas: Browser, session: Session, version: PlanVersion
) -> None:
    adas.get(path(session))
    event = ConsentEvent.objects.get(kind="handout_printed")
    assert (event.session_id, event.detail) == (session.pk, {"paper": "plan"})
    told = words(sentence(event, Known.of([event])))
    assert "printed a handout for the client" in told


def test_it_asks_the_database_few_times(
    adas: Browser,
    session: Session,
    version: PlanVersion,
    django_assert_max_num_queries: Any,
) -> None:
    adas.get("/")  # a session's first request writes
    with django_assert_max_num_queries(13):
        assert adas.get(path(session)).status_code == 200


def test_where_no_plan_is_written_out_there_is_none(
    adas: Browser, session: Session
) -> None:
    assert adas.get(path(session)).status_code == 404
    page = adas.get(reverse("session_handouts", args=[session.pk])).content.decode()
    assert "The plan is not written out yet." in page


def test_the_page_of_handouts_offers_it(
    adas: Browser, session: Session, version: PlanVersion
) -> None:
    page = adas.get(reverse("session_handouts", args=[session.pk])).content.decode()
    assert f'formaction="{path(session)}"' in page


@pytest.mark.parametrize("who", ["cleo", "finn", "nora"])
def test_nobody_else_prints_it(
    who: str,
    session: Session,
    version: PlanVersion,
    cleo: User,
    finn: User,
    nora: User,
) -> None:
    person = {"cleo": cleo, "finn": finn, "nora": nora}[who]
    assert browser_of(person).get(path(session)).status_code == 404

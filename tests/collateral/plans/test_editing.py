"""A plan is written out on a page of its own, from what is usual, and in versions."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from clients.models import Client, ConsentEvent, Contact, Modality
from collateral.models import (
    PlanPrompt,
    PlanTemplate,
    PlanVersion,
    Session,
    TreatmentGoal,
)
from collateral.models.plan_version import OPENING
from collateral.models.topic import topics_for
from practice.models import User
from tests.booked import book
from tests.cast import client_of, contact_of
from tests.clock import DAY, afternoon
from tests.planned import SIGNAL, goal_of, plan_sent, write_out
from tests.privacy.doors import browser_of
from tests.signed import sign

pytestmark = pytest.mark.usefixtures("unprinted")
SUPPORT = "How can you support these goals?"


@pytest.fixture
def session(jordan: Client, ben: Contact) -> Session:
    sign(ben, topics=["sleep", "skills"])
    return book(jordan, [ben], afternoon())


def edit(session: Session) -> str:
    return reverse("plan_edit", args=[session.pk])


def test_it_opens_with_what_was_booked_and_what_is_usual(
    adas: Browser, session: Session
) -> None:
    session.plan.topics, session.plan.boundaries = "Evenings", "Not of work."
    session.plan.save()
    form = adas.get(edit(session)).context["form"]
    assert form["purposes"].value() == ["support"]
    assert form["topics"].value() == "Evenings"
    assert form["ground_rules"].value() == "Not of work."
    assert form["opening"].value() == "\n".join(OPENING)
    assert form["minutes_before"].value() == 10
    after = timezone.localtime(session.during.lower).date() + 7 * DAY
    assert form["debrief_on"].value() == after
    shown = {str(label) for _, label in form["prompts"].field.choices}
    assert SUPPORT in shown
    assert form["prompts"].value()


def test_a_usual_plan_is_one_click_and_a_goal(adas: Browser, session: Session) -> None:
    form = adas.get(edit(session)).context["form"]
    sent = {
        name: value
        for name in form.fields
        if (value := form[name].value()) not in (None, False)
    }
    sent |= {"new_goal": "Sleep through", "known_by": "Five nights of seven."}
    assert adas.post(edit(session), sent).status_code == 302
    version = PlanVersion.objects.get()
    goal = TreatmentGoal.objects.get()
    assert version.goals == [goal.pk]
    assert (goal.client, goal.words) == (session.client, "Sleep through")
    assert version.opening == list(OPENING)
    assert SUPPORT in version.prompts
    page = adas.get(reverse("session", args=[session.pk])).content.decode()
    for said in ("Sleep through", "Five nights of seven.", OPENING[1], SUPPORT):
        assert said.replace("’", "&#x27;") in page or said in page
    event = ConsentEvent.objects.get(kind="plan_saved")
    assert event.session_id == session.pk
    assert "Sleep" not in event.body


def test_each_version_is_kept_and_shown(adas: Browser, session: Session) -> None:
    goal = goal_of(session.client)
    write_out(session, topics="Screens in bed", goals=[goal.pk])
    sent = plan_sent(2, topics="Mornings", goals=[str(goal.pk)])
    assert adas.post(edit(session), sent).status_code == 302
    page = adas.get(reverse("session", args=[session.pk])).content.decode()
    assert "Mornings" in page
    assert "Screens in bed" not in page
    every = adas.get(reverse("session_plan", args=[session.pk])).content.decode()
    assert "Screens in bed" in every
    assert goal.words in every


def test_whoever_was_quicker_is_not_overwritten(
    adas: Browser, session: Session
) -> None:
    write_out(session)
    answer = adas.post(edit(session), plan_sent(1, topics="Mine"))
    assert answer.status_code == 422
    assert "Someone saved this plan meanwhile" in answer.content.decode()
    assert "Mine" in answer.content.decode()


@pytest.mark.parametrize(
    ("changed", "field", "says"),
    [
        ({"purposes": []}, "purposes", "Choose what the session is for."),
        ({"new_goal": "Sleep"}, "known_by", "how you will know"),
        ({"known_by": "By sleep"}, "new_goal", "how you will know"),
        ({"minutes_before": "61"}, "minutes_before", "60"),
        ({"opening": "\n".join("abcdefghijklm")}, "opening", "at most 12 lines"),
        ({"goals": ["999999"]}, "goals", "valid choice"),
        ({"debrief_on": "2020-01-01"}, "debrief_on", "after the session"),
        ({"off_limits": ["sleep"]}, "off_limits", "Change its topics first"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field(
    adas: Browser,
    session: Session,
    changed: dict[str, object],
    field: str,
    says: str,
) -> None:
    topics_for(session.participants.all(), ["sleep"])
    answer = adas.post(edit(session), plan_sent(topics="Kept", **changed))
    assert answer.status_code == 422
    assert says in " ".join(answer.context["form"].errors[field])
    assert "Kept" in answer.content.decode()
    assert not PlanVersion.objects.exists()
    assert adas.post(edit(session), plan_sent()).status_code == 302


def test_a_template_fills_in_what_is_usual_and_nothing_of_a_client(
    adas: Browser, session: Session
) -> None:
    kept = plan_sent(
        topics="Jordan’s nights",
        own_prompts="What helps at ten?",
        keep_prompts="on",
        keep_as="Nights",
    )
    assert adas.post(edit(session), kept).status_code == 302
    template = PlanTemplate.objects.get(name="Nights")
    assert "Jordan" not in str(template.says)
    assert template.says["prompts"] == ["What helps at ten?"]
    assert PlanPrompt.objects.filter(words="What helps at ten?").exists()
    other = book(session.client, [session.participants.get().contact], afternoon(3))
    form = adas.get(f"{edit(other)}?template={template.pk}").context["form"]
    assert form["stop_signal"].value() == SIGNAL
    assert form["topics"].value() == ""
    assert len(form["prompts"].value()) == 1


@pytest.mark.parametrize("name", ["Jordan", "Ben", "Hart", "小明"])
def test_what_everyone_would_read_names_nobody(
    adas: Browser, session: Session, name: str
) -> None:
    contact_of(session.client, "小明")
    rules = plan_sent(
        ground_rules=f"When {name}’s hand is up, we pause.", keep_as="Mine"
    )
    asks = plan_sent(own_prompts=f"What helps {name}?", keep_prompts="on")
    for sent, field in ((rules, "keep_as"), (asks, "keep_prompts")):
        answer = adas.post(edit(session), sent)
        assert answer.status_code == 422
        said = str(answer.context["form"].errors[field])
        assert f"“{name}” stands in it" in said
    assert not PlanTemplate.objects.filter(name="Mine").exists()
    # Of this client's plan alone, it may.
    del rules["keep_as"], asks["keep_prompts"]
    assert adas.post(edit(session), rules).status_code == 302
    assert adas.post(edit(session), {**asks, "number": "2"}).status_code == 302


@pytest.mark.django_db
@pytest.mark.parametrize("modality", Modality.values)
def test_every_modality_has_a_template(modality: str) -> None:
    template = PlanTemplate.objects.get(modality=modality)
    assert template.says["purposes"]
    known = set(PlanPrompt.objects.values_list("words", flat=True))
    assert set(template.says["prompts"]) <= known


def test_a_minors_assent_is_asked(
    adas: Browser, session: Session, teo: Client, rosa: Contact
) -> None:
    assert "assent" not in adas.get(edit(session)).context["form"].fields
    sign(rosa)
    with_teo = book(teo, [rosa], afternoon(3))
    assert "assent" in adas.get(edit(with_teo)).context["form"].fields


def test_a_session_that_is_over_keeps_its_plan(
    adas: Browser, jordan: Client, ben: Contact
) -> None:
    now = timezone.now()
    sign(ben, starts=now - 3 * DAY)
    ended = book(jordan, [ben], now - timedelta(hours=3), booked_at=now - DAY)
    goes_on = book(jordan, [ben], now - timedelta(minutes=5), booked_at=now - DAY)
    assert adas.post(edit(ended), plan_sent()).status_code == 302
    assert not PlanVersion.objects.exists()
    page = adas.get(reverse("session", args=[ended.pk])).content.decode()
    assert "Write the plan out" not in page
    assert adas.post(edit(goes_on), plan_sent()).status_code == 302
    assert PlanVersion.objects.exists()


def test_only_the_clients_own_clinician_writes_it(
    session: Session, cleo: User, finn: User, nora: User
) -> None:
    for who in (cleo, finn, nora):
        assert browser_of(who).get(edit(session)).status_code == 404
        assert browser_of(who).post(edit(session), plan_sent()).status_code == 404
    leads = client_of(cleo, "Ana Silva")
    ana = contact_of(leads, "Rui Silva")
    sign(ana)
    lent = book(leads, [ana], afternoon(3), clinician=session.clinician)
    answer = browser_of(session.clinician).get(edit(lent))
    assert answer.status_code == 404

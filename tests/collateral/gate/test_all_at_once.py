"""The gate says every reason of everyone at once, in few queries, with what would help."""

from __future__ import annotations

import re

from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from clients.models import Client, Contact
from collateral import gate
from collateral.ending import sign as sign_on_screen
from collateral.models import SessionTopic
from practice.models import User
from practice.spans import span
from releases.models import SEVERAL, Format, Place
from tests.booked import book, typed
from tests.cast import contact_of
from tests.clock import FIFTY, afternoon
from tests.refusals import refused_by
from tests.signed import draft_for, sign, signature_of


def proposal(
    client: Client, people: list[Contact], by: User, *topics: str
) -> gate.Proposal:
    during = span(afternoon(), afternoon() + FIFTY)
    how = ("joint", "video", topics)
    return gate.Proposal(client, tuple(people), by, during, None, *how)


def test_everyone_hears_every_reason(
    ada: User, jordan: Client, ben: Contact, maria: Contact
) -> None:
    sign(ben, ends=afternoon(3), topics=["sleep"], places=[Place.PHONE])
    sign(maria, formats=[Format.COLLATERAL], off_limit_topics=["diagnosis"])
    asked = proposal(jordan, [ben, maria], ada, "diagnosis", "hiv")
    bens, marias = gate.ask(asked).gaps
    assert bens.codes == (
        gate.Code.EXPIRES_BEFORE_SESSION,
        gate.Code.FORMAT,
        gate.Code.TOPIC,
        gate.Code.SENSITIVE_NOT_INITIALED,
    )
    assert marias.codes == (
        gate.Code.FORMAT,
        gate.Code.TOPIC,
        gate.Code.SENSITIVE_NOT_INITIALED,
    )
    assert "stays private: the release keeps it from Maria Reyes" in marias.sentence


def test_three_contacts_are_cleared_in_six_queries_at_most(
    ada: User, cleo: User, jordan: Client, ben: Contact, maria: Contact
) -> None:
    leo = contact_of(jordan, "Leo Reyes", "brother")
    for contact in (ben, maria, leo):
        sign(contact, most_sessions=4)
    asked = proposal(jordan, [ben, maria, leo], ada, "skills")
    gate.clear(asked)  # whatever is worded once, is
    with CaptureQueriesContext(connection) as captured:
        gate.clear(asked)
    assert len(captured) == 4
    sign(leo, afternoon(400), afternoon(500), discloser=cleo.pk)
    with CaptureQueriesContext(connection) as captured:
        gate.ask(proposal(jordan, [ben, maria, leo], cleo, "skills", "diagnosis"))
    assert len(captured) <= 6


def test_case_59_each_of_several_named_clinicians_tells_and_no_other(
    ada: User, cleo: User, nora: User, jordan: Client, ben: Contact, unprinted: None
) -> None:
    draft = draft_for(ben, ada, disclosers=[ada.pk, cleo.pk])
    release, _ = sign_on_screen(draft, signature_of(jordan, timezone.now()), ada)
    assert release.discloser == SEVERAL
    for who in (ada, cleo):
        (line,) = gate.ask(proposal(jordan, [ben], who)).lines
        assert (line.covered, line.disclosers) == (True, (who.pk,))
    (line,) = gate.ask(proposal(jordan, [ben], nora)).lines
    assert line.codes == (gate.Code.WRONG_DISCLOSER,)
    assert line.sentence == (
        "The release lets only Dr. Ada Okafor and Cleo Marsh speak with Ben Hart."
    )
    with refused_by("participant_release_in_force"):
        book(jordan, [ben], afternoon(), clinician=cleo)  # told by the practice


def test_a_draft_that_would_not_let_them_join_so_is_changed_in_that(
    adas: Browser, ada: User, jordan: Client, ben: Contact
) -> None:
    draft_for(ben, ada, places=[Place.PHONE])
    (line,) = gate.ask(proposal(jordan, [ben], ada)).lines
    assert line.sentence == "A release is prepared that does not let them join so."
    url = f"/clients/{jordan.pk}/sessions/new/"
    page = adas.post(url, typed([ben], afternoon())).content.decode()
    assert "Change how they join in the release for Ben Hart" in page


def test_a_draft_without_the_topic_is_changed_in_that(
    adas: Browser, ada: User, jordan: Client, ben: Contact
) -> None:
    draft_for(ben, ada, topics=["sleep"])
    (line,) = gate.ask(proposal(jordan, [ben], ada, "diagnosis")).lines
    assert (
        line.sentence == "A release is prepared that leaves out some of these topics."
    )


def test_what_may_not_be_heard_of_is_left_out_by_one_click(
    adas: Browser, jordan: Client, ben: Contact
) -> None:
    sign(ben, topics=["sleep"])
    url = f"/clients/{jordan.pk}/sessions/new/"
    sent = typed([ben], afternoon(), about=["sleep", "diagnosis"])
    page = adas.post(url, sent).content.decode()
    form = page[: page.index("Leave out “Diagnosis”")].rpartition("<form")[2]
    fields = re.findall(r'name="(\w+)" value="([^"]*)"', form)
    assert ("about", "sleep") in fields
    assert ("about", "diagnosis") not in fields
    again = {**sent, "about": ["sleep"]}
    assert adas.post(url, again).status_code == 302
    assert SessionTopic.objects.get().topic == "sleep"

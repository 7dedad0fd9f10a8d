"""An admin reads the law of each state, value by value, and says what they reviewed."""

from __future__ import annotations

import pytest
from django.test import Client as Browser
from django.utils import timezone

from clients.law.amending import amend, next_version
from clients.law.labels import LABELS, groups, said
from clients.law.profile import KEYS, Confidence, Flag, Seen, delivered
from clients.law.states import US_STATES
from clients.models import Client, StateProfile
from practice.models import User
from tests.clock import DAY
from tests.said import errors_in

STATES = [state for state, _name in US_STATES]


@pytest.fixture
def noras(nora: User, client: Browser) -> Browser:
    """A browser in which Nora is signed in."""
    client.force_login(nora)
    return client


def illinois() -> StateProfile:
    return StateProfile.objects.get(state="IL", superseded_from=None)


def no_witness(nora: User, days: int) -> StateProfile:
    """Nora has it that Illinois asks for no witness, from so many days on."""
    given = {"source": "P.A. 105", "seen": Seen.STATUTE, "confidence": Confidence.HIGH}
    last, starts = illinois(), timezone.localdate() + days * DAY
    flag = Flag(value=False, **given)
    changes = {"witness_sign": flag}
    following = next_version(
        last, changes, starts=starts, reason="P.A. 105 ended it.", by=nora
    )
    amend(last, following)
    return following


def test_every_value_has_a_label_and_stands_in_one_group() -> None:
    assert sorted(LABELS) == sorted(KEYS)


@pytest.mark.parametrize("state", STATES)
def test_each_value_of_each_state_is_said_with_its_source(state: str) -> None:
    law = delivered()[state]
    lines = [line for _heading, those in groups(law) for line in those]
    assert {line.key for line in lines if line.known} == law.known.keys()
    for line in lines:
        assert line.says
        assert bool(line.seen and line.confidence) == bool(line.known)


def test_the_list_has_all_states_and_what_is_to_check(
    noras: Browser, jordan: Client
) -> None:
    page = errors_in(noras.get("/law/"))
    for _state, name in US_STATES:
        assert name in page
    assert "New York 1 client Minors may consent alone at any age" in page
    assert "Wyoming No statute lets minors consent alone 2 to check" in page
    assert "at most 365 days" in page


def test_a_state_is_read_value_by_value(noras: Browser) -> None:
    page = errors_in(noras.get("/law/IL/"))
    assert "Illinois Version 1, which counts today" in page
    assert (
        "A witness when it is signed: Yes 740 ILCS 110/5 · read in the law itself, sure"
        " · not reviewed here Correct : A witness when it is signed" in page
    )
    assert "At most, in days: nothing beyond federal law" in page
    assert "word for word: You may look at it: You may look at the" in page
    assert "read in the law itself, not sure To check" in page


def test_what_was_corrected_shows_what_it_was(noras: Browser, nora: User) -> None:
    no_witness(nora, days=10)
    page = errors_in(noras.get("/law/IL/versions/2/"))
    assert "Version 2, which counts from" in page
    assert "A witness when it is signed: No Before: Yes" in page
    assert page.count("Before:") == 1
    assert "P.A. 105 ended it. Nora Lind" in page
    today = errors_in(noras.get("/law/IL/"))
    assert "A witness when it is signed: Yes" in today
    assert "A correction goes on from version 2 , which counts from" in today
    assert "Version 2 counts from" in errors_in(noras.get("/law/"))


def test_what_was_replaced_on_its_own_day_says_so(noras: Browser, nora: User) -> None:
    no_witness(nora, days=0)
    no_witness(nora, days=0)
    assert "never counted" in errors_in(noras.get("/law/IL/versions/2/"))
    assert "counted until another did" in errors_in(noras.get("/law/IL/versions/1/"))


@pytest.mark.parametrize(
    "path", ["/law/XX/", "/law/IL/versions/9/", "/law/XX/review/", "/law/il/"]
)
def test_what_is_not_there_is_not_found(noras: Browser, path: str) -> None:
    assert noras.get(path).status_code == 404


@pytest.mark.parametrize("path", ["/law/", "/law/IL/", "/law/IL/review/"])
def test_it_is_only_an_admins(client: Browser, finn: User, path: str) -> None:
    client.force_login(finn)
    assert client.get(path).status_code == 404


def test_a_review_is_a_version_that_changes_nothing_else(
    noras: Browser, nora: User
) -> None:
    sent = {"values": ["statements", "minor_age"], "shown": "1"}
    answer = noras.post("/law/IL/review/", sent)
    assert answer["Location"] == "/law/IL/versions/2/"
    before, now = StateProfile.objects.filter(state="IL").order_by("version")
    assert now.corrected_by == nora
    assert now.effective_from == timezone.localdate()
    for key, was in before.law.known.items():
        assert said(key, was) == said(key, now.law.known[key])
        reviewed = now.law.known[key].reviewed_by
        assert reviewed == ("Nora Lind" if key in sent["values"] else "")
    assert now.law.known["statements"].verified
    assert "reviewed by Nora Lind" in errors_in(noras.get("/law/IL/"))


def test_a_review_says_what_was_read(noras: Browser) -> None:
    page = noras.post("/law/IL/review/", {"shown": "1"})
    assert page.status_code == 422
    assert "Tick what you have read." in errors_in(page)


def test_nobody_reviews_what_they_did_not_see(noras: Browser, nora: User) -> None:
    no_witness(nora, days=0)
    page = noras.post("/law/IL/review/", {"values": ["minor_age"], "shown": "1"})
    assert "Someone else corrected this state" in errors_in(page)
    assert StateProfile.objects.filter(state="IL").count() == 2

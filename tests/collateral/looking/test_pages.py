"""An admin reads who looked: at a client, or by a person, on which days."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from clients.models import Client, Contact
from practice.models import Look, User
from tests.privacy.doors import browser_of
from tests.refusals import run
from tests.releases.history.happenings import words

LOOKS = "/looks/"
INSERT = """
    INSERT INTO looks (user_id, route, client_id, about, outcome, address, at)
    VALUES (%s, %s, %s, 7, %s, '10.0.0.5', %s)
"""


def looked(
    who: User,
    route: str = "release",
    at: Client | None = None,
    outcome: str = "seen",
    days: int = 0,
) -> None:
    """A look as it was recorded, so many days ago."""
    when = timezone.now() - timedelta(days=days)
    run(INSERT, who.pk, route, at and at.pk, outcome, when)


@pytest.fixture
def noras(nora: User) -> Browser:
    """A browser in which Nora is signed in."""
    return browser_of(nora)


def page(noras: Browser, **asked: Any) -> str:
    return words(noras.get(LOOKS, asked).content.decode())


def test_who_opened_whose_release_when_and_from_where(
    noras: Browser, ada: User, jordan: Client
) -> None:
    looked(ada, at=jordan)
    told = page(noras)
    assert "Dr. Ada Okafor opened Jordan Reyes’s release." in told
    assert "from 10.0.0.5" in told


@pytest.mark.parametrize(
    ("route", "outcome", "sentence"),
    [
        ("release_paper", "seen", "Dr. Ada Okafor printed Jordan Reyes’s release."),
        (
            "client",
            "refused",
            "Dr. Ada Okafor asked for Jordan Reyes’s page, and was not shown it.",
        ),
        ("not_declared", "seen", "Dr. Ada Okafor opened Jordan Reyes’s not_declared."),
    ],
)
def test_each_way_to_look_has_its_words(
    route: str, outcome: str, sentence: str, noras: Browser, ada: User, jordan: Client
) -> None:
    looked(ada, route, jordan, outcome)
    assert sentence in page(noras)


@pytest.mark.parametrize(
    ("route", "sentence"),
    [
        ("clients", "Dr. Ada Okafor opened the list of clients."),
        ("client", "Dr. Ada Okafor opened somebody’s page."),
        ("history_export", "Dr. Ada Okafor downloaded the consent history."),
    ],
)
def test_what_is_nobodys_alone_names_nobody(
    route: str, sentence: str, noras: Browser, ada: User
) -> None:
    looked(ada, route)
    assert sentence in page(noras)


def test_who_works_here_leads_to_what_each_opened(noras: Browser, ada: User) -> None:
    told = noras.get("/settings/people/").content.decode()
    assert f'href="{LOOKS}?person={ada.pk}"' in told


def test_by_client_by_person_and_by_days(
    noras: Browser, ada: User, finn: User, jordan: Client, kim: Client
) -> None:
    looked(ada, at=jordan, days=10)
    looked(finn, at=jordan)
    looked(finn, at=kim)
    told = page(noras, client=jordan.pk)
    assert "Dr. Ada Okafor opened" in told
    assert "Kim Park’s" not in told
    told = page(noras, person=finn.pk)
    assert "Kim Park’s" in told
    assert "Dr. Ada Okafor opened" not in told
    since = (timezone.localdate() - timedelta(days=9)).isoformat()
    before = (timezone.localdate() - timedelta(days=10)).isoformat()
    assert "Dr. Ada Okafor opened" not in page(
        noras, client=jordan.pk, **{"from": since}
    )
    told = page(noras, to=before)
    assert "Dr. Ada Okafor opened" in told
    assert "Finn Doyle opened" not in told


def test_a_span_that_is_none_is_told_beside_its_day(noras: Browser) -> None:
    asked = {"from": "2026-11-02", "to": "2026-11-01"}
    answer = noras.get(LOOKS, asked)
    assert answer.status_code == 422
    assert "This day is before the first." in answer.content.decode()
    assert noras.get(f"{LOOKS}export.csv", asked).url.startswith(LOOKS)


def test_to_look_who_looked_is_a_look(
    noras: Browser, nora: User, jordan: Client
) -> None:
    noras.get(LOOKS, {"client": jordan.pk})
    look = Look.objects.get()
    assert (look.user, look.route, look.client_id) == (nora, "looks", jordan.pk)
    assert "Nora Lind opened Jordan Reyes’s list of who looked." in page(noras)


def test_the_file_says_the_same(
    noras: Browser, ada: User, jordan: Client, kim: Client
) -> None:
    looked(ada, "release_paper", jordan)
    looked(ada, "client", kim, "refused")
    answer = noras.get(f"{LOOKS}export.csv", {"client": jordan.pk})
    assert "who-looked-" in answer.headers["Content-Disposition"]
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    export, printed = csv.DictReader(io.StringIO(text))
    assert export["What"] == "list of who looked"
    assert printed["Who"] == "Dr. Ada Okafor"
    assert printed["What"] == "release"
    assert (printed["Client"], printed["From"]) == ("Jordan Reyes", "10.0.0.5")
    assert printed["Shown"] == "Shown"


def test_a_page_costs_the_same_however_many_looked(
    noras: Browser, ada: User, jordan: Client
) -> None:
    def queries(**asked: Any) -> int:
        with CaptureQueriesContext(connection) as captured:
            noras.get(LOOKS, asked)
        return len(captured)

    looked(ada, at=jordan)
    noras.get(LOOKS)
    few = queries()
    for _ in range(60):
        looked(ada, at=jordan)
    last = Look.objects.order_by("at", "id").first()
    assert queries() == few <= 9
    assert last
    assert queries(after=last.id) <= 10


def test_pages_follow_each_other(noras: Browser, ada: User, jordan: Client) -> None:
    for _ in range(60):
        looked(ada, at=jordan)
    first = noras.get(LOOKS, {"person": ada.pk})
    following = first.context["page"].next
    again = noras.get(LOOKS, {"person": ada.pk, "after": following})
    ids = [look.id for answer in (first, again) for look, _ in answer.context["looks"]]
    assert ids == sorted(ids, reverse=True)
    assert len(ids) == 60


def test_the_history_of_a_client_leads_there(
    noras: Browser, jordan: Client, ben: Contact
) -> None:
    html = noras.get(f"/history/?client={jordan.pk}").content.decode()
    assert f"{LOOKS}?client={jordan.pk}" in html
    assert LOOKS in noras.get("/settings/").content.decode()

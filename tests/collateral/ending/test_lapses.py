"""A client's details do not leave in force what others no longer may have signed: that
ends as what it is, once whoever changes them has seen it, and nobody revokes anything.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client as Browser
from django.utils import timezone

from clients.models import Client, ConsentEvent, Contact, EventKind
from clients.people import acts
from collateral import ending
from collateral.models import Participant, Session, Status
from practice.models import User
from practice.spans import start_of
from releases.models import Release, Signature
from tests.booked import book
from tests.cast import client_of, contact_of, emancipated
from tests.clock import DAY, afternoon
from tests.refusals import settle
from tests.releases.history.happenings import words
from tests.signed import draft_for, sign


@pytest.fixture
def rosas(teo: Client, rosa: Contact) -> Release:
    """What Rosa signed for Teo, until he is eighteen."""
    ends = timezone.now() + 10 * 365 * DAY
    return sign(rosa, ends=ends, authority_ends_at=start_of(teo.comes_of_age_on))


# As the form says it; that day, or the one before.
EMANCIPATED = {
    "emancipated": "on",
    "emancipated_on": timezone.localdate().isoformat(),
    "emancipation_seen": "decree, certified copy",
}


def changed(browser: Browser, client: Client, **details: str) -> tuple[int, str]:
    """The status and the page that this change of ``client`` gets."""
    sent = {
        "legal_name": client.legal_name,
        "chosen_name": "",
        "date_of_birth": client.date_of_birth.isoformat(),
        "state": client.state,
        "language": client.language,
        "modality": client.modality,
        **details,
    }
    response = browser.post(f"/clients/{client.pk}/edit/", sent)
    return response.status_code, response.content.decode()


def agreed(browser: Browser, client: Client, **details: str) -> int:
    """The status, once whoever is asked has agreed to what was shown."""
    status, page = changed(browser, client, **details)
    assert status == 422
    token = re.search(r'name="agreed" value="([^"]*)"', page)
    assert token
    return changed(browser, client, **details, agreed=token[1])[0]


@pytest.mark.parametrize(
    ("details", "because"),
    [
        ({"date_of_birth": "2001-01-01"}, "born"),
        (EMANCIPATED, "emancipated"),
    ],
)
def test_what_a_parent_signed_ends_once_that_is_seen(
    adas: Browser,
    ada: User,
    teo: Client,
    rosas: Release,
    details: dict[str, str],
    because: str,
) -> None:
    session = book(teo, [rosas.contact], afternoon())
    status, page = changed(adas, teo, **details)
    said = words(page)
    assert status == 422
    assert "Saving this ends a release" in said
    assert "One session will go on hold" in said
    assert "The release for Rosa Vance, which Rosa Vance signed" in said
    assert "ends now" in said
    teo.refresh_from_db()
    assert teo.is_minor_on(timezone.localdate())
    assert agreed(adas, teo, **details) == 302
    teo.refresh_from_db()
    rosas.refresh_from_db()
    session.refresh_from_db()
    assert not teo.is_minor_on(timezone.localdate())
    assert (rosas.authority_ended_because, rosas.authority_ended_by) == (because, ada)
    assert rosas.in_force.upper == rosas.authority_ended_at
    assert rosas.revoked_at is None
    assert session.status == Status.HELD
    kinds = list(ConsentEvent.objects.order_by("number").values_list("kind", flat=True))
    assert kinds[-3:] == ["held", "authority_ended", "client_changed"]


def test_agreeing_to_less_than_there_is_agrees_to_nothing(
    adas: Browser, teo: Client, rosas: Release
) -> None:
    _, page = changed(adas, teo, **EMANCIPATED)
    seen = re.search(r'name="agreed" value="([^"]*)"', page)
    session = book(teo, [rosas.contact], afternoon())
    assert seen
    status, _ = changed(adas, teo, **EMANCIPATED, agreed=seen[1])
    assert status == 422
    session.refresh_from_db()
    assert session.status == Status.SCHEDULED


def test_a_day_decides(adas: Browser, teo: Client, rosas: Release) -> None:
    born = teo.date_of_birth
    for day, status in ((born + DAY, 302), (born, 302), (born - DAY, 422)):
        assert changed(adas, teo, date_of_birth=day.isoformat())[0] == status


def test_authority_that_ends_sooner_carries_on_until_then(
    adas: Browser, teo: Client, rosas: Release
) -> None:
    """Older by a year, Teo is of age in two years and not in three."""
    near = book(teo, [rosas.contact], afternoon())
    older = teo.date_of_birth.replace(year=teo.date_of_birth.year - 1)
    _, page = changed(adas, teo, date_of_birth=older.isoformat())
    assert "counts only until" in words(page)
    assert agreed(adas, teo, date_of_birth=older.isoformat()) == 302
    rosas.refresh_from_db()
    teo.refresh_from_db()
    assert rosas.in_force.upper == start_of(teo.comes_of_age_on)
    assert Session.objects.get(pk=near.pk).status == Status.SCHEDULED
    assert agreed(adas, teo, **EMANCIPATED) == 302
    rosas.refresh_from_db()
    assert rosas.authority_ended_because == "emancipated"
    assert Session.objects.get(pk=near.pk).status == Status.HELD
    assert not Participant.objects.uncovered().exists()


def test_a_move_undoes_nothing_that_an_adult_signed(adas: Browser, ada: User) -> None:
    """Eighteen is of age in New York, and not in Alabama."""
    ewa = eighteen(ada, "NY")
    release = sign(contact_of(ewa, "Daniel Kowalski", "father"))
    settle()
    assert changed(adas, ewa, state="AL")[0] == 302
    ewa.refresh_from_db()
    assert ewa.is_minor_on(timezone.localdate())
    release.refresh_from_db()
    assert release.authority_ended_at is None
    later = (ewa.date_of_birth + DAY).isoformat()
    assert changed(adas, ewa, date_of_birth=later)[0] == 302


def test_a_move_ends_the_authority_of_a_parent(adas: Browser, ada: User) -> None:
    """Of whom Alabama held a child, and New York an adult."""
    ewa = eighteen(ada, "AL")
    daniel = contact_of(ewa, "Daniel Kowalski", "father")
    of_age = start_of(ewa.comes_of_age_on)
    release = sign(daniel, ends=of_age + DAY, authority_ends_at=of_age)
    assert agreed(adas, ewa, state="NY") == 302
    release.refresh_from_db()
    assert release.authority_ended_because == "moved"


def eighteen(by: User, state: str) -> Client:
    day = timezone.localdate() - 60 * DAY
    born = date(day.year - 18, day.month, min(day.day, 28))
    return client_of(by, "Ewa Kowalski", born=born, state=state)


def test_what_clients_signed_themselves_ends_if_they_were_not_of_age(
    adas: Browser, jordan: Client, ben: Contact, maria: Contact
) -> None:
    sign(ben)
    assert changed(adas, jordan, date_of_birth="1980-01-01")[0] == 302
    sign(maria)
    young = (timezone.localdate() - 15 * 366 * DAY).isoformat()
    _, page = changed(adas, jordan, date_of_birth=young)
    assert "Saving this ends 2 releases" in words(page)
    assert agreed(adas, jordan, date_of_birth=young) == 302


def test_who_is_not_emancipated_after_all_has_signed_nothing(
    adas: Browser, ada: User, teo: Client, rosa: Contact, unprinted: None
) -> None:
    Client.objects.filter(pk=teo.pk).update(**emancipated())
    teo.refresh_from_db()
    own = Signature(
        signer="Teo Vance", capacity="client", mark="typed", typed_name="Teo Vance"
    )
    release, _ = ending.sign(draft_for(rosa, ada), own, ada)
    assert agreed(adas, teo) == 302
    release.refresh_from_db()
    assert release.authority_ended_because == "not_emancipated"


def test_what_a_minor_signed_as_one_counts_on(
    adas: Browser, ada: User, teo: Client, rosa: Contact, unprinted: None
) -> None:
    own = Signature(
        signer="Teo Vance",
        capacity="minor",
        mark="typed",
        authority="by state law",
        typed_name="Teo Vance",
    )
    ending.sign(draft_for(rosa, ada), own, ada)
    younger = (teo.date_of_birth + DAY).isoformat()
    assert changed(adas, teo, date_of_birth=younger)[0] == 302
    assert changed(adas, teo, **EMANCIPATED)[0] == 302


def test_what_someone_else_changes_meanwhile_stays(
    adas: Browser, jordan: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def meanwhile(*given: Any) -> None:
        Client.objects.update(state="AL", modality="dbt")
        change(*given)

    change = acts.change_client
    monkeypatch.setattr("clients.people.acts.change_client", meanwhile)
    assert changed(adas, jordan, language="Spanish")[0] == 302
    jordan.refresh_from_db()
    assert (jordan.language, jordan.state, jordan.modality) == ("Spanish", "AL", "dbt")


def test_the_history_tells_it_as_what_it_is(
    adas: Browser, client: Browser, nora: User, teo: Client, rosas: Release
) -> None:
    assert agreed(adas, teo, **EMANCIPATED) == 302
    assert ConsentEvent.objects.filter(kind=EventKind.AUTHORITY_ENDED).exists()
    client.force_login(nora)
    page = words(client.get("/history/").content.decode())
    assert (
        "Rosa Vance’s authority to sign for Teo Vance ended: Teo Vance was emancipated. "
        "Dr. Ada Okafor recorded that it ends Rosa Vance’s release."
    ) in page
    release = words(client.get(f"/releases/{rosas.pk}/").content.decode())
    assert "The signer’s authority ended" in release
    assert "the client was emancipated. Recorded by Dr. Ada Okafor." in release

"""A client's details do not leave in force what others no longer may have signed."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client as Browser
from django.utils import timezone

from clients.models import Client, Contact
from clients.people import acts
from collateral import ending
from practice.models import User
from practice.spans import start_of
from releases.models import Release, Signature
from tests.clock import DAY
from tests.signed import draft_for, sign


@pytest.fixture
def rosas(teo: Client, rosa: Contact) -> Release:
    """What Rosa signed for Teo, until he is eighteen."""
    ends = timezone.now() + 10 * 365 * DAY
    return sign(rosa, ends=ends, authority_ends_at=start_of(teo.comes_of_age_on))


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


@pytest.mark.parametrize(
    ("field", "details"),
    [
        ("date_of_birth", {"date_of_birth": "2001-01-01"}),
        ("emancipated", {"emancipated": "on"}),
    ],
)
def test_a_client_is_not_of_age_while_a_parents_release_counts_on(
    adas: Browser, teo: Client, rosas: Release, field: str, details: dict[str, str]
) -> None:
    status, page = changed(adas, teo, **details)
    assert status == 422
    assert "With this, the release for Rosa Vance would count for longer" in page
    assert f'href="#id_{field}"' in page
    teo.refresh_from_db()
    assert teo.is_minor_on(timezone.localdate())
    Release.objects.update(revoked_at=timezone.now(), revoked_by=teo.clinician)
    assert changed(adas, teo, **details)[0] == 302


def test_a_day_decides(adas: Browser, teo: Client, rosas: Release) -> None:
    born = teo.date_of_birth
    for day, status in ((born + DAY, 302), (born, 302), (born - DAY, 422)):
        assert changed(adas, teo, date_of_birth=day.isoformat())[0] == status


def test_what_clients_signed_themselves_counts_while_they_are_of_age(
    adas: Browser, jordan: Client, ben: Contact, maria: Contact
) -> None:
    sign(ben)
    assert changed(adas, jordan, date_of_birth="1980-01-01")[0] == 302
    young = (timezone.localdate() - 15 * 366 * DAY).isoformat()
    status, page = changed(adas, jordan, date_of_birth=young)
    assert status == 422
    assert "With this, the release for Ben Hart would count for longer" in page
    sign(maria)
    _, page = changed(adas, jordan, date_of_birth=young)
    assert "With this, the releases for " in page
    assert "whoever signed them had the right to sign. Revoke them first." in page
    Release.objects.update(revoked_at=timezone.now(), revoked_by=jordan.clinician)
    assert changed(adas, jordan, date_of_birth=young)[0] == 302


def test_who_is_not_emancipated_after_all_has_signed_nothing(
    adas: Browser, ada: User, teo: Client, rosa: Contact, unprinted: None
) -> None:
    teo.emancipated = True
    teo.save()
    own = Signature(
        signer="Teo Vance", capacity="client", mark="typed", typed_name="Teo Vance"
    )
    release, _ = ending.sign(draft_for(rosa, ada), own, ada)
    status, page = changed(adas, teo)
    assert status == 422
    assert 'href="#id_emancipated"' in page
    ending.revoke(release, "not emancipated", ada)
    assert changed(adas, teo)[0] == 302


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


def test_other_details_change_whatever_was_signed(
    adas: Browser, jordan: Client, ben: Contact
) -> None:
    sign(ben)
    jordan.date_of_birth = timezone.localdate() - 15 * 366 * DAY
    jordan.save()
    assert changed(adas, jordan, language="Spanish")[0] == 302
    jordan.refresh_from_db()
    assert jordan.language == "Spanish"

"""A clinician’s clients go to another: all or some, and what waits then is listed."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from clients.models import Client, ConsentEvent, Contact, EventKind
from collateral.handing_over.act import hand_over_all
from collateral.handing_over.waits import waiting
from practice.models import Role, User
from releases.history.sentences import Known, sentence
from releases.models import ReleaseDraft
from releases.models.scope import PRACTICE
from tests.booked import book, seat
from tests.cast import client_of, contact_of, user
from tests.clock import DAY, afternoon
from tests.collateral.rule.rivals import rivals
from tests.privacy.doors import browser_of
from tests.refusals import refused_by, run
from tests.signed import draft_for, sign


@pytest.fixture
def noras(nora: User) -> Browser:
    """A browser in which Nora is signed in."""
    return browser_of(nora)


def path_of(person: User, to: User | None = None) -> str:
    return f"/settings/people/{person.pk}/clients/" + (f"?to={to.pk}" if to else "")


def test_whoever_is_handed_over_is_seen_by_the_other_alone(
    noras: Browser, jordan: Client, teo: Client, ada: User, cleo: User
) -> None:
    typed = {"to": str(cleo.pk), "clients": [str(jordan.pk)]}
    answer = noras.post(path_of(ada), typed)
    assert answer.headers["Location"] == path_of(ada, cleo)
    page = f"/clients/{jordan.pk}/"
    assert browser_of(ada).get(page).status_code == 404
    assert browser_of(cleo).get(page).status_code == 200
    teo.refresh_from_db()
    assert teo.clinician == ada


def test_the_history_tells_by_whom_and_from_whom_to_whom(
    jordan: Client, ada: User, cleo: User, nora: User
) -> None:
    assert hand_over_all([jordan.pk], ada, cleo, nora) == [jordan]
    event = ConsentEvent.objects.latest("pk")
    assert (event.kind, event.actor) == (EventKind.HANDED_OVER, nora)
    assert (event.clinician, event.detail) == (cleo, {"before": ada.pk})
    said = "Nora Lind handed Jordan Reyes over from Dr. Ada Okafor to Cleo Marsh."
    text = sentence(event, Known.of([event]))
    assert text.replace("<bdi>", "").replace("</bdi>", "") == said


def test_sent_twice_they_were_handed_over_the_first_time(
    jordan: Client, ada: User, cleo: User, nora: User
) -> None:
    hand_over_all([jordan.pk], ada, cleo, nora)
    assert hand_over_all([jordan.pk], ada, cleo, nora) == []
    assert ConsentEvent.objects.filter(kind=EventKind.HANDED_OVER).count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_admins_at_once_the_first_hands_over(
    jordan: Client, ben: Contact, ada: User, cleo: User, nora: User
) -> None:
    dan = user("dan", "Dan Ito", Role.CLINICIAN)
    with rivals() as (one, other):
        one.start(lambda: hand_over_all([jordan.pk], ada, cleo, nora), stop_at=5)
        assert one.reaches_its_stop()
        other.start(lambda: hand_over_all([jordan.pk], ada, dan, nora))
        assert other.goes_as_far_as_it_can() == "waits"
        one.goes_on()
        assert one.outcome() == [jordan]
        assert other.outcome() == []
    assert Client.objects.get(pk=jordan.pk).clinician == cleo


def test_a_release_that_lets_only_the_one_before_tell_is_listed(
    noras: Browser, jordan: Client, ben: Contact, maria: Contact, ada: User, cleo: User
) -> None:
    sign(ben, discloser=ada.pk)
    sign(maria, discloser=PRACTICE)
    (found,) = waiting([jordan], ada, cleo)
    (telling,) = found.tellings
    assert (telling.release.contact, telling.by) == (ben, [ada])
    html = noras.get(path_of(ada, cleo)).content.decode()
    assert "The release for <bdi>Ben Hart</bdi></a> lets only" in html
    assert "The release for <bdi>Maria Reyes" not in html


def test_one_that_is_over_or_names_both_waits_for_nothing(
    jordan: Client, ben: Contact, maria: Contact, ada: User, cleo: User
) -> None:
    long_ago = timezone.now() - 30 * DAY
    sign(ben, long_ago, ends=timezone.now() - DAY, discloser=ada.pk)
    sign(maria, discloser=cleo.pk)
    (found,) = waiting([jordan], ada, cleo)
    assert not found


def test_a_release_that_is_prepared_is_listed_and_whom_it_would_let_tell(
    noras: Browser, jordan: Client, ben: Contact, maria: Contact, ada: User, cleo: User
) -> None:
    draft = draft_for(ben, ada, disclosers=[ada.pk])
    open_to_all = draft_for(maria, ada)
    (found,) = waiting([jordan], ada, cleo)
    told = [(each.draft, each.by) for each in found.unsigned]
    assert told == [(draft, [ada]), (open_to_all, [])]
    html = noras.get(path_of(ada, cleo)).content.decode()
    assert "The release prepared for <bdi>Ben Hart</bdi> is not signed yet, and" in html
    assert "prepared for <bdi>Maria Reyes</bdi> is not signed yet." in html


def test_one_that_was_put_aside_or_signed_is_prepared_no_more(
    jordan: Client, ben: Contact, maria: Contact, ada: User, cleo: User
) -> None:
    aside = draft_for(ben, ada, disclosers=[ada.pk])
    ReleaseDraft.objects.filter(pk=aside.pk).update(withdrawn_at=timezone.now())
    sign(maria, discloser=PRACTICE)
    (found,) = waiting([jordan], ada, cleo)
    assert not found


def test_a_session_ahead_that_the_one_before_leads_is_listed(
    noras: Browser, jordan: Client, ben: Contact, ada: User, cleo: User
) -> None:
    began = timezone.now() - 3 * DAY
    sign(ben, began - DAY)
    book(jordan, [ben], began, booked_at=began - DAY)
    ahead = book(jordan, [ben], afternoon(2))
    book(jordan, [ben], afternoon(3), status="cancelled")
    on_hold = book(jordan, [ben], afternoon(4), status="held")
    (found,) = waiting([jordan], ada, cleo)
    assert found.sessions == [ahead, on_hold]
    assert (
        f'href="/sessions/{ahead.pk}/"'
        in noras.get(path_of(ada, cleo)).content.decode()
    )


def test_what_waits_is_listed_after_they_were_handed_over_too(
    noras: Browser, jordan: Client, ben: Contact, ada: User, cleo: User, nora: User
) -> None:
    sign(ben, discloser=ada.pk)
    hand_over_all([jordan.pk], ada, cleo, nora)
    html = noras.get(path_of(ada, cleo)).content.decode()
    assert "What waits with <bdi>Cleo Marsh" in html
    assert "treats nobody any more" in html


def test_someone_elses_client_is_not_handed_over(
    noras: Browser, kim: Client, jordan: Client, ada: User, cleo: User
) -> None:
    typed = {"to": str(cleo.pk), "clients": [str(kim.pk)]}
    assert noras.post(path_of(ada), typed).status_code == 422
    assert not ConsentEvent.objects.filter(kind=EventKind.HANDED_OVER).exists()


@pytest.mark.parametrize("to", ["", "0", "x", "9" * 40, "finn", "ada"])
def test_they_go_to_another_clinician_who_works_here(
    to: str, noras: Browser, jordan: Client, ada: User, finn: User
) -> None:
    known = {"finn": finn.pk, "ada": ada.pk}
    typed = {"to": str(known.get(to, to)), "clients": [str(jordan.pk)]}
    assert noras.post(path_of(ada), typed).status_code == 422
    jordan.refresh_from_db()
    assert jordan.clinician == ada


def test_nobody_chosen_is_said(
    noras: Browser, jordan: Client, ada: User, cleo: User
) -> None:
    answer = noras.post(path_of(ada), {"to": str(cleo.pk)})
    assert answer.status_code == 422
    assert "Choose at least one client." in answer.content.decode()


@pytest.mark.parametrize("change", ["role = 'front_desk'", "is_active = false"])
def test_the_database_gives_nobody_to_who_treats_nobody(
    change: str, jordan: Client, ada: User, cleo: User, nora: User
) -> None:
    run(f"UPDATE practice_user SET {change} WHERE id = %s", cleo.pk)
    cleo.refresh_from_db()
    with refused_by("client_is_treated_by_a_clinician"):
        hand_over_all([jordan.pk], ada, cleo, nora)
    back = "UPDATE practice_user SET role = 'clinician', is_active = true WHERE id = %s"
    run(back, cleo.pk)
    assert hand_over_all([jordan.pk], ada, cleo, nora)


def test_who_is_treated_by_somebody_who_left_may_be_changed_otherwise(
    jordan: Client, ada: User
) -> None:
    User.objects.filter(pk=ada.pk).update(is_active=False)
    Client.objects.filter(pk=jordan.pk).update(language="Spanish", clinician=ada)


def test_clients_of_somebody_who_left_are_handed_over(
    noras: Browser, jordan: Client, ada: User, cleo: User
) -> None:
    User.objects.filter(pk=ada.pk).update(is_active=False)
    typed = {"to": str(cleo.pk), "clients": [str(jordan.pk)]}
    assert noras.post(path_of(ada), typed).status_code == 302


def test_however_many_there_are_it_asks_as_often(
    noras: Browser, ada: User, cleo: User
) -> None:
    counts = []
    for number in (1, 6):
        for each in range(number):
            client = client_of(ada, f"Ines Roy {number} {each}")
            contact = contact_of(client, f"Ola Roy {number} {each}")
            sign(contact, discloser=ada.pk)
            draft_for(contact, ada, disclosers=[ada.pk])
            session = book(client, [], afternoon(2 + number) + each * DAY)
            seat(session, contact, discloser=ada.pk)
        counts.append(queries_of(noras, path_of(ada, cleo)))
    assert counts[0] == counts[1]


def queries_of(browser: Browser, path: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(path).status_code == 200
    return len(asked)


@pytest.mark.parametrize("who", ["ada", "finn"])
def test_nobody_but_an_admin_hands_clients_over(
    who: str, jordan: Client, ada: User, cleo: User, finn: User
) -> None:
    browser = browser_of({"ada": ada, "finn": finn}[who])
    typed = {"to": str(cleo.pk), "clients": [str(jordan.pk)]}
    assert browser.get(path_of(ada, cleo)).status_code == 404
    assert browser.post(path_of(ada), typed).status_code == 404
    jordan.refresh_from_db()
    assert jordan.clinician == ada

"""Family therapy expects everyone: who is missing is named, and nothing is stopped."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from clients.models import Client, ConsentEvent, Contact, Modality
from collateral.models import FamilyMember, Session
from practice.models import User
from tests.booked import book, typed
from tests.clock import MINUTE, afternoon
from tests.family import expected
from tests.privacy.doors import browser_of
from tests.refusals import refused_by, run, words_of
from tests.signed import sign

ABSENT = "not in this session; family therapy expects everyone."


@pytest.fixture
def reyes(jordan: Client, ben: Contact, maria: Contact) -> Client:
    """Jordan in family therapy, with Ben and Maria expected."""
    Client.objects.filter(pk=jordan.pk).update(modality=Modality.FAMILY)
    expected(ben)
    expected(maria)
    jordan.refresh_from_db()
    return jordan


def told(browser: Browser, route: str, pk: int, **sent: Any) -> str:
    path = reverse(route, args=[pk])
    answer = browser.post(path, sent) if sent else browser.get(path)
    return answer.content.decode()


# At booking


def test_whoever_is_missing_is_named_while_booking(
    adas: Browser, reyes: Client, ben: Contact, maria: Contact
) -> None:
    shown = told(adas, "coverage", reyes.pk, **typed([ben], afternoon()))
    assert f"<bdi>Maria Reyes</bdi> is {ABSENT}" in " ".join(shown.split())
    assert "Not everyone" in shown
    assert ABSENT not in told(
        adas, "coverage", reyes.pk, **typed([ben, maria], afternoon())
    )


def test_several_are_named_together(adas: Browser, reyes: Client) -> None:
    friend = Contact.objects.create(client=reyes, name="Kit Vale", relationship="aunt")
    shown = told(adas, "coverage", reyes.pk, **typed([friend], afternoon()))
    names = "<bdi>Ben Hart</bdi> and <bdi>Maria Reyes</bdi>"
    assert f"{names} are {ABSENT}" in " ".join(shown.split())


def test_before_anyone_is_ticked_nobody_is_missing(
    adas: Browser, reyes: Client
) -> None:
    assert ABSENT not in told(adas, "booking", reyes.pk)


def test_it_is_booked_all_the_same(adas: Browser, reyes: Client, ben: Contact) -> None:
    sign(ben)
    path = reverse("booking", args=[reyes.pk])
    assert adas.post(path, typed([ben], afternoon())).status_code == 302
    session = Session.objects.get()
    shown = " ".join(told(adas, "session", session.pk).split())
    assert f"<bdi>Maria Reyes</bdi> is {ABSENT}" in shown


def test_each_still_needs_a_release(
    adas: Browser, reyes: Client, ben: Contact, maria: Contact
) -> None:
    sign(ben)
    path = reverse("booking", args=[reyes.pk])
    adas.post(path, typed([ben, maria], afternoon()))
    assert not Session.objects.exists()


def test_other_therapies_expect_nobody(
    adas: Browser, reyes: Client, ben: Contact
) -> None:
    Client.objects.filter(pk=reyes.pk).update(modality=Modality.CBT)
    assert ABSENT not in told(adas, "coverage", reyes.pk, **typed([ben], afternoon()))


def test_where_nobody_is_named_the_page_asks_who_is_expected(
    adas: Browser, jordan: Client, ben: Contact
) -> None:
    Client.objects.filter(pk=jordan.pk).update(modality=Modality.FAMILY)
    there = reverse("client_family", args=[jordan.pk])
    shown = told(adas, "coverage", jordan.pk, **typed([ben], afternoon()))
    assert there in shown
    assert "Nobody is named" in told(adas, "client", jordan.pk)


# On the session's page


def test_the_session_tells_clinicians_alone(
    adas: Browser, finn: User, reyes: Client, ben: Contact, maria: Contact
) -> None:
    sign(ben)
    session = book(reyes, [ben], afternoon())
    assert ABSENT in told(adas, "session", session.pk)
    assert ABSENT not in told(browser_of(finn), "session", session.pk)


def test_who_holds_a_session_of_anothers_client_learns_of_no_others(
    reyes: Client, ben: Contact, cleo: User
) -> None:
    """Of that family they meet who joins, and nobody else."""
    sign(ben)
    session = book(reyes, [ben], afternoon(), clinician=cleo)
    shown = told(browser_of(cleo), "session", session.pk)
    assert "Ben Hart" in shown
    assert "Maria" not in shown


def test_with_everyone_there_it_says_nothing(
    adas: Browser, reyes: Client, ben: Contact, maria: Contact
) -> None:
    for contact in (ben, maria):
        sign(contact)
    session = book(reyes, [ben, maria], afternoon())
    assert ABSENT not in told(adas, "session", session.pk)


# Who is expected


def test_the_clinician_says_who_is_expected(
    adas: Browser, jordan: Client, ben: Contact, maria: Contact
) -> None:
    path = reverse("client_family", args=[jordan.pk])
    assert adas.post(path, {"contacts": [str(ben.pk)]}).status_code == 302
    assert adas.post(path, {"contacts": [str(maria.pk)]}).status_code == 302
    (member,) = FamilyMember.objects.expected()
    assert member.contact == maria
    kinds = ConsentEvent.objects.filter(kind__startswith="family_").order_by("pk")
    assert [(each.kind, each.contact) for each in kinds] == [
        ("family_joined", ben),
        ("family_left", ben),
        ("family_joined", maria),
    ]


def test_sent_again_it_records_nothing_anew(
    adas: Browser, reyes: Client, ben: Contact, maria: Contact
) -> None:
    path = reverse("client_family", args=[reyes.pk])
    sent = {"contacts": [str(ben.pk), str(maria.pk)]}
    assert adas.post(path, sent).status_code == 302
    assert not ConsentEvent.objects.filter(kind__startswith="family_").exists()


def test_it_may_be_nobody(adas: Browser, reyes: Client) -> None:
    path = reverse("client_family", args=[reyes.pk])
    assert adas.post(path, {}).status_code == 302
    assert not FamilyMember.objects.expected().exists()


def test_only_the_clients_own_contacts_are_chosen(
    adas: Browser, jordan: Client, lee: Contact
) -> None:
    answer = adas.post(
        reverse("client_family", args=[jordan.pk]), {"contacts": [str(lee.pk)]}
    )
    assert answer.status_code == 422


def test_only_the_clients_clinician_sees_it(
    adas: Browser, cleo: User, finn: User, nora: User, reyes: Client
) -> None:
    path = reverse("client_family", args=[reyes.pk])
    assert adas.get(path).status_code == 200
    for who in (cleo, finn, nora):
        assert browser_of(who).get(path).status_code == 404
    assert FamilyMember.objects.visible_to(finn).count() == 0
    assert FamilyMember.objects.visible_to(cleo).count() == 0


def test_without_contacts_the_page_says_whom_to_add(
    adas: Browser, jordan: Client
) -> None:
    assert "Nobody is listed yet" in told(adas, "client_family", jordan.pk)


# What the database keeps


def test_the_family_is_of_the_clients_own(ben: Contact, lee: Contact) -> None:
    with refused_by("family_member_of_client"):
        expected(ben, contact=lee)


def test_nobody_is_expected_twice(ben: Contact) -> None:
    expected(ben)
    with refused_by("family_member_once"):
        expected(ben)
    run(
        "UPDATE collateral_familymember"
        " SET left_at = clock_timestamp(), left_by_id = joined_by_id"
    )
    assert expected(ben)


def test_whoever_leaves_is_taken_out_by_someone(ben: Contact) -> None:
    member = expected(ben)
    member.left_at = timezone.now()
    assert words_of("family_member_leaves_by_someone", member)
    with refused_by("family_member_leaves_by_someone"):
        run("UPDATE collateral_familymember SET left_at = now()")


def test_who_was_expected_stays_on_file(ben: Contact) -> None:
    member = expected(ben)
    with refused_by("family_member_is_final"):
        run("UPDATE collateral_familymember SET joined_at = now() + interval '1 day'")
    with refused_by("family_member_is_final"):
        run("DELETE FROM collateral_familymember")
    with refused_by("family_member_is_final"):
        run("TRUNCATE collateral_familymember")
    member.left_at, member.left_by = timezone.now(), member.joined_by
    member.save()
    with refused_by("family_member_is_final"):
        run("UPDATE collateral_familymember SET left_at = NULL, left_by_id = NULL")


def test_whoever_is_expected_is_so_from_now(ben: Contact) -> None:
    run("SET LOCAL third_chair.past = ''")
    with refused_by("family_member_joins_now"):
        expected(ben, joined_at=timezone.now() - 2 * MINUTE)

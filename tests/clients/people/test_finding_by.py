"""By what a client is found: however it is typed, and whoever in their life it names."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client as Browser

from clients.finding import find, through
from clients.models import Client, Contact
from practice.models import User
from tests.cast import client_of, contact_of
from tests.refusals import run

NFD = "Jose\u0301 Nun\u0303ez"


def found(typed: str) -> list[str]:
    return [each.name for each in find(Client.objects.all(), typed)]


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("José Núñez", "Jose"),
        ("José Núñez", NFD),
        (NFD, "José Núñez"),
        ("Hoa Nguyễn", "Nguyen"),
        ("Karl Weiß", "Weiss"),
        ("Karl Weiss", "weiß"),
        ("Sean O’Neil", "O'Neil"),
        ("Sean O'Neil", "o‘neil"),
        ("Sean O Neil", "o'neil"),
        ("Anne-Marie Roy", "anne marie"),
        ("Anne\u2011Marie Roy", "Anne\u2013Marie"),
        ("Anne Marie Roy", "annemarie"),
        ("Chloé Dubois", "Dubois, Chloé"),
        ("Chloé Dubois", "ubo loé"),
        ("An Li", "li"),
        ("李小明", "小明"),
        ("100% _Sure_", "100%"),
    ],
)
def test_a_name_is_found_however_it_is_typed(ada: User, name: str, typed: str) -> None:
    client_of(ada, name)
    client_of(ada, "Zed Quirk")
    assert found(typed) == [name]


@pytest.mark.parametrize("typed", ["jordana", "sam reyes", "%", "-", "3/31/1990", "or"])
def test_whoever_bears_no_such_name_is_not_found(jordan: Client, typed: str) -> None:
    assert found(typed) == []


@pytest.mark.parametrize(
    "typed",
    ["5/2/1990", "05/02/90", "1990-05-02", "May 2, 1990", "Reyes, May 2 1990", "1990"],
)
def test_a_client_is_found_by_their_birth(jordan: Client, typed: str) -> None:
    client_of(jordan.clinician, "Ana Reyes", born=date(1991, 5, 2))
    assert found(typed) == ["Jordan Reyes"]


def test_a_year_of_two_digits_is_one_that_has_been(ada: User) -> None:
    client_of(ada, "Ida Wells", born=date(1952, 2, 29))
    assert found("2/29/52") == ["Ida Wells"]


def test_a_contact_leads_to_their_client(maria: Contact, kim: Client) -> None:
    assert found("maria reyes") == ["Jordan Reyes"]
    assert found("maria park") == []


def test_a_contacts_birth_leads_to_their_client(maria: Contact, kim: Client) -> None:
    Contact.objects.filter(pk=maria.pk).update(date_of_birth=date(1961, 7, 4))
    assert found("7/4/1961") == ["Jordan Reyes"]


def test_another_clinicians_contact_leads_nowhere(
    adas: Browser, lee: Contact, maria: Contact
) -> None:
    assert "Kim Park" not in adas.post("/clients/", {"q": "lee"}, follow=True).text
    assert "Jordan Reyes" in adas.post("/clients/", {"q": "mar"}, follow=True).text


def test_names_stand_as_people_sort_them(ada: User, jordan: Client) -> None:
    for name in ("Zimmer", "Álvarez", "anders", "Ann Zoll", "Anna Abel", "Ögren"):
        client_of(ada, name)
        contact_of(jordan, name)
    sorted_names = ["Álvarez", "anders", "Ann Zoll", "Anna Abel"]
    clients = [each.name for each in Client.objects.exclude(pk=jordan.pk)]
    assert clients == [*sorted_names, "Ögren", "Zimmer"]
    assert [each.name for each in jordan.contacts.all()] == clients


def test_the_chosen_name_is_sorted_by(ada: User) -> None:
    client_of(ada, "Bo Hall")
    client_of(ada, "Zed Aydın", chosen_name="Ávi Aydın")
    assert [each.name for each in Client.objects.all()] == ["Ávi Aydın", "Bo Hall"]


def test_the_row_says_by_what_it_was_found_if_it_does_not_show(
    adas: Browser, jordan: Client, maria: Contact
) -> None:
    Client.objects.filter(pk=jordan.pk).update(chosen_name="Jo Reyes")
    by_legal = adas.post("/clients/", {"q": "jordan"}, follow=True).text
    assert "legal name <bdi>Jordan Reyes</bdi>" in by_legal
    by_contact = adas.post("/clients/", {"q": "maria"}, follow=True).text
    assert "<b><bdi>Maria Reyes</bdi></b>" in by_contact
    by_shown = adas.post("/clients/", {"q": "jo reyes"}, follow=True).text
    assert "legal name" not in by_shown
    assert "Maria" not in by_shown


def test_two_of_one_name_are_told_apart_by_their_birth(
    adas: Browser, ada: User
) -> None:
    client_of(ada, "Morgan Ash", born=date(1980, 3, 4))
    client_of(ada, "Morgan Ash", born=date(2015, 9, 1))
    for page in (
        adas.get("/clients/"),
        adas.post("/clients/", {"q": "ash"}, follow=True),
    ):
        assert "born Mar 4, 1980" in page.text
        assert "born Sep 1, 2015" in page.text


def test_the_history_finds_as_the_list_does(
    client: Browser, nora: User, maria: Contact
) -> None:
    client.force_login(nora)
    page = client.post("/history/", {"name": "María"}).text
    assert f'href="/history/?client={maria.client_id}"' in page
    assert "<b><bdi>Maria Reyes</bdi></b>" in page
    assert "born May 2, 1990" in page


def test_no_sql_can_leave_it_wrong(jordan: Client, maria: Contact) -> None:
    run("UPDATE clients_client SET legal_name = 'Zoë Hall' WHERE id = %s", jordan.pk)
    run("UPDATE clients_contact SET name = 'Žofie Hall' WHERE id = %s", maria.pk)
    assert found("zoe hall") == found("zofie") == ["Zoë Hall"]
    assert found("jordan") == found("maria") == []


@pytest.fixture
def thousands(jordan: Client) -> Client:
    """Jordan, among so many others that to read them all would take longer."""
    run(
        "INSERT INTO clients_client (legal_name, chosen_name, date_of_birth, state,"
        " language, modality, clinician_id, emancipated, part2)"
        " SELECT substr(md5(n::text), 1, 9), '', '1950-01-01'::date + n, 'NY',"
        " 'English', 'cbt', %s, false, false FROM generate_series(1, 3000) AS n",
        jordan.clinician_id,
    )
    run(
        "INSERT INTO clients_contact (client_id, name, relationship, organisation, phone,"
        " email, language) SELECT id, substr(md5((id + n)::text), 1, 9),"
        " 'friend', '', '', '', 'English'"
        " FROM clients_client, generate_series(1000000, 1000001) AS n"
    )
    run("ANALYZE clients_client, clients_contact")
    return jordan


def test_both_indexes_are_asked(thousands: Client) -> None:
    for typed in ("jordan", "reyes, jo", "5/2/1990"):
        rows = find(Client.objects.visible_to(thousands.clinician), typed)[:31]
        plan = rows.explain()
        assert "client_findable_part" in plan
        assert "contact_findable_part" in plan
        assert thousands in rows


def test_two_letters_are_those_of_clients_alone(maria: Contact) -> None:
    assert "clients_contact" not in str(find(Client.objects.all(), "jo").query)
    assert found("ma") == []
    assert found("ma re") == ["Jordan Reyes"]


def test_nothing_typed_finds_everyone_and_says_nothing_more(jordan: Client) -> None:
    assert found(" ") == ["Jordan Reyes"]
    assert through([jordan], "jordan") == {}


def test_the_longest_name_of_the_longest_letters_is_kept(ada: User) -> None:
    name = "\ufdfa" * 200  # a letter that folds to eighteen
    client_of(ada, name)
    assert found("\ufdfa") == [name]

"""A mistake in what was told is set right by a new row; the old one stays to be read."""

from __future__ import annotations

from django.test import Client as Browser
from django.utils import timezone

from clients.models import Client, ConsentEvent
from collateral.models import Disclosure
from releases.history.sentences import Known, sentence
from releases.models import Release
from tests.clock import DAY, HOUR
from tests.collateral.disclosures.told import emergency, sent, told_to
from tests.releases.history.happenings import words


def saved(told: Disclosure) -> Disclosure:
    told.save()
    return told


def test_a_mistake_is_corrected_by_a_row_that_names_it(
    adas: Browser, jordan: Client
) -> None:
    first = saved(emergency(jordan))
    page = f"/disclosures/{first.pk}/correction/"
    assert "That he means to jump." in adas.get(page).content.decode()
    typed = sent(
        first.told_at,
        basis="threat",
        recipient="Crisis team",
        said="That he means to run away.",
        why="To keep him from it.",
        correction="He did not speak of jumping.",
    )
    assert adas.post(page, typed).url == f"/clients/{jordan.pk}/disclosures/"
    (second,) = Disclosure.objects.standing()
    assert (second.corrects, second.said) == (first, "That he means to run away.")
    assert Disclosure.objects.count() == 2
    html = adas.get(f"/clients/{jordan.pk}/disclosures/").content.decode()
    assert "Corrected since." in html
    assert "He did not speak of jumping." in html
    event = ConsentEvent.objects.get()
    assert (event.kind, event.detail["corrects"]) == ("disclosure_corrected", first.pk)


def test_what_was_wrong_has_to_be_said(adas: Browser, jordan: Client) -> None:
    first = saved(emergency(jordan))
    typed = sent(
        first.told_at,
        basis="threat",
        recipient="Me",
        said="It.",
        why="So.",
        correction="",
    )
    response = adas.post(f"/disclosures/{first.pk}/correction/", typed)
    assert response.status_code == 422
    assert response.context["form"].errors == {
        "correction": ["This field is required."]
    }


def test_what_is_corrected_already_is_not_found_again(
    adas: Browser, jordan: Client
) -> None:
    first = saved(emergency(jordan))
    second = saved(emergency(jordan, corrects=first, correction="Another hour."))
    assert adas.get(f"/disclosures/{first.pk}/correction/").status_code == 404
    assert adas.get(f"/disclosures/{second.pk}/correction/").status_code == 200


def test_under_a_release_topics_are_corrected(adas: Browser, release: Release) -> None:
    first = saved(told_to(release.contact, release))
    page = f"/disclosures/{first.pk}/correction/"
    assert 'value="skills" id="id_topics_1" checked' in adas.get(page).content.decode()
    typed = sent(first.told_at, topics=["attendance"], correction="Only the visits.")
    assert adas.post(page, typed).status_code == 302
    (second,) = Disclosure.objects.standing()
    assert (second.topics, second.release, second.contact) == (
        ["attendance"],
        release,
        release.contact,
    )


def test_what_was_never_told_is_struck(adas: Browser, jordan: Client) -> None:
    first = saved(emergency(jordan))
    page = f"/disclosures/{first.pk}/striking/"
    assert adas.post(page, {"correction": ""}).status_code == 422
    assert adas.post(page, {"correction": "Of another client."}).status_code == 302
    assert not Disclosure.objects.standing().exists()
    struck = Disclosure.objects.get(struck=True)
    assert (struck.corrects, struck.said) == (first, first.said)
    now = timezone.now()
    assert not Disclosure.objects.accountable(now - DAY, now + HOUR).exists()
    event = ConsentEvent.objects.get()
    assert "recorded that something was never told" in words(
        sentence(event, Known.of([event]))
    )


def test_it_is_struck_also_where_part_2_was_not_asked_yet(
    adas: Browser, jordan: Client
) -> None:
    first = saved(emergency(jordan))
    Client.objects.update(part2=True)
    page = f"/disclosures/{first.pk}/striking/"
    assert adas.post(page, {"correction": "Of another client."}).status_code == 302


def test_a_ground_of_part_2_goes_with_its_basis(adas: Browser, jordan: Client) -> None:
    Client.objects.update(part2=True)
    first = saved(emergency(jordan, part2_ground="medical"))
    page, typed = (
        f"/disclosures/{first.pk}/correction/",
        sent(
            first.told_at,
            recipient="Crisis team",
            said="That he means to jump.",
            why="I took another for his mother.",
            correction="It was no emergency.",
        ),
    )
    assert adas.post(page, typed | {"basis": "nothing"}).status_code == 302
    (second,) = Disclosure.objects.standing()
    assert (second.basis, second.part2_ground) == ("nothing", "")
    assert first.part2_ground == "medical"


def test_a_ground_goes_where_no_such_records_are_left(
    adas: Browser, jordan: Client
) -> None:
    Client.objects.update(part2=True)
    first = saved(emergency(jordan, part2_ground="medical"))
    Client.objects.update(part2=False)
    typed = sent(
        first.told_at,
        basis="threat",
        recipient="Crisis team",
        said="That he means to jump.",
        why="To keep him from it.",
        correction="The hour.",
    )
    page = f"/disclosures/{first.pk}/correction/"
    assert adas.post(page, typed).status_code == 302
    assert Disclosure.objects.get(corrects=first).part2_ground == ""

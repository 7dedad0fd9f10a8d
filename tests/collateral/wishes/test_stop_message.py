"""Whoever expects a session that a client stops may be mailed, once, that it is not to be."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from clients.models import Client, ConsentEvent, Contact
from collateral.models import Stop, StopMessage
from collateral.wishes.act import lift
from practice.models import User
from releases.history.sentences import Known, sentence
from tests.booked import book
from tests.clock import MINUTE, afternoon
from tests.jobs import run_waiting, waiting
from tests.links import link_of
from tests.mailing import Server, text_of
from tests.refusals import refused_by, run, words_of
from tests.releases.history.happenings import words
from tests.said import errors_in
from tests.signed import draft_for, sign
from tests.wished import stop_with

pytestmark = pytest.mark.usefixtures("unprinted")

BENS = "ben@hart.example"


@pytest.fixture
def expected(ben: Contact) -> Contact:
    """Ben, whose address is on file, expects a session."""
    Contact.objects.filter(pk=ben.pk).update(email=BENS)
    sign(ben)
    book(ben.client, [ben], afternoon(3))
    ben.refresh_from_db()
    return ben


def path(contact: Contact) -> str:
    return reverse("client_stop", args=[contact.client_id])


def stops(browser: Browser, contact: Contact, *tell: Contact) -> Any:
    sent = {"contacts": [str(contact.pk)], "tell": [str(each.pk) for each in tell]}
    return browser.post(path(contact), sent)


def test_ticked_it_is_mailed_once_and_says_nothing_of_anyone(
    post: Server, adas: Browser, expected: Contact
) -> None:
    page = errors_in(adas.get(path(expected)))
    assert "Mail the words above, once, to" in page
    assert f"Ben Hart, {BENS}" in page
    assert stops(adas, expected, expected).status_code == 302
    assert run_waiting() == ["send_stop_message succeeded"]
    (mail,) = post.taken
    assert (mail["To"], mail["Subject"]) == (BENS, "Elm Street Counseling")
    said = text_of(mail)
    assert "The session is not taking place as planned." in said
    for name in ("Jordan", "Reyes", "Ben", "Hart", "Ada", "stop"):
        assert name not in said
        assert name not in text_of(mail, "html")
    assert StopMessage.objects.get().mailed_at
    stops(adas, expected, expected)
    assert waiting() == []
    wishes = errors_in(adas.get(reverse("wishes", args=[expected.client_id])))
    assert "mailed that it does not take place" in wishes
    event = ConsentEvent.objects.get(kind="stopped")
    told = words(sentence(event, Known.of([event])))
    assert told.endswith("had Ben Hart mailed that one does not take place.")


def test_unticked_nobody_is_told_anything(
    post: Server, adas: Browser, expected: Contact
) -> None:
    form = adas.get(path(expected)).context["form"]
    assert form["tell"].value() in (None, [])
    stops(adas, expected)
    assert waiting() == []
    event = ConsentEvent.objects.get(kind="stopped")
    assert "mailed" not in words(sentence(event, Known.of([event])))


def test_it_is_said_in_the_familys_language(
    post: Server, adas: Browser, expected: Contact
) -> None:
    Client.objects.update(language="Spanish")
    assert "La sesión no se hará" in errors_in(adas.get(path(expected)))
    stops(adas, expected, expected)
    run_waiting()
    assert "La sesión no se hará como estaba previsto." in text_of(post.taken[0])


def test_only_who_expects_it_and_has_an_address_may_be_mailed(
    post: Server, adas: Browser, ben: Contact, maria: Contact
) -> None:
    Contact.objects.filter(pk=maria.pk).update(email="maria@reyes.example")
    sign(ben)
    book(ben.client, [ben], afternoon(3))
    page = adas.get(path(ben))
    assert "tell" not in page.context["form"].fields
    assert "it sends no message" in errors_in(page)
    assert stops(adas, ben, ben).status_code == 302
    assert not StopMessage.objects.exists()


def test_where_nothing_is_mailed_the_words_stand_to_be_copied(
    post: Server, adas: Browser, expected: Contact, settings: Any
) -> None:
    settings.EMAIL_HOST = ""
    page = errors_in(adas.get(path(expected)))
    assert "The session is not taking place as planned." in page
    assert "it sends no message" in page


def test_no_address_that_the_client_reads_is_used(
    post: Server, adas: Browser, ada: User, expected: Contact, maria: Contact
) -> None:
    """Nor is the client sent anything, at whatever address they gave."""
    Contact.objects.filter(pk=expected.pk).update(email="")
    link_of(draft_for(maria, ada), ada, email="Ben+x@HART.example")
    Contact.objects.filter(pk=expected.pk).update(email=BENS)
    assert "tell" not in adas.get(path(expected)).context["form"].fields
    stop = stop_with_nobody_seated(expected)
    with refused_by("stop_message_to_the_contact"):
        message_of(stop).save()


def test_whom_they_do_not_stop_with_is_not_told(
    post: Server, adas: Browser, expected: Contact, maria: Contact
) -> None:
    sent = {"contacts": [str(maria.pk)], "tell": [str(expected.pk)]}
    answer = adas.post(path(expected), sent)
    assert answer.status_code == 422
    assert "Tick above, too, whom the client stops with." in errors_in(answer)


def test_wanted_again_before_it_is_mailed_it_is_not(
    post: Server, adas: Browser, ada: User, expected: Contact
) -> None:
    stops(adas, expected, expected)
    lift(Stop.objects.get(), ada)
    assert run_waiting() == ["send_stop_message succeeded"]
    assert post.taken == []


def test_what_is_not_taken_is_tried_again_and_what_never_is_said(
    post: Server, adas: Browser, expected: Contact
) -> None:
    stops(adas, expected, expected)
    post.answer = "451 later"
    assert run_waiting() == ["send_stop_message waits"]
    post.answer = "550 nobody"
    assert run_waiting(later=True) == ["send_stop_message failed"]
    assert StopMessage.objects.get().failed_at
    wishes = errors_in(adas.get(reverse("wishes", args=[expected.client_id])))
    assert "could not be mailed: tell them yourself" in wishes


# What the database keeps of it


def stop_with_nobody_seated(contact: Contact) -> Stop:
    run("UPDATE collateral_session SET status = 'held'")
    stop_with(contact)
    return Stop.objects.get()


def message_of(stop: Stop, **columns: Any) -> StopMessage:
    return StopMessage(
        **{"stop": stop, "email": BENS, "asked_at": timezone.now(), **columns}
    )


def test_it_goes_to_the_contacts_own_address(expected: Contact) -> None:
    stop = stop_with_nobody_seated(expected)
    with refused_by("stop_message_to_the_contact"):
        message_of(stop, email="jordan@reyes.example").save()
    made = message_of(stop, mailed_at=timezone.now())
    rule = "stop_message_is_mailed_or_fails"
    assert words_of(rule, made) == "It was mailed, or could not be."
    with refused_by(rule):
        made.save()
    run("SET LOCAL third_chair.past = ''")
    with refused_by("stop_message_is_asked_now"):
        message_of(stop, asked_at=timezone.now() - 5 * MINUTE).save()
    message_of(stop).save()


def test_it_is_mailed_once(expected: Contact) -> None:
    stop = stop_with_nobody_seated(expected)
    message_of(stop).save()
    now, theirs = timezone.now(), StopMessage.objects.filter(pk=stop.pk)
    with refused_by("stop_message_is_final"):
        theirs.update(email="x@x.example")
    theirs.update(taken_at=now, mailed_at=now)
    for sql in (
        "UPDATE collateral_stopmessage SET mailed_at = NULL, taken_at = NULL",
        "DELETE FROM collateral_stopmessage",
        "TRUNCATE collateral_stopmessage",
    ):
        with refused_by("stop_message_is_final"):
            run(sql)


def test_the_rule_is_kept_of_all_rows_at_once(expected: Contact) -> None:
    """``stop_message_is_not_truncated`` raises as ``stop_message_is_final``."""
    stop_with_nobody_seated(expected)
    with refused_by("stop_message_is_final"):
        run("TRUNCATE collateral_stopmessage")

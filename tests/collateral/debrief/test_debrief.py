"""What came of a session is written once it has begun, and set right by a new version."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from clients.models import ConsentEvent, Contact
from collateral.models import Debrief, Session, Status
from collateral.models.debriefed import NOT_YET
from practice.models import User
from releases.history.sentences import Known, sentence
from tests.booked import book
from tests.clock import DAY, HOUR, afternoon
from tests.debriefed import debrief_of
from tests.privacy.doors import browser_of
from tests.said import errors_in
from tests.signed import sign

AGREED = "Ben leaves the phone in the kitchen."


def page_of(session: Session, route: str = "session_debrief") -> str:
    return reverse(route, args=[session.pk])


def said_of(session: Session, **changed: str) -> dict[str, str]:
    """What a browser sends."""
    came = {f"came_{seat.contact_id}": "yes" for seat in session.participants.all()}
    return {
        "client_came": "yes",
        **came,
        "purpose_met": "partly",
        "agreed": AGREED,
        "individual": "Why the evenings are hard.",
        "next_step": "another",
        **changed,
    }


def html(browser: Browser, path: str) -> str:
    return browser.get(path).content.decode()


def test_what_came_of_it_is_written_and_read(
    adas: Browser, ada: User, session: Session, ben: Contact
) -> None:
    page = page_of(session)
    assert page in html(adas, f"/sessions/{session.pk}/")
    sent = said_of(session, **{f"came_{ben.pk}": "no"})
    assert adas.post(page, sent).url == page
    kept = Debrief.objects.get()
    assert (kept.version, kept.purpose_met, kept.next_step) == (1, "partly", "another")
    assert (kept.client_came, kept.written_by) == (True, ada)
    assert kept.attendances.get().came is False
    shown = html(adas, page)
    assert AGREED in shown
    assert "did not come" in shown
    assert reverse("booking", args=[session.client_id]) in shown


def test_it_says_that_no_psychotherapy_notes_belong_in_it(
    adas: Browser, session: Session
) -> None:
    assert "no place for psychotherapy notes (45 CFR 164.501)" in html(
        adas, page_of(session)
    )
    adas.post(page_of(session), said_of(session))
    assert "no place for psychotherapy notes" in html(adas, page_of(session))
    names = {field.name for field in Debrief._meta.get_fields()}
    assert not {name for name in names if "note" in name}


def test_the_history_says_that_it_was_written_and_nothing_of_it(
    adas: Browser, session: Session
) -> None:
    adas.post(page_of(session), said_of(session))
    event = ConsentEvent.objects.get(kind="debriefed")
    assert event.session_id == session.pk
    assert event.detail["version"] == 1
    assert AGREED not in event.body
    assert "partly" not in event.body
    assert "wrote down what came of" in sentence(event, Known.of([event]))


def test_a_session_ahead_has_none(adas: Browser, session: Session) -> None:
    ahead = book(session.client, [session.participants.get().contact], afternoon(3))
    assert page_of(ahead) not in html(adas, f"/sessions/{ahead.pk}/")
    assert NOT_YET in html(adas, page_of(ahead))
    answer = adas.post(page_of(ahead), said_of(ahead))
    assert answer.status_code == 422
    assert NOT_YET in errors_in(answer)
    assert AGREED in answer.content.decode()
    assert not Debrief.objects.exists()


def test_one_that_has_just_begun_has(adas: Browser, ben: Contact) -> None:
    sign(ben)
    now = timezone.now()
    begun = book(ben.client, [ben], now, booked_at=now - HOUR)
    assert adas.post(page_of(begun), said_of(begun)).status_code == 302


@pytest.mark.parametrize("status", [Status.HELD, Status.CANCELLED])
def test_nothing_came_of_one_that_did_not_take_place(
    adas: Browser, ben: Contact, status: Status
) -> None:
    sign(ben)
    began = timezone.now() - HOUR
    fell = book(ben.client, [ben], began, booked_at=began - HOUR, status=status)
    assert adas.post(page_of(fell), said_of(fell)).status_code == 422


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("client_came", "Say whether they came."),
        ("purpose_met", "Say whether the purpose was met."),
        ("next_step", "Choose what comes next."),
    ],
)
def test_who_came_and_what_is_next_has_to_be_said(
    adas: Browser, session: Session, field: str, words: str
) -> None:
    answer = adas.post(page_of(session), said_of(session, **{field: ""}))
    assert answer.status_code == 422
    assert words in errors_in(answer)
    assert not Debrief.objects.exists()


def test_of_everyone_who_has_a_seat_it_is_asked(
    adas: Browser, session: Session, ben: Contact
) -> None:
    answer = adas.post(page_of(session), said_of(session, **{f"came_{ben.pk}": ""}))
    assert answer.status_code == 422
    assert "Say whether they came." in errors_in(answer)


def test_the_client_is_not_asked_about_where_they_were_not_to_come(
    adas: Browser, ben: Contact
) -> None:
    sign(ben, formats=["collateral"])
    began = timezone.now() - HOUR
    alone = book(ben.client, [ben], began, booked_at=began - HOUR, format="collateral")
    assert "client_came" not in html(adas, page_of(alone))
    assert adas.post(page_of(alone), said_of(alone)).status_code == 302
    assert Debrief.objects.get().client_came is None


# A correction


def test_a_correction_is_a_new_version_and_the_old_one_stays(
    adas: Browser, session: Session
) -> None:
    adas.post(page_of(session), said_of(session))
    page = page_of(session, "session_debrief_correction")
    assert AGREED in html(adas, page)
    assert "checked" in html(adas, page)
    again: dict[str, Any] = said_of(session, agreed="Nothing yet.", next_step="stop")
    wanting = adas.post(page, again)
    assert wanting.status_code == 422
    assert "This field is required." in errors_in(wanting)
    wrong = {"correction": "They spoke of it, and agreed nothing."}
    assert adas.post(page, again | wrong).url == page_of(session)
    assert Debrief.objects.count() == 2
    newest = Debrief.objects.newest().get()
    assert (newest.version, newest.agreed) == (2, "Nothing yet.")
    shown = html(adas, page_of(session))
    assert AGREED in shown
    assert wrong["correction"] in shown
    assert reverse("client_stop", args=[session.client_id]) in shown


def test_what_was_never_written_is_not_corrected(
    adas: Browser, session: Session
) -> None:
    page = page_of(session, "session_debrief_correction")
    assert adas.get(page).status_code == 404
    debrief_of(session)
    assert adas.get(page).status_code == 200


def test_a_second_window_does_not_write_it_twice(
    adas: Browser, session: Session
) -> None:
    debrief_of(session)
    answer = adas.post(page_of(session), said_of(session))
    assert answer.status_code == 422
    assert "Somebody wrote this debrief just now." in errors_in(answer)
    assert Debrief.objects.count() == 1


# Who writes and reads it


@pytest.mark.parametrize("who", ["cleo", "finn", "nora"])
def test_nobody_else_comes_in(
    who: str, session: Session, cleo: User, finn: User, nora: User
) -> None:
    debrief_of(session, agreed=AGREED)
    browser = browser_of({"cleo": cleo, "finn": finn, "nora": nora}[who])
    pages = [page_of(session), page_of(session, "session_debrief_correction")]
    assert [browser.get(page).status_code for page in pages] == [404, 404]
    sent = said_of(session, correction="No.")
    assert [browser.post(page, sent).status_code for page in pages] == [404, 404]
    assert Debrief.objects.count() == 1


def test_whoever_held_it_for_another_writes_none(
    adas: Browser, cleo: User, ben: Contact
) -> None:
    """It is of the client's record, which their own clinician keeps."""
    sign(ben, timezone.now() - 9 * DAY)
    began = timezone.now() - DAY
    held = book(ben.client, [ben], began, booked_at=began - HOUR, clinician=cleo)
    browser = browser_of(cleo)
    assert browser.get(f"/sessions/{held.pk}/").status_code == 200
    assert page_of(held) not in html(browser, f"/sessions/{held.pk}/")
    assert browser.get(page_of(held)).status_code == 404
    assert adas.post(page_of(held), said_of(held)).status_code == 302


def test_two_of_one_name_are_told_apart(adas: Browser, session: Session) -> None:
    ben = session.participants.get().contact
    twin = Contact.objects.create(
        client=ben.client, name=ben.name, relationship="nephew"
    )
    sign(twin, timezone.now() - 9 * DAY)
    began = session.during.lower - 2 * DAY
    both = book(ben.client, [ben, twin], began, booked_at=began - HOUR)
    form = adas.get(page_of(both)).context["form"]
    assert form.fields[f"came_{twin.pk}"].label == "Ben Hart, nephew"
    assert form.fields[f"came_{ben.pk}"].label != "Ben Hart, nephew"

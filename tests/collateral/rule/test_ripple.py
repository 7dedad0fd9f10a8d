"""Ending a release puts on hold what leaned on it, and nothing else."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.test import Client as Browser
from django.utils import timezone

from clients.models import Client, ConsentEvent, Contact
from collateral import ending
from collateral.ending import ripple
from collateral.gate import Proposal
from collateral.models import Participant, Session, SharedSessionPlan, Status
from practice.formats import say_day_short_year, say_span
from practice.models import User
from practice.spans import end_of, span, start_of
from releases.models import Mark, Release, ReleaseDraft, Signature
from releases.terms import content
from tests.booked import book, seat, typed
from tests.clock import DAY, FIFTY, HOUR, afternoon
from tests.collateral import acts as booking
from tests.collateral.rule.scheduling import all_rows
from tests.refusals import refused_by, settle
from tests.signed import draft_for, sign

pytestmark = pytest.mark.usefixtures("unprinted")

SOON, LATER = afternoon(7), afternoon(60)


def on_screen(
    contact: Contact, by: User, starts: int = 0, ends: int = 180
) -> tuple[Release, list[Session]]:
    """Have a release signed that starts and ends so many days from today."""
    today = timezone.localdate()
    draft = draft_for(
        contact, by, effective_on=today + starts * DAY, expires_on=today + ends * DAY
    )
    return ending.sign(draft, typed_by(contact.client), by)


def typed_by(client: Client) -> Signature:
    name = client.legal_name
    return Signature(signer=name, capacity="client", mark=Mark.TYPED, typed_name=name)


def statuses() -> list[str]:
    """Of all sessions, in order of time. Nobody sits uncovered in any."""
    settle()
    assert not Participant.objects.uncovered().exists()
    return list(
        Session.objects.order_by("during__startswith").values_list("status", flat=True)
    )


def kinds() -> list[str]:
    """Of all events, in order."""
    return list(ConsentEvent.objects.order_by("number").values_list("kind", flat=True))


def test_revoking_puts_sessions_on_hold_in_the_same_step(
    ada: User, jordan: Client, ben: Contact, maria: Contact
) -> None:
    release = sign(ben)
    sign(maria)
    book(jordan, [ben, maria], SOON)
    book(jordan, [maria], SOON + HOUR)
    held = ending.revoke(release, "asked on the phone", ada)
    assert [session.during.lower for session in held] == [SOON]
    assert statuses() == ["held", "scheduled"]
    assert kinds() == ["held", "revoked"]


def test_who_checks_in_on_a_revoked_release_is_refused(
    ada: User, jordan: Client, ben: Contact
) -> None:
    session = book(jordan, [ben], SOON) if sign(ben) else None
    ending.revoke(Release.objects.get(), "asked", ada)
    for status in ("scheduled", "checked_in", "completed"):
        with refused_by("participant_release_in_force"):
            Session.objects.filter(pk=session.pk).update(status=status)


def test_the_database_refuses_whoever_forgets_to_hold_first(
    ada: User, jordan: Client, ben: Contact
) -> None:
    sign(ben)
    book(jordan, [ben], SOON)
    for fact in ("event_occurred_at", "superseded_at", "voided_at"):
        with refused_by("participant_release_in_force"):
            Release.objects.update(**{fact: timezone.now()})
    with refused_by("participant_release_in_force"):
        Release.objects.update(revoked_at=timezone.now(), revoked_by=ada)
    with refused_by("participant_release_in_force"):
        Release.objects.update(superseded_at=SOON + FIFTY - timedelta(microseconds=1))
    Release.objects.update(superseded_at=SOON + FIFTY)


def test_revoking_twice_does_nothing_more(ada: User, ben: Contact) -> None:
    release = sign(ben)
    ending.revoke(release, "asked", ada)
    assert ending.revoke(release, "asked again", ada) == []
    assert kinds() == ["revoked"]
    release.refresh_from_db()
    assert release.revoked_reason == "asked"


def test_what_has_ended_stays_as_it_was(
    ada: User, jordan: Client, ben: Contact
) -> None:
    now = timezone.now()
    release = sign(ben, now - 30 * DAY, now + DAY)
    past = {"starts": now - 2 * HOUR, "ends": now - HOUR, "booked_at": now - DAY}
    book(jordan, [ben], **past, status=Status.COMPLETED)
    book(jordan, [ben], now - HOUR, ends=now + HOUR, booked_at=now - DAY)
    ending.revoke(release, "asked", ada)
    assert statuses() == ["completed", "held"]


def test_revoking_a_renewal_holds_what_reaches_into_it(
    ada: User, jordan: Client, ben: Contact
) -> None:
    now = timezone.now()
    sign(ben, now - DAY, SOON)
    renewal = sign(ben, SOON, LATER + DAY, signed_at=now)
    book(jordan, [ben], SOON - HOUR, ends=SOON)
    book(jordan, [ben], SOON)
    book(jordan, [ben], LATER)
    ending.revoke(renewal, "asked", ada)
    assert statuses() == ["scheduled", "held", "held"]


def test_revoking_the_first_of_two_holds_what_was_booked_before_the_second_began(
    ada: User, jordan: Client, ben: Contact
) -> None:
    now = timezone.now()
    first = sign(ben, now - DAY, SOON)
    sign(ben, SOON, LATER + DAY, signed_at=now)
    book(jordan, [ben], LATER)
    ending.revoke(first, "asked", ada)
    assert statuses() == ["held"]


def test_an_event_ends_a_release_as_a_revocation_does(
    ada: User, jordan: Client, ben: Contact
) -> None:
    release = sign(ben, expires_event="Jordan ends treatment here")
    book(jordan, [ben], SOON)
    held = ending.end_by_event(release, "discharged yesterday", ada)
    assert [session.status for session in held] == ["held"]
    assert statuses() == ["held"]
    assert kinds() == ["held", "event_occurred"]
    assert ending.end_by_event(release, "again", ada) == []


def test_a_longer_release_replaces_one_and_carries_its_sessions(
    ada: User, jordan: Client, ben: Contact
) -> None:
    old = sign(ben)
    book(jordan, [ben], SOON)
    new, held = on_screen(ben, ada, ends=300)
    assert held == []
    assert statuses() == ["scheduled"]
    old.refresh_from_db()
    new.refresh_from_db()
    assert old.superseded_by == new
    assert old.in_force.upper == new.in_force.lower
    assert kinds() == ["superseded", "signed"]


def test_a_shorter_release_replaces_one_and_holds_what_it_does_not_reach(
    ada: User, jordan: Client, ben: Contact
) -> None:
    sign(ben)
    book(jordan, [ben], SOON)
    book(jordan, [ben], LATER)
    _, held = on_screen(ben, ada, ends=30)
    assert [session.during.lower for session in held] == [LATER]
    assert statuses() == ["scheduled", "held"]
    assert kinds() == ["superseded", "signed", "held"]


def test_a_release_from_next_month_replaces_from_then_on(
    ada: User, jordan: Client, ben: Contact
) -> None:
    old = sign(ben)
    book(jordan, [ben], LATER)
    new, held = on_screen(ben, ada, starts=30, ends=90)
    assert held == []
    old.refresh_from_db()
    assert old.superseded_at == new.effective_at
    assert statuses() == ["scheduled"]


def test_what_was_to_be_replaced_next_month_is_replaced_today(
    ada: User, jordan: Client, ben: Contact
) -> None:
    old = sign(ben)
    book(jordan, [ben], SOON)
    book(jordan, [ben], LATER)
    planned, _ = on_screen(ben, ada, starts=30, ends=90)
    new, held = on_screen(ben, ada, starts=0, ends=20)
    old.refresh_from_db()
    assert (old.superseded_by, old.superseded_at) == (new, new.effective_at)
    assert [session.during.lower for session in held] == [LATER]
    assert statuses() == ["scheduled", "held"]
    assert Release.objects.get(pk=planned.pk).superseded_at is None


def test_a_release_that_covers_the_planned_one_replaces_it_too(
    ada: User, jordan: Client, ben: Contact
) -> None:
    sign(ben)
    book(jordan, [ben], LATER)
    planned, _ = on_screen(ben, ada, starts=30, ends=90)
    new, held = on_screen(ben, ada, starts=0, ends=120)
    planned.refresh_from_db()
    assert held == []
    assert (planned.superseded_by, planned.in_force) == (new, None)
    assert statuses() == ["scheduled"]


def test_revoking_what_was_to_replace_leaves_the_old_ending_when_it_was_to(
    ada: User, jordan: Client, ben: Contact
) -> None:
    sign(ben)
    book(jordan, [ben], SOON)
    book(jordan, [ben], LATER)
    planned, _ = on_screen(ben, ada, starts=30, ends=90)
    held = ending.revoke(planned, "asked", ada)
    assert [session.during.lower for session in held] == [LATER]
    assert statuses() == ["scheduled", "held"]


@pytest.mark.parametrize("planned", [False, True], ids=["alone", "and a later one"])
@pytest.mark.parametrize(
    ("starts", "ends"),
    [
        pytest.param(0, 300, id="longer"),
        pytest.param(0, 90, id="as long"),
        pytest.param(0, 60, id="up to a session"),
        pytest.param(0, 59, id="until the day before a session"),
        pytest.param(0, 5, id="shorter than any"),
        pytest.param(30, 40, id="from next month"),
        pytest.param(200, 300, id="after all others"),
        pytest.param(-9, -1, id="past its last day"),
    ],
)
def test_what_signing_puts_on_hold_is_told_beforehand(
    ada: User, ben: Contact, maria: Contact, starts: int, ends: int, planned: bool
) -> None:
    jordan = ben.client
    sign(ben)
    sign(maria)
    book(jordan, [ben], SOON)
    book(jordan, [ben], LATER)
    book(jordan, [maria], LATER + HOUR)
    if planned:
        on_screen(ben, ada, starts=20, ends=190)
    today = timezone.localdate()
    days = {"effective_on": today + starts * DAY, "expires_on": today + ends * DAY}
    draft = draft_for(ben, ada, **days)
    told = ripple.of_signing(draft, "client")
    assert statuses() == ["scheduled"] * 3
    if ends < 0:
        assert (told.counts, told.replaced, told.held) == (None, [], [])
        return
    new, held = ending.sign(draft, typed_by(jordan), ada)
    new.refresh_from_db()
    assert told.held == held
    assert told.counts.upper == new.in_force.upper
    assert set(told.replaced) == set(new.supersedes.all())


def test_what_a_parent_signs_goes_no_further_than_majority(
    ada: User, teo: Client, rosa: Contact
) -> None:
    sign(rosa, ends=start_of(teo.comes_of_age_on) + 9 * DAY)
    draft = draft_for(rosa, ada, expires_on=teo.comes_of_age_on + 20 * DAY)
    birthday = start_of(teo.comes_of_age_on)
    for capacity in ("parent", "agent"):
        told = ripple.of_signing(draft, capacity)
        assert told.counts.upper == birthday
    assert ripple.of_signing(draft, "minor").counts.upper > birthday


def signing_page(browser: Browser, draft: ReleaseDraft) -> str:
    return browser.get(f"/drafts/{draft.pk}/signature/").content.decode()


def test_before_signing_the_page_says_what_is_replaced_and_held(
    adas: Browser, ada: User, jordan: Client, ben: Contact
) -> None:
    today = timezone.localdate()
    old = sign(ben, ends=end_of(today + 90 * DAY))
    book(jordan, [ben], SOON)
    book(jordan, [ben], LATER)
    draft = draft_for(ben, ada, expires_on=today + 30 * DAY)
    page = signing_page(adas, draft)
    assert (
        f"Replaces the release signed {say_day_short_year(old.signed_at)}, which counts "
        f"until {say_day_short_year(today + 90 * DAY)}, from {say_day_short_year(today)}."
    ) in page
    assert "One session will go on hold" in page
    assert say_span(span(LATER, LATER + FIFTY)) in page
    assert say_span(span(SOON, SOON + FIFTY)) not in page
    typed = {
        "read": content.sha256_of(content.of_draft(draft)),
        "signer": "Jordan Reyes",
        "capacity": "client",
        "mark": "typed",
        "typed_name": "Jordan Reyes",
        "intends": "on",
    }
    response = adas.post(f"/drafts/{draft.pk}/signature/", typed, follow=True)
    assert (
        f"Signed. It replaces the release of {say_day_short_year(old.signed_at)}. "
        "One session put on hold."
    ) in response.content.decode()


def test_what_was_to_count_later_is_replaced_whole(
    adas: Browser, ada: User, ben: Contact
) -> None:
    today = timezone.localdate()
    sign(ben, start_of(today + 20 * DAY), end_of(today + 90 * DAY))
    page = signing_page(adas, draft_for(ben, ada))
    assert (
        f"which was to count from {say_day_short_year(today + 20 * DAY)} until "
        f"{say_day_short_year(today + 90 * DAY)}."
    ) in page
    assert "No session goes on hold" in page


def test_a_first_release_replaces_nothing_and_says_nothing(
    adas: Browser, ada: User, ben: Contact
) -> None:
    page = signing_page(adas, draft_for(ben, ada))
    assert "eplaces" not in page
    assert "on hold" not in page
    assert "It counts from" not in page


def test_what_is_signed_late_counts_from_its_signing(
    adas: Browser, ada: User, ben: Contact
) -> None:
    today = timezone.localdate()
    page = signing_page(adas, draft_for(ben, ada, effective_on=today - 4 * DAY))
    assert f"It counts from {say_day_short_year(today)}, when it is signed." in page


def test_signing_twice_signs_once(ada: User, ben: Contact) -> None:
    draft = draft_for(ben, ada)
    first, _ = ending.sign(draft, typed_by(ben.client), ada)
    again, held = ending.sign(ReleaseDraft.objects.get(), typed_by(ben.client), ada)
    assert (again, held) == (first, [])
    assert kinds() == ["signed"]


def test_a_new_release_lets_a_held_session_be_booked_again(
    ada: User, jordan: Client, ben: Contact
) -> None:
    session = book(jordan, [ben], SOON) if sign(ben) else None
    ending.revoke(Release.objects.get(), "asked", ada)
    session.refresh_from_db()
    on_screen(ben, ada)
    assert statuses() == ["held"]
    booking.reopen(session, [ben], [], ada)
    assert statuses() == ["scheduled"]
    assert kinds()[-1] == "reopened"


def test_whoever_is_taken_out_of_a_session_no_longer_needs_a_release(
    ada: User, jordan: Client, ben: Contact, maria: Contact
) -> None:
    release = sign(ben)
    sign(maria)
    session = book(jordan, [ben, maria], SOON)
    before = session.booked_at
    with pytest.raises(booking.SessionChanged):
        booking.reopen(session, [ben, maria], [], ada)
    with refused_by("session_has_participants"):
        booking.reopen(session, [], [ben, maria], ada)
    booking.reopen(session, [maria], [ben], ada)
    session.refresh_from_db()
    assert session.booked_at > before
    assert ending.revoke(release, "asked", ada) == []
    assert statuses() == ["scheduled"]
    assert list(session.participants.values_list("contact", flat=True)) == [maria.pk]
    assert kinds() == ["left", "revoked"]


def test_the_page_of_a_session_takes_one_person_out(
    adas: Browser, jordan: Client, ben: Contact, maria: Contact
) -> None:
    sign(ben)
    sign(maria)
    session = book(jordan, [ben, maria], SOON)
    here = f"/sessions/{session.pk}/"
    assert "Take a person out" in adas.get(here).content.decode()
    sent = {"shown": [ben.pk, maria.pk]}
    for staying, words in (
        ([ben.pk, maria.pk], "This session is booked with all of them."),
        ([], "Tick at least one person who joins."),
    ):
        answer = adas.post(f"{here}reopening/", {**sent, "contacts": staying})
        assert answer.status_code == 422
        assert words in answer.content.decode()
    left = adas.post(f"{here}reopening/", {**sent, "contacts": [ben.pk]}, follow=True)
    assert left.redirect_chain == [(here, 302)]
    page = left.content.decode()
    assert "Maria Reyes no longer joins." in page
    assert "Take a person out" not in page
    assert kinds() == ["left"]


def test_a_move_for_which_one_is_not_covered_goes_on_without_them(
    adas: Browser, jordan: Client, ben: Contact, maria: Contact
) -> None:
    sign(ben, ends=SOON + DAY)
    sign(maria)
    session = book(jordan, [ben, maria], SOON)
    here = f"/sessions/{session.pk}/"
    refused = adas.post(f"{here}move/", typed([], LATER))
    assert refused.status_code == 409
    out = f"{here}reopening/?leaving={ben.pk}"
    assert f'href="{out}">Take Ben out</a>' in refused.content.decode()
    assert adas.get(out).context["form"].chosen == {maria.pk}
    staying = {"shown": [ben.pk, maria.pk], "contacts": [maria.pk]}
    again = adas.post(f"{here}reopening/", staying)
    assert again.url == f"{here}move/"
    assert f'value="{LATER.date().isoformat()}"' in adas.get(again.url).content.decode()
    assert adas.post(again.url, typed([], LATER)).url == here
    assert kinds() == ["refused", "left", "moved"]


def test_a_held_session_is_booked_again_without_whoever_is_not_covered(
    ada: User, jordan: Client, ben: Contact, maria: Contact
) -> None:
    release = sign(ben)
    sign(maria)
    session = book(jordan, [ben, maria], SOON)
    ending.revoke(release, "asked", ada)
    session.refresh_from_db()
    with refused_by("participant_release_in_force"):
        booking.reopen(session, [ben, maria], [], ada)
    for stay, leave in (([maria], []), ([ben], [maria, maria])):
        with pytest.raises(booking.SessionChanged):
            booking.reopen(session, stay, leave, ada)
    booking.reopen(session, [maria], [ben], ada)
    assert statuses() == ["scheduled"]
    assert list(session.participants.values_list("contact", flat=True)) == [maria.pk]
    assert kinds() == ["held", "revoked", "left", "reopened"]


def test_of_three_two_are_covered_and_nothing_is_saved(
    ada: User, jordan: Client, ben: Contact, maria: Contact
) -> None:
    sign(ben)
    proposal = Proposal(jordan, (ben, maria), ada, span(SOON, LATER), None, "joint")
    with refused_by("participant_release_in_force"):
        booking.book(proposal, SharedSessionPlan(purpose="support"), ada)
    assert not Session.objects.exists()
    assert not Participant.objects.exists()
    assert not SharedSessionPlan.objects.exists()
    assert not ConsentEvent.objects.exists()


def test_a_move_is_refused_beyond_the_release_and_passes_up_to_its_end(
    ada: User, jordan: Client, ben: Contact
) -> None:
    release = sign(ben, ends=LATER)
    session = book(jordan, [ben], SOON)
    beyond: datetime = LATER - FIFTY + timedelta(microseconds=1)
    with refused_by("participant_release_in_force"):
        booking.move(session, span(beyond, beyond + FIFTY), None, ada)
    session.refresh_from_db()
    assert session.during.lower == SOON
    booking.move(session, span(LATER - FIFTY, LATER), None, ada)
    assert statuses() == ["scheduled"]
    assert release.in_force.upper == LATER


def test_with_whoever_joins_a_session_is_booked_anew(
    ada: User, jordan: Client, ben: Contact, maria: Contact
) -> None:
    now = timezone.now()
    sign(ben, now - 30 * DAY)
    session = book(jordan, [ben], SOON, booked_at=now - 2 * DAY)
    with refused_by("participant_release_in_force"):
        booking.join(session, maria, ada)
    session.refresh_from_db()
    assert session.booked_at == now - 2 * DAY
    sign(maria, now)
    booking.join(session, maria, ada)
    session.refresh_from_db()
    assert session.booked_at >= now
    assert {seat.booked_at for seat in session.participants.all()} == {
        session.booked_at
    }
    assert statuses() == ["scheduled"]


@pytest.mark.parametrize("act", ["move", "participants", "cancellation"])
def test_what_has_taken_place_is_not_changed(
    adas: Browser, ada: User, jordan: Client, ben: Contact, maria: Contact, act: str
) -> None:
    sign(ben)
    sign(maria)
    now = timezone.now()
    session = book(jordan, [ben], now - 2 * HOUR, booked_at=now - 3 * HOUR)
    sent = {**typed([], SOON), "contact": maria.pk, "reason": "never came"}
    before = all_rows()
    response = adas.post(f"/sessions/{session.pk}/{act}/", sent, follow=True)
    assert "This session has taken place. Nothing was changed." in (
        response.content.decode()
    )
    for late in (
        lambda: booking.move(session, span(SOON, LATER), None, ada),
        lambda: booking.join(session, maria, ada),
        lambda: booking.cancel(session, "never came", ada),
    ):
        with pytest.raises(booking.SessionChanged):
            late()
    assert all_rows() == before
    assert not ConsentEvent.objects.exists()


def test_who_joined_a_held_session_meanwhile_is_not_left_out_unseen(
    adas: Browser, ada: User, jordan: Client, ben: Contact, maria: Contact
) -> None:
    sign(ben)
    sign(maria)
    session = book(jordan, [ben], SOON, status=Status.HELD)
    again = f"/sessions/{session.pk}/reopening/"
    page = adas.get(again).content.decode()
    assert f'name="shown" value="{ben.pk}"' in page
    booking.join(session, maria, ada)
    response = adas.post(again, {"contacts": [ben.pk], "shown": [ben.pk]}, follow=True)
    assert "Someone else changed this session just now." in response.content.decode()
    assert statuses() == ["held"]
    assert session.participants.count() == 2
    both = {"contacts": [ben.pk], "shown": [ben.pk, maria.pk]}
    assert adas.post(again, both).status_code == 302
    assert list(session.participants.values_list("contact", flat=True)) == [ben.pk]


def test_what_is_on_hold_may_be_moved_and_joined_and_leans_on_nothing(
    ada: User, jordan: Client, ben: Contact
) -> None:
    session = book(jordan, [], SOON, status=Status.HELD)
    seat(session, ben)
    booking.move(session, span(LATER, LATER + FIFTY), None, ada)
    assert statuses() == ["held"]

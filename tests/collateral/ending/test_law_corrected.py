"""What is known of a state's law is set right: from the day on which that counts, what was
signed before covers nothing that the law then asks more for, and the sessions wait.
"""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from clients.models import Client, ConsentEvent, Contact, EventKind, StateProfile
from collateral.ending import law
from collateral.models import Session, Status
from practice.models import User
from practice.spans import start_of
from releases.models import Release
from releases.proof.evidence import with_evidence
from releases.proof.fit import misfits
from tests.booked import book
from tests.cast import client_of, contact_of
from tests.clock import DAY
from tests.refusals import refused_by, run, settle, words_of
from tests.releases.copies import like
from tests.signed import sign

RULE = "release_within_the_law"
UNWITNESSED = "asks for a witness, and this release has none."


def corrected(state: str, starts: date, **asks: object) -> StateProfile:
    """A version of this state's law from ``starts`` on, not saved yet."""
    last = StateProfile.objects.filter(state=state).latest("version")
    source = {"source": "A statute", "seen": "statute", "confidence": "high"}
    reviewed = {"reviewed_by": "", "reviewed_on": None}
    new = {key: {**source, **reviewed, "value": asks[key]} for key in asks}
    return StateProfile(
        state=state,
        version=last.version + 1,
        effective_from=starts,
        values={**last.values, **new},
        delivered=last.delivered,
        reason="A new statute.",
    )


def save(profile: StateProfile) -> None:
    before = StateProfile.objects.filter(state=profile.state)
    before.filter(superseded_from=None).update(superseded_from=profile.effective_from)
    profile.save()


def statuses(*sessions: Session) -> list[str]:
    return [Session.objects.get(pk=each.pk).status for each in sessions]


def test_a_corrected_law_holds_what_is_ahead_from_its_first_day(
    ada: User, finn: User, jordan: Client, ben: Contact
) -> None:
    starts = timezone.localdate() + 30 * DAY
    release = sign(ben)
    near, far = (
        book(jordan, [ben], start_of(day) + 15 * DAY / 24)
        for day in (starts - DAY, starts)
    )
    new = corrected("NY", starts, witness_sign=True)
    with transaction.atomic():
        lapses = law.of_profile(new)
        assert [each.release for each in lapses.ends] == [release]
        assert lapses.ends[0].reason == f"The law of New York {UNWITNESSED}"
        assert lapses.sessions == [far]
        assert lapses.token == f"{release.pk}-{far.pk}"
        save(new)
        assert law.end(lapses, finn) == [far]
    settle()
    release.refresh_from_db()
    assert release.in_force.upper == release.law_ended_at == start_of(starts)
    assert statuses(near, far) == [Status.SCHEDULED, Status.HELD]
    told = ConsentEvent.objects.get(kind=EventKind.LAW_ENDED)
    assert (told.actor, told.detail["law"]) == (finn, new.pk)
    assert list(misfits(with_evidence(Release.objects.all()).get())) == []
    with refused_by("participant_release_in_force"):
        book(jordan, [ben], start_of(starts) + 18 * DAY / 24)


def test_a_correction_that_leaves_a_release_beyond_it_is_refused(
    jordan: Client, ben: Contact
) -> None:
    sign(ben)
    new = corrected("NY", timezone.localdate() + 30 * DAY, max_days=20)
    with refused_by(RULE):
        save(new)
    # Signed yesterday for 180 days; an hour more where the clocks change meanwhile.
    save(corrected("NY", timezone.localdate() + 30 * DAY, max_days=182))
    settle()


def test_another_states_law_is_no_concern(jordan: Client, ben: Contact) -> None:
    sign(ben)
    new = corrected("NJ", timezone.localdate(), witness_sign=True)
    assert law.of_profile(new).ends == []
    save(new)
    settle()


def test_the_law_of_where_the_practice_is_ends_what_any_client_signed(
    jordan: Client, ben: Contact, settings: object
) -> None:
    settings.PRACTICE_STATE = "NJ"  # type: ignore[attr-defined]
    release = sign(ben)
    new = corrected("NJ", timezone.localdate(), witness_sign=True)
    assert [each.release for each in law.of_profile(new).ends] == [release]


def test_everyone_of_that_state_is_found_at_once(
    ada: User, cleo: User, jordan: Client, ben: Contact, lee: Contact
) -> None:
    """And whoever had a witness, or lives elsewhere, is not."""
    june = contact_of(client_of(ada, "June Park", state="NJ"), "Omar Park")
    found = [sign(ben), sign(lee)]
    sign(june)
    new = corrected("NY", timezone.localdate(), witness_sign=True)
    assert [each.release for each in law.of_profile(new).ends] == found


def test_it_ends_sooner_and_never_later(
    ada: User, jordan: Client, ben: Contact
) -> None:
    release, starts = sign(ben), timezone.localdate() + 30 * DAY
    new = corrected("NY", starts, witness_sign=True)
    lapses = law.of_profile(new)
    save(new)
    law.end(lapses, ada)
    after = Client.objects.get(pk=jordan.pk)
    after.state = "IL"
    law.end(law.of_client(jordan, after), ada)
    after.save()
    settle()
    release.refresh_from_db()
    assert release.law_ended_at < timezone.now()
    assert list(misfits(with_evidence(Release.objects.all()).get())) == []
    later = "UPDATE releases_release SET law_ended_at = law_ended_at + interval '1 day'"
    with refused_by("release_is_final"):
        run(later)


def test_it_ends_by_a_law_for_a_reason_and_not_in_the_past(ben: Contact) -> None:
    release = sign(ben)
    ends = "UPDATE releases_release SET law_ended_at = {}, law_ended_by_id = %s, "
    because = "law_ended_because = 'witness'"
    illinois = StateProfile.objects.get(state="IL").pk
    with refused_by("release_law_ended_for_a_reason"):
        run(ends.format("now()") + because, None)
    with refused_by("release_law_ended_for_a_reason"):
        run(ends.format("now()") + "law_ended_because = ''", illinois)
    with refused_by("release_ends_forward"):
        run(ends.format("now() - interval '1 hour'") + because, illinois)
    ended = like(release, law_ended_at=timezone.now())
    assert words_of("release_law_ended_for_a_reason", ended) == (
        "Say which law the release ends by, and why."
    )
    assert run(ends.format("now() + interval '1 day'") + because, illinois) == 1
    settle()

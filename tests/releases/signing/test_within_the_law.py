"""No release is entered that counts for longer than the law of the client's state lets it,
or that lacks the witness whom it asks for: the database says so, whoever writes it.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from clients.law.rules import months_after
from clients.models import Client, Contact, StateProfile
from collateral import ending
from practice.models import User
from practice.spans import end_of
from releases.drafts.form import DraftForm
from releases.models import Mark, Release, ReleaseDraft, Signature
from releases.signing.form import SignatureForm
from releases.terms import read
from tests.cast import contact_of
from tests.clock import DAY
from tests.refusals import refused_by, settle
from tests.releases.signing.versions import version_of
from tests.signed import draft_for, sign

pytestmark = pytest.mark.usefixtures("unprinted")
RULE, ANOTHER = "release_within_the_law", "signature_witnessed_by_another"


def living_in(state: str, contact: Contact, **where: str) -> Contact:
    """``contact``, whose client lives there."""
    Client.objects.filter(pk=contact.client_id).update(state=state, **where)
    return Contact.objects.select_related("client__clinician").get(pk=contact.pk)


def made(witness: str = "", signer: str = "Jordan Reyes") -> Signature:
    return Signature(
        signer=signer,
        capacity="client",
        mark=Mark.TYPED,
        typed_name=signer,
        witness=witness,
    )


def signed_today(contact: Contact, days: int, **terms: object) -> Release:
    """What is signed now, and counts through so many days from today."""
    last = timezone.localdate() + timedelta(days=days)
    draft = draft_for(contact, contact.client.clinician, expires_on=last, **terms)
    release, _ = ending.sign(draft, made(), contact.client.clinician)
    settle()
    return release


def test_case_27_dc_lets_a_release_count_365_days_and_not_366(ben: Contact) -> None:
    """Case 27 of the domain's: D.C. Code 7-1202.02."""
    ben = living_in("DC", ben)
    with refused_by(RULE):
        signed_today(ben, 366)
    assert signed_today(ben, 365).in_force


@pytest.mark.parametrize("state", ["CA", "MD"])
def test_a_year_in_california_and_in_maryland(state: str, ben: Contact) -> None:
    today = timezone.localdate()
    ben = living_in(state, ben)
    year = (months_after(today, 12) - today).days
    with refused_by(RULE):
        signed_today(ben, year + 1)
    assert signed_today(ben, year)


def test_california_lets_a_signer_ask_for_longer_and_maryland_does_not(
    ben: Contact, ada: User
) -> None:
    """Cal. Civ. Code 56.11."""
    ends = timezone.localdate() + 700 * DAY
    sent = {"expires_on": ends.isoformat(), "longer_asked": "on"}
    for state, asks in (("CA", False), ("MD", True)):
        ben = living_in(state, ben)
        form = DraftForm(ben, ada, sent)
        assert ("expires_on" in form.errors) is asks
        assert ("longer_asked" in form.fields) is not asks
    with refused_by(RULE):
        signed_today(ben, 700, longer_asked=True)
    ben = living_in("CA", ben)
    with refused_by(RULE):
        signed_today(ben, 700)
    release = signed_today(ben, 700, longer_asked=True)
    assert read(release.document.content).longer_asked


def test_the_form_says_that_the_signer_may_ask_for_longer(
    ben: Contact, ada: User
) -> None:
    ends = timezone.localdate() + 700 * DAY
    form = DraftForm(living_in("CA", ben), ada, {"expires_on": ends.isoformat()})
    (said,) = form.errors["expires_on"]
    assert said.endswith("at most, unless the signer asks for longer.")


def test_what_was_prepared_before_they_moved_is_not_signed_for_so_long(
    ben: Contact, ada: User
) -> None:
    """Prepared in New York for two years, and signed in California."""
    draft = draft_for(ben, ada, expires_on=timezone.localdate() + 700 * DAY)
    draft.client = living_in("CA", ben).client
    typed = {"mark": "typed", "typed_name": "Jordan Reyes", "intends": "on"}
    signs = {"signer": "Jordan Reyes", "capacity": "client", "read": version_of(draft)}
    form = SignatureForm(draft, {**typed, **signs})
    (said,) = form.non_field_errors()
    assert said.startswith("The law that applies to this client lets")
    assert said.endswith("asks for longer. Change its dates first.")
    draft.longer_asked = True
    again = {**typed, **signs, "read": version_of(draft)}
    assert SignatureForm(draft, again).is_valid()


def test_case_31_nothing_signed_in_illinois_counts_without_a_witness(
    ben: Contact, ada: User
) -> None:
    """Case 31 of the domain's: 740 ILCS 110/5; and who is told is no witness."""
    ben = living_in("IL", ben)
    with refused_by(RULE):
        signed_today(ben, 100)
    draft = draft_for(ben, ada)
    form = SignatureForm(draft, {"signer": "Jordan Reyes", "witness": "BEN  HART"})
    assert form.errors["witness"] == [
        "Someone else witnesses what Ben Hart may be told."
    ]
    with refused_by(ANOTHER):
        ending.sign(draft, made("BEN  HART"), ada)
    release, _ = ending.sign(draft, made("Finn Doyle"), ada)
    settle()
    assert release.in_force


def test_nobody_witnesses_for_themselves(ben: Contact, ada: User) -> None:
    with refused_by(ANOTHER):
        ending.sign(draft_for(ben, ada), made("jordan reyes"), ada)


def test_nor_does_whoever_is_told_while_it_waits_for_others(
    teo: Client, rosa: Contact, ada: User
) -> None:
    """In DC Teo, of fifteen, signs with a parent."""
    ines = living_in("DC", contact_of(teo, "Ines Vance", "aunt"))
    waits = Signature(
        signer="Rosa Vance",
        capacity="parent",
        authority="mother",
        mark=Mark.TYPED,
        typed_name="Rosa Vance",
        witness="Ines Vance",
    )
    draft = draft_for(ines, ada)
    with refused_by(ANOTHER):
        ending.sign(draft, waits, ada)
    waits.witness, waits.pk = "Finn Doyle", None
    assert ending.sign(ReleaseDraft.objects.get(pk=draft.pk), waits, ada)[0] is None


def test_the_law_of_where_the_client_is_on_the_screen_counts_too(ben: Contact) -> None:
    ben = living_in("NY", ben, video_state="DC")
    with refused_by(RULE):
        signed_today(ben, 366)
    assert signed_today(ben, 365)


def test_and_that_of_where_the_practice_is(ben: Contact, settings: object) -> None:
    settings.PRACTICE_STATE = "MD"  # type: ignore[attr-defined]
    with refused_by(RULE):
        signed_today(ben, 400)
    release = signed_today(ben, 365)
    assert [each["state"] for each in read(release.document.content).law] == [
        "NY",
        "MD",
    ]


def test_what_is_signed_says_by_which_version_of_which_law(ben: Contact) -> None:
    release = signed_today(living_in("NY", ben, video_state="DC"), 100)
    assert release.document.content["law"] == [
        {"state": "NY", "name": "New York", "version": 1},
        {"state": "DC", "name": "District of Columbia", "version": 1},
    ]


def test_a_release_written_past_the_act_is_asked_the_same(ben: Contact) -> None:
    ben = living_in("DC", ben)
    now = timezone.now()
    with refused_by(RULE):
        sign(ben, now, end_of(timezone.localdate() + 366 * DAY))
    assert sign(ben, now, end_of(timezone.localdate() + 365 * DAY))
    settle()


def test_what_is_over_was_signed_by_the_law_of_then(ben: Contact) -> None:
    ben = living_in("DC", ben)
    now = timezone.now()
    over = sign(ben, now - 500 * DAY, now - DAY)
    settle()
    assert over.in_force


def test_the_version_in_force_decides(ben: Contact) -> None:
    """New York corrected, from tomorrow: until then a longer release counts, and no
    further.
    """
    today = timezone.localdate()
    last = StateProfile.objects.get(state="NY")
    source = {"source": "N.Y. Law 1", "seen": "statute", "confidence": "high"}
    term = {**source, "value": 30, "reviewed_by": "", "reviewed_on": None}
    StateProfile.objects.filter(pk=last.pk).update(superseded_from=today + 60 * DAY)
    StateProfile.objects.create(
        state="NY",
        version=2,
        effective_from=today + 60 * DAY,
        values={**last.values, "max_days": term},
        delivered=last.delivered,
        reason="A new statute.",
    )
    with refused_by(RULE):
        signed_today(ben, 60)
    assert signed_today(ben, 59)

"""The gate asks who had to sign by the day of the session, whatever was written."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from clients.models import Client, Contact
from collateral import ending, gate
from practice.models import User
from practice.spans import span
from releases.models import Mark, Release, Signature
from releases.signing.sign import release_of
from tests.booked import typed
from tests.cast import authority_of, client_of, contact_of
from tests.clock import FIFTY, afternoon
from tests.signed import draft_for, enter, sign

pytestmark = pytest.mark.usefixtures("unprinted")


def made(name: str, capacity: str = "parent", authority: str = "mother") -> Signature:
    return Signature(
        signer=name,
        capacity=capacity,
        authority=authority,
        mark=Mark.TYPED,
        typed_name=name,
    )


def signed(contact: Contact, *signatures: Signature) -> Release:
    """A release with these signatures, past the act, which would ask whose they are."""
    *before, last = signatures
    draft = draft_for(contact, contact.client.clinician)
    for each in before:
        each.signed_at, each.time_zone = timezone.now(), "America/New_York"
        each.draft = draft
        each.save(force_insert=True)
    release = enter(release_of(draft, last, timezone.now(), before), last)
    draft.signatures.update(document=release.document)
    return release


def asked(contact: Contact, **about: Any) -> gate.Line:
    """What is said of a session next week."""
    proposal = gate.Proposal(
        client=Client.objects.get(pk=contact.client_id),
        contacts=(contact,),
        clinician=contact.client.clinician,
        during=span(afternoon(7), afternoon(7) + FIFTY),
        room=None,
        format="joint",
        place="video",
        **about,
    )
    (line,) = gate.ask(proposal).lines
    return line


def minor(by: User, age: int, state: str, **said: Any) -> Contact:
    """The aunt of someone so old, who would join."""
    today = timezone.localdate()
    born = date(today.year - age, 1, 1)
    teo = client_of(by, "Teo Vance", born=born, state=state, **said)
    return contact_of(teo, "Ines Vance", "aunt")


def judged(by: User) -> dict[str, Any]:
    """That a minor consents to this care alone."""
    return {
        "self_consent_from": timezone.localdate(),
        "self_consent_law": "RCW 71.34.530",
        "self_consent_judged_by": by,
    }


def test_a_teen_in_washington_who_consents_alone_has_to_sign(ada: User) -> None:
    """Case 41 of the domain's."""
    ines = minor(ada, 14, "WA", **judged(ada))
    signed(ines, made("Rosa Vance"))
    line = asked(ines)
    assert line.codes == ("WRONG_SIGNER",)
    assert line.sentence.startswith("Rosa Vance signed the release. On ")
    assert line.sentence.endswith(" only Teo Vance may sign for Teo Vance.")
    other = minor(ada, 14, "WA", **judged(ada))
    signed(other, made("Teo Vance", "minor", "RCW 71.34.530"))
    assert asked(other).covered


@pytest.mark.parametrize(
    ("age", "alone", "signatures", "codes"),
    [
        (15, False, [made("Rosa Vance")], ("NOT_EXECUTED",)),
        (15, False, [made("Teo Vance", "minor", "with her")], ("NOT_EXECUTED",)),
        (15, False, [made("Teo Vance", "minor", "with her"), made("Rosa Vance")], ()),
        (13, False, [made("Rosa Vance")], ()),
        (15, True, [made("Teo Vance", "minor", "alone")], ()),
    ],
)
def test_in_dc_a_minor_of_fifteen_and_a_parent_have_to_sign(
    ada: User,
    age: int,
    alone: bool,
    signatures: list[Signature],
    codes: tuple[str, ...],
) -> None:
    """Case 43 of the domain's."""
    ines = minor(ada, age, "DC", **judged(ada) if alone else {})
    signed(ines, *signatures)
    assert asked(ines).codes == codes


def test_one_of_two_who_have_to_sign_is_not_enough(ada: User, finn: User) -> None:
    """Case 47 of the domain's: by the act it waits; past the act it covers nobody."""
    ines = minor(ada, 12, "NY")
    for parent in ("Rosa Vance", "Luis Ortega"):
        authority_of(ines.client, ada, parent, acts="both", verified_by=finn)
    release, _ = ending.sign(draft_for(ines, ada), made("Rosa Vance"), ada)
    assert release is None
    assert asked(ines).codes == ("AWAITING_SIGNATURE",)
    assert asked(ines).sentence == (
        "The release still awaits the signature of Luis Ortega."
    )
    signed(ines, made("Rosa Vance"))
    line = asked(ines)
    assert line.codes == ("NOT_EXECUTED",)
    assert line.sentence == (
        "Rosa Vance signed the release. It lacks the signature of Luis Ortega."
    )


def test_a_step_parent_without_papers_lets_nobody_join(ada: User, finn: User) -> None:
    """Case 51 of the domain's."""
    ines = minor(ada, 12, "NY")
    signed(ines, made("Karl Vance", authority="stepfather, they live together"))
    line = asked(ines)
    assert line.codes == ("NO_AUTHORITY",)
    assert line.sentence.startswith("Nothing on file lets Karl Vance sign for Teo")
    authority_of(ines.client, ada, "Karl Vance", "guardian", verified_by=finn)
    assert asked(ines).covered


def test_whom_the_papers_do_not_name_has_no_authority(ada: User, finn: User) -> None:
    ines = minor(ada, 12, "NY")
    signed(ines, made("Rosa Vance"))
    assert asked(ines).covered
    hers = authority_of(ines.client, ada, "Luis Ortega", acts="sole", verified_by=finn)
    assert hers.verified_at
    assert asked(ines).codes == ("NO_AUTHORITY",)


def test_papers_that_nobody_has_looked_at_take_nothing_from_what_is_signed(
    ada: User,
) -> None:
    ines = minor(ada, 12, "NY")
    signed(ines, made("Rosa Vance"))
    authority_of(ines.client, ada, "Luis Ortega")
    assert asked(ines).covered


def test_an_adults_sister_may_be_their_agent(ben: Contact) -> None:
    signed(ben, made("Ida Lind", "agent", "sister, health care agent"))
    assert asked(ben).covered


def test_what_a_minor_signed_alone_covers_them_as_an_adult(ada: User) -> None:
    ines = minor(ada, 15, "WA")
    signed(ines, made("Teo Vance", "minor", "RCW 71.34.530"))
    Client.objects.filter(pk=ines.client_id).update(date_of_birth=date(1990, 1, 1))
    assert asked(ines).covered


def test_a_part_2_client_is_covered_by_what_part_2_asks_alone(
    jordan: Client, ben: Contact, maria: Contact
) -> None:
    """42 CFR 2.31: a general release is not enough, whatever it ticks."""
    sign(ben)
    Client.objects.filter(pk=jordan.pk).update(part2=True)
    jordan.refresh_from_db()
    maria.client = jordan
    sign(maria)
    assert asked(ben).codes == ("PART2_REQUIRED",)
    assert "42 CFR Part 2 protects the records of Jordan Reyes" in asked(ben).sentence
    assert asked(maria).covered


def test_a_client_of_age_costs_no_question_more(ben: Contact) -> None:
    sign(ben)
    with CaptureQueriesContext(connection) as counted:
        assert asked(ben).covered
    assert "clients_authority" not in str(counted.captured_queries)


def test_what_would_help_is_to_enter_the_papers(ada: User, adas: Browser) -> None:
    ines = minor(ada, 12, "NY")
    signed(ines, made("Karl Vance", authority="stepfather"))
    client = ines.client_id
    page = adas.post(
        f"/clients/{client}/sessions/new/", typed([ines], afternoon(7))
    ).content.decode()
    assert f'href="/clients/{client}/authorities/new/"' in page

"""Two at once about who has to sign, in every order: nothing stands wrongly signed."""

from __future__ import annotations

from datetime import date
from functools import partial
from itertools import count

import pytest
from django.utils import timezone

from clients.models import Authority, Client, Contact
from clients.people.acts import keep_still
from collateral import ending, gate
from collateral.booking.book import book
from collateral.care.act import ahead
from collateral.ending.asked_again import hold_what_is_refused
from collateral.models import SharedSessionPlan
from collateral.sessions.proposing import proposal_of, seats_of
from practice.database.constraints import violated
from practice.database.transactions import retried
from practice.models import Role
from practice.spans import span
from releases.models import Mark, Purpose, Refusal, Release, ReleaseDraft, Signature
from releases.refusing.act import refuse
from tests.cast import authority_of, client_of, contact_of, user
from tests.clock import FIFTY, afternoon
from tests.collateral.rule.rivals import rivals
from tests.signed import draft_for

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("unprinted"),
]
_numbers = count(1)


def aunt() -> Contact:
    """Of Teo, who is twelve."""
    ada = user(f"ada{next(_numbers)}", "Ada Okafor", Role.CLINICIAN)
    born = date(timezone.localdate().year - 12, 1, 1)
    return contact_of(client_of(ada, "Teo Vance", born=born), "Ines Vance", "aunt")


def signs(draft: ReleaseDraft) -> Release | None:
    rosas = Signature(
        signer="Rosa Vance",
        capacity="parent",
        authority="mother",
        mark=Mark.TYPED,
        typed_name="Rosa Vance",
    )
    return ending.sign(draft, rosas, draft.prepared_by)[0]


def asks_and_books(ines: Contact) -> None:
    client = Client.objects.select_related("clinician").get(pk=ines.client_id)
    wanted = gate.Proposal(
        client=client,
        contacts=(ines,),
        clinician=client.clinician,
        during=span(afternoon(7), afternoon(7) + FIFTY),
        room=None,
        format="joint",
        place="video",
    )
    plan = SharedSessionPlan(purpose=Purpose.SUPPORT)
    book(gate.clear(wanted), plan, client.clinician)


@retried
def verifies(papers: Authority) -> None:
    """As the page does: by Luis's papers he alone signs from now on."""
    keep_still(papers.client)
    papers.verified_by = user(f"finn{next(_numbers)}", "Finn Doyle", Role.FRONT_DESK)
    papers.verified_at = timezone.now()
    papers.save(update_fields=["verified_by", "verified_at"])
    hold_what_is_refused(papers.client, papers.entered_by)


def wrongly_signed(client: Client) -> list[gate.Line]:
    """Of what stands."""
    return [
        line
        for session in ahead(client).select_related("client", "clinician", "room")
        for line in gate.ask(
            proposal_of(session, [seat.contact for seat in seats_of(session)])
        ).gaps
    ]


@pytest.mark.parametrize("books_first", [True, False])
def test_papers_that_count_meanwhile_leave_nothing_booked_on_anothers_signature(
    books_first: bool,
) -> None:
    with rivals() as (one, other):
        for stop in count(1):
            ines = aunt()
            signs(draft_for(ines, ines.client.clinician))
            papers = authority_of(
                ines.client, ines.client.clinician, "Luis Ortega", acts="sole"
            )
            acts = [partial(asks_and_books, ines), partial(verifies, papers)]
            first, second = acts if books_first else reversed(acts)
            one.start(first, stop)
            if not one.reaches_its_stop():
                break
            other.start(second)
            other.goes_as_far_as_it_can()
            one.goes_on()
            for outcome in (one.outcome(), other.outcome()):
                assert isinstance(outcome, gate.NotCovered | None), (stop, outcome)
            assert wrongly_signed(ines.client) == [], stop
        assert stop > 5


@pytest.mark.parametrize("refuses_first", [True, False])
def test_a_refusal_and_a_signature_are_never_both_taken(refuses_first: bool) -> None:
    with rivals() as (one, other):
        for stop in count(1):
            ines = aunt()
            draft = draft_for(ines, ines.client.clinician)
            refusal = Refusal(
                draft=draft,
                signer="Luis Ortega",
                capacity="parent",
                said_on=timezone.localdate(),
                recorded_by=draft.prepared_by,
            )
            acts = [partial(refuse, refusal), partial(signs, draft)]
            first, second = acts if refuses_first else reversed(acts)
            one.start(first, stop)
            if not one.reaches_its_stop():
                break
            other.start(second)
            other.goes_as_far_as_it_can()
            one.goes_on()
            outcomes = [one.outcome(), other.outcome()]
            refused = {violated(o) for o in outcomes if isinstance(o, Exception)}
            assert refused in (
                {"refusal_is_of_what_waits"},
                {"draft_is_refused_by_nobody"},
            ), (stop, outcomes)
            stands = Refusal.objects.filter(draft=draft).exists()
            assert stands is not Release.objects.filter(draft=draft).exists()
        assert stop > 3

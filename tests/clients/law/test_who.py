"""Who has to sign: by age, state, papers, and what was judged of a minor."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from clients.law.who import who_may_sign
from clients.models import Client, Contact
from practice.models import User
from tests.cast import authority_of, client_of, contact_of
from tests.clock import DAY


def ways(client: Client) -> list[tuple[str, ...]]:
    """Who signs together, in each way there is, by right."""
    found = who_may_sign(client, timezone.localdate())
    return [tuple(signer.capacity for signer in way) for way in found.ways]


def aged(by: User, years: int, state: str, **said: Any) -> Client:
    born = timezone.localdate() - (years * 366) * DAY
    return client_of(by, "Teo Vance", born=born, state=state, **said)


PARENT, AGENT, MINOR = ("parent",), ("agent",), ("minor",)


@pytest.mark.parametrize(
    ("years", "state", "expected"),
    [
        (40, "NY", [("client",), AGENT]),
        (18, "AL", [PARENT, AGENT, MINOR]),
        (15, "WA", [PARENT, AGENT, MINOR]),
        (15, "PA", [PARENT, AGENT, MINOR]),
        (12, "WA", [PARENT, AGENT]),
        (15, "TX", [PARENT, AGENT]),
        (4, "VT", [PARENT, AGENT]),
        (13, "DC", [PARENT, AGENT]),
        (15, "DC", [("minor", "parent"), ("minor", "agent")]),
        (13, "IL", [("minor", "parent"), ("minor", "agent")]),
        (15, "WI", [("minor", "parent"), ("minor", "agent")]),
        (15, "CA", [MINOR]),
        (11, "CA", [PARENT, AGENT]),
    ],
)
def test_it_depends_on_age_and_state(
    ada: User, years: int, state: str, expected: list[tuple[str, ...]]
) -> None:
    """Cases 39 and 43 of the domain's."""
    assert ways(aged(ada, years, state)) == expected


def test_part_2_asks_the_minor_and_a_parent(ada: User) -> None:
    """42 CFR 2.14."""
    assert ways(aged(ada, 15, "TX", part2=True))[0] == ("minor", "parent")
    assert ways(aged(ada, 5, "TX", part2=True))[0] == PARENT


@pytest.mark.parametrize("state", ["WA", "DC", "TX"])
def test_who_consents_alone_signs_alone(ada: User, state: str) -> None:
    alone = {"self_consent_law": "RCW 71.34.530", "self_consent_judged_by": ada}
    today = timezone.localdate()
    teo = aged(ada, 14, state, self_consent_from=today, **alone)
    assert ways(teo) == [MINOR]
    teo.self_consent_from = today + DAY
    assert MINOR not in ways(teo) or state == "WA"


def test_papers_say_who_the_parents_are(ada: User, finn: User) -> None:
    teo = aged(ada, 10, "NY")
    rosa = contact_of(teo, "Rosa Vance", "mother")
    authority_of(teo, ada, rosa, verified_by=finn)
    found = who_may_sign(teo, timezone.localdate())
    assert found.find("parent", "rosa vance")
    assert found.find("parent", "Karl Vance") is None
    assert found.find("agent", "Rosa Vance") is None


def test_what_nobody_else_verified_does_not_count(
    ada: User, finn: User, rosa: Contact, settings: Any
) -> None:
    papers = authority_of(rosa.client, ada, rosa)
    today = timezone.localdate()
    found = who_may_sign(rosa.client, today)
    assert found.find("parent", "Rosa Vance") is None
    assert found.waits == ("Rosa Vance",)
    settings.VERIFY_AUTHORITY = False
    assert who_may_sign(rosa.client, today).find("parent", "Rosa Vance")
    settings.VERIFY_AUTHORITY = True
    papers.verified_by, papers.verified_at = finn, timezone.now()
    papers.save()
    assert who_may_sign(rosa.client, today).find("parent", "Rosa Vance")


def test_papers_hold_through_their_last_day(ada: User, finn: User) -> None:
    teo = aged(ada, 10, "TX")
    papers = authority_of(teo, ada, "Luis Ortega", "letters", verified_by=finn)
    assert papers.ends_on
    assert who_may_sign(teo, papers.ends_on).find("parent", "Luis Ortega")
    assert not who_may_sign(teo, papers.ends_on + DAY).ways
    assert not who_may_sign(teo, papers.starts_on - DAY).ways


def test_one_of_two_suffices_unless_papers_say_both(ada: User, finn: User) -> None:
    for acts, expected in (("either", 2), ("both", 1)):
        ewa = aged(ada, 10, "TX")
        for name in ("Rosa Vance", "Luis Ortega"):
            authority_of(ewa, ada, name, acts=acts, verified_by=finn)
        assert len(who_may_sign(ewa, timezone.localdate()).ways) == expected


def test_who_decides_alone_leaves_no_other(ada: User, finn: User) -> None:
    teo = aged(ada, 10, "TX")
    authority_of(teo, ada, "Rosa Vance", acts="sole", verified_by=finn)
    authority_of(teo, ada, "Luis Ortega", verified_by=finn)
    found = who_may_sign(teo, timezone.localdate())
    assert [signer.called for signer in found.signers] == ["Rosa Vance"]


def test_an_agent_with_papers_is_the_only_one(ada: User, finn: User) -> None:
    jo = aged(ada, 40, "NY")
    authority_of(jo, ada, "Ida Lind", "agent", verified_by=finn)
    found = who_may_sign(jo, timezone.localdate())
    assert found.find("agent", "Ida Lind")
    assert found.find("agent", "Karl Vance") is None
    assert found.find("client", "Teo Vance")

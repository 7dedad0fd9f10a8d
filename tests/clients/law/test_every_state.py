"""All 51 states, each in one line: who signs at each age, and what is asked besides."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from django.utils import timezone

from clients.law.profile import Values
from clients.law.rules import Rules, rules_for
from clients.law.states import US_STATES
from clients.law.who import who_may_sign
from clients.models import Client
from practice.models import User
from tests.cast import client_of
from tests.clock import DAY

pytestmark = pytest.mark.long

AGES = (6, 11, 12, 13, 14, 15, 16, 17, 18)
# Who signs at each of these ages where nobody judged a minor: p, a parent; e, either of
# parent and minor; m, the minor alone; b, both; c, the client, of age. Then what a
# release has to have.
TABLE = """
AL ppppppeee
AK ppppppppc
AZ ppppppppc
AR ppppppppc
CA ppmmmmmmc 12mo longer own-page own-signature 14pt copy use_limits
CO ppeeeeeec
CT peeeeeeec intended_use
DE ppppppppc
DC ppppbbbbc 365d inspect future_uses notice
FL pppeeeeec
GA ppppppppc
HI ppppeeeec
ID ppppppppc
IL ppbbbbbbc dated witness witness-to-revoke inspect refusal notice
IN ppppppppc
IA ppppppppc
KS ppppppppc
KY ppppppeec
LA ppppppppc
ME peeeeeeec
MD ppeeeeeec 12mo
MA ppppppppc
MI ppppeeeec
MN ppppppeec
MS ppppppppc
MO ppppppppc
MT ppppppeec
NE ppppppppc
NV ppppppppc
NH ppppppppc
NJ ppppppeec
NM ppppmmmmc
NY peeeeeeec hiv-notice
NC peeeeeeec
ND ppppppppc
OH ppppeeeec
OK ppppppppc
OR ppppeeeec
PA ppppeeeec witness witness-to-revoke inspect notice
RI ppppppppc
SC ppppppeec
SD ppppppppc
TN ppppppmmc
TX ppppppppc
UT ppppppppc
VT peeeeeeec
VA peeeeeeec
WA pppeeeeec affiliation hiv-notice
WV ppppppppc
WI ppppbbbbc
WY ppppppppc
"""
ROWS = {row.split()[0]: row.split()[1:] for row in TABLE.strip().splitlines()}
STATES = [state for state, _name in US_STATES]
FLAGS = {
    "longer_if_asked": "longer",
    "expiry_must_be_date": "dated",
    "witness_sign": "witness",
    "witness_revoke": "witness-to-revoke",
    "separate_page": "own-page",
    "distinct_signature": "own-signature",
}
WAYS = {
    frozenset({("parent",), ("agent",)}): "p",
    frozenset({("parent",), ("agent",), ("minor",)}): "e",
    frozenset({("minor",)}): "m",
    frozenset({("minor", "parent"), ("minor", "agent")}): "b",
    frozenset({("client",), ("agent",)}): "c",
}


def signs(client: Client, age: int) -> str:
    today = timezone.localdate()
    client.date_of_birth = date(today.year - age, today.month, 1)
    ways = who_may_sign(client, today).ways
    return WAYS[frozenset(tuple(each.capacity for each in way) for way in ways)]


def asked(rules: Rules) -> Iterator[str]:
    if rules.max_months:
        yield f"{rules.max_months}mo"
    if rules.max_days:
        yield f"{rules.max_days}d"
    yield from (said for flag, said in FLAGS.items() if getattr(rules, flag))
    if rules.min_font_pt:
        yield f"{rules.min_font_pt}pt"
    yield from sorted(rules.extra_fields)
    yield from (each.code for each in rules.statements)
    if rules.redisclosure_notices([]):
        yield "notice"
    if len(rules.redisclosure_notices(["hiv"])) > len(rules.redisclosure_notices([])):
        yield "hiv-notice"


def test_every_state_has_a_line() -> None:
    assert list(ROWS) == STATES


@pytest.mark.parametrize("state", STATES)
def test_a_state_is_gone_by_as_its_line_says(ada: User, state: str) -> None:
    born = timezone.localdate() - 6000 * DAY
    client = client_of(ada, "Teo Vance", born=born, state=state)
    rules = rules_for(client, timezone.localdate())
    assert [*asked(rules)] == ROWS[state][1:]
    assert "".join(signs(client, age) for age in AGES) == ROWS[state][0]


@pytest.mark.parametrize("state", STATES)
def test_a_minor_whom_somebody_judged_signs_alone(ada: User, state: str) -> None:
    client = client_of(
        ada, "Teo Vance", born=timezone.localdate() - 5500 * DAY, state=state,
        self_consent_from=timezone.localdate(), self_consent_law="RCW 71.34.530",
        self_consent_judged_by=ada,
    )  # fmt: skip
    assert signs(client, 15) == "m"


@pytest.mark.parametrize("state", STATES)
def test_each_value_is_marked_as_it_was_seen(db: None, state: str) -> None:
    law: Values = rules_for(Client(state=state), timezone.localdate()).laws[0].values
    for each in law.known.values():
        assert each.source.strip()
        assert each.verified == (each.seen == "statute" and each.confidence != "low")


@pytest.mark.parametrize(
    ("client_in", "practice_in", "age", "who"),
    [
        ("WA", "OR", 13, "p"),  # either in Washington, a parent in Oregon till 14
        ("WA", "OR", 14, "e"),
        ("NY", "CA", 13, "m"),  # either in New York, the minor in California
        ("WY", "CA", 13, "b"),  # a parent in Wyoming: both have what they ask
        ("WA", "DC", 15, "b"),
        ("WA", "DC", 13, "p"),  # below its own rule's age, DC asks a parent
    ],
)
def test_of_two_states_each_has_what_it_asks(
    ada: User, settings: object, client_in: str, practice_in: str, age: int, who: str
) -> None:
    settings.PRACTICE_STATE = practice_in  # type: ignore[attr-defined]
    born = timezone.localdate() - 5500 * DAY
    client = client_of(ada, "Teo Vance", born=born, state=client_in)
    assert signs(client, age) == who

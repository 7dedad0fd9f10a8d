"""Of the next free times, at which those who join are covered."""

from __future__ import annotations

from clients.models import Client, Contact
from collateral.booking.finder import offers
from collateral.gate import ask
from tests.clock import DAY
from tests.collateral.booking.finding import monday, wanted
from tests.signed import sign


def test_what_ends_after_a_release_needs_a_renewal_first(
    mornings: None, jordan: Client, ben: Contact, maria: Contact
) -> None:
    sign(ben)
    sign(maria, ends=monday("09:50") + DAY)
    found = offers(wanted(jordan, ben, maria), monday())
    assert [each.is_covered for each in found[:4]] == [True, True, True, False]
    for each in found[:4]:
        verdict = ask(each.of(wanted(jordan, ben, maria), None))
        assert bool(verdict.gaps) is not each.is_covered


def test_a_renewal_carries_on(mornings: None, jordan: Client, ben: Contact) -> None:
    ends = monday("09:30")
    sign(ben, ends=ends)
    sign(ben, starts=ends)
    assert all(each.is_covered for each in offers(wanted(jordan, ben), monday()))


def test_who_is_granted_too_little_is_covered_at_no_time(
    mornings: None, jordan: Client, ben: Contact, maria: Contact
) -> None:
    sign(ben, topics=["sleep"], grants=["joint", "video", "sleep"])
    covered = {
        topic: {each.is_covered for each in offers(asked, monday())}
        for topic in ("sleep", "school")
        if (asked := wanted(jordan, ben, topics=[topic]))
    }
    assert covered == {"sleep": {True}, "school": {False}}
    assert not any(e.is_covered for e in offers(wanted(jordan, ben, maria), monday()))

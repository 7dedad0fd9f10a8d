"""What the database keeps of a link."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from clients.models import Client, Contact
from releases.models import ReleaseDraft, SignatureLink
from tests.clock import DAY, HOUR
from tests.refusals import refused_by, run, words_of
from tests.releases.refusing.test_constraints import refusal
from tests.signed import sign

A, B = "a" * 64, "b" * 64


def link(draft: ReleaseDraft, **said: Any) -> SignatureLink:
    """Not saved."""
    now = timezone.now()
    return SignatureLink(
        draft=draft,
        made_by=draft.prepared_by,
        **{
            "signer": "Jordan Reyes",
            "capacity": "client",
            "made_at": now,
            "expires_at": now + 7 * DAY,
            "token_sha256": A,
            "version": B,
            **said,
        },
    )


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("link_says_whose", {"signer": " "}),
        ("link_is_of_one_paper", {"capacity": "friend"}),
        (
            "link_holds_hashes",
            {"token_sha256": "a secret of 43 letters, as it is sent"},
        ),
        ("link_holds_hashes", {"version": ""}),
        ("link_locks_after_five", {"wrong_tries": 6}),
        ("link_locks_after_five", {"wrong_tries": 5}),
        ("link_is_mailed_somewhere", {"mailed_at": timezone.now() + HOUR}),
    ],
)
def test_it_is_in_order(bens: ReleaseDraft, name: str, said: dict[str, Any]) -> None:
    assert words_of(name, link(bens, **said))
    with refused_by(name):
        link(bens, **said).save()
    link(bens).save()


def test_it_lasts_a_week_at_most(bens: ReleaseDraft) -> None:
    now = timezone.now()
    longer = {"made_at": now, "expires_at": now + 7 * DAY + timedelta(microseconds=1)}
    assert words_of("link_lasts_a_week_at_most", link(bens, **longer))
    with refused_by("link_lasts_a_week_at_most"):
        link(bens, **longer).save()
    link(bens, made_at=now, expires_at=now + 7 * DAY).save()


def test_one_is_open_for_each_signer(bens: ReleaseDraft) -> None:
    first = link(bens)
    first.save()
    another = link(bens, token_sha256=B)
    assert words_of("link_one_a_signer", another)
    with refused_by("link_one_a_signer"):
        another.save()
    first.withdrawn_at, first.withdrawn_by = timezone.now(), bens.prepared_by
    first.save()
    link(bens, token_sha256=B).save()


def test_no_two_have_one_address(bens: ReleaseDraft) -> None:
    link(bens).save()
    another = link(bens, signer="Jo Reyes")
    assert words_of("link_has_a_token_of_its_own", another)
    with refused_by("link_has_a_token_of_its_own"):
        another.save()


def test_it_is_not_dated_back(bens: ReleaseDraft) -> None:
    run("SET LOCAL third_chair.past = ''")
    earlier = timezone.now() - DAY
    with refused_by("link_is_made_now"):
        link(bens, made_at=earlier).save()
    link(bens).save()


def test_it_is_withdrawn_by_someone(bens: ReleaseDraft) -> None:
    link(bens).save()
    with refused_by("link_withdrawn_by_someone"):
        run("UPDATE releases_signaturelink SET withdrawn_at = clock_timestamp()")


def test_it_is_used_once_it_was_opened(bens: ReleaseDraft) -> None:
    link(bens).save()
    with refused_by("link_is_opened_then_used"):
        run("UPDATE releases_signaturelink SET used_at = clock_timestamp()")
    with refused_by("link_is_opened_then_used"):
        run(
            "UPDATE releases_signaturelink SET opened_at = clock_timestamp(), "
            "used_at = clock_timestamp() - interval '1 second'"
        )


@pytest.mark.parametrize(
    "change",
    [
        "signer = 'X'",
        "expires_at = expires_at + interval '1 hour'",
        "email = 'x@example.org'",
        "wrong_tries = 0",
        "opened_at = clock_timestamp() - interval '1 day'",
    ],
)
def test_it_stays_as_it_was_made(bens: ReleaseDraft, change: str) -> None:
    link(bens, wrong_tries=1, expires_at=timezone.now() + DAY).save()
    with refused_by("link_ends_once"):
        run(f"UPDATE releases_signaturelink SET {change}")


ENDS = {
    "withdrawn": "withdrawn_at = clock_timestamp(), withdrawn_by_id = made_by_id",
    "locked": "locked_at = clock_timestamp(), wrong_tries = 5",
    "used": "opened_at = clock_timestamp(), used_at = clock_timestamp()",
}


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize(
    "change", ["token_sha256 = version", "opened_at = clock_timestamp()"]
)
def test_what_ended_opens_nothing_again(
    bens: ReleaseDraft, end: str, change: str
) -> None:
    link(bens).save()
    run(f"UPDATE releases_signaturelink SET {ENDS[end]}")
    with refused_by("link_ends_once"):
        run(f"UPDATE releases_signaturelink SET {change} || ''::text") if (
            "token" in change
        ) else run(f"UPDATE releases_signaturelink SET {change}, signer = signer")


def test_of_a_locked_one_it_is_noted_that_someone_saw_to_it(bens: ReleaseDraft) -> None:
    link(bens).save()
    run(f"UPDATE releases_signaturelink SET {ENDS['locked']}")
    assert run(f"UPDATE releases_signaturelink SET {ENDS['withdrawn']}") == 1


def test_what_ran_out_is_neither_opened_nor_used(bens: ReleaseDraft) -> None:
    now = timezone.now()
    link(bens, made_at=now - 2 * DAY, expires_at=now - DAY).save()
    with refused_by("link_ends_once"):
        run("UPDATE releases_signaturelink SET opened_at = clock_timestamp()")


def test_none_is_deleted(bens: ReleaseDraft) -> None:
    link(bens).save()
    with refused_by("link_ends_once"):
        run("DELETE FROM releases_signaturelink")
    with refused_by("link_ends_once"):
        run("TRUNCATE releases_signaturelink CASCADE")


def test_none_is_made_of_what_waits_for_nobody(
    bens: ReleaseDraft, ben: Contact, jordan: Client
) -> None:
    signed = sign(ben).draft
    assert signed
    with refused_by("link_is_for_what_waits"):
        link(signed).save()
    refusal(bens).save()
    with refused_by("link_is_for_what_waits"):
        link(bens).save()


@pytest.mark.parametrize("end", ["discharged_on", "deceased_on"])
def test_none_is_made_once_care_has_ended(
    bens: ReleaseDraft, jordan: Client, end: str
) -> None:
    Client.objects.filter(pk=jordan.pk).update(**{end: timezone.localdate()})
    with refused_by("link_is_for_what_waits"):
        link(bens).save()


def test_nobody_elses_contact_is_asked_for_a_birth(
    bens: ReleaseDraft, lee: Contact, maria: Contact
) -> None:
    with refused_by("link_is_for_what_waits"):
        link(bens, asks_birth_of=lee).save()
    link(bens, asks_birth_of=maria).save()

"""A signature is one mark, made in a right."""

from __future__ import annotations

from datetime import timedelta

import pytest

from clients.law.signers import Capacity
from clients.models import Contact
from releases.models import Mark, Release, Signature
from tests.clock import TICK, local
from tests.refusals import refused_by, settle, words_of
from tests.releases.copies import like
from tests.signed import sign

MARCH, JUNE = local("2026-03-02"), local("2026-06-01")


@pytest.mark.parametrize(
    "marks",
    [
        pytest.param({"mark": Mark.TYPED, "typed_name": ""}, id="nothing typed"),
        pytest.param({"mark": Mark.TYPED, "typed_name": "  "}, id="only spaces typed"),
        pytest.param(
            {"mark": Mark.TYPED, "typed_name": "J", "strokes": [[[1, 1]]]}, id="both"
        ),
        pytest.param({"mark": Mark.DRAWN, "strokes": []}, id="nothing drawn"),
        pytest.param(
            {"mark": Mark.DRAWN, "typed_name": "J", "strokes": [[[1, 1]]]},
            id="drawn and typed",
        ),
        pytest.param({"mark": "stamped", "typed_name": "J"}, id="neither"),
        pytest.param({"mark": Mark.PAPER, "typed_name": "J"}, id="on paper and typed"),
        pytest.param(
            {"mark": Mark.PAPER, "strokes": [[[1, 1]]]}, id="on paper and drawn"
        ),
    ],
)
def test_a_signature_is_one_mark(ben: Contact, marks: dict) -> None:
    signature = signature_of(unsigned(ben), **marks)
    assert words_of("signature_has_a_mark", signature) == (
        "Draw your signature or type your name."
    )
    with refused_by("signature_has_a_mark"):
        born_with(signature)


@pytest.mark.parametrize(
    "marks",
    [
        pytest.param({"mark": Mark.TYPED, "typed_name": "J"}, id="typed"),
        pytest.param({"mark": Mark.DRAWN, "strokes": [[[1, 1]]]}, id="a dot drawn"),
    ],
)
def test_drawn_and_typed_are_equal(ben: Contact, marks: dict) -> None:
    signature = signature_of(unsigned(ben), **marks)
    assert words_of("signature_has_a_mark", signature) == ""
    born_with(signature)


@pytest.mark.parametrize("capacity", ["minor", "parent", "agent", "neighbor"])
def test_whoever_signs_for_the_client_says_by_what_right(
    ben: Contact, capacity: str
) -> None:
    """45 CFR 164.508(c)(1)(vi)."""
    typed = {"mark": Mark.TYPED, "typed_name": "J. Reyes", "capacity": capacity}
    signature = signature_of(unsigned(ben), **typed, authority=" ")
    assert words_of("signature_authority_described", signature) == (
        "Say by what right this is signed."
    )
    with refused_by("signature_authority_described"):
        born_with(signature)
    signature.authority = "mother, with legal custody"
    assert words_of("signature_authority_described", signature) == ""
    born_with(signature)


def test_clients_need_no_authority_over_themselves(ben: Contact) -> None:
    signature = signature_of(unsigned(ben), mark=Mark.TYPED, typed_name="J")
    assert words_of("signature_authority_described", signature) == ""
    born_with(signature)


def test_a_release_is_born_signed(ben: Contact) -> None:
    """45 CFR 164.508(c)(1)(vi); whatever path it takes into the database."""
    release = unsigned(ben)
    with refused_by("release_is_signed"):
        release.save(force_insert=True)
    early = signature_of(release, mark=Mark.TYPED, typed_name="J")
    early.signed_at -= TICK
    with refused_by("release_is_signed"):
        born_with(early)
    born_with(signature_of(release, mark=Mark.TYPED, typed_name="J"))
    settle()


def unsigned(contact: Contact) -> Release:
    """A release that is not saved, as its signature is still to be written."""
    return like(
        sign(contact, MARCH, JUNE), effective_at=JUNE, expires_at=JUNE + timedelta(1)
    )


def born_with(signature: Signature) -> None:
    """Save a release with its signature."""
    document = signature.document
    document.release.save(force_insert=True)
    signature.save()


def signature_of(release: Release, **details: object) -> Signature:
    usual = {
        "capacity": Capacity.CLIENT,
        "signer": "Jordan Reyes",
        "time_zone": "UTC",
    }
    release.document.release = release
    return Signature(
        document=release.document, signed_at=release.signed_at, **{**usual, **details}
    )

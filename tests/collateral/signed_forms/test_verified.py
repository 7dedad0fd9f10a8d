"""Forms changed past every trigger, as a superuser can, and what is said of them."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from clients.models import Client
from collateral.signed_forms.act import sign, withdraw
from practice.models import User
from releases.models import FormKind, SignedForm
from releases.proof.forms import verify_forms
from releases.signed_forms.asked import Asked
from tests.cast import client_of
from tests.clock import DAY
from tests.formed import form_of
from tests.refusals import run
from tests.releases.history.chains import triggers_off

FORM = "UPDATE releases_signedform SET {}"
EVENT = "UPDATE clients_consentevent SET {} WHERE kind = 'form_signed'"


@pytest.fixture
def sol(ada: User) -> Client:
    """Nobody has signed anything for Sol."""
    born = timezone.localdate() - 12 * 366 * DAY
    return client_of(ada, "Sol Vance", born=born, consented=False)


@pytest.fixture
def signed(sol: Client, ada: User) -> SignedForm:
    """By the act."""
    asked = Asked(FormKind.CONSENT, sol, None, "en", [], timezone.localdate())
    return sign(asked, form_of(sol), ada)


def said() -> list[str]:
    return [str(each) for each in verify_forms().misfits]


def test_what_the_acts_leave_fits(signed: SignedForm, ada: User) -> None:
    assert str(verify_forms()).startswith("Every signed form fits: 1 form, ")
    withdraw(signed, ada)
    assert said() == []


@pytest.mark.parametrize(
    ("change", "how"),
    [
        (FORM.format("signer = 'Victor Stone'"), "its signature is not the one"),
        (FORM.format("whole = false"), "its signature is not the one"),
        (FORM.format("signed_on = '2020-01-01'"), "its signature is not the one"),
        (FORM.format("capacity = 'agent'"), "another kind or right"),
        (FORM.format("recorded_at = recorded_at + interval '1 day'"), "another time"),
        ("DELETE FROM releases_signedform", "it is gone"),
        (EVENT.format("kind = 'viewed'"), "does not tell that it was signed"),
    ],
)
def test_what_is_not_as_it_was_signed_is_found(
    signed: SignedForm, change: str, how: str
) -> None:
    with triggers_off():
        assert run(change) == 1
    (found,) = said()
    assert found.startswith(f"Form {signed.pk} does not fit: ")
    assert how in found


def test_other_words_are_found_with_their_hash_or_without(signed: SignedForm) -> None:
    with triggers_off():
        run(
            "UPDATE releases_signedform SET content = '{}',"
            " content_sha256 = encode(sha256('{}'), 'hex')"
        )
    (found,) = said()
    assert "its wording is not what the history tells was signed" in found


def test_taking_back_is_not_undone_nor_made_up(signed: SignedForm, ada: User) -> None:
    with triggers_off():
        run(
            FORM.format(
                "withdrawn_at = clock_timestamp(), withdrawn_by_id = recorded_by_id"
            )
        )
    (found,) = said()
    assert "does not tell that it was taken back so" in found
    with triggers_off():
        run(FORM.format("withdrawn_at = NULL, withdrawn_by_id = NULL"))
    signed.refresh_from_db()
    withdraw(signed, ada)
    with triggers_off():
        run(FORM.format("withdrawn_at = NULL, withdrawn_by_id = NULL"))
    (found,) = said()
    assert "it was taken back, and stands" in found


def test_the_command_names_it_by_number_and_nobody(signed: SignedForm) -> None:
    out = StringIO()
    call_command("verify", stdout=out)
    assert "Every signed form fits: 1 form" in out.getvalue()
    with triggers_off():
        run(FORM.format("signer = 'Victor Stone'"))
    with pytest.raises(CommandError) as refusal:
        call_command("verify", stdout=out)
    assert str(refusal.value) == (
        f"Form {signed.pk} does not fit: its signature is not the one that was signed."
    )

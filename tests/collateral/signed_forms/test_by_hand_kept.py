"""What the database keeps of a form that was signed by hand."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from clients.models import Client, Contact
from collateral.signed_forms.by_hand import passes
from practice.models import User
from releases.models import FormKind, SignedByHand, SignedForm
from tests.formed import form_of
from tests.on_paper import form_printed, form_said
from tests.refusals import refused_by, run, words_of
from tests.releases.history.chains import triggers_off

ACK = FormKind.ACKNOWLEDGEMENT


def test_it_is_of_one_release_or_one_form(teo: Client, ada: User) -> None:
    form_printed(teo, ada)
    wrong: list[dict[str, Any]] = [
        {"form_kind": ""},
        {"form_kind": "letter"},
        {"capacity": "teen"},  # who does not sign a consent
        {"initials": {"hiv": "RV"}},
    ]
    for said in wrong:
        assert words_of("by_hand_is_of_one_paper", form_said(teo, ada, **said))
        with refused_by(
            "by_hand_is_of_one_paper", "by_hand_signed_since_it_was_worded"
        ):
            form_said(teo, ada, **said).save()
    form_said(teo, ada).save()


def test_it_says_who_joins(teo: Client, rosa: Contact, ada: User) -> None:
    form_printed(teo, ada, ACK, rosa)
    said = {"capacity": "participant", "authority": ""}
    alone = form_said(teo, ada, ACK, **said)
    assert words_of("by_hand_says_who_joins", alone)
    with refused_by("by_hand_says_who_joins", "by_hand_signed_since_it_was_worded"):
        alone.save()
    form_said(teo, ada, ACK, contact=rosa, **said).save()


def test_a_contact_is_of_the_client(teo: Client, ben: Contact, ada: User) -> None:
    said = {"capacity": "participant", "authority": "", "contact": ben}
    with refused_by("by_hand_contact_of_client", "by_hand_signed_since_it_was_worded"):
        form_said(teo, ada, ACK, **said).save()


def test_it_is_entered_once_for_each_who_signs(
    teo: Client, ada: User, finn: User
) -> None:
    form_printed(teo, ada)
    form_said(teo, ada).save()
    again = form_said(teo, finn)
    assert words_of("by_hand_form_entered_once", again)
    with refused_by("by_hand_form_entered_once"):
        again.save()
    form_said(teo, finn, signer="Ida Lind").save()


def test_nobody_signs_what_is_not_printed_yet(teo: Client, ada: User) -> None:
    with refused_by("by_hand_signed_since_it_was_worded"):
        form_said(teo, ada).save()
    form_printed(teo, ada, days=1)
    today = timezone.localdate()
    with refused_by("by_hand_signed_since_it_was_worded"):
        form_said(teo, ada, signed_on=today - timedelta(days=2)).save()
    form_said(teo, ada, signed_on=today - timedelta(days=1)).save()


def test_what_is_on_paper_was_checked(paper: SignedByHand, finn: User) -> None:
    run("SET LOCAL third_chair.past = ''")
    form = form_of(paper.client, signer="Rosa Vance")
    with refused_by("form_on_paper_was_checked"):
        form.save(force_insert=True)
    unchecked = form_of(paper.client, signer="Rosa Vance", by_hand=paper)
    with refused_by("form_on_paper_was_checked"):
        unchecked.save(force_insert=True)
    passes(paper, finn)


@pytest.mark.parametrize(
    "said", [{"signer": "Ida Lind"}, {"authority": "aunt"}, {"capacity": "agent"}]
)
def test_it_is_word_for_word_what_was_checked(
    paper: SignedByHand, finn: User, said: dict[str, str]
) -> None:
    signed = passes(paper, finn)
    with triggers_off():
        SignedForm.objects.filter(pk=signed.pk).delete()
    other = form_of(paper.client, signer="Rosa Vance", by_hand=paper)
    for name, value in said.items():
        setattr(other, name, value)
    with refused_by("form_on_paper_was_checked"):
        other.save(force_insert=True)
    form_of(paper.client, signer="Rosa Vance", by_hand=paper).save(force_insert=True)


def test_what_is_signed_on_a_screen_has_no_paper(paper: SignedByHand) -> None:
    typed = {"mark": "typed", "typed_name": "Rosa Vance"}
    form = form_of(paper.client, signer="Rosa Vance", by_hand=paper, **typed)
    assert words_of("form_on_a_screen_has_no_paper", form)
    with refused_by("form_on_a_screen_has_no_paper"):
        form.save(force_insert=True)
    form.by_hand = None
    form.save(force_insert=True)


def test_the_pages_of_what_was_checked_stay(paper: SignedByHand, finn: User) -> None:
    passes(paper, finn)
    with refused_by("scan_of_what_was_checked_stays"):
        run("UPDATE releases_scannedpage SET page = 1")

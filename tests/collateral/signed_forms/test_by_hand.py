"""A form that was signed by hand: entered by one person, checked by another, then signed."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client as Browser

from clients.models import Client, ConsentEvent, Contact, EventKind
from collateral.signed_forms.act import SignedMeanwhile
from collateral.signed_forms.by_hand import passes
from collateral.signed_forms.paper import to_sign
from practice.models import User
from releases.models import FormKind, Printout, ScannedPage, SignedByHand, SignedForm
from releases.proof.forms import verify_forms
from releases.signing.by_hand import CheckedAlready
from releases.signing.sign import DraftChanged
from tests.clock import afternoon
from tests.collateral.signed_forms.pages import shown
from tests.collateral.signed_forms.sheets import asked
from tests.formed import form_signed
from tests.on_paper import form_entered, form_printed, form_said, scanned
from tests.privacy.doors import browser_of
from tests.refusals import run
from tests.releases.history.chains import triggers_off
from tests.signed import sign

CONSENT, TEEN = FormKind.CONSENT, FormKind.CONFIDENTIALITY
BOXES = ("recipient", "scope", "signer", "signature")


@pytest.fixture
def finns(finn: User) -> Browser:
    return browser_of(finn)


def check(by: Browser, paper: SignedByHand, **typed: str) -> Any:
    """Tick what fits, and say of others why not."""
    there = f"/forms/papers/{paper.pk}/"
    form = by.get(there).context["form"]
    fits = {box: "on" for box in BOXES if f"{box}_why" not in typed}
    return by.post(there, {"shown": form.now_shown, **fits, **typed})


def consent(paper: SignedByHand) -> SignedForm | None:
    return SignedForm.objects.filter(by_hand=paper).first()


def test_it_counts_once_another_has_checked_it(
    adas: Browser, finns: Browser, paper: SignedByHand
) -> None:
    teo = paper.client
    assert "Signed, being checked" in shown(adas, teo)
    assert not SignedForm.objects.in_force(CONSENT).filter(client=teo).exists()
    page = finns.get(f"/forms/papers/{paper.pk}/").content.decode()
    assert "Page 1, as it was scanned" in page
    assert "I consent to the treatment of Teo Vance" in page
    assert check(finns, paper).status_code == 302
    form = consent(paper)
    assert form
    assert (form.signer, form.authority, form.mark) == ("Rosa Vance", "mother", "paper")
    assert (form.signed_on, form.whole) == (paper.signed_on, True)
    assert form.recorded_at >= paper.entered_at
    assert form.content_sha256 == paper.version
    assert "on paper" in shown(adas, teo)
    assert finns.get(f"/forms/papers/{paper.pk}/").status_code == 302


def test_whoever_entered_it_sends_it_back_at_most(
    adas: Browser, paper: SignedByHand
) -> None:
    page = adas.get(f"/forms/papers/{paper.pk}/").content.decode()
    assert "someone else checks it" in page
    assert check(adas, paper).status_code == 422
    assert consent(paper) is None
    assert check(adas, paper, signer_why="another name").status_code == 302
    paper.refresh_from_db()
    assert (paper.passed, paper.misfit) == (False, {"signer": "another name"})
    assert "Signed, being checked" not in shown(adas, paper.client)


def test_a_practice_of_one_checks_alone_and_the_history_says_so(
    adas: Browser, paper: SignedByHand, settings: Any, ada: User
) -> None:
    settings.CHECK_PAPER_ALONE = True
    run("UPDATE practice_user SET is_active = false WHERE id <> %s", ada.pk)
    assert check(adas, paper).status_code == 302
    assert consent(paper)
    paper.refresh_from_db()
    assert paper.alone
    last = ConsentEvent.objects.filter(kind=EventKind.PAPER_CHECKED).get()
    assert last.detail["alone"] is True


def test_nothing_passes_without_its_pages(
    finns: Browser, none_yet: Client, ada: User
) -> None:
    printed = form_printed(none_yet, ada)
    paper = form_said(none_yet, ada)
    paper.save()
    page = finns.get(f"/forms/papers/{paper.pk}/").content.decode()
    assert "No page of it is scanned yet" in page
    assert check(finns, paper).status_code == 422
    scanned(printed, ada)
    assert check(finns, paper).status_code == 302
    assert consent(paper)


def test_what_says_something_else_by_now_is_sent_back(
    finns: Browser, paper: SignedByHand
) -> None:
    run("UPDATE clients_client SET legal_name = 'Teodor Vance'")
    page = finns.get(f"/forms/papers/{paper.pk}/").content.decode()
    assert "says something else since this paper was printed" in page
    assert check(finns, paper).status_code == 422
    assert check(finns, paper, recipient_why="another name").status_code == 302
    assert consent(paper) is None


def test_pages_that_were_not_looked_at_pass_nothing(
    paper: SignedByHand, finn: User
) -> None:
    with pytest.raises(DraftChanged):
        passes(paper, finn, pages="others")
    passes(paper, finn)
    with pytest.raises(CheckedAlready):
        passes(paper, finn)


def test_whoever_signed_on_a_screen_meanwhile_does_not_sign_twice(
    none_yet: Client, ada: User, finn: User
) -> None:
    paper = form_entered(none_yet, ada, TEEN)
    form_signed(none_yet, TEEN, signer="Rosa Vance", whole=False)
    with pytest.raises(SignedMeanwhile):
        passes(paper, finn)
    paper.refresh_from_db()
    assert paper.checked_at is None


def test_the_gate_says_that_it_waits(
    adas: Browser, paper: SignedByHand, rosa: Contact
) -> None:
    sign(rosa)
    there = f"/clients/{paper.client.pk}/sessions/new/"
    page = adas.get(there, {"contacts": rosa.pk, "starts": afternoon(3).isoformat()})
    asked_for = page.content.decode()
    if "no consent to treat them is in force" in asked_for:
        assert "counts once a second person has checked it" in asked_for


def test_both_people_and_pages_are_told_in_the_history(
    finns: Browser, paper: SignedByHand
) -> None:
    check(finns, paper)
    form = consent(paper)
    assert form
    told = ConsentEvent.objects.filter(client=paper.client).order_by("-number")
    kinds = [each.kind for each in told[:2]]
    assert set(kinds) == {EventKind.PAPER_CHECKED, EventKind.FORM_SIGNED}
    signing = told.get(kind=EventKind.FORM_SIGNED, detail__by_hand=paper.pk)
    assert signing.detail["pages"] == [ScannedPage.objects.get().sha256]
    history = finns.get(f"/clients/{paper.client.pk}/history/")
    if history.status_code == 200:
        assert "checked the paper of a consent to treat" in history.content.decode()


def test_verification_finds_another_picture(
    finns: Browser, paper: SignedByHand
) -> None:
    check(finns, paper)
    form = consent(paper)
    assert form
    fits = [each for each in verify_forms().misfits if each.form_id == form.pk]
    assert fits == []
    with triggers_off():
        ScannedPage.objects.update(picture=b"another")
    found = [each for each in verify_forms().misfits if each.form_id == form.pk]
    assert "not those that were checked" in str(found[0])


def test_a_second_signer_has_a_copy_with_a_code_of_its_own(
    teo: Client, ada: User, finn: User
) -> None:
    to_sign(asked(teo, TEEN), ada)
    first = Printout.objects.get()
    to_sign(asked(teo, TEEN), ada)
    assert Printout.objects.count() == 1
    scanned(first, ada)
    paper = form_said(teo, ada, TEEN)
    paper.save()
    passes(paper, finn)
    to_sign(asked(teo, TEEN), ada)
    assert Printout.objects.count() == 2

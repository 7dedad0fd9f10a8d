"""A form that was signed by hand: entered by one person, checked by another, then signed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client as Browser
from django.utils import timezone
from PIL import Image, ImageChops

from clients.models import Client, ConsentEvent, Contact, EventKind
from collateral.signed_forms.act import SignedMeanwhile
from collateral.signed_forms.by_hand import passes
from collateral.signed_forms.paper import signed_paper, to_sign
from practice.models import User
from releases.models import FormKind, Printout, ScannedPage, SignedByHand, SignedForm
from releases.proof.forms import verify_forms
from releases.signing.by_hand import CheckedAlready
from releases.signing.sign import DraftChanged
from tests.clock import DAY, afternoon
from tests.collateral.signed_forms.test_pages import path, shown
from tests.collateral.signed_forms.test_scanned import asked, sent_in
from tests.formed import form_of, form_signed, taken_back, typed_form
from tests.on_paper import form_entered, form_printed, form_said, scanned
from tests.privacy.doors import browser_of
from tests.refusals import refused_by, run, words_of
from tests.releases.history.chains import triggers_off
from tests.releases.scans.papers import as_pdf, inked, sheets
from tests.said import errors_in
from tests.signed import sign

CONSENT, TEEN, ACK = (
    FormKind.CONSENT,
    FormKind.CONFIDENTIALITY,
    FormKind.ACKNOWLEDGEMENT,
)
BOXES = ("recipient", "scope", "signer", "signature")


@pytest.fixture
def none_yet(teo: Client) -> Client:
    """Teo, whose consent to treat was taken back."""
    taken_back(teo.forms.get())
    return teo


@pytest.fixture
def paper(none_yet: Client, ada: User) -> SignedByHand:
    """Teo's consent to treat, which Rosa signed and Ada entered."""
    return form_entered(none_yet, ada)


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


# What the page asks


def entering(by: Browser, client: Client, **typed: str) -> Any:
    sent = typed_form(client, signer="Rosa Vance") | {"filed": "on"}
    today = timezone.localdate().isoformat()
    there = path(client, CONSENT, how="filing/")
    return by.post(there, {"signed_on": today, **sent, **typed})


def test_only_what_was_printed_is_entered(
    adas: Browser, teo: Client, ada: User
) -> None:
    assert "These words were never printed" in errors_in(entering(adas, teo))
    form_printed(teo, ada)
    assert entering(adas, teo).status_code == 302
    again = entering(adas, teo)
    assert "Somebody has entered this paper already" in errors_in(again)


def test_the_day_is_since_it_was_printed_and_not_ahead(
    adas: Browser, teo: Client, ada: User
) -> None:
    form_printed(teo, ada, days=2)
    today = timezone.localdate()
    early = entering(adas, teo, signed_on=f"{today - 3 * DAY}")
    assert "this form was not printed yet" in errors_in(early)
    ahead = entering(adas, teo, signed_on=f"{today + DAY}")
    assert "signed today or before" in errors_in(ahead)
    assert entering(adas, teo, signed_on=f"{today - 2 * DAY}").status_code == 302


def test_strangers_check_nothing(paper: SignedByHand, cleo: User) -> None:
    answer = browser_of(cleo).get(f"/forms/papers/{paper.pk}/")
    assert answer.status_code == 404


# What the database keeps


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


def has_ink(page: Image.Image) -> bool:
    """Whether something on it is as blue as the pen of ``inked``."""
    red, green, blue = page.split()
    dark = [each.point(lambda dot: 255 * (dot < 70)) for each in (red, green)]
    pen = ImageChops.multiply(*dark)
    bright = blue.point(lambda dot: 255 * (dot > 90))
    return ImageChops.multiply(pen, bright).getbbox() is not None


def test_its_paper_shows_the_page_that_was_signed(
    teo: Client, ada: User, finn: User
) -> None:
    (sheet,) = sheets(to_sign(asked(teo), ada))
    sent_in(ada, as_pdf([inked(sheet)]))
    said = form_said(teo, ada)
    said.save()
    taken_back(teo.forms.get())
    *words, scan = sheets(signed_paper(passes(said, finn)))
    assert has_ink(scan)
    assert not any(map(has_ink, words))
